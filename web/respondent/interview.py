"""The interview's own pages: a form in, one event, one commit, the next question out."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import events as e
from surveys.errors import SurveyExpired, WindowClosed
from surveys.questionnaire import QuestionId
from surveys.turn import Turn
from surveys.wording import said
from web import languages
from web.errors import Malformed
from web.forms import Form, read_form, whole_number
from web.middleware import A_YEAR_S, remember
from web.respondent import answers, carried, closed, notices, screens
from web.respondent.once import once
from web.respondent.turns import address, as_it_is, in_transaction, one_event
from web.services import SERVICES

NEXT = "Anfang-Next"  # a header of survey.js
REASONS = {"conflict", "no-consent"}


async def show(request: web.Request) -> web.Response:
    """Where the person stands.  Reading changes nothing."""
    try:
        turn = await as_it_is(request, e.Opened())
    except (WindowClosed, SurveyExpired):
        return await closed.screen(request)
    now = request.app[SERVICES].clock()
    page = screens.show(request, turn, notices.collect(request, turn.language), now=now)
    if notices.COOKIE in request.cookies:
        page.del_cookie(notices.COOKIE, path=request.path)
    return page


async def status(request: web.Request) -> web.Response:
    """What is done and what is missing."""
    turn = await as_it_is(request, e.AskedStatus())
    return screens.show(request, turn, screens.sentences(turn), now=request.app[SERVICES].clock())


async def later(request: web.Request) -> web.Response:
    """Goodbye for now."""
    turn = await as_it_is(request, e.Opened())
    goodbye = e.Say("paused" if turn.view.began_at else "page-not-now")
    return screens.show(request, screens.only(turn, goodbye), now=request.app[SERVICES].clock())


async def begin(request: web.Request) -> web.Response:
    form = await read_form(request)

    async def agreed(tx: AsyncConnection) -> Turn:
        now = await in_transaction(request, tx, e.Opened(), form)
        hidden = carried.of_form(now.questionnaire, form)
        return await in_transaction(request, tx, e.Agreed(hidden=hidden), form)

    return await outcome(request, await once(request, form, agreed))


async def decline(request: web.Request) -> web.Response:
    form = await read_form(request)
    if form.get("reason") not in REASONS:
        raise Malformed
    return await _told(request, e.Refusal(form["reason"]), form)


async def answer(request: web.Request) -> web.Response:
    form = await read_form(request)
    event, addressed = answers.event_of(form), answers.addressed(form)

    async def taken(tx: AsyncConnection) -> Turn:
        return await answered(request, tx, event, addressed, form)

    return await outcome(request, await once(request, form, taken), form=form)


async def answered(
    request: web.Request,
    tx: AsyncConnection,
    event: e.Event,
    addressed: tuple[QuestionId, int],
    form: Form,
) -> Turn:
    """The turn of an answer; of one that comes too late, only what to say about it."""
    if not answers.by_the_engine(event):
        now = await in_transaction(request, tx, e.Opened(), form)
        if (
            late := answers.too_late(now, *addressed, event, request.app[SERVICES].clock())
        ) is not None:
            return screens.only(now, late, now.effects[-1])
    turn = await in_transaction(request, tx, event, form)
    if isinstance(event, e.Filled) and _unfinished(turn, event):
        return screens.only(turn, e.Say("page-rows-missing"), turn.effects[-1])
    return turn


def _unfinished(turn: Turn, table: e.Filled) -> bool:
    """Whether rows that were filled in wait behind one that was not: they must not be lost."""
    screen = turn.effects[-1]
    rows = screen.rows if isinstance(screen, e.Ask) and not screens.says(turn) else ()
    return any(row.value is None and row.question.id in table.codes for row in rows)


async def back(request: web.Request) -> web.Response:
    form = await read_form(request)
    return await _told(request, e.WentBack(whole_number(form, "revision")), form)


async def jump(request: web.Request) -> web.Response:
    form = await read_form(request)
    return await _told(request, e.Jumped(QuestionId(form.get("question", ""))), form)


async def pause(request: web.Request) -> web.Response:
    turn = await one_event(request, e.Rested(), await read_form(request))
    if screens.says(turn) == [e.Say("paused")]:
        raise web.HTTPSeeOther(f"{address(request)}/later")
    return await outcome(request, turn)


async def language(request: web.Request) -> web.Response:
    form = await read_form(request)
    chosen = languages.chosen(form.get("language"))
    if chosen is None:
        raise Malformed
    turn = await one_event(request, e.Spoke(chosen), form)
    response = await outcome(request, turn, led=True)
    if response.status == 303:
        hidden = carried.of_form(turn.questionnaire, form)  # of a briefing in the other language
        response.headers["Location"] = carried.on(address(request), hidden)
    remember(request, response, "lang", chosen, max_age=A_YEAR_S)
    return response


async def submit(request: web.Request) -> web.Response:
    return await _told(request, e.Confirmed(), await read_form(request))


async def _told(request: web.Request, event: e.Event, form: Form) -> web.Response:
    """One event of one form, taken once."""

    async def taken(tx: AsyncConnection) -> Turn:
        return await in_transaction(request, tx, event, form)

    return await outcome(request, await once(request, form, taken))


async def outcome(
    request: web.Request, turn: Turn, *, form: Form | None = None, led: bool = False
) -> web.Response:
    """Post, redirect, get; what was late or refused is shown at once, with what was typed.

    A script that shows the next page by itself (`NEXT`) has it in the answer to its post: half the
    way for a phone, and half the work for us.  *led*: it too is led where the next page is.
    """
    says, now = screens.says(turn), request.app[SERVICES].clock()
    status = notices.status_of(says)
    if status == 303 and isinstance(turn.effects[-1], e.Offer):
        status = 200  # it wrote nothing, so a page opened anew would not know of it
    if status == 303 and request.headers.get(NEXT) and not led:
        page = screens.show(request, turn, [said(say, turn.language) for say in says], now=now)
        page.headers["Content-Location"] = address(request)
        return page
    if status == 303:
        response = web.Response(status=303, headers={"Location": address(request)})
        notices.leave(request, response, says, address(request))
        return response
    words = [said(sentence, turn.language) for sentence in says]
    return screens.show(request, turn, words, now=now, status=status, form=form)
