"""The columns of a questionnaire's answers, over every edition that was ever fielded.

    columns(editions) -> {table: (Column, …)}         '' for the interview, else the repeat's id
    codebook(editions) -> (Meant, …)                  what each column and code stands for
    answers(editions, edition, interview) -> rows     by table and instance

A column is named by the question's id, and by ``id/part`` for one option of several: words never
change a name.  It stays where it once stood: what a later edition brings comes after all that was
there, and what it removed keeps its column.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from surveys.entries import Interview, Moved, view
from surveys.path import way_of
from surveys.plain import plain
from surveys.questionnaire import (
    AnyQuestion,
    Calculated,
    Choices,
    Location,
    Media,
    Note,
    Number,
    QuestionId,
    Questionnaire,
    Ranking,
    Stopwatch,
    Texts,
)
from surveys.values import Amount, ChosenAll, Lasted, Place, Ranked, Timed, Value

Data = str | int | Decimal | None
Instance = tuple[int, ...]  # its keys, outermost first; () outside repeats
Row = dict[QuestionId, Value]
Rows = dict[str, dict[Instance, Row]]  # by table

METRES, LATE, SPLITS = "metres", "late", "splits"  # what one cell of data has no room for


@dataclass(frozen=True, slots=True)
class Column:
    """*part*: an option's code, ``metres``, ``late`` or ``splits``; '' for the answer itself."""

    question: QuestionId
    part: str = ""

    @property
    def name(self) -> str:
        return f"{self.question}/{self.part}" if self.part else self.question

    def data(self, row: Row) -> Data:
        """The cell, as ODK writes data; '' where nothing was said.  Of an option 1 or 0, of a
        ranked one its place; how far from the outlet in metres; whether the tap came late."""
        value = row.get(self.question)
        match value, self.part:
            case Amount(number) | Timed(number) | Lasted(number), "":
                return Decimal(f"{number:f}")
            case _, "":
                return plain(value)
            case ChosenAll(codes), code:
                return int(code in codes)
            case Ranked(codes), code:
                return codes.index(code) + 1 if code in codes else ""
            case Place(metres=metres), "metres" if metres is not None:
                return Decimal(repr(metres))
            case Timed(late=late), "late":
                return int(late)
            case Timed(splits=splits), "splits":
                return " ".join(f"{one:f}" for one in splits)
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What *column* of *table* (or *code* in it) is called, and in which *editions* it is."""

    table: str
    column: str
    code: str
    kind: str
    label: Texts
    editions: tuple[int, ...]


def columns(editions: Iterable[Questionnaire]) -> Mapping[str, tuple[Column, ...]]:
    """Those of all *editions* of one questionnaire, whatever order they come in."""
    found: dict[str, dict[Column, None]] = {"": {}}
    for edition in _in_order(editions):
        for question in edition:
            held = found.setdefault(table_of(question), {})
            held.update(dict.fromkeys(column for column, _, _ in _told(question)))
    return {table: tuple(held) for table, held in found.items()}


def codebook(editions: Iterable[Questionnaire]) -> tuple[Meant, ...]:
    """In the order of the columns; one line more for each other wording or kind it had."""
    ordered = _in_order(editions)
    said: dict[tuple[str, Column, str], dict[tuple[str, tuple[tuple[str, str], ...]], list[int]]]
    said = {(table, c, ""): {} for table, held in columns(ordered).items() for c in held}
    for edition in ordered:
        for question in edition:
            for column, code, label in _told(question):
                words = said.setdefault((table_of(question), column, code), {})
                wording = kind_of(question), tuple(label.items())
                words.setdefault(wording, []).append(edition.edition)
    return tuple(
        Meant(table, column.name, code, kind, dict(label), tuple(numbers))
        for (table, column, code), words in said.items()
        for (kind, label), numbers in words.items()
    )


def answers(editions: Mapping[int, Questionnaire], edition: int, interview: Interview) -> Rows:
    """The answers that count under *edition*, the one the interview is on now; and, of one that
    was moved, what it had answered to questions that are gone there.  Every instance of a repeat
    has its row, and so has the interview."""
    rows: Rows = {"": {(): {}}}
    _read(rows, editions[edition], interview)
    for position, entry in enumerate(interview.entries):
        if isinstance(entry.act, Moved):
            before = Interview(interview.entries[:position])
            _read(rows, editions[entry.act.old], before, but_for=editions[edition])
    return rows


def table_of(question: AnyQuestion) -> str:
    return question.repeats[-1] if question.repeats else ""


def kind_of(question: AnyQuestion) -> str:
    """As a questionnaire file names it; ``roster`` asks for another one of a repeat."""
    match question:
        case Media(medium=medium):
            return medium.value
        case Number(currency=str()):
            return "money"
        case Calculated():
            return "calculate"
        case _:
            return type(question).__name__.lower()


def _in_order(editions: Iterable[Questionnaire]) -> list[Questionnaire]:
    return sorted(editions, key=lambda one: one.edition)


def _told(question: AnyQuestion) -> Iterator[tuple[Column, str, Texts]]:
    """Each column of the question and each code in it, with their words."""
    if isinstance(question, Note):
        return
    whole = Column(question.id)
    yield whole, "", question.label
    several = isinstance(question, Choices | Ranking)
    for option in question.options:
        if several:
            yield Column(question.id, option.code), "", option.label
        else:
            yield whole, option.code, option.label
    if isinstance(question, Location):
        yield Column(question.id, METRES), "", question.label
    if isinstance(question, Stopwatch):
        yield Column(question.id, LATE), "", question.label
        yield Column(question.id, SPLITS), "", question.label


def _read(
    rows: Rows,
    asked: Questionnaire,
    interview: Interview,
    but_for: Questionnaire | None = None,
) -> None:
    for stop in way_of(asked, view(interview)).stops:
        question = stop.question
        if but_for is not None and but_for.get(question.base) is not None:
            continue
        row = rows.setdefault(table_of(question), {}).setdefault(question.keys, {})
        if stop.value is not None:
            row.setdefault(question.base, stop.value)
