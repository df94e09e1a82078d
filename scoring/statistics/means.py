"""The mean of answers that came by outlet, and how far it can be trusted.

Answers of one outlet resemble each other, so that 60 of 12 outlets can be worth 15.  The simple
interval forgets that and stands here to be compared with.

Wherever *times* is asked for, it is how often the value was said with that weight in that cluster:
a million answers on a scale of five are a few lines.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from scoring.statistics.domain import Interval, Number, exact, need
from scoring.statistics.quantiles import t_value


@dataclass(frozen=True, slots=True)
class Spread:
    """A *mean* of *n* answers from *clusters* outlets, its *variance* and degrees of freedom."""

    mean: Fraction
    variance: Fraction
    df: int
    n: int
    clusters: int

    def interval(self, level: float = 0.95) -> Interval:
        """mean +- t sqrt(variance).  Raises OutOfDomain for a level that is none."""
        half = t_value(level, self.df) * sqrt(self.variance)
        return Interval(float(self.mean) - half, float(self.mean) + half)


def weighted_mean(
    values: Sequence[Number],
    weights: Sequence[Number] | None = None,
    *,
    times: Sequence[int] | None = None,
) -> Fraction:
    """sum(w x) / sum(w), weights > 0 (all 1 if none are given).  Raises OutOfDomain."""
    return _Answers(values, weights, times).mean


def simple_spread(
    values: Sequence[Number],
    weights: Sequence[Number] | None = None,
    *,
    times: Sequence[int] | None = None,
) -> Spread | None:
    """As if every answer were independent: n/(n-1) sum(w^2 (x - m)^2) / (sum w)^2, n - 1 degrees
    of freedom; without weights s^2/n.  None below two answers.  Raises OutOfDomain.

    The linearised variance of a weighted mean: Cochran (1977) 6.4 and 2.4.
    """
    all_ = _Answers(values, weights, times)
    if all_.n < 2:
        return None
    squares = sum((t * (w * (x - all_.mean)) ** 2 for x, w, t in all_.lines), Fraction())
    variance = Fraction(all_.n, all_.n - 1) * squares / all_.weight**2
    return Spread(all_.mean, variance, all_.n - 1, all_.n, all_.n)


def cluster_spread(
    values: Sequence[Number],
    clusters: Sequence[Hashable],
    weights: Sequence[Number] | None = None,
    *,
    population: int | None = None,
    times: Sequence[int] | None = None,
) -> Spread | None:
    """Robust to what the answers of one cluster share: G/(G-1) sum(u_g^2) / (sum w)^2, where u_g
    is the sum of w (x - m) in cluster g; G - 1 degrees of freedom.

    *population*: the number of outlets there are.  The variance between outlets is then taken
    1 - G/N times and the one within them G/N times (Cochran (1977) 10.3); while no outlet
    has two answers the latter is unknown and nothing is corrected.

    None where the data cannot say: a single cluster, unless it is the whole population.
    Raises OutOfDomain: no values, weights that are not positive, fewer than G clusters in all.
    Liang & Zeger (1986), Biometrika 73:13; as the clustered covariance of statsmodels' WLS.
    """
    all_ = _Answers(values, weights, times)
    need(len(clusters) == len(all_.lines), "every value has its cluster")
    sums: dict[Hashable, Fraction] = defaultdict(Fraction)
    for (x, w, t), cluster in zip(all_.lines, clusters, strict=True):
        sums[cluster] += t * w * (x - all_.mean)
    groups = len(sums)
    need(population is None or population >= groups, f"{groups} outlets of {population}")
    within = all_.within(clusters) if population else None
    if within is not None and population == groups:
        return Spread(all_.mean, within, all_.n - groups, all_.n, groups)
    if groups < 2:
        return None
    squares = sum((u * u for u in sums.values()), Fraction())
    variance = Fraction(groups, groups - 1) * squares / all_.weight**2
    if within is not None and population is not None:
        seen = Fraction(groups, population)
        variance = (1 - seen) * variance + seen * within
    return Spread(all_.mean, variance, groups - 1, all_.n, groups)


def equal_clusters(
    clusters: Sequence[Hashable],
    weights: Sequence[Number] | None = None,
    *,
    times: Sequence[int] | None = None,
) -> list[Fraction]:
    """Weights that make the mean one of the clusters' means, each weighing the same: w divided by
    its cluster's sum of w.  Raises OutOfDomain."""
    all_ = _Answers([0] * len(clusters), weights, times)
    totals: dict[Hashable, Fraction] = defaultdict(Fraction)
    for (_, w, t), cluster in zip(all_.lines, clusters, strict=True):
        totals[cluster] += t * w
    return [w / totals[c] for (_, w, _), c in zip(all_.lines, clusters, strict=True)]


class _Answers:
    """Lines of (value, weight, times), checked; their number *n*, *weight* in all and *mean*."""

    def __init__(
        self,
        values: Sequence[Number],
        weights: Sequence[Number] | None,
        times: Sequence[int] | None,
    ) -> None:
        xs = exact(values)
        ws = [Fraction(1)] * len(xs) if weights is None else exact(weights)
        ts = [1] * len(xs) if times is None else [*times]
        need(bool(xs) and len(xs) == len(ws) == len(ts), "values and weights, one at least")
        need(min(ws) > 0 and min(ts) > 0, "a weight is positive, and so is a number")
        self.lines = [*zip(xs, ws, ts, strict=True)]
        self.n = sum(ts)
        self.weight = sum((t * w for _, w, t in self.lines), Fraction())
        self.mean = sum((t * w * x for x, w, t in self.lines), Fraction()) / self.weight

    def within(self, clusters: Sequence[Hashable]) -> Fraction | None:
        """The variance of the mean if the outlets were fixed: s_w^2 sum(w^2) / (sum w)^2, s_w^2
        pooled over the outlets.  None while no outlet has two answers."""
        by: dict[Hashable, list[tuple[Fraction, int]]] = defaultdict(list)
        for (x, _, t), cluster in zip(self.lines, clusters, strict=True):
            by[cluster].append((x, t))
        if not (free := self.n - len(by)):
            return None
        squares = Fraction()
        for lines in by.values():
            n = sum(t for _, t in lines)
            middle = sum((t * x for x, t in lines), Fraction()) / n
            squares += sum((t * (x - middle) ** 2 for x, t in lines), Fraction())
        share = sum((t * w * w for _, w, t in self.lines), Fraction()) / self.weight**2
        return squares / free * share
