"""A turn becomes Telegram messages.  Pure: the sentences first, then one screen."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from bot import keyboards
from bot.briefing import agree_label, briefing
from bot.buttons import JUMP, Button
from bot.keyboards import Key
from bot.messages import Message, texts
from bot.questions import question, screen_key
from locales import day, pick, say
from surveys.entries import Answered, Given, Interview, Status, view
from surveys.events import Ask, Brief, Effect, Finish, Offer, Say, Summarise
from surveys.path import current
from surveys.questionnaire import AnyQuestion, Location, Mode
from surveys.turn import Turn
from surveys.wording import said, worded

MOST_BUTTONS = 90  # under one message; Telegram's limit is 100
MOST_LISTED = 12
MOST_LETTERS = 60  # of an answer in a list


def render(turn: Turn, chat: int, at: datetime) -> list[Message]:
    """What to send for *turn*, in order; *at* is the moment of its event."""
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    screen = next((e for e in turn.effects if not isinstance(e, Say)), None)
    before = "\n".join(said(one, turn.language) for one in says)
    if not _leaves_place(turn, screen, at):
        return _screen(turn, screen, chat, before)
    # The keyboard that shared the place must go, and only a message of its own can take it.
    farewell = before or say(turn.language, "left-place", value=_last_answer(turn))
    return [*texts(chat, farewell, keyboards.away()), *_screen(turn, screen, chat, "")]


def _screen(turn: Turn, screen: Effect | None, chat: int, before: str) -> list[Message]:
    match screen:
        case Ask():
            return question(turn, screen, chat, before)
        case Brief():
            return texts(chat, _below(before, briefing(turn)), keyboards.inline(_brief(turn)))
        case Summarise():
            text = "\n".join(_summary(turn, screen))
            markup = keyboards.inline(_summary_keys(turn, screen))
            return texts(chat, _below(before, text), markup)
        case Offer():
            return _offer(turn, screen, chat, before)
        case Finish():
            text = "\n".join(_finish(turn, screen))
            return texts(chat, _below(before, text), keyboards.away())
        case None | Say():
            resume = screen_key(turn, "button-resume", "resume", turn.held.interview.revision)
            return texts(chat, before, keyboards.inline([[resume]]))
        case unreachable:
            assert_never(unreachable)


def _below(before: str, text: str) -> str:
    return f"{before}\n\n{text}" if before else text


def _brief(turn: Turn) -> Iterator[list[Key]]:
    key, revision = turn.held.key, turn.held.interview.revision
    yield [keyboards.key(agree_label(turn), Button(key, revision, "", "agree"))]
    if turn.questionnaire.mode is Mode.MYSTERY:
        yield [screen_key(turn, "button-not-now", "pause", revision)]
        yield [screen_key(turn, "button-conflict", "conflict", revision)]
    else:
        yield [screen_key(turn, "button-no-consent", "no-consent", revision)]
    yield languages()


def languages() -> list[Key]:
    """Each in its own tongue, so that either is found by who needs it."""
    return [
        keyboards.key(say(language, f"language-{language}"), Button("", 0, "", language))
        for language in ("zh", "en")
    ]


def _summary(turn: Turn, screen: Summarise) -> Iterator[str]:
    language = turn.language
    done = sum(one.asked for one, _ in screen.done)  # what is calculated nobody answered
    yield say(language, "summary-count", done=done, total=done + len(screen.missing))
    if screen.missing:
        yield ""
        yield say(language, "summary-missing")
        for one in screen.missing[:MOST_LISTED]:
            yield say(language, "summary-item", label=pick(one.label, language))
        if len(screen.missing) > MOST_LISTED:
            yield say(language, "summary-more", count=len(screen.missing) - MOST_LISTED)
    if screen.done:
        yield ""
        yield say(language, "summary-done")
        for one, given in screen.done:
            yield _line(one, given, language)
    if screen.points and screen.ready:
        yield ""
        yield say(language, "summary-points", count=len(screen.points))
        for point in screen.points:
            label = pick(point.question.label, language)
            yield say(language, "summary-line", label=label, value=said(point, language))


def _line(one: AnyQuestion, given: Given, language: str) -> str:
    value = worded(one, given.value, language).replace("\n", " ")
    short = value if len(value) <= MOST_LETTERS else value[: MOST_LETTERS - 1] + "…"
    return say(language, "summary-line", label=pick(one.label, language), value=short)


def _summary_keys(turn: Turn, screen: Summarise) -> Iterator[list[Key]]:
    revision = screen.revision
    if screen.ready:
        for point in screen.points[:MOST_LISTED]:
            yield [_jump(turn, point.question, revision)]
        submit = "button-submit-anyway" if screen.points else "button-submit"
        yield [screen_key(turn, submit, "submit", revision)]
    else:
        yield [screen_key(turn, "button-resume", "resume", revision)]
    later = screen_key(turn, "button-later", "pause", revision)
    change = screen_key(turn, "button-change", "change", revision)
    yield [change, later] if screen.done else [later]


def _jump(turn: Turn, one: AnyQuestion, revision: int) -> Key:
    label = say(turn.language, "button-see", label=pick(one.label, turn.language))
    return keyboards.key(label, Button(turn.held.key, revision, one.id, JUMP))


def _offer(turn: Turn, screen: Offer, chat: int, before: str) -> list[Message]:
    revision = turn.held.interview.revision
    keys = [[_jump(turn, one, revision)] for one, _ in screen.answered]
    keys.append([screen_key(turn, "button-resume", "resume", revision)])
    text = say(turn.language, "offer" if screen.answered else "offer-nothing")
    return [
        message
        for start in range(0, len(keys), MOST_BUTTONS)
        for message in texts(
            chat, _below(before, text), keyboards.inline(keys[start : start + MOST_BUTTONS])
        )
    ]


def _finish(turn: Turn, screen: Finish) -> Iterator[str]:
    language = turn.language
    if screen.status is not Status.SUBMITTED:
        yield say(language, f"finish-{screen.status}")
        return
    at = turn.view.submitted_at
    receipt = screen.receipt or say(language, "receipt-none")
    yield say(language, "finish-submitted", time=day(at, language) if at else "", receipt=receipt)
    yield pick(turn.questionnaire.thanks, language)
    if turn.questionnaire.mode is Mode.MYSTERY:
        yield say(language, "finish-submitted-mystery")


def _leaves_place(turn: Turn, screen: Effect | None, at: datetime) -> bool:
    """True if the question before this event was a place and what comes now is not."""
    entries = turn.held.interview.entries
    if not entries or entries[-1].moment.at != at or isinstance(screen, Finish):
        return False
    if isinstance(screen, Ask) and isinstance(screen.question, Location):
        return False
    if not any(isinstance(question, Location) for question in turn.questionnaire):
        return False
    seen = view(Interview(entries[:-1]))
    return seen.status.answerable and isinstance(current(turn.questionnaire, seen), Location)


def _last_answer(turn: Turn) -> str:
    match turn.held.interview.entries[-1].act:
        case Answered(id, value):
            return worded(turn.questionnaire[id], value, turn.language)
        case _:
            return "↩"
