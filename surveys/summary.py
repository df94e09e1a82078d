"""The summary before submitting: what is done, what is missing, what deserves a second look."""

from collections.abc import Iterator

from surveys.entries import Given, View
from surveys.events import Point, Summarise
from surveys.path import Stop, Way, way_of
from surveys.questionnaire import Calculated, Choice, Location, Note, Questionnaire
from surveys.values import Chosen, Place, Skipped, Timed, scalar


def summary(
    questionnaire: Questionnaire, seen: View, revision: int, way: Way | None = None
) -> Summarise:
    """Every answer on the path (*way*, if it is known already), calculated ones where their
    question says so."""
    way = way or way_of(questionnaire, seen)
    done = tuple(
        (stop.question, given) for stop in way.stops if (given := _given(stop, seen)) is not None
    )
    missing = tuple(s.question for s in way.stops if s.value is None and s.question.asked)
    return Summarise(done, missing, tuple(_points(way)), ready=not missing, revision=revision)


def _given(stop: Stop, seen: View) -> Given | None:
    question, value = stop.question, stop.value
    if value is None or isinstance(question, Note):
        return None
    if isinstance(question, Calculated):
        at = seen.clock or seen.began_at
        return Given(value, at, seen.folded) if question.show and at else None
    return seen.answers[question.id] if question.asked else None


def _points(way: Way) -> Iterator[Point]:
    for stop in way.stops:
        question = stop.question
        match question, stop.value:
            case _, Skipped():
                yield Point(question, "point-skipped")
            case Location(within_m=within), Place(metres=metres) if metres and metres > within:
                yield Point(question, "point-far", {"metres": round(metres)})
            case Location(accuracy_m=least), Place(accuracy=known) if known and known > least:
                yield Point(question, "point-vague", {"metres": round(known)})
            case _, Timed(late=True):
                yield Point(question, "point-late")
            case _:
                if _no_longer_fits(stop):
                    yield Point(question, "point-no-longer-fits")


def _no_longer_fits(stop: Stop) -> bool:
    """Whether this one would now be refused: an earlier answer was changed, or the log had grown
    too long to refuse anything."""
    must, value = stop.question.constraint, stop.value
    if must is None or value is None:
        return False
    if isinstance(value, Chosen) and not isinstance(stop.question, Choice):
        return False  # a way out of the question, not an answer to it
    return not must.holds(stop.scope, scalar(value))
