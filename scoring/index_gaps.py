"""Where two sources differ on a characteristic by more than chance.  Pure.

The limits of a difference from those of its two parts, squared and added: d - sqrt((a - l)^2 +
(u - b)^2), where l is a's lower limit and u is b's upper one (Zou & Donner 2008, Statist. Med.
27:1693; of two shares it is Newcombe's method 10).  A gap is real where it leaves 0 out.  What is
stated of the whole has no chance in it; an index of which the data allow no interval gainsays
nobody, nor do fewer answers than policy min_sample.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from scoring.evidence import Source
from scoring.index import Index
from scoring.stated import Stated
from scoring.statistics.domain import Interval


@dataclass(frozen=True, slots=True)
class Figure:
    """What a source says of a characteristic, 0..100, from *n* answers, findings or samples."""

    characteristic: str
    source: Source
    value: float
    n: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class IndexGap:
    """*low* and *high* are the two sources furthest apart of those that really differ."""

    low: Figure
    high: Figure

    @property
    def size(self) -> float:
        return self.high.value - self.low.value


def index_gaps(
    indices: Iterable[Index], stated: Iterable[Stated], min_sample: int
) -> list[IndexGap]:
    """The real gaps over all outlets and waves, one a characteristic, widest first."""
    figures = [*_of_indices(indices, min_sample), *_of_findings(stated, min_sample)]
    names = dict.fromkeys(one.characteristic for one in figures)
    found = (_widest([one for one in figures if one.characteristic == name]) for name in names)
    return sorted((gap for gap in found if gap is not None), key=lambda gap: -gap.size)


def _of_indices(indices: Iterable[Index], min_sample: int) -> Iterator[Figure]:
    for one in indices:
        over_all = one.outlet is None and one.wave is None
        if over_all and one.n >= min_sample and one.mean and one.mean.interval:
            value, sure = float(one.mean.value), one.mean.interval
            yield Figure(one.characteristic, one.source, value, one.n, sure)


def _of_findings(stated: Iterable[Stated], min_sample: int) -> Iterator[Figure]:
    for one in stated:
        value = float(one.share) * 100
        sure = one.interval.times(100) if one.interval else Interval(value, value)
        if one.n >= min_sample or one.interval is None:
            yield Figure(one.characteristic, one.source, value, one.n, sure)


def _widest(figures: Sequence[Figure]) -> IndexGap | None:
    ordered = sorted(figures, key=lambda one: one.value)
    real = (IndexGap(low, high) for low, high in combinations(ordered, 2) if _real(low, high))
    return max(real, key=lambda gap: gap.size, default=None)


def _real(low: Figure, high: Figure) -> bool:
    apart = hypot(high.value - high.interval.low, low.interval.high - low.value)
    return high.value - low.value > apart
