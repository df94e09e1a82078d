"""Photos by form: each is on the disk before the commit that names it."""

from dataclasses import replace

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import transaction
from surveys import events as e
from surveys import store
from surveys.entries import Moment
from surveys.turn import Turn
from web.errors import Malformed
from web.forms import Form, claimed_time
from web.pages import spoken_in
from web.respondent import answers, interview, screens
from web.respondent.uploads import Upload, received
from web.services import SERVICES


async def photo(request: web.Request) -> web.Response:
    """One or more photos for one question; what does not fit is said and not kept."""
    services = request.app[SERVICES]
    await interview.one_event(request, e.Opened(), {})  # no stranger fills the disk
    async with received(request, services.data_dir) as (form, uploads, keep):
        if not uploads:
            raise Malformed("page-error-no-photo", 422)
        async with transaction(services.engine) as tx:
            turn, stored = await _attached(request, tx, form, uploads)
        keep(stored)
    return await interview.outcome(request, turn)


async def _attached(
    request: web.Request, tx: AsyncConnection, form: Form, uploads: list[Upload]
) -> tuple[Turn, list[Upload]]:
    """The turn after the photos, and which of them became part of the answer."""
    services = request.app[SERVICES]
    moment = Moment(services.clock(), "page", claimed_time(form))
    addressed = answers.addressed(form)
    turn = await interview.in_transaction(request, tx, e.Opened(), form)
    new = await _new(tx, turn, addressed[0], uploads)
    if not new:
        return screens.only(turn, e.Say("already-noted"), turn.effects[-1]), []
    late = answers.too_late(turn, *addressed, e.SentFile(new[0].id), moment.at)
    if late is not None:
        return screens.only(turn, late, turn.effects[-1]), []
    stored: list[Upload] = []
    for upload in new:
        if not _asks(turn, addressed[0]):
            turn = replace(turn, effects=(e.Say("cannot-take-album"), *turn.effects))
            break
        turn = await services.interviews.on_page(
            tx,
            request.match_info["token"],
            e.SentFile(upload.id, upload.size),
            moment,
            language=spoken_in(request),
            photo=upload.incoming(),
        )
        stored.append(upload)
    return turn, stored


async def _new(
    tx: AsyncConnection, turn: Turn, question: str, uploads: list[Upload]
) -> list[Upload]:
    """The photos the question does not hold yet: a form sent twice adds nothing."""
    held = {id for asked, ids in turn.view.files.items() if asked == question for id in ids}
    known = {a.sha256 for a in await store.attachments_of(tx, turn.held.id) if a.id in held}
    return [upload for upload in uploads if upload.sha256 not in known]


def _asks(turn: Turn, question: str) -> bool:
    screen = turn.effects[-1]
    return isinstance(screen, e.Ask) and screen.question.id == question
