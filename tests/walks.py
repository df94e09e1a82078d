"""An example's answers given in the chat.

Answers are by question id, as the examples write them: a code, a number, words, ``photo``,
``lat,lon``, a stopwatch's seconds, several codes with commas between; a missing one is left out.
"""

from collections.abc import Mapping

from locales import pick, say
from surveys.path import path
from surveys.questionnaire import (
    AnyQuestion,
    Choices,
    Location,
    Media,
    Note,
    QuestionId,
    Questionnaire,
    Rating,
    Stopwatch,
)
from surveys.values import Chosen, ChosenAll, Skipped, Value, Words
from tests.phone import Phone
from tests.web.walk import a_png

Given = Mapping[str, str]


def codes(given: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in given.split(","))


async def walk_chat(phone: Phone, questionnaire: Questionnaire, answers: Given) -> None:
    """From the first question to the last, with buttons and words."""
    values: dict[QuestionId, Value] = {}
    while rest := [q for q in path(questionnaire, values) if q.id not in values]:
        question = rest[0]
        values[question.id] = await in_chat(phone, question, answers.get(question.id))


async def in_chat(phone: Phone, question: AnyQuestion, given: str | None) -> Value:
    """Does what the question asks for; a stand-in value is enough to know what comes next."""
    if "${" not in question.text["en"]:
        await phone.sees(pick(question.text, "en"))
    if isinstance(question, Note):
        await phone.taps(say("en", "button-next"))
        return Skipped()
    if given is None:
        await phone.taps(say("en", "button-skip"))
        return Skipped()
    if not isinstance(question, Choices) and (option := question.option(given)) is not None:
        await phone.taps(pick(option.label, "en"))
        return Chosen(given)
    match question:
        case Choices():
            for code in codes(given):
                option = question.option(code)
                assert option is not None
                await phone.taps(f"☐ {pick(option.label, 'en')}")
            await phone.taps(say("en", "button-ticked", count=len(codes(given))))
            return ChosenAll(codes(given))
        case Location():
            await phone.shares(*map(float, given.split(",")))
        case Stopwatch(start=start, stop=stop):
            await phone.taps(say("en", "button-start", label=pick(start, "en")))
            await phone.sees(say("en", "stopwatch-running"))
            await phone.taps(say("en", "button-stop", label=pick(stop, "en")))
            await phone.sees("Right?")
            await phone.taps(say("en", "button-right"))
        case Media():
            await phone.photographs(a_png(), as_file=True)
            await phone.sees(pick(question.text, "en"))
            await phone.taps(say("en", "button-photos-done", count=1))
        case Rating():
            await phone.taps(given)
        case _:
            await phone.says(given)
    return Words(given)
