"""An example's answers given in the chat.

Answers are by question id, as the examples write them: a code, a number, words, ``photo``,
``lat,lon``, a stopwatch's seconds, several codes with commas between; a missing one is left out.
Of a repeat, how many there are; ``greeted.2`` is the second's answer, ``greeted`` that of all.
"""

from collections.abc import Mapping

from locales import pick, say
from surveys.path import keys_of, waiting, walk
from surveys.questionnaire import (
    AnyQuestion,
    Choices,
    Location,
    Media,
    Note,
    QuestionId,
    Questionnaire,
    Rating,
    Roster,
    Stopwatch,
)
from surveys.values import Chosen, ChosenAll, Listed, Skipped, Value, Words
from tests.phone import Phone
from tests.web.walk import a_png

Given = Mapping[str, str]


def codes(given: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in given.split(","))


async def walk_chat(phone: Phone, questionnaire: Questionnaire, answers: Given) -> None:
    """From the first question to the last, with buttons and words."""
    values: dict[QuestionId, Value] = {}
    instances: dict[QuestionId, tuple[int, ...]] = {}
    while (stop := waiting(walk(questionnaire, values, instances))) is not None:
        question = stop.question
        given = answers.get(question.id) or answers.get(question.base)
        if isinstance(question, Roster):
            await phone.sees(pick(question.text, "en"))
            keys = keys_of(question, question.id, instances, {})
            if len(keys) < int(given or 1):
                await phone.taps(pick(question.add or {}, "en"))
                instances[question.id] = (*keys, len(keys) + 1)
            else:
                await phone.taps(pick(question.done or {}, "en"))
                values[question.id] = Listed(keys)
            continue
        values[question.id] = await in_chat(phone, question, given)


async def in_chat(phone: Phone, question: AnyQuestion, given: str | None) -> Value:
    """Does what the question asks for; a stand-in value is enough to know what comes next."""
    await phone.sees(pick(question.text, "en").partition("${")[0])
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
