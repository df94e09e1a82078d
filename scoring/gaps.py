"""Where two sources say different things of a clause, and whether chance could have said it.

A gap between two samples is real where the interval of the difference of their shares leaves 0
out.  A finding that is no sample (the auditor's on a qualitative clause) has no chance in it; a
sample gainsays it where its whole interval lies on the other side of what counts as met.  A sample
below policy min_sample gainsays nobody: these intervals promise too much of one or two visits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from scoring.evidence import Source
from scoring.line import HALF, Line, Tally
from scoring.scheme import Method
from scoring.score import ScoreSheet
from scoring.statistics.shares import difference, wilson_of

LEVEL = 0.95  # of each interval; five gaps in sentences are no list of tests


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
    decides, few = sheet.scheme.decided_by, int(sheet.policies["min_sample"])
    stated = [tally for tally in (low, high) if _is_finding(decides, line, tally)]
    if any(tally.of < few for tally in (low, high) if tally not in stated):
        return False
    assert low.share is not None and high.share is not None
    if len(stated) == 2:
        return True
    if not stated:
        return difference(high.share, high.of, low.share, low.of, LEVEL).low > 0
    sample = high if stated[0] is low else low
    assert sample.share is not None
    interval = wilson_of(sample.share, sample.of, LEVEL)
    # Half is enough, as for the flag on the line: one dissatisfied customer gainsays nobody.
    return interval.low > HALF if stated[0] is low else interval.high < HALF


def _is_finding(decides: Source, line: Line, tally: Tally) -> bool:
    """Stated of the whole, not seen in a sample."""
    stating = tally.source in (decides, Source.SELF_ASSESSED)
    return stating and line.clause.method is not Method.SAMPLED
