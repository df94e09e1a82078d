"""One question as the chat shows it: its text and its buttons."""

from collections.abc import Iterator
from typing import Any

from bot import keyboards
from bot.buttons import Button
from bot.keyboards import Key, Row
from bot.messages import Message, texts
from locales import pick, say
from surveys.events import DONE, KEEP, LATE, NEXT, RIGHT, SKIP, START, STOP, SURE, Ask
from surveys.questionnaire import (
    Choices,
    Date,
    Location,
    Media,
    Note,
    Number,
    Rating,
    Stopwatch,
    Texts,
    Time,
)
from surveys.turn import Turn
from surveys.wording import asked, worded


def question(turn: Turn, ask: Ask, chat: int, before: str = "") -> list[Message]:
    """The messages that ask it; *before* stands above it in the same message."""
    text = "\n\n".join(filter(None, (before, "\n".join(_lines(turn, ask)))))
    buttons = keyboard(turn, ask)
    if not isinstance(ask.question, Location):
        return texts(chat, text, buttons)
    # A message has one keyboard.  The one that can share a place cannot carry our buttons.
    share = keyboards.share_place(say(turn.language, "button-place"))
    return [
        *texts(chat, text, share),
        *texts(chat, say(turn.language, "ask-place-else"), buttons),
    ]


def keyboard(turn: Turn, ask: Ask) -> dict[str, Any]:
    """The buttons below the question."""
    return keyboards.inline((*_answers(turn, ask), _way(turn, ask)))


def _lines(turn: Turn, ask: Ask) -> Iterator[str]:
    question, language = ask.question, turn.language
    yield f"{ask.number}/{ask.total} · {heading(ask, language)}"
    if isinstance(question, Stopwatch) and ask.stage == "stopped":
        yield say(language, "stopwatch-right", seconds=max(0, ask.seconds))
        return

    def words(texts: Texts) -> str:
        return asked(texts, ask.known, turn.questionnaire, language)

    if ask.doubt is not None and question.warning_message:
        yield words(question.warning_message)
        yield say(language, "you-gave", value=worded(question, ask.doubt, language))
        return
    yield words(question.text)
    if question.help:
        yield words(question.help)
    match question:
        case Rating(low=low, high=high, ends=(low_end, high_end)):
            ends = {"low-end": pick(low_end, language), "high-end": pick(high_end, language)}
            yield say(language, "ends", low=low, high=high, **ends)
        case Number(unit=unit) if unit:
            yield say(language, "ask-number", unit=pick(unit, language))
        case Choices():
            yield say(language, "ask-several")
        case Date():
            yield say(language, "ask-date")
        case Time():
            yield say(language, "ask-time")
        case Media(most=most):
            yield say(language, "ask-photo", most=most)
        case Stopwatch() if ask.stage == "running":
            yield say(language, "stopwatch-running")
    if ask.held:
        yield say(language, "held", value=worded(question, ask.held.value, language))


def heading(ask: Ask, language: str) -> str:
    """The characteristic it is about, or else its own short name."""
    characteristic = ask.question.characteristic
    if characteristic is None:
        return pick(ask.question.label, language)
    return say(language, f"characteristic-{characteristic}")


def _answers(turn: Turn, ask: Ask) -> Iterator[Row]:
    question, language = ask.question, turn.language

    def key(label: str, code: str) -> Key:
        return keyboards.key(label, Button(turn.held.key, ask.revision, question.id, code))

    def named(id: str, code: str, **args: Any) -> Key:
        return key(say(language, id, **args), code)

    if ask.doubt is not None:
        yield [named("button-sure", SURE)]
    match question:
        case Choices():
            yield from ([key(f"{'☑' if o.code in ask.ticked else '☐'} {pick(o.label, language)}",
                             o.code)] for o in question.options)  # fmt: skip
            yield [named("button-ticked", DONE, count=len(ask.ticked)), *_ways_out(turn, ask)]
            return
        case Note():
            yield [named("button-next", NEXT)]
            return
        case Rating(low=low, high=high):
            yield from keyboards.numbers([key(str(n), str(n)) for n in range(low, high + 1)])
        case Media() if ask.files:
            yield [named("button-photos-done", DONE, count=ask.files)]
        case Stopwatch() if ask.stage == "stopped":
            yield [named("button-right", RIGHT), named("button-late", LATE)]
            return
        case Stopwatch() if ask.stage == "running":
            yield [named("button-stop", STOP, label=pick(question.stop, language))]
        case Stopwatch():
            yield [named("button-start", START, label=pick(question.start, language))]
        case _:
            pass
    yield from keyboards.rows(
        [key(pick(option.label, language), option.code) for option in question.options]
    )
    yield _ways_out(turn, ask)


def _ways_out(turn: Turn, ask: Ask) -> Row:
    """Keep what it held, or leave it out."""

    def named(id: str, code: str) -> Key:
        button = Button(turn.held.key, ask.revision, ask.question.id, code)
        return keyboards.key(say(turn.language, id), button)

    keep = [named("button-keep", KEEP)] if ask.held else []
    return [*keep, named("button-skip", SKIP)] if ask.optional else keep


def _way(turn: Turn, ask: Ask) -> Row:
    """Back and later, below every question."""
    back = [screen_key(turn, "button-back", "back", ask.revision)] if ask.can_go_back else []
    return [*back, screen_key(turn, "button-later", "pause", ask.revision)]


def screen_key(turn: Turn, id: str, code: str, revision: int, **args: Any) -> Key:
    """A button of the screen, not of a question."""
    return keyboards.key(say(turn.language, id, **args), Button(turn.held.key, revision, "", code))
