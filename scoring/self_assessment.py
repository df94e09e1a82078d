"""The self-assessment table of document 001: conforms or not, points, what to show.  Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scoring.evidence import Piece, Source
from scoring.grade import Grade, grade
from scoring.line import Line, Otherwise, Status
from scoring.load import current
from scoring.numbers import number
from scoring.scheme import Scheme
from scoring.score import ScoreSheet, score
from scoring.wording import sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.  *conforms*: None while nothing was said, or where the row does not
    apply; partly is not conforming, and yet worth part in row 1."""

    line: Line
    conforms: bool | None


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """What an organisation says of itself, by the points of its own table (5.1.2.1 has one there
    and 5.1.2.2 five, whatever the certification's scheme gives them)."""

    sheet: ScoreSheet
    grade: Grade

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(line, _conforms(line)) for line in self.sheet.lines)

    @property
    def begun(self) -> bool:
        """Whether anything was said at all."""
        return any(line.pieces for line in self.sheet.lines)


def self_assessment(
    scheme: Scheme, said: Iterable[Piece], otherwise: Otherwise = Otherwise.NOT_ASSESSED
) -> SelfAssessment:
    """*said* of oneself, by the table of *scheme*; other sources' evidence is passed over."""
    known = {clause.ref for clause in scheme.clauses}
    mine = [p for p in said if p.source is Source.SELF_ASSESSED and p.clause in known]
    sheet = score(scheme, mine, otherwise=otherwise)
    return SelfAssessment(sheet, grade(sheet))


def table_among(known: Mapping[str, Scheme]) -> Scheme | None:
    """The newest scheme of *known* by which an organisation assesses itself."""
    own = (s for s in current(known).values() if s.decided_by is Source.SELF_ASSESSED)
    return next(own, None)


def text(found: SelfAssessment, lang: str) -> Iterator[str]:
    """The table to be read in a terminal: a row, its points, and what is to be shown for it."""
    yield ""
    yield f"{sentence('self-title', lang)}:"
    for row in found.rows:
        line = row.line
        if line.status is Status.INFORMATION:
            continue
        earned = "?" if line.earned is None else number(line.earned)
        told = sentence(f"self-{said(row)}", lang)
        yield f"  {line.clause.ref} {told} {earned} / {number(line.clause.points)}"
        for ask in line.clause.asks:
            yield f"      - {ask.in_language(lang)}"


def said(row: Row) -> str:
    """conforms | conforms-not | open | left-out."""
    if row.line.status is Status.NOT_APPLICABLE:
        return "left-out"
    if row.conforms is None:
        return "open"
    return "conforms" if row.conforms else "conforms-not"


def _conforms(line: Line) -> bool | None:
    if line.status in (Status.NOT_APPLICABLE, Status.NOT_ASSESSED, Status.INFORMATION):
        return None
    return line.lost == 0
