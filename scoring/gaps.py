"""Where two sources say different things of a clause, and whether chance could have said it.

A gap between two samples is real where the interval of the difference of their shares leaves 0
out.  A finding that is no sample (the auditor's on a qualitative clause) has no chance in it; a
sample gainsays it where its whole interval lies on the other side of what counts as met.  A sample
below policy min_sample gainsays nobody: these intervals promise too much of one or two visits.
Samples of one visit, and visits to one outlet, count as the independent ones they are worth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from scoring.intervals import LEVEL, is_finding
from scoring.line import HALF, Line, Tally
from scoring.score import ScoreSheet
from scoring.statistics.shares import difference, wilson_of


@dataclass(frozen=True, slots=True)
class Gap:
    """*low* and *high* are the two sources furthest apart of those that really differ."""

    line: Line
    low: Tally
    high: Tally

    @property
    def size(self) -> Fraction:
        """Of the shares, 0..1."""
        return (self.high.share or Fraction()) - (self.low.share or Fraction())


def gaps(sheet: ScoreSheet) -> list[Gap]:
    """The real gaps, one a clause, widest first."""
    found = (max(_of(sheet, line), key=lambda gap: gap.size, default=None) for line in sheet.lines)
    return sorted((gap for gap in found if gap is not None), key=lambda gap: -gap.size)


def _of(sheet: ScoreSheet, line: Line) -> Iterator[Gap]:
    seen = sorted((tally for tally in line.tallies if tally.of), key=lambda t: t.share or 0)
    for low, high in combinations(seen, 2):
        if low.share != high.share and _real(sheet, line, low, high):
            yield Gap(line, low, high)


def _real(sheet: ScoreSheet, line: Line, low: Tally, high: Tally) -> bool:
    few = int(sheet.policies["min_sample"])
    stated = [tally for tally in (low, high) if is_finding(sheet, line, tally)]
    if any(tally.of < few for tally in (low, high) if tally not in stated):
        return False
    assert low.share is not None and high.share is not None
    if len(stated) == 2:
        return True
    if not stated:
        sizes = [_size(sheet, line, tally) for tally in (high, low)]
        return difference(high.share, sizes[0], low.share, sizes[1], LEVEL).low > 0
    sample = high if stated[0] is low else low
    assert sample.share is not None
    interval = wilson_of(sample.share, _size(sheet, line, sample), LEVEL)
    # Half is enough, as for the flag on the line: one dissatisfied customer gainsays nobody.
    return interval.low > HALF if stated[0] is low else interval.high < HALF


def _size(sheet: ScoreSheet, line: Line, tally: Tally) -> float:
    return sheet.fieldwork.size(line.clause.ref, tally.source, tally.of)
