"""A posted form becomes an Event, or is known as one that comes too late.  HTTP ends here."""

from dataclasses import replace
from datetime import datetime

from surveys.entries import Given
from surveys.events import Event, Picked, Replied, Say, SentFile, SentPlace, Tapped
from surveys.path import current
from surveys.questionnaire import AnyQuestion, QuestionId
from surveys.replies import Refused, read
from surveys.turn import Turn
from surveys.values import Place, Value
from web.errors import Malformed
from web.forms import Form, decimal, whole_number

TICK = "pick-"  # before the code, in the name of a box
FARTHEST_M = 1e6  # an accuracy worse than this says nothing


def event_of(form: Form) -> Tapped | Picked | Replied | SentPlace:
    """A tapped button (``code``), ticked boxes (``picked``, ``pick-…``), a place (``lat``,
    ``lon``) or typed words (``text``).

    Raises Malformed.
    """
    question, revision = addressed(form)
    if code := form.get("code"):
        return Tapped(question, revision, code)
    if "picked" in form:
        codes = [name.removeprefix(TICK) for name in form if name.startswith(TICK)]
        return Picked(question, revision, tuple(codes))
    if form.get("lat"):
        return SentPlace(_place(form))
    if "text" in form:
        return Replied(form["text"])
    raise Malformed


def addressed(form: Form) -> tuple[QuestionId, int]:
    """The question the form was made for, and the revision it was made at.  Raises Malformed."""
    if not form.get("question"):
        raise Malformed
    return QuestionId(form["question"]), whole_number(form, "revision")


def too_late(
    now: Turn, question: QuestionId, revision: int, event: Event, at: datetime
) -> Say | None:
    """What to say if the interview has moved on since the form was made.

    The engine knows a late tap by itself.  Words, a place and a photo name no question in the
    chat; here the form says which one they were meant for.
    """
    seen = now.view
    asked = current(now.questionnaire, seen) if seen.status.answerable else None
    # Photos add up, and a repeated one is known by its bytes: the question alone decides.
    touched = 0 if isinstance(event, SentFile) else seen.touched.get(question, 0)
    if asked and asked.id == question and touched <= revision <= now.held.interview.revision:
        return None
    meant, given = now.questionnaire.get(question), seen.answers.get(question)
    if meant is None or given is None:
        return Say("not-that-one-now")
    same = given.value == _value(meant, event, given, at)
    return Say("already-noted") if same else Say("already-answered", {"label": meant.label})


def _value(meant: AnyQuestion, event: Event, given: Given, at: datetime) -> Value | None:
    """What *event* would have stored; of a place only what the device says of it."""
    match event, given.value:
        case Replied(text), _:
            try:
                return read(meant, text, at)
            except Refused:
                return None
        case SentPlace(place), Place(metres=metres):
            return replace(place, metres=metres)
        case _:
            return None


def _place(form: Form) -> Place:
    accuracy = decimal(form, "accuracy", 0, FARTHEST_M) if form.get("accuracy") else None
    return Place(decimal(form, "lat", -90, 90), decimal(form, "lon", -180, 180), accuracy)
