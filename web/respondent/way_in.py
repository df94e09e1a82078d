"""The ways in: a card anybody scans, an assignment one shopper holds."""

from datetime import timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from db import posted
from db.engine import glance, transaction
from surveys import events as e
from surveys import store
from surveys.entries import Moment
from surveys.errors import NoSuchInterview, NotOpenYet, SurveyExpired, WindowClosed
from surveys.fieldwork import within_window
from surveys.records import Card, Held, Wave
from surveys.turn import Turn
from web.errors import PageRefusal
from web.forms import Form, read_form
from web.middleware import remember
from web.pages import page, spoken_in
from web.respondent import carried, closed, notices, pictures, screens
from web.respondent.once import of_form
from web.services import SERVICES

COOKIE = "answering"  # which interview this phone holds for the card
REMEMBERED = timedelta(days=90)


async def card(request: web.Request) -> web.Response:
    """Who asks and why; a phone that has started goes on, one that has finished is told so."""
    services = request.app[SERVICES]
    async with glance(services.engine) as tx:
        found, outlet, wave = await services.interviews.card_for(tx, request.match_info["code"])
        held = await _held(request, tx, found)
    if held is not None and held.view.status.over:
        return screens.again(request, held)
    if held is not None:
        raise web.HTTPSeeOther(f"/i/{held.held.token}")
    _open(wave, request)
    questionnaire = services.interviews.questionnaires[found.questionnaire, found.edition]
    hidden = carried.of_link(questionnaire, request.query)
    context = {
        "questionnaire": questionnaire, "outlet": outlet, "here": request.path, "hidden": hidden,
        "tongue": lambda language: carried.on(request.path, {**hidden, "lang": language}),
    }  # fmt: skip
    response = page(request, "respondent/card.html", context)
    pictures.allow(response, questionnaire)  # with scripts this document shows the questions too
    return response


async def start(request: web.Request) -> web.Response:
    """One tap on Start: an interview, begun, and a cookie that finds it again."""
    form = await read_form(request)
    post = of_form(request, form)
    async with transaction(request.app[SERVICES].engine) as tx:
        if post and not await posted.first_time(tx, post, request.app[SERVICES].clock()):
            _, key = await posted.earlier(tx, post)
            held = await store.by_key(tx, key)
            assert held is not None
        else:
            held = await _started(request, tx, form)
            if post:  # its key, not its token: that opens the page and is nowhere else
                await posted.answered(tx, post, held.key)
    token = held.token
    response = web.Response(status=303, headers={"Location": f"/i/{token}"})
    age, path = int(REMEMBERED.total_seconds()), request.path
    remember(request, response, COOKIE, token, path=path, max_age=age)
    return response


async def _started(request: web.Request, tx: AsyncConnection, form: Form) -> Held:
    """The interview that is this phone's from now on."""
    services, code = request.app[SERVICES], request.match_info["code"]
    moment = Moment(services.clock(), "page")
    found, _, wave = await services.interviews.card_for(tx, code)
    if (turn := await _held(request, tx, found)) is None:
        _open(wave, request)
        turn = await services.interviews.start_from_card(tx, code, spoken_in(request), moment)
        agreed = e.Agreed(hidden=carried.of_form(turn.questionnaire, form))
        await services.interviews.on_page(tx, turn.held.token, agreed, moment)
    return turn.held


async def assignment(request: web.Request) -> web.Response:
    """The shopper's link: the same interview each time, on any phone."""
    services = request.app[SERVICES]
    moment = Moment(services.clock(), "page")
    try:
        async with transaction(services.engine) as tx:
            turn = await services.interviews.by_assignment_code(
                tx, request.match_info["code"], spoken_in(request), moment
            )
    except WindowClosed:
        if (where := await closed.of_assignment(request)) is None:
            raise
        raise web.HTTPSeeOther(where) from None
    here = f"/i/{turn.held.token}"
    said = {} if turn.view.began_at else carried.of_link(turn.questionnaire, request.query)
    response = web.Response(status=303, headers={"Location": carried.on(here, said)})
    notices.leave(request, response, screens.says(turn), here)
    return response


async def _held(request: web.Request, tx: AsyncConnection, card: Card) -> Turn | None:
    """The interview this phone holds for the card, if it does."""
    services, token = request.app[SERVICES], request.cookies.get(COOKIE, "")
    if not (token.isascii() and token.isprintable()):
        return None
    moment = Moment(services.clock(), "page")
    try:
        turn = await services.interviews.on_page(
            tx, token, e.Opened(), moment, language=spoken_in(request)
        )
    except NoSuchInterview:
        return None
    except SurveyExpired:
        raise web.HTTPSeeOther(f"/i/{token}") from None
    return turn if turn.held.card_id == card.id else None


def _open(wave: Wave, request: web.Request) -> None:
    """A customer has no coordinator to ask: other words than a shopper's."""
    try:
        within_window(wave.opens, wave.closes, request.app[SERVICES].clock())
    except NotOpenYet:
        raise PageRefusal("page-card-not-open", 403) from None
    except WindowClosed:
        raise PageRefusal("page-card-closed", 403) from None
