"""Values and sentences in a person's language, the same in the chat, on the page, in exports."""

import re
from collections.abc import Mapping

from locales import pick, say
from surveys.events import Point, Say
from surveys.questionnaire import (
    AnyQuestion,
    Number,
    QuestionId,
    Questionnaire,
    Rating,
    Texts,
)
from surveys.rules import REFERENCE
from surveys.values import (
    Amount,
    Chosen,
    ChosenAll,
    Day,
    Hour,
    Photos,
    Place,
    Seen,
    Skipped,
    Timed,
    Value,
    Words,
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
            return LIST[language].join(chosen) or say(language, "value-none")
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
        case Photos(attachments):
            return say(language, "value-photos", count=len(attachments))
        case Place(metres=None):
            return say(language, "value-place")
        case Place(metres=metres):
            return say(language, "value-place-at", metres=round(metres or 0))
        case Timed(seconds, late):
            id = "value-seconds-late" if late else "value-seconds"
            return say(language, id, seconds=float(seconds))
        case Skipped():
            return say(language, "value-skipped")


def asked(
    texts: Texts, known: Mapping[QuestionId, Value], questionnaire: Questionnaire, language: str
) -> str:
    """Wording in *language*, with what earlier answers say in place of ``${name}``.

    What a person wrote goes in as it is: nothing in it is read again.
    """

    def fill(found: re.Match[str]) -> str:
        id = QuestionId(found[1])
        value, question = known.get(id), questionnaire.get(id)
        return worded(question, value, language) if question and value is not None else "…"

    return REFERENCE.sub(fill, pick(texts, language))


def said(sentence: Say | Point, language: str) -> str:
    """The catalogue sentence, with wording among its arguments taken in *language*."""
    args: dict[str, str | int] = {
        name: pick(value, language) if isinstance(value, Mapping) else value
        for name, value in sentence.args.items()
    }
    return say(language, sentence.id, **args)
