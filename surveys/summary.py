"""The summary before submitting: what is done, what is missing, what deserves a second look."""

from collections.abc import Iterator

from surveys.entries import Given, View
from surveys.events import Point, Summarise
from surveys.path import path
from surveys.questionnaire import AnyQuestion, Location, Note, Questionnaire
from surveys.values import Place, Skipped, Timed


def summary(questionnaire: Questionnaire, seen: View, revision: int) -> Summarise:
    way = path(questionnaire, seen.values)
    done = tuple((question, seen.answers[question.id]) for question in way
                 if question.id in seen.answers and not isinstance(question, Note))  # fmt: skip
    missing = tuple(question for question in way if question.id not in seen.answers)
    points = tuple(point for question, given in done for point in _points(question, given))
    return Summarise(done, missing, points, ready=not missing, revision=revision)


def _points(question: AnyQuestion, given: Given) -> Iterator[Point]:
    match question, given.value:
        case _, Skipped():
            yield Point(question, "point-skipped")
        case Location(within_m=within), Place(metres=metres) if metres and metres > within:
            yield Point(question, "point-far", {"metres": round(metres)})
        case _, Timed(late=True):
            yield Point(question, "point-late")
        case _:
            pass
