"""A posted form becomes an Event, or is known as one that comes too late.  HTTP ends here."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from surveys.events import (
    DONE,
    LATE,
    NEXT,
    RIGHT,
    SKIP,
    Event,
    Filled,
    Picked,
    Replied,
    Say,
    SentFile,
    SentPlace,
    Tapped,
)
from surveys.path import current
from surveys.questionnaire import AnyQuestion, Choices, QuestionId, Ranking
from surveys.replies import Refused, read, several
from surveys.turn import Turn
from surveys.values import (
    Amount,
    Attachments,
    Chosen,
    ChosenAll,
    Place,
    Ranked,
    Seen,
    Skipped,
    Timed,
    Value,
)
from web.errors import Malformed
from web.forms import Form, decimal, whole_number

TICK = "pick-"  # before the code, in the name of a box
PLACE = "place-"  # before the place, in the name of a field that holds the code ranked there
ROW = "row-"  # before the row's id, in the name of a field of a table
# What a button of ours leaves, where that can be told from the answer alone.
OURS: Mapping[str, type[object]] = {
    NEXT: Seen, SKIP: Skipped, DONE: Attachments, RIGHT: Timed, LATE: Timed,
}  # fmt: skip
FARTHEST_M = 1e6  # an accuracy worse than this says nothing


def event_of(form: Form) -> Tapped | Picked | Filled | Replied | SentPlace:
    """A tapped button (``code``), a table (``filled``, ``row-…``), ticked boxes or ranked codes
    (``picked``, ``pick-…``, ``place-…``), a place (``lat``, ``lon``), a span (``minutes``,
    ``seconds``) or typed words (``text``).

    Raises Malformed.
    """
    question, revision = addressed(form)
    if code := form.get("code"):
        return Tapped(question, revision, code)
    if "filled" in form:
        return Filled(revision, {QuestionId(row): code for row, code in rows(form).items()})
    if "picked" in form:
        return Picked(question, revision, picked(form))
    if form.get("lat"):
        return SentPlace(_place(form))
    if "minutes" in form or "seconds" in form:
        return Replied(_span(form))
    if "text" in form:
        return Replied(form["text"])
    raise Malformed


def picked(form: Form) -> tuple[str, ...]:
    """The codes ticked, or ranked from the first place to the last; empty places left out."""
    places = [name for name in form if re.fullmatch(rf"{PLACE}[0-9]{{1,3}}", name)]
    if places:
        ordered = sorted(places, key=lambda name: int(name.removeprefix(PLACE)))
        return tuple(form[name] for name in ordered if form[name])
    return tuple(name.removeprefix(TICK) for name in form if name.startswith(TICK))


def rows(form: Form) -> dict[str, str]:
    """Of a table's rows the code that was sent; those named in ``rows`` may be left out."""
    left_out = dict.fromkeys(form.get("rows", "").split(), SKIP)
    given = {name.removeprefix(ROW): code for name, code in form.items() if name.startswith(ROW)}
    return left_out | {row: code for row, code in given.items() if code}


def _span(form: Form) -> str:
    """Two fields as one would say them; an empty one is none of that."""
    parts = ((form.get("minutes", "").strip(), "min"), (form.get("seconds", "").strip(), "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def addressed(form: Form) -> tuple[QuestionId, int]:
    """The question the form was made for, and the revision it was made at.  Raises Malformed."""
    if not form.get("question"):
        raise Malformed
    return QuestionId(form["question"]), whole_number(form, "revision")


def too_late(
    now: Turn, question: QuestionId, revision: int, event: Event, at: datetime
) -> Say | None:
    """What to say if the interview has moved on since the form was made.

    The engine knows a late tap by itself.  Words, a place and a file name no question in the
    chat; here the form says which one they were meant for.
    """
    if isinstance(event, Filled):
        return _late_table(now, event)
    seen = now.view
    asked = current(now.questionnaire, seen) if seen.status.answerable else None
    # Files add up, and a repeated one is known by its bytes: the question alone decides.
    touched = 0 if isinstance(event, SentFile) else seen.touched.get(question, 0)
    if asked and asked.id == question and touched <= revision <= now.held.interview.revision:
        return None
    meant, given = now.questionnaire.get(question), seen.answers.get(question)
    if meant is None or given is None:
        return Say("not-that-one-now")
    same = _means(meant, event, given.value, at)
    return Say("already-noted") if same else Say("already-answered", {"label": meant.label})


def by_the_engine(event: Event) -> bool:
    """Whether the engine itself tells a repeat of *event* from another answer."""
    return isinstance(event, Tapped) and event.code not in OURS


def _late_table(now: Turn, table: Filled) -> Say | None:
    """None where the engine has rows to take; a table whose first open row was left empty is
    not late, but must be shown again with what it says of the others."""
    seen, questionnaire = now.view, now.questionnaire
    asked = current(questionnaire, seen) if seen.status.answerable else None
    if not table.codes or (asked and asked.id in table.codes):
        return None
    rows = [(questionnaire.get(id), code) for id, code in table.codes.items()]
    known = [(row, code) for row, code in rows if row is not None and row.matrix is not None]
    open_rows = [row for row, _ in known if row.id not in seen.answers]
    if asked and any((row.matrix, row.keys) == (asked.matrix, asked.keys) for row in open_rows):
        return Say("page-rows-missing")
    if open_rows or len(known) < len(rows):
        return Say("not-that-one-now")
    for row, code in known:
        if seen.answers[row.id].value not in _of_row(code):
            return Say("already-answered", {"label": row.label})
    return Say("already-noted")


def _of_row(code: str) -> tuple[Value, ...]:
    """What a row can hold after *code*."""
    number = Decimal(code) if re.fullmatch(r"-?[0-9]{1,3}", code) else None
    held: Value = Skipped() if code == SKIP else Chosen(code)
    return (held,) if number is None else (held, Amount(number))


def _means(meant: AnyQuestion, event: Event, given: Value, at: datetime) -> bool:
    """Whether *event* would have stored what is *given*; of a place only what the device says."""
    match event, given:
        case Replied(text), _:
            with suppress(Refused):
                return read(meant, text, at) == given
            return False
        case Picked(codes=codes), ChosenAll() | Ranked() if isinstance(meant, Choices | Ranking):
            with suppress(Refused):
                return several(meant, codes, meant.options) == given
            return False
        case SentPlace(place), Place(metres=metres):
            return replace(place, metres=metres) == given
        case Tapped(code=code), Timed(late=late):
            return code == (LATE if late else RIGHT)
        case Tapped(code=code), _:
            if code == NEXT and meant.read_only:
                return True
            return code in OURS and isinstance(given, OURS[code])
        case _:
            return False


def _place(form: Form) -> Place:
    accuracy = decimal(form, "accuracy", 0, FARTHEST_M) if form.get("accuracy") else None
    return Place(decimal(form, "lat", -90, 90), decimal(form, "lon", -180, 180), accuracy)
