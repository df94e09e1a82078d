"""Is the grade settled, given what is in?  Pure.

The score is linear in the shares of the sampled clauses; the rest stands as found.  Around it lies
an interval that holds the score of endless sampling *at every look at once*, with 95 percent: who
looks after each visit and stops when no grade line is inside is wrong in at most 5 of 100 cases.

Boundary: the normal mixture of Robbins (1970), Ann. Math. Statist. 41:1397, with an estimated
variance (asymptotically: Waudby-Smith et al. 2024, Ann. Statist. 52:2613).  Variance of a share:
with z^2 samples besides, half of them met (Agresti & Coull 1998, Am. Stat. 52:119), so that 5 of 5
is not certainty; z = 3 as the boundary's, divided by the real samples alone.  Samples count as the
number of independent ones they are worth (`scoring.clusters`): those of one visit are one, and
visits to one outlet resemble each other.  Standard errors of clauses are added, not their squares:
one visit sees many clauses, and the sum bounds the error whatever they have in common.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, inf, log, sqrt

from scoring.clusters import spread
from scoring.evidence import Source
from scoring.grade import NONE, grade
from scoring.line import Line, Status, Tally, role
from scoring.scheme import GradeBand, Method, Role
from scoring.score import ScoreSheet, final_of, rounded
from scoring.statistics.domain import need, need_level

LEVEL = 0.95  # of all looks together
SPREAD = 5.0
"""The mixture's standard deviation, in points of 100: the distance of two grade lines.  The
boundary holds at any value; at this one it is sharpest where the standard error is about 1.8."""
HALF_BESIDES = 4.5  # z^2 / 2 for z = 3
MOST_VISITS = 1000


class Verdict(StrEnum):
    NOT_ASSESSED = "not-assessed"  # no grade yet that could be settled
    SETTLED = "settled"
    NOT_SETTLED = "not-settled"


@dataclass(frozen=True, slots=True)
class Share:
    """A sampled clause worth *points* if all are met: a *share* of 0..1 known from samples that
    are worth *size* > 0 independent ones."""

    points: Fraction
    share: Fraction
    size: float


@dataclass(frozen=True, slots=True)
class More:
    """What would settle it if shares stay as they are: about so many more *visits*, each with one
    more sample of every sampled clause a visit can see; *at*: how many at each outlet, where
    outlets are registered; *besides*: the clauses that want as many samples more of the auditor,
    none if the visits are enough."""

    visits: int
    at: Mapping[str, int] = field(default_factory=dict)
    besides: tuple[Line, ...] = ()
    seen: bool = True
    """Whether visits can see any of the clauses at all."""

    @property
    def way(self) -> str:
        """visits, besides (both), or samples of the auditor's alone."""
        return ("besides" if self.besides else "visits") if self.seen else "samples"


@dataclass(frozen=True, slots=True)
class Settled:
    """*low* to *high*: the interval of the final score, 0..100, both ends included.

    *lines*: the grades whose line lies inside, best first.  *more*: what would settle it; None
    where it is settled, not assessed, or more than MOST_VISITS would be wanted.
    """

    verdict: Verdict
    low: Fraction
    high: Fraction
    lines: tuple[GradeBand, ...]
    more: More | None = None


def settled(sheet: ScoreSheet) -> Settled:
    """Whether the grade of *sheet* would be the same at both ends of the interval."""
    if grade(sheet).name == NONE:
        return Settled(Verdict.NOT_ASSESSED, sheet.final, sheet.final, ())
    low, high = _ends(sheet, [_share(sheet, line) for line in _sampled(sheet)])
    if grade(low).name == grade(high).name:
        return Settled(Verdict.SETTLED, low.final, high.final, ())
    lines = tuple(b for b in sheet.scheme.grades if low.final < b.at_least <= high.final)
    return Settled(Verdict.NOT_SETTLED, low.final, high.final, lines, _more(sheet))


def standard_error(shares: Iterable[Share]) -> float:
    """Of the points earned, in points: the sum of points * sqrt(p(1-p)/size) with
    p = (share * size + 9/2) / (size + 9)."""
    error = 0.0
    for one in shares:
        p = (float(one.share) * one.size + HALF_BESIDES) / (one.size + 2 * HALF_BESIDES)
        error += float(one.points) * sqrt(p * (1 - p) / one.size)
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


def _seen(line: Line) -> list[Tally]:
    return [tally for tally in line.tallies if tally.role is Role.COUNTS and tally.of]


def _share(sheet: ScoreSheet, line: Line) -> Share:
    """The sources' samples are one pool: the share's variance is that of its parts."""
    seen = _seen(line)
    of = sum(tally.of for tally in seen)
    variance = sum(
        (tally.of / of) ** 2 / sheet.fieldwork.size(line.clause.ref, tally.source, tally.of)
        for tally in seen
    )
    return Share(line.applicable, sum((x.met for x in seen), Fraction()) / of, 1 / variance)


def _ends(sheet: ScoreSheet, shares: Sequence[Share]) -> tuple[ScoreSheet, ScoreSheet]:
    """The sheet with the lowest and with the highest score, known from *shares*."""
    lines = _sampled(sheet)
    got = sum((line.earned or Fraction() for line in lines), Fraction())
    full = sum((line.applicable for line in lines), Fraction())
    if sheet.policies["sampled_rule"] == "all_or_nothing":
        # What was found not met stays so; that all are met no sample can show.
        down, up = got, Fraction()
    else:
        half = half_width(standard_error(shares), SPREAD * float(sheet.applicable) / 100)
        wide = Fraction(ceil(half * 100), 100)  # outwards, to numbers that can be read
        down, up = min(wide, got), min(wide, full - got)
    return _moved(sheet, -down), _moved(sheet, up)


def _moved(sheet: ScoreSheet, points: Fraction) -> ScoreSheet:
    adjustment = sheet.added - sheet.deducted
    exact = final_of(sheet.earned + points, sheet.applicable, adjustment, sheet.policies)
    return replace(sheet, exact_final=exact, final=rounded(exact, sheet.policies))


def _more(sheet: ScoreSheet) -> More | None:
    """By visits alone, or else by as many samples of the auditor's besides."""
    lines = _sampled(sheet)
    blind = [x for x in lines if not _visible(sheet, x)]
    seen = len(blind) < len(lines)
    for besides in [(), tuple(blind)] if seen and blind else [tuple(blind)]:
        visits = _fewest(sheet, lines, blind, besides)
        if visits is not None:
            at = spread(sheet.fieldwork.visits, visits) if seen else {}
            return More(visits, at, besides, seen)
    return None


def _visible(sheet: ScoreSheet, line: Line) -> bool:
    """Whether what a visit sees counts on the clause."""
    return role(sheet.scheme, line.clause, Source.OBSERVED, sheet.policies) is Role.COUNTS


def _fewest(
    sheet: ScoreSheet, lines: Sequence[Line], blind: Sequence[Line], besides: Sequence[Line]
) -> int | None:
    """The fewest that settle it, by halving: the interval only shrinks."""

    def enough(visits: int) -> bool:
        at = spread(sheet.fieldwork.visits, visits)
        shares = [_later(sheet, x, visits, at, x in besides, x in blind) for x in lines]
        low, high = _ends(sheet, shares)
        return grade(low).name == grade(high).name

    if not enough(MOST_VISITS):
        return None
    few, many = 0, MOST_VISITS
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def _later(
    sheet: ScoreSheet, line: Line, visits: int, at: Mapping[str, int], audited: bool, blind: bool
) -> Share:
    """The clause's share after so many more visits, or samples of the auditor's."""
    now = _share(sheet, line)
    if blind and not audited:
        return now
    by = sheet.scheme.decided_by if blind else Source.OBSERVED
    work = sheet.fieldwork if blind else sheet.fieldwork.more(line.clause.ref, at)
    parts = {tally.source: tally.of for tally in _seen(line)}
    parts[by] = parts.get(by, 0) + visits
    of = sum(parts.values())
    variance = sum(
        (n / of) ** 2 / work.size(line.clause.ref, source, n) for source, n in parts.items()
    )
    return replace(now, size=1 / variance)
