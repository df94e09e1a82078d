"""Try a questionnaire before it goes out: a chat and a page side by side, one interview in both.

Nothing of it is in the case's tables: a rehearsal is a small file that expires, and its turns are
all it holds.  What was played can be saved as a transcript.
"""

import asyncio

from aiohttp import web

from surveys import events as e
from surveys.events import Ask, Event
from surveys.questionnaire import Media, Medium, QuestionId, Questionnaire
from surveys.transcripts import written
from surveys.transcripts.rehearsal import Full, Rehearsal
from surveys.transcripts.transcript import WUHAN
from surveys.turn import Turn
from surveys.values import Place
from web.console import scratch
from web.console.desk import Desk, see
from web.console.preview_panes import aside, chat, current, left, on_page
from web.errors import Malformed, PageRefusal
from web.forms import whole_number
from web.middleware import POLICY
from web.respondent import answers

ROOM = "/console/preview"
LONGEST_REPLY = 4096  # letters, as Telegram takes
SENDABLE = ("photo", "video", "audio", "document")
PLACES = {"here": (0.0001, 0.0001), "away": (0.02, 0.0)}  # degrees from the outlet
COMMANDS: dict[str, Event] = {
    "back": e.WentBack(), "status": e.AskedStatus(), "pause": e.Rested(), "open": e.Opened(),
}  # fmt: skip


async def choose(desk: Desk) -> web.Response:
    """Every edition there is, the newest first."""
    known = desk.services.interviews.questionnaires.values()
    rows = sorted(known, key=lambda one: (one.id, -one.edition))
    return desk.page("preview/choose.html", {"rows": rows, "room": ROOM})


async def start(desk: Desk) -> web.Response:
    wanted = desk.form.get("questionnaire", "")
    found = [one for one in desk.services.interviews.questionnaires.values() if one.key == wanted]
    if not found:
        raise Malformed
    spoken = desk.form.get("language", found[0].languages[0])
    if spoken not in found[0].languages:
        raise Malformed
    token = desk.services.new_token()
    one = Rehearsal(desk.user.id, wanted, found[0].hash, spoken, desk.at)
    await asyncio.to_thread(scratch.make_room, desk.services.data_dir, desk.user.id)
    await _keep(desk, token, one)
    return see(f"{ROOM}/{token}")


async def show(desk: Desk) -> web.Response:
    """Both panes."""
    questionnaire, one = await _found(desk)
    turn, _ = current(questionnaire, one, _token(desk))
    bot = desk.services.chat
    response = desk.page("preview/play.html", {
        "questionnaire": questionnaire,
        "here": _here(desk),
        "room": ROOM,
        "spoken": turn.language,
        "bubbles": chat(questionnaire, one, bot) if bot else None,
        "turns": len(one.moves),
        "full": desk.request.query.get("full") == "1",
        "left": left(turn, desk.language),
        "sendable": SENDABLE,
    })  # fmt: skip
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


async def page(desk: Desk) -> web.Response:
    """The page alone, for the frame."""
    questionnaire, one = await _found(desk)
    turn, played = current(questionnaire, one, _token(desk))
    if place := desk.request.match_info["rest"]:
        turn = aside(turn, played, place)
    return on_page(desk.request, turn, played, f"{_here(desk)}/page", desk.csrf)


async def on_the_page(desk: Desk) -> web.Response:
    """A form of the page."""
    questionnaire, one = await _found(desk)
    turn, _ = current(questionnaire, one, _token(desk))
    return await _happened(desk, questionnaire, one, _of_page(desk, turn))


async def in_the_chat(desk: Desk) -> web.Response:
    """A tap, words, a file, a place or a command in the chat."""
    questionnaire, one = await _found(desk)
    return await _happened(desk, questionnaire, one, _of_chat(desk))


async def speak(desk: Desk) -> web.Response:
    questionnaire, one = await _found(desk)
    spoken = desk.form.get("language", "")
    if spoken not in questionnaire.languages:
        raise Malformed
    return await _happened(desk, questionnaire, one, e.Spoke(spoken))


async def restart(desk: Desk) -> web.Response:
    """From the beginning, in the language it was begun in."""
    _, one = await _found(desk)
    one.moves, one.started = [], desk.at
    await _keep(desk, _token(desk), one)
    return see(_here(desk))


async def transcript(desk: Desk) -> web.Response:
    """What was played, for ``anfang test``."""
    questionnaire, one = await _found(desk)
    recording = one.recording(questionnaire)
    if not recording.exchanges:
        raise PageRefusal("preview-nothing-played", 409)
    text = written.text(recording.transcript(f"{questionnaire.key}.yaml"))
    named = f'attachment; filename="{questionnaire.key}.played.yaml"'
    return web.Response(
        text=text, content_type="application/yaml", headers={"Content-Disposition": named}
    )


def _of_page(desk: Desk, turn: Turn) -> Event | None:
    """The event of a form of the respondent's page."""
    form, question = desk.form, turn.effects[-1] if turn.effects else None
    match desk.request.match_info["act"]:
        case "begin":
            return e.Agreed()
        case "decline":
            return e.Refusal(form.get("reason", "no-consent"))
        case "back":
            return e.WentBack(whole_number(form, "revision"))
        case "jump":
            return e.Jumped(QuestionId(form.get("question", "")))
        case "pause":
            return e.Rested()
        case "language":
            return _spoken(turn.questionnaire, form.get("language", ""))
        case "submit":
            return e.Confirmed()
        case "answer" if desk.upload is None:
            event = answers.event_of(form)
            if isinstance(event, e.Tapped | e.Picked | e.Filled):
                return event  # the engine knows a late one itself
            late = answers.too_late(turn, *answers.addressed(form), event, desk.at)
            return None if late else event
        case _:
            asked = question.question if isinstance(question, Ask) else None
            medium = asked.medium if isinstance(asked, Media) else Medium.PHOTO
            return e.SentFile("", len(desk.upload.body), medium) if desk.upload else None


def _of_chat(desk: Desk) -> Event | None:
    """The event of what was done in the chat."""
    form, bot = desk.form, desk.services.chat
    if "data" in form:
        return bot.means(form["data"]) if bot else None
    if form.get("send") in SENDABLE:
        return e.SentFile("", None, Medium(form["send"]))
    if form.get("place") in PLACES:
        north, east = PLACES[form["place"]]
        return e.SentPlace(Place(WUHAN[0] + north, WUHAN[1] + east, 12.0))
    if form.get("command") in COMMANDS:
        return COMMANDS[form["command"]]
    text = form.get("text", "").strip()[:LONGEST_REPLY]
    return e.Replied(text) if text else None


def _spoken(questionnaire: Questionnaire, language: str) -> Event:
    if language not in questionnaire.languages:
        raise Malformed
    return e.Spoke(language)


async def _happened(
    desk: Desk, questionnaire: Questionnaire, one: Rehearsal, event: Event | None
) -> web.Response:
    if event is None:
        return see(_here(desk))
    try:
        one.add(questionnaire, event, desk.at)
    except Full:
        return see(f"{_here(desk)}?full=1")
    await _keep(desk, _token(desk), one)
    return see(_here(desk))


async def _found(desk: Desk) -> tuple[Questionnaire, Rehearsal]:
    """Raises PageRefusal for what is not this user's, has expired, or is of another text."""
    data_dir = desk.services.data_dir
    one = await asyncio.to_thread(scratch.find, data_dir, _token(desk), desk.user.id)
    known = desk.services.interviews.questionnaires.values()
    found = [q for q in known if one and (q.key, q.hash) == (one.questionnaire, one.hash)]
    if one is None or not found:
        raise PageRefusal("preview-gone", 404)
    return found[0], one


async def _keep(desk: Desk, token: str, one: Rehearsal) -> None:
    await asyncio.to_thread(scratch.keep, desk.services.data_dir, token, one)


def _token(desk: Desk) -> str:
    return desk.request.match_info["token"]


def _here(desk: Desk) -> str:
    return f"{ROOM}/{_token(desk)}"
