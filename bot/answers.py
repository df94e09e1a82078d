"""The buttons below a question."""

from collections.abc import Iterator
from typing import Any

from bot import keyboards
from bot.buttons import Button
from bot.keyboards import Key, Row
from locales import pick, say
from surveys import events as e
from surveys.events import Ask
from surveys.questionnaire import (
    Barcode,
    Choices,
    Media,
    Note,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
    Texts,
)
from surveys.turn import Turn

WIDEST = 44  # what a button shows whole, in Latin letters
MOST_OPTIONS = 80  # as buttons; more are typed
STARS, FACES = "★", ("😞", "🙁", "😐", "🙂", "😀")


def keyboard(turn: Turn, ask: Ask) -> dict[str, Any]:
    """All of them, the way back and the way out last."""
    return keyboards.inline((*_answers(turn, ask), _way(turn, ask)))


def numbered(ask: Ask, language: str) -> bool:
    """Whether the options stand in the text with numbers: a label too long for a button, pictures
    that need a number to be chosen by, or too many."""
    if isinstance(ask.question, Roster):
        return False
    wide = any(keyboards.width(pick(o.label, language)) > WIDEST for o in ask.options)
    return wide or len(ask.options) > MOST_OPTIONS or any(o.image for o in ask.options)


def _answers(turn: Turn, ask: Ask) -> Iterator[Row]:
    question, language = ask.question, turn.language

    def key(label: str, code: str) -> Key:
        return keyboards.key(label, Button(turn.held.key, ask.revision, question.id, code))

    def named(id: str, code: str, **args: Any) -> Key:
        return key(say(language, id, **args), code)

    if question.read_only:
        yield [named("button-next", e.NEXT)]
        return
    if ask.doubt is not None:
        yield [named("button-sure", e.SURE)]
    match question:
        case Choices() | Ranking():
            yield from ([key(label, code)] for label, code in _ticks(ask, language))
            yield [named("button-ticked", e.DONE, count=len(ask.ticked)), *_ways_out(turn, ask)]
            return
        case Roster():
            yield from _roster(turn, ask, question)
            return
        case Note():
            yield [named("button-next", e.NEXT)]
            return
        case Rating():
            yield from keyboards.numbers(
                [key(_point(question, n), str(n)) for n in range(question.low, question.high + 1)]
                if question.high - question.low <= MOST_OPTIONS
                else []
            )
        case Media(least=least) if ask.files >= least:
            yield [named("button-photos-done", e.DONE, count=ask.files)]
        case Barcode() if ask.files:
            yield [named("button-photos-done", e.DONE, count=ask.files)]
        case Stopwatch() if ask.stage == "stopped":
            yield [named("button-right", e.RIGHT), named("button-late", e.LATE)]
            return
        case Stopwatch() if ask.stage == "running":
            if question.split is not None and ask.splits < question.splits:
                yield [key(f"⏱ {pick(question.split, language)}", e.SPLIT)]
            yield [named("button-stop", e.STOP, label=pick(question.stop, language))]
        case Stopwatch():
            yield [named("button-start", e.START, label=pick(question.start, language))]
        case _:
            pass
    yield from _options(ask, language, key)
    yield _ways_out(turn, ask)


def _options(ask: Ask, language: str, key: Any) -> Iterator[Row]:
    if ask.files:
        return  # "I could not take one" is no more an answer beside one that is there
    if not numbered(ask, language):
        yield from keyboards.rows([key(pick(o.label, language), o.code) for o in ask.options])
    elif len(ask.options) <= MOST_OPTIONS:
        keys = [key(str(n), option.code) for n, option in enumerate(ask.options, 1)]
        for start in range(0, len(keys), 6):
            yield keys[start : start + 6]


def _ticks(ask: Ask, language: str) -> Iterator[tuple[str, str]]:
    """Each option with its box; of a ranking, with its place."""
    short = numbered(ask, language)
    for number, option in enumerate(ask.options[:MOST_OPTIONS], 1):
        label = str(number) if short else pick(option.label, language)
        if isinstance(ask.question, Ranking):
            place = ask.ticked.index(option.code) + 1 if option.code in ask.ticked else None
            yield f"{place}. {label}" if place else f"– {label}", option.code
        else:
            yield f"{'☑' if option.code in ask.ticked else '☐'} {label}", option.code


def _point(question: Rating, number: int) -> str:
    if question.look == "stars" and question.low >= 0:
        return f"{number} {STARS}"
    if question.look == "faces" and question.high - question.low < len(FACES):
        return f"{FACES[number - question.low]} {number}"
    return str(number)


def _roster(turn: Turn, ask: Ask, roster: Roster) -> Iterator[Row]:
    language = turn.language

    def key(label: str, code: str) -> Key:
        return keyboards.key(label, Button(turn.held.key, ask.revision, roster.id, code))

    def words(texts: Texts | None, id: str) -> str:
        return pick(texts, language) if texts else say(language, id)

    if len(ask.instances) < roster.most:
        yield [key(words(roster.add, "button-add"), e.ADD)]
    if len(ask.instances) >= roster.least:
        done = "button-none-of-them" if not ask.instances else "button-all-of-them"
        yield [key(words(roster.done, done), e.DONE)]
    for one in ask.instances:
        yield [
            key(say(language, "button-edit-one", number=one.key), f"{e.EDIT}{one.key}"),
            key(say(language, "button-drop-one", number=one.key), f"{e.DROP}{one.key}"),
        ]
    for one in ask.dropped:
        yield [key(say(language, "button-restore-one", number=one.key), f"{e.RESTORE}{one.key}")]


def _ways_out(turn: Turn, ask: Ask) -> Row:
    """Keep what it held or what is suggested, or leave it out."""

    def named(id: str, code: str) -> Key:
        button = Button(turn.held.key, ask.revision, ask.question.id, code)
        return keyboards.key(say(turn.language, id), button)

    known = ask.held or ask.suggested is not None
    keep = [named("button-keep", e.KEEP)] if known else []
    return [*keep, named("button-skip", e.SKIP)] if ask.optional else keep


def _way(turn: Turn, ask: Ask) -> Row:
    """Back and later, below every question."""
    back = [screen_key(turn, "button-back", "back", ask.revision)] if ask.can_go_back else []
    return [*back, screen_key(turn, "button-later", "pause", ask.revision)]


def screen_key(turn: Turn, id: str, code: str, revision: int, **args: Any) -> Key:
    """A button of the screen, not of a question."""
    return keyboards.key(say(turn.language, id, **args), Button(turn.held.key, revision, "", code))
