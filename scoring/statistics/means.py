"""The mean of answers that came by outlet, and how far it can be trusted.

Answers of one outlet resemble each other, so that 60 of 12 outlets can be worth 15.  The simple
interval forgets that and stands here to be compared with.
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

    def effect(self, simple: "Spread") -> Fraction | None:
        """The design effect against the *simple* spread; None if that has no variance."""
        return self.variance / simple.variance if simple.variance else None


def weighted_mean(values: Sequence[Number], weights: Sequence[Number] | None = None) -> Fraction:
    """sum(w x) / sum(w), weights > 0 (all 1 if none are given).  Raises OutOfDomain."""
    xs, ws = _pairs(values, weights)
    return _mean(xs, ws)


def simple_spread(
    values: Sequence[Number], weights: Sequence[Number] | None = None
) -> Spread | None:
    """As if every answer were independent: sum(w^2 (x - m)^2) / (sum w)^2 n/(n-1), n - 1 degrees
    of freedom; without weights s^2/n.  None below two answers.  Raises OutOfDomain.

    The linearised variance of a weighted mean: Cochran (1977) 6.4 and 2.4.
    """
    return cluster_spread(values, range(len(values)), weights)


def cluster_spread(
    values: Sequence[Number],
    clusters: Sequence[Hashable],
    weights: Sequence[Number] | None = None,
    *,
    population: int | None = None,
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
    xs, ws = _pairs(values, weights)
    need(len(clusters) == len(xs), "every value has its cluster")
    middle, total = _mean(xs, ws), sum(ws, Fraction())
    sums: dict[Hashable, Fraction] = defaultdict(Fraction)
    for x, w, cluster in zip(xs, ws, clusters, strict=True):
        sums[cluster] += w * (x - middle)
    groups, n = len(sums), len(xs)
    need(population is None or population >= groups, f"{groups} outlets of {population}")
    within = _within(xs, ws, clusters) if population else None
    if within is not None and population == groups:
        return Spread(middle, within, n - groups, n, groups)
    if groups < 2:
        return None
    squares = sum((u * u for u in sums.values()), Fraction())
    between = Fraction(groups, groups - 1) * squares / (total * total)
    if within is None or population is None:
        return Spread(middle, between, groups - 1, n, groups)
    seen = Fraction(groups, population)
    return Spread(middle, (1 - seen) * between + seen * within, groups - 1, n, groups)


def mean_of_clusters(
    values: Sequence[Number],
    clusters: Sequence[Hashable],
    weights: Sequence[Number] | None = None,
    *,
    population: int | None = None,
) -> tuple[Fraction, Spread | None]:
    """The mean of the clusters' means, each weighing the same, and its spread (as above).

    Every answer weighs w / (its cluster's sum of w), which makes it the mean above.
    """
    xs, ws = _pairs(values, weights)
    need(len(clusters) == len(xs), "every value has its cluster")
    totals: dict[Hashable, Fraction] = defaultdict(Fraction)
    for w, cluster in zip(ws, clusters, strict=True):
        totals[cluster] += w
    shares = [w / totals[cluster] for w, cluster in zip(ws, clusters, strict=True)]
    spread = cluster_spread(xs, clusters, shares, population=population)
    return _mean(xs, shares), spread


def _within(
    xs: Sequence[Fraction], ws: Sequence[Fraction], clusters: Sequence[Hashable]
) -> Fraction | None:
    """The variance of the mean if the outlets were fixed: s_w^2 sum(w^2) / (sum w)^2, s_w^2 pooled
    over the outlets.  None while no outlet has two answers."""
    by: dict[Hashable, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for x, w, cluster in zip(xs, ws, clusters, strict=True):
        by[cluster].append((x, w))
    free = len(xs) - len(by)
    if not free:
        return None
    squares = Fraction()
    for pairs in by.values():
        values = [x for x, _ in pairs]
        middle = sum(values, Fraction()) / len(values)
        squares += sum(((x - middle) ** 2 for x in values), Fraction())
    total = sum(ws, Fraction())
    return squares / free * sum((w * w for w in ws), Fraction()) / (total * total)


def _mean(xs: Sequence[Fraction], ws: Sequence[Fraction]) -> Fraction:
    return sum((x * w for x, w in zip(xs, ws, strict=True)), Fraction()) / sum(ws, Fraction())


def _pairs(
    values: Sequence[Number], weights: Sequence[Number] | None
) -> tuple[list[Fraction], list[Fraction]]:
    xs = exact(values)
    ws = [Fraction(1)] * len(xs) if weights is None else exact(weights)
    need(bool(xs) and len(xs) == len(ws), "values and weights, one of each at least")
    need(min(ws) > 0, "a weight is positive")
    return xs, ws
