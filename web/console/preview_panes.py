"""The two panes of a preview: the chat as the bot would send it, the page as it is served."""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import web
from markupsafe import escape

from locales import NoSuchMessage, pick, say
from scoring.evidence import Evidence, Met, NotApplicable
from surveys.entries import Moment, Ticked
from surveys.events import Ask, AskedStatus, Effect, Event, Offer, Opened, Say
from surveys.evidence import observations
from surveys.interview import step
from surveys.path import result
from surveys.questionnaire import Questionnaire
from surveys.transcripts import acts
from surveys.transcripts.rehearsal import Rehearsal
from surveys.transcripts.replay import Play, Played
from surveys.transcripts.stage import staged
from surveys.turn import Turn
from surveys.wording import worded
from web.middleware import POLICY
from web.respondent import notices, screens
from web.services import Chat

FORM = re.compile(r'<form [^>]*method="post"[^>]*>')
SCRIPT = re.compile(r"<script[^>]*></script>")
MOST_SHOWN = 40  # turns of the chat; the ones before are scrolled away


@dataclass(slots=True)
class Bubble:
    """One message; *rows* of (label, data) below it, live while nothing has come after."""

    mine: bool
    text: str
    quiet: bool = False
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    place: str = ""  # what the button that shares a place says


def stage_of(questionnaire: Questionnaire, turn: Played, play: Play, token: str) -> Turn:
    """The turn as an edge shows it."""
    return staged(
        questionnaire, turn.interview, turn.effects, turn.language, turn.at,
        partial(say, turn.language), outlet=play.outlet, token=token,
    )  # fmt: skip


def chat(questionnaire: Questionnaire, one: Rehearsal, bot: Chat) -> list[Bubble]:
    """The conversation, as far back as one scrolls."""
    bubbles: list[Bubble] = []
    before: Effect | None = None
    turns = list(one.played(questionnaire))
    for number, (turn, play) in enumerate(turns[-MOST_SHOWN:]):
        last = [turn.interview.entries[-1].act] if turn.wrote else []
        if last and isinstance(last[0], Ticked):
            while bubbles and not bubbles[-1].mine:
                bubbles.pop()  # the boxes of the same message
        elif number:
            bubbles.append(_mine(turn, bubbles, before, bot, questionnaire))
        for bubble in bubbles:
            bubble.rows, bubble.place = [], ""
        shown = bot.shows(stage_of(questionnaire, turn, play, ""), 0, turn.at)
        bubbles += [_theirs(message) for message in shown]
        before = turn.effects[-1] if turn.effects else None
    return bubbles


def _theirs(message: dict[str, Any]) -> Bubble:
    markup = message.get("reply_markup", {})
    rows = [
        [(key["text"], key["callback_data"]) for key in row]
        for row in markup.get("inline_keyboard", [])
    ]
    place = next((key["text"] for row in markup.get("keyboard", []) for key in row), "")
    media = message.get("media", [message] if "photo" in message else [])
    pictures = [f"[{one.get('media') or one['photo']}] {one.get('caption', '')}" for one in media]
    return Bubble(False, message.get("text", "\n".join(pictures)), rows=rows, place=place)


def _mine(
    turn: Played, bubbles: list[Bubble], before: Effect | None, bot: Chat,
    questionnaire: Questionnaire,
) -> Bubble:  # fmt: skip
    """What the person did: their words, the button's, or what it was in ours."""
    act, given = turn.exchange.act, turn.exchange.given
    if act == "reply":
        return Bubble(True, str(given))
    for bubble in reversed(bubbles):
        for row in bubble.rows:
            for label, data in row:
                meant = bot.means(data)
                if meant is not None and acts.told(meant, before) == (act, given):
                    return Bubble(True, label)
    if act == "tap" and isinstance(given, str) and isinstance(before, Ask):
        option = before.question.option(given)
        return Bubble(True, pick(option.label, turn.language) if option else given)
    try:
        return Bubble(True, say(turn.language, f"preview-act-{act}"), quiet=True)
    except NoSuchMessage:
        return Bubble(True, act, quiet=True)


@dataclass(frozen=True, slots=True)
class Left:
    """What the interview leaves: (question, answer), and what is said of each clause."""

    answers: list[tuple[str, str]]
    evidence: dict[str, list[str]]


def left(turn: Turn, language: str) -> Left:
    """In the words of somebody who reads *language*."""
    questionnaire, interview = turn.questionnaire, turn.held.interview
    answers = [
        (pick(questionnaire[id].label, language), worded(questionnaire[id], value, language))
        for id, value in result(questionnaire, turn.view).items()
    ]
    found: dict[str, list[str]] = {}
    for one in observations(questionnaire, interview, key=""):
        found.setdefault(one.clause, []).append(_outcome(one, language))
    return Left(answers, found)


def _outcome(one: Evidence, language: str) -> str:
    match one.outcome:
        case Met(degree) if 0 < degree < 1:
            return say(language, "preview-partly", degree=str(degree))
        case Met(degree):
            return say(language, "preview-met" if degree else "preview-not-met")
        case NotApplicable():
            return say(language, "preview-not-applicable")
        case _:
            return say(language, "preview-not-observed")


def current(questionnaire: Questionnaire, one: Rehearsal, token: str) -> tuple[Turn, Played]:
    """Where the interview stands."""
    *_, (turn, play) = one.played(questionnaire)
    return stage_of(questionnaire, turn, play, token), turn


def on_page(
    request: web.Request, turn: Turn, played: Played, here: str, csrf: str
) -> web.Response:
    """The respondent's own page, its forms leading to *here* and out of the frame."""
    screen = turn.effects[-1] if turn.effects else None
    if isinstance(screen, Offer):
        # No screen of the page: it would still show the question.
        turn = screens.only(turn, _after(turn, Opened(), played)[-1])
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    status = notices.status_of(says) if played.exchange.act != "pause" else 303
    shown = screens.sentences(turn) if screen not in says else []
    response = screens.show(
        request, turn, shown, now=played.at, status=200 if status == 303 else status
    )
    response.set_status(200)
    response.text = framed(response.text or "", turn.held.token, here, csrf)
    response.headers["Content-Security-Policy"] = POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def aside(turn: Turn, played: Played, place: str) -> Turn:
    """A page that only shows something: ``/status`` or ``/later``."""
    if place == "/status":
        return screens.only(turn, *_after(turn, AskedStatus(), played))
    return screens.only(turn, Say("paused" if turn.view.began_at else "page-not-now"))


def _after(turn: Turn, event: Event, played: Played) -> tuple[Effect, ...]:
    return step(turn.questionnaire, turn.held.interview, event, Moment(played.at)).effects


def framed(html: str, token: str, here: str, csrf: str) -> str:
    """The page with its forms turned to *here*, and to the window around the frame."""
    ours = f'<input type="hidden" name="csrf" value="{escape(csrf)}">'
    html = SCRIPT.sub("", html.replace(f'"/i/{token}', f'"{here}'))
    return FORM.sub(lambda form: f'{form[0][:-1]} target="_top">{ours}', html)
