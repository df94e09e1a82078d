"""The path: which questions these answers lead through.  Derived on every step, never stored."""

from collections.abc import Mapping

from surveys.entries import View
from surveys.questionnaire import AnyQuestion, Question, QuestionId, Questionnaire
from surveys.rules import Rule
from surveys.values import Scalar, Value, scalar


def path(
    questionnaire: Questionnaire, answers: Mapping[QuestionId, Value]
) -> tuple[AnyQuestion, ...]:
    """The relevant questions, in order.  A condition sees only earlier answers on the path."""
    return walk(questionnaire, answers)[0]


def walk(
    questionnaire: Questionnaire, answers: Mapping[QuestionId, Value]
) -> tuple[tuple[AnyQuestion, ...], dict[str, Scalar]]:
    """The path, and what an expression at its end sees."""
    known: dict[str, Scalar] = {}
    way: list[AnyQuestion] = []
    for question in questionnaire.questions:
        if question.relevant is None or question.relevant.holds(known):
            way.append(question)
            if (value := answers.get(question.id)) is not None:
                known[question.id] = scalar(value)
    return tuple(way), known


def current(questionnaire: Questionnaire, seen: View) -> AnyQuestion | None:
    """The first question on the path without an answer; None when all have one."""
    way = path(questionnaire, seen.values)
    return next((question for question in way if question.id not in seen.answers), None)


def result(questionnaire: Questionnaire, seen: View) -> dict[QuestionId, Value]:
    """The answers that count: those on the path.  The others stay in the log."""
    values = seen.values
    return {
        question.id: values[question.id]
        for question in path(questionnaire, values)
        if question.id in values
    }


def needed(question: Question, known: Mapping[str, Scalar]) -> bool:
    """Whether the question must be answered, the earlier answers being *known*."""
    if isinstance(question.required, Rule):
        return question.required.holds(known)
    return question.required
