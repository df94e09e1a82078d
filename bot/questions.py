"""One question as the chat shows it: its text, its pictures and its buttons."""

from collections.abc import Iterator
from functools import lru_cache

from bot import keyboards
from bot.answers import keyboard, numbered, screen_key
from bot.messages import Message, pictures, texts
from locales import pick, say
from surveys.events import Ask
from surveys.questionnaire import (
    Barcode,
    Choices,
    Date,
    Duration,
    Location,
    Media,
    Number,
    Option,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
    Texts,
    Time,
)
from surveys.turn import Turn
from surveys.wording import asked, inside, instance_name, worded

__all__ = ["keyboard", "question", "screen_key"]


def question(turn: Turn, ask: Ask, chat: int, before: str = "") -> list[Message]:
    """The messages that ask it; *before* stands above it in the same message."""
    text = "\n\n".join(filter(None, (before, "\n".join(_lines(turn, ask)))))
    buttons = keyboard(turn, ask)
    shown = list(_pictures(turn, ask, chat))
    if not isinstance(ask.question, Location):
        return [*shown, *texts(chat, text, buttons)]
    # A message has one keyboard.  The one that can share a place cannot carry our buttons.
    share = keyboards.share_place(say(turn.language, "button-place"))
    return [
        *shown,
        *texts(chat, text, share),
        *texts(chat, say(turn.language, "ask-place-else"), buttons),
    ]


def _pictures(turn: Turn, ask: Ask, chat: int) -> Iterator[Message]:
    """The question's picture, then those of the options with their labels below."""
    if ask.doubt is not None or ask.ticked or ask.files or ask.stage != "ready":
        return  # they stand above already
    key = turn.questionnaire.key
    if ask.question.image is not None:
        yield from pictures(chat, key, [(ask.question.image, "")])
    shown = [(option.image, _label(place, option, turn.language))
             for place, option in enumerate(ask.options, 1) if option.image]  # fmt: skip
    yield from pictures(chat, key, shown)


def _label(place: int, option: Option, language: str) -> str:
    return f"{place}. {pick(option.label, language)}"


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
    if question.matrix is not None:
        yield f"→ {pick(question.label, language)}"
    if question.help:
        yield words(question.help)
    if question.read_only and ask.suggested is not None:
        yield say(language, "held", value=worded(question, ask.suggested, language))
        return
    yield from _how(turn, ask)
    if numbered(ask, language):
        yield from (_label(n, option, language) for n, option in enumerate(ask.options, 1))
    if ask.held:
        yield say(language, "held", value=worded(question, ask.held.value, language))
    elif ask.suggested is not None:
        yield say(language, "suggested", value=worded(question, ask.suggested, language))


def _how(turn: Turn, ask: Ask) -> Iterator[str]:
    """How this kind is answered in a chat."""
    language = turn.language
    match ask.question:
        case Rating(low=low, high=high, ends=(low_end, high_end), labels=labels):
            yield _ends(language, low, high, pick(low_end, language), pick(high_end, language))
            yield from (f"{point}: {pick(words, language)}" for point, words in labels.items())
        case Number(unit=unit) if unit:
            yield say(language, "ask-number", unit=pick(unit, language))
        case Choices():
            yield say(language, "ask-several")
        case Ranking(most=most):
            yield say(language, "ask-ranking", most=min(most, len(ask.options)))
        case Date():
            yield say(language, "ask-date")
        case Time():
            yield say(language, "ask-time")
        case Duration():
            yield say(language, "ask-duration")
        case Barcode():
            yield say(language, "ask-barcode")
        case Media(medium=medium, most=most):
            yield say(language, f"ask-{medium}", most=most)
        case Stopwatch() if ask.stage == "running":
            yield say(language, "stopwatch-running")
            if ask.splits:
                yield say(language, "stopwatch-splits", count=ask.splits)
        case Roster() as roster:
            for one in ask.instances:
                yield f"· {instance_name(turn.questionnaire, roster, one, language)}"
        case _:
            pass


@lru_cache(1000)
def _ends(language: str, low: int, high: int, low_end: str, high_end: str) -> str:
    """The author's words, the same for everybody who is asked."""
    return say(language, "ends", low=low, high=high, **{"low-end": low_end, "high-end": high_end})


def heading(ask: Ask, language: str) -> str:
    """Where in a repeat it stands, and its short name, as on the page and in the summary."""
    place = inside(ask, language)
    number = ".".join(map(str, ask.question.keys))  # stands in *place* already
    about = pick(ask.question.label, language).removesuffix(f" {number}")
    return f"{place} · {about}" if place else about
