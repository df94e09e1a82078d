"""How well each source knows what it says of a clause: its share, n, and the interval around it.

A sample has an interval: Wilson's, at the number of independent samples it is worth
(`scoring.clusters`; Dean & Pagano 2015).  A finding stated of the whole has none: there is no
chance in it.
"""

from dataclasses import dataclass

from scoring.evidence import Source
from scoring.line import Line, Tally
from scoring.scheme import Method
from scoring.score import ScoreSheet
from scoring.statistics.domain import Interval
from scoring.statistics.shares import wilson_of

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Known:
    """*size*: the independent samples that a tally's are worth; *interval* of its share, 0..1."""

    size: float
    interval: Interval


def known(sheet: ScoreSheet, line: Line, tally: Tally) -> Known | None:
    """None for a source that saw nothing, and for a finding that is no sample."""
    if tally.share is None or is_finding(sheet, line, tally):
        return None
    size = sheet.fieldwork.size(line.clause.ref, tally.source, tally.of)
    return Known(size, wilson_of(tally.share, size, LEVEL))


def is_finding(sheet: ScoreSheet, line: Line, tally: Tally) -> bool:
    """Stated of the whole, not seen in a sample."""
    stating = tally.source in (sheet.scheme.decided_by, Source.SELF_ASSESSED)
    return stating and line.clause.method is not Method.SAMPLED
