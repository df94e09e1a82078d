"""Values and sentences in a person's language, the same in the chat, on the page, in exports."""

from collections.abc import Mapping

from locales import pick, say
from surveys.events import Point, Say
from surveys.questionnaire import AnyQuestion, Number, Rating
from surveys.values import Amount, Chosen, Photos, Place, Skipped, Timed, Value, Words


def worded(question: AnyQuestion, value: Value, language: str) -> str:
    """An answer as people read it: "Yes", "4 / 5", "41 s", "120 yuan", "2 photos"."""
    match value:
        case Chosen(code):
            option = question.option(code)
            return pick(option.label, language) if option else code
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


def said(sentence: Say | Point, language: str) -> str:
    """The catalogue sentence, with wording among its arguments taken in *language*."""
    args: dict[str, str | int] = {
        name: pick(value, language) if isinstance(value, Mapping) else value
        for name, value in sentence.args.items()
    }
    return say(language, sentence.id, **args)
