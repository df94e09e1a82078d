"""ScoreSheet -> Grade and nonconformities (documents 001-003: 70/80/90/95, each line included)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.evidence import Evidence
from scoring.line import Status
from scoring.policies import stated
from scoring.scheme import Clause, GradeBand
from scoring.score import ScoreSheet, SheetFlag

NONE, FAIL = "none", "fail"
_GATE = {"lt5": 4, "le5": 5}  # policy special_gate -> how many special deductions still pass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the grade is what it is: a message id of ``wording`` and what it speaks of."""

    id: str
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grade:
    """*name*: a grade of the scheme, "fail", or "none" while it cannot be graded."""

    name: str
    band: GradeBand | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Nonconformity:
    """A clause not fully met, with the evidence that says so.  *lost* is in points, above 0."""

    clause: Clause
    lost: Fraction
    evidence: tuple[Evidence, ...]


def grade(sheet: ScoreSheet) -> Grade:
    """The grade of *sheet*, on its final score as it is, not as it is displayed.

    No grade below full coverage (policy not_assessed), nor while so much is left out that a
    committee must look at it first (policy na_floor); too many special deductions fail whatever
    the score (document 003 6.3.7, policy special_gate).
    """
    final = display(sheet.final)
    gate = tuple(_gate(sheet))
    if missing := sheet.missing:
        refs = ", ".join(clause.ref for clause in missing)
        open_points = str(sum((clause.points for clause in missing), Fraction()))
        args = {"count": str(len(missing)), "points": open_points, "clauses": refs}
        return Grade(NONE, None, (Reason("not-assessed", args), *gate, *_notes(sheet)))
    if not sheet.applicable:
        return Grade(NONE, None, (Reason("nothing-applicable", {}), *gate, *_notes(sheet)))
    if _awaits_review(sheet):
        return Grade(NONE, None, (*_notes(sheet), *gate))
    band = _band(sheet, sheet.final)
    if band is None:
        line = str(min(band.at_least for band in sheet.scheme.grades))
        below = Reason("below-lowest", {"final": final, "line": line})
        return Grade(FAIL, None, (below, *gate, *_notes(sheet)))
    if gate:
        return Grade(FAIL, None, (*gate, *_notes(sheet)))
    reached = Reason("reached", {"final": final, "line": str(band.at_least), "grade": band.name})
    return Grade(band.name, band, (reached, *_bonus(sheet, band), *_notes(sheet)))


def nonconformities(sheet: ScoreSheet) -> tuple[Nonconformity, ...]:
    """Every assessed clause that lost points, in the scheme's order."""
    return tuple(
        Nonconformity(line.clause, line.lost, line.evidence)
        for line in sheet.lines
        if line.lost > 0 and line.status is Status.ASSESSED
    )


def display(value: Fraction) -> str:
    """*value* >= 0 with two decimals, cut off and never rounded up: 89.996 is "89.99"."""
    whole, rest = divmod(int(value * 100), 100)
    return f"{whole}.{rest:02d}"


def _band(sheet: ScoreSheet, final: Fraction) -> GradeBand | None:
    return next((band for band in sheet.scheme.grades if final >= band.at_least), None)


def _gate(sheet: ScoreSheet) -> Iterator[Reason]:
    most = most_specials(sheet.policies)
    if len(sheet.counted) > most:
        yield Reason("special-gate", {"count": str(len(sheet.counted)), "most": str(most)})


def most_specials(policies: Mapping[str, str]) -> int:
    """How many special deductions still pass (policy special_gate)."""
    return _GATE[policies["special_gate"]]


def _awaits_review(sheet: ScoreSheet) -> bool:
    asked = stated(sheet.policies, "na_floor") == "committee_review"
    return asked and SheetFlag.DELETED_MANY in sheet.flags and not sheet.reviewed


def _bonus(sheet: ScoreSheet, band: GradeBand) -> Iterator[Reason]:
    """The bonus may lift over a line; whoever decides must see that it did (policy bonus)."""
    if _band(sheet, sheet.final_without_bonus) != band:
        yield Reason("bonus-decides", {"without": display(sheet.final_without_bonus)})


def _notes(sheet: ScoreSheet) -> Iterator[Reason]:
    if SheetFlag.DELETED_MANY in sheet.flags and not sheet.reviewed:
        yield Reason(SheetFlag.DELETED_MANY.value, {})
    if SheetFlag.BONUS_NOT_SIGNED in sheet.flags:
        yield Reason(SheetFlag.BONUS_NOT_SIGNED.value, {})
