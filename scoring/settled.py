"""Is the grade settled, given what is in?  Pure.

The score is linear in the shares of the sampled clauses; the rest stands as found.  Around it lies
an interval that holds the score of endless sampling *at every look at once*, with 95 percent: who
looks after each visit and stops when no grade line is inside is wrong in at most 5 of 100 cases.

Boundary: the normal mixture of Robbins (1970), Ann. Math. Statist. 41:1397, with an estimated
variance (asymptotically: Waudby-Smith et al. 2024, Ann. Statist. 52:2613).  Variance of a share:
with z^2 samples besides, half of them met (Agresti & Coull 1998, Am. Stat. 52:119), so that 5 of 5
is not certainty; z = 3 as the boundary's, divided by the real samples alone.  Standard errors of
clauses are added, not their squares: one visit sees many clauses, and the sum bounds the error
whatever they have in common.  Not allowed for: samples of one clause that resemble each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, inf, log, sqrt

from scoring.grade import NONE, grade
from scoring.line import Line, Status
from scoring.scheme import GradeBand, Method, Role
from scoring.score import ScoreSheet, final_of, rounded
from scoring.statistics.domain import need, need_level

LEVEL = 0.95  # of all looks together
SPREAD = 5.0
"""The mixture's standard deviation, in points of 100: the distance of two grade lines.  The
boundary holds at any value; at this one it is sharpest where the standard error is about 1.8."""
HALF_BESIDES = Fraction(9, 2)  # z^2 / 2 for z = 3
MOST_VISITS = 1000


class Verdict(StrEnum):
    NOT_ASSESSED = "not-assessed"  # no grade yet that could be settled
    SETTLED = "settled"
    NOT_SETTLED = "not-settled"


@dataclass(frozen=True, slots=True)
class Share:
    """A sampled clause: *met* (0..*of*) of *of* >= 1 samples, worth *points* if all are met."""

    points: Fraction
    met: Fraction
    of: int

    def more(self, visits: int) -> "Share":
        """After so many more samples, at the same share."""
        of = self.of + visits
        return Share(self.points, self.met * of / self.of, of)


@dataclass(frozen=True, slots=True)
class Settled:
    """*low* to *high*: the interval of the final score, 0..100, both ends included.

    *lines*: the grades whose line lies inside, best first.  *visits*: about how many more, each
    with one more sample of every sampled clause, would settle it if shares stay as they are; 0
    where it is settled, None for more than MOST_VISITS, never, or not assessed.
    """

    verdict: Verdict
    low: Fraction
    high: Fraction
    lines: tuple[GradeBand, ...]
    visits: int | None


def settled(sheet: ScoreSheet) -> Settled:
    """Whether the grade of *sheet* would be the same at both ends of the interval."""
    if grade(sheet).name == NONE:
        return Settled(Verdict.NOT_ASSESSED, sheet.final, sheet.final, (), None)
    low, high = _ends(sheet, 0)
    if grade(low).name == grade(high).name:
        return Settled(Verdict.SETTLED, low.final, high.final, (), 0)
    lines = tuple(b for b in sheet.scheme.grades if low.final < b.at_least <= high.final)
    return Settled(Verdict.NOT_SETTLED, low.final, high.final, lines, _visits(sheet))


def standard_error(shares: Iterable[Share]) -> float:
    """Of the points earned, in points: the sum of points * sqrt(p(1-p)/of) with
    p = (met + 9/2) / (of + 9)."""
    error = 0.0
    for one in shares:
        p = (one.met + HALF_BESIDES) / (one.of + 2 * HALF_BESIDES)
        error += float(one.points) * sqrt(p * (1 - p) / one.of)
    return error


def half_width(error: float, spread: float, level: float = LEVEL) -> float:
    """What the boundary allows on each side of an estimate with standard *error* >= 0.

    error * sqrt((1 + 1/r)(2 log(1/(1-level)) + log(1 + r))), r = (spread/error)^2, *spread* > 0 in
    the same unit.  It grows with the error.  Raises OutOfDomain.
    """
    need_level(level)
    need(0 <= error < inf and 0 < spread < inf, f"no boundary for {error} within {spread}")
    if not error:
        return 0.0
    r = (spread / error) ** 2
    return error * sqrt((1 + 1 / r) * (log(1 + r) - 2 * log(1 - level)))


def _sampled(sheet: ScoreSheet) -> tuple[Line, ...]:
    return tuple(
        line
        for line in sheet.lines
        if line.status is Status.ASSESSED and line.clause.method is Method.SAMPLED
    )


def _share(line: Line) -> Share:
    counting = [tally for tally in line.tallies if tally.role is Role.COUNTS]
    met, of = sum((x.met for x in counting), Fraction()), sum(x.of for x in counting)
    return Share(line.applicable, met, of)


def _ends(sheet: ScoreSheet, visits: int) -> tuple[ScoreSheet, ScoreSheet]:
    """The sheet with the lowest and with the highest score, after so many more *visits*."""
    lines = _sampled(sheet)
    got = sum((line.earned or Fraction() for line in lines), Fraction())
    full = sum((line.applicable for line in lines), Fraction())
    if sheet.policies["sampled_rule"] == "all_or_nothing":
        # What was found not met stays so; that all are met no sample can show.
        down, up = got, Fraction()
    else:
        error = standard_error(_share(line).more(visits) for line in lines)
        half = half_width(error, SPREAD * float(sheet.applicable) / 100)
        wide = Fraction(ceil(half * 100), 100)  # outwards, to numbers that can be read
        down, up = min(wide, got), min(wide, full - got)
    return _moved(sheet, -down), _moved(sheet, up)


def _moved(sheet: ScoreSheet, points: Fraction) -> ScoreSheet:
    adjustment = sheet.added - sheet.deducted
    exact = final_of(sheet.earned + points, sheet.applicable, adjustment, sheet.policies)
    return replace(sheet, exact_final=exact, final=rounded(exact, sheet.policies))


def _visits(sheet: ScoreSheet) -> int | None:
    """The fewest that settle it, by halving: the interval only shrinks."""

    def enough(visits: int) -> bool:
        low, high = _ends(sheet, visits)
        return grade(low).name == grade(high).name

    if not enough(MOST_VISITS):
        return None
    few, many = 0, MOST_VISITS
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many
