"""After the window: what there is is kept, and a shopper can say why it was not finished."""

from aiohttp import web

from db import posted
from db.engine import transaction
from db.posted import Posted
from surveys import store
from surveys.entries import Moment
from surveys.errors import SurveyExpired
from surveys.replies import clean
from surveys.service import LONGEST_EXCUSE
from surveys.turn import Turn
from web.errors import PageRefusal
from web.forms import read_form
from web.pages import page, spoken_in
from web.respondent.once import of_form
from web.services import SERVICES


async def screen(request: web.Request) -> web.Response:
    """Instead of a question.  Raises NoSuchInterview."""
    return _page(request, await _turn(request))


async def why(request: web.Request) -> web.Response:
    """Their words go into the log; the window may be open again meanwhile."""
    form = await read_form(request)
    said = clean(form.get("why", ""))
    fits = 0 < len(said) <= LONGEST_EXCUSE
    turn = await _turn(request, said, of_form(request, form) if fits else None)
    if turn is not None and not fits:
        return _page(request, turn, status=422, typed=said)
    return web.Response(status=303, headers={"Location": _here(request)})


async def _turn(request: web.Request, said: str = "", post: Posted | None = None) -> Turn | None:
    """*said* is written down unless the form it stands in, *post*, was taken before."""
    services, token = request.app[SERVICES], request.match_info["token"]
    moment = Moment(services.clock(), "page")
    try:
        async with transaction(services.engine) as tx:
            if post and not await posted.first_time(tx, post, moment.at):
                same, _ = await posted.earlier(tx, post)
                if not same:
                    raise PageRefusal("page-sent-otherwise", 409)
                said = ""
            return await services.interviews.closed_on_page(
                tx, token, moment, spoken_in(request), said
            )
    except SurveyExpired:
        return None


def _page(
    request: web.Request, turn: Turn | None, *, status: int = 403, typed: str = ""
) -> web.Response:
    context = {
        "here": _here(request),
        "visit": turn is not None,
        "explained": turn.view.reason if turn else None,
        "typed": typed,
        "most": LONGEST_EXCUSE,
        "notices": [],
        "asked_again": None,
        "tone": "",
        "revision": turn.held.interview.revision if turn else 0,
    }
    language = turn.language if turn else None
    return page(request, "respondent/closed.html", context, status=status, language=language)


def _here(request: web.Request) -> str:
    return f"/i/{request.match_info['token']}"


async def of_assignment(request: web.Request) -> str | None:
    """Where the closed interview of this assignment is; None if it was never opened."""
    services = request.app[SERVICES]
    async with transaction(services.engine) as tx:
        found = await store.assignment_by_code(tx, request.match_info["code"])
        held = await store.by_assignment(tx, found.id) if found else None
    return f"/i/{held.token}" if held else None
