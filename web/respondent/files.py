"""Files by form: each is on the disk before the commit that names it."""

from dataclasses import replace

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import glance
from surveys import events as e
from surveys import store
from surveys.entries import Moment
from surveys.questionnaire import Barcode, Media, Medium, Questionnaire
from surveys.turn import Turn
from web.errors import Malformed
from web.forms import claimed_time
from web.pages import spoken_in
from web.respondent import answers, interview, screens
from web.respondent.once import once
from web.respondent.turns import in_transaction
from web.respondent.uploads import Received, Upload, received
from web.services import SERVICES


async def send(request: web.Request) -> web.Response:
    """One or more files for one question; what does not fit is said and not kept."""
    services = request.app[SERVICES]
    async with glance(services.engine) as tx:  # no stranger fills the disk
        asked = await services.interviews.asked_on_page(tx, request.match_info["token"])

    def wanted(question: str) -> Medium | None:
        return medium_of(asked, question)

    async with received(request, services.data_dir, wanted) as came:
        if not came.uploads:
            raise Malformed("page-error-no-file", 422)
        stored: list[Upload] = []

        async def taken(tx: AsyncConnection) -> Turn:
            turn, stored[:] = await _attached(request, tx, came)
            return turn

        digests = [("photo", upload.sha256) for upload in came.uploads]
        turn = await once(request, came.form, taken, digests)
        came.keep(stored)
    return await interview.outcome(request, turn)


def medium_of(questionnaire: Questionnaire, id: str) -> Medium | None:
    """What the question asks to be sent; None if it asks for no file."""
    question = questionnaire.get(id)
    if isinstance(question, Media):
        return question.medium
    return Medium.PHOTO if isinstance(question, Barcode) else None


async def _attached(
    request: web.Request, tx: AsyncConnection, came: Received
) -> tuple[Turn, list[Upload]]:
    """The turn after the files, and which of them became part of the answer."""
    services = request.app[SERVICES]
    moment = Moment(services.clock(), "page", claimed_time(came.form))
    addressed = answers.addressed(came.form)
    turn = await in_transaction(request, tx, e.Opened(), came.form)
    new = await _new(tx, turn, addressed[0], came.uploads)
    if not new:
        return screens.only(turn, e.Say("already-noted"), turn.effects[-1]), []
    late = answers.too_late(turn, *addressed, e.SentFile(new[0].id), moment.at)
    if late is not None:
        return screens.only(turn, late, turn.effects[-1]), []
    asked = medium_of(turn.questionnaire, addressed[0])
    stored: list[Upload] = []
    for upload in new:
        if not _asks(turn, addressed[0]):
            album = "cannot-take-album" if asked is Medium.PHOTO else "page-too-many-files"
            turn = replace(turn, effects=(e.Say(album), *turn.effects))
            break
        turn = await services.interviews.on_page(
            tx,
            request.match_info["token"],
            e.SentFile(upload.id, upload.size, asked or upload.medium),
            moment,
            language=spoken_in(request),
            photo=upload.incoming(),
        )
        stored.append(upload)
    return turn, stored


async def _new(
    tx: AsyncConnection, turn: Turn, question: str, uploads: list[Upload]
) -> list[Upload]:
    """The files the question does not hold yet: a form sent twice adds nothing."""
    held = {id for asked, ids in turn.view.files.items() if asked == question for id in ids}
    if not held:
        return uploads
    known = {a.sha256 for a in await store.attachments_of(tx, turn.held.id) if a.id in held}
    return [upload for upload in uploads if upload.sha256 not in known]


def _asks(turn: Turn, question: str) -> bool:
    screen = turn.effects[-1]
    return isinstance(screen, e.Ask) and screen.question.id == question
