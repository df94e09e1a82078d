"""Values and sentences in a person's language, the same in the chat, on the page, in exports."""

import unicodedata
from collections.abc import Mapping

from locales import known, pick, say
from surveys.events import Ask, Instance, Known, Point, Say
from surveys.piping import filled, mentioned
from surveys.questionnaire import (
    AnyQuestion,
    Media,
    Number,
    QuestionId,
    Questionnaire,
    Rating,
    Roster,
    Texts,
)
from surveys.values import (
    Amount,
    Attachments,
    Chosen,
    ChosenAll,
    Day,
    Hour,
    Lasted,
    Listed,
    Place,
    Ranked,
    Seen,
    Skipped,
    Timed,
    Value,
    Words,
    scalar,
)

LIST = {"zh": "、", "en": ", "}


def worded(question: AnyQuestion, value: Value, language: str) -> str:
    """An answer as people read it: "Yes", "4 / 5", "41 s", "120 yuan", "2 photos"."""
    match value:
        case Chosen(code):
            option = question.option(code)
            return pick(option.label, language) if option else code
        case ChosenAll(codes):
            chosen = [pick(o.label, language) for o in question.options if o.code in codes]
            return LIST[known(language)].join(chosen) or say(language, "value-none")
        case Ranked(codes):
            labels = {option.code: pick(option.label, language) for option in question.options}
            return " › ".join(labels.get(code, code) for code in codes)
        case Day(day):
            return day.isoformat()
        case Hour(hour):
            return hour.isoformat("minutes")
        case Seen():
            return say(language, "value-seen")
        case Amount(number) if isinstance(question, Number):
            return f"{number:f} {pick(question.unit, language)}"
        case Amount(number) if isinstance(question, Rating):
            return f"{number:f} / {question.high}"
        case Amount(number):
            return f"{number:f}"
        case Words(text):
            return text
        case Attachments(attachments) if isinstance(question, Media):
            return say(language, f"value-{question.medium}s", count=len(attachments))
        case Attachments(attachments):
            return say(language, "value-photos", count=len(attachments))
        case Lasted(seconds):
            return lasted(int(seconds), language)
        case Listed(keys):
            return say(language, "value-listed", count=len(keys))
        case Place(metres=None):
            return say(language, "value-place")
        case Place(metres=metres):
            return say(language, "value-place-at", metres=round(metres or 0))
        case Timed(seconds, late, splits):
            id = "value-seconds-late" if late else "value-seconds"
            whole = say(language, id, seconds=float(seconds))
            parts = LIST[known(language)].join(f"{one:f}" for one in splits)
            return say(language, "value-splits", whole=whole, splits=parts) if splits else whole
        case Skipped():
            return say(language, "value-skipped")


def lasted(seconds: int, language: str) -> str:
    """A span as people say it: "1 h 05 min", "90 s" below two minutes."""
    if seconds < 120:
        return say(language, "value-span-s", seconds=seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if hours:
        return say(language, "value-span-h", hours=hours, minutes=f"{minutes:02d}")
    return say(language, "value-span-min", minutes=minutes, seconds=rest)


def asked(texts: Texts, answers: Known, questionnaire: Questionnaire, language: str) -> str:
    """Wording in *language*, with what earlier answers say in place of ``${name}``.

    What a person wrote goes in as it is: nothing in it is read again, and its direction of writing
    turns nothing around it.
    """

    def words(name: str) -> str:
        held, question = answers.get(QuestionId(name)), questionnaire.get(name)
        if question is None or held is None:
            return "…"
        each = held if isinstance(held, tuple) else (held,)
        said = LIST[known(language)].join(worded(question, one, language) for one in each)
        return isolated(said)

    def number(name: str) -> float | None:
        held = answers.get(QuestionId(name))
        seen = float(len(held)) if isinstance(held, tuple) else scalar(held)
        return seen if isinstance(seen, float) else None

    return filled(pick(texts, language), language, words, number)


def instance_name(
    questionnaire: Questionnaire, roster: Roster, one: Instance, language: str
) -> str:
    """What an instance of a repeat is called: by what was answered in it, else by its number."""
    name = asked(roster.one, one.known, questionnaire, language)
    if "…" in name:  # not answered yet
        name = pick((questionnaire.get(roster.base) or roster).label, language)
    elif mentioned(roster.one):
        return name
    return f"{name} {one.key}"


def isolated(text: str) -> str:
    """*text* fenced off (Unicode's first-strong isolate) if any of it runs from right to left."""
    right = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)
    return f"\u2068{text}\u2069" if right else text


def inside(ask: Ask, language: str) -> str:
    """Which instance of which repeat a question belongs to: "Staff 2 of 3"; '' outside."""
    return " · ".join(
        say(language, "inside", title=pick(one.title, language), position=one.position)
        if one.total is None
        else say(language, "inside-of", title=pick(one.title, language), position=one.position,
                 total=one.total)
        for one in ask.inside
    )  # fmt: skip


def said(sentence: Say | Point, language: str) -> str:
    """The catalogue sentence, with wording among its arguments taken in *language*."""
    args: dict[str, str | int] = {
        name: pick(value, language) if isinstance(value, Mapping) else value
        for name, value in sentence.args.items()
    }
    return say(language, sentence.id, **args)
