"""What findings say of a characteristic: self-assessed and audited, beside its indices.  Pure.

A clause belongs to a characteristic where some question that was asked names both
(`Question.clauses`, `Question.characteristic`); no document assigns clauses to the six.  The share
is that of its clauses, each weighing its points.  The interval takes each sampled clause as a
stratum (Cochran 1977, 5.3) with p = (met + z^2/2)/(n + z^2) in its variance (Agresti & Coull
1998); findings that are no sample have no chance in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from scoring.evidence import Source
from scoring.intervals import LEVEL, known
from scoring.line import Line, Tally
from scoring.score import ScoreSheet
from scoring.statistics.domain import Interval
from scoring.statistics.quantiles import z_value

STATING = (Source.SELF_ASSESSED, Source.AUDITED)


@dataclass(frozen=True, slots=True)
class Stated:
    """*share* 0..1 of *clauses* (>= 1) on which the source says something, with *n* findings and
    samples in all; *interval* None where none of them is a sample."""

    characteristic: str
    source: Source
    share: Fraction
    clauses: int
    n: int
    interval: Interval | None


def stated(
    sheet: ScoreSheet, clauses: Mapping[str, Sequence[str]], characteristics: Sequence[str]
) -> tuple[Stated, ...]:
    """*clauses*: those of each characteristic."""
    return tuple(
        found
        for name in characteristics
        for source in STATING
        if (found := _stated(sheet, name, source, clauses.get(name, ()))) is not None
    )


def _stated(sheet: ScoreSheet, name: str, source: Source, clauses: Sequence[str]) -> Stated | None:
    said = [*_said(sheet, source, clauses)]
    points = sum((line.clause.points for line, _ in said), Fraction())
    if not points:
        return None
    share, variance, sampled = Fraction(), 0.0, False
    z = z_value(LEVEL)
    for line, tally in said:
        weight = line.clause.points / points
        share += weight * (tally.share or Fraction())
        if (sure := known(sheet, line, tally)) is not None:
            p = (float(tally.share or 0) * sure.size + z * z / 2) / (sure.size + z * z)
            variance, sampled = variance + float(weight) ** 2 * p * (1 - p) / sure.size, True
    half = z * sqrt(variance)
    interval = Interval(float(share) - half, float(share) + half).within(0, 1) if sampled else None
    return Stated(name, source, share, len(said), sum(tally.of for _, tally in said), interval)


def _said(
    sheet: ScoreSheet, source: Source, clauses: Sequence[str]
) -> Iterator[tuple[Line, Tally]]:
    for line in sheet.lines:
        if line.clause.ref in clauses:
            for tally in line.tallies:
                if tally.source is source and tally.of:
                    yield line, tally
