"""One figure from many answers: a mean or a share, 0..100, with the interval around it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.statistics.domain import Interval
from scoring.statistics.means import (
    Spread,
    cluster_spread,
    equal_clusters,
    simple_spread,
    weighted_mean,
)
from scoring.statistics.quantiles import t_value, z_value
from scoring.statistics.shares import wilson_of


@dataclass(frozen=True, slots=True)
class Answer:
    """*degree* 0..1, its *weight* > 0, and the outlet it is about."""

    degree: Fraction
    weight: Fraction
    outlet: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How answers become a figure; each is a policy of the scheme."""

    weighted: bool = True  # by question, or every answer the same (index_weights)
    by_outlet: bool = False  # the mean of the outlets' means (index_aggregation)
    clustered: bool = True  # which interval is *the* interval (index_interval)
    level: float = 0.95  # index_confidence
    top: Fraction = Fraction(3, 4)  # an answer of this degree is in the top box (top_box)
    population: int | None = None  # how many outlets there are, if known (outlet_population)


@dataclass(frozen=True, slots=True)
class Estimate:
    """*value* 0..100.  *clustered* allows for what the answers of an outlet share, *simple* does
    not; None where the data cannot say: one outlet, one answer, or nothing that varies.
    *interval*: the one the scheme chose; of one outlet's answers, the simple one."""

    value: Fraction
    simple: Interval | None
    clustered: Interval | None
    interval: Interval | None


def mean_estimate(answers: Counter[Answer], how: Reckoning, *, one_outlet: bool) -> Estimate:
    """The mean degree of at least one answer, times 100."""
    value, simple, clustered = _spreads([a.degree for a in answers], answers, how)

    def around(spread: Spread | None) -> Interval | None:
        if spread is None or not spread.variance:
            return None  # answers that are all the same have a spread nobody knows yet
        return spread.interval(how.level).times(100).within(0, 100)

    return _estimate(value, around(simple), around(clustered), how, one_outlet)


def top_estimate(answers: Counter[Answer], how: Reckoning, *, one_outlet: bool) -> Estimate:
    """The share of the answers in the top box, in percent, with Wilson's interval at the number of
    independent answers they are worth: p(1-p)/variance, times (z/t)^2 for the few outlets it is
    known from.  Where all answers are on one side: the number of answers, or of outlets."""
    tops = [Fraction(a.degree >= how.top) for a in answers]
    value, simple, clustered = _spreads(tops, answers, how)

    def around(spread: Spread | None, least: int) -> Interval | None:
        if spread is None:
            return None
        size = float(least)
        if spread.variance:
            fewer = z_value(how.level) / t_value(how.level, spread.df)
            size = min(float(value * (1 - value) / spread.variance) * fewer**2, answers.total())
        return wilson_of(value, size, how.level).times(100)

    around_clustered = around(clustered, clustered.clusters if clustered else 0)
    return _estimate(value, around(simple, answers.total()), around_clustered, how, one_outlet)


def _spreads(
    values: Sequence[Fraction], answers: Counter[Answer], how: Reckoning
) -> tuple[Fraction, Spread | None, Spread | None]:
    """The mean of *values*, one per different answer, its simple and its clustered spread."""
    outlets, times = [a.outlet for a in answers], [*answers.values()]
    weights = [a.weight if how.weighted else Fraction(1) for a in answers]
    if how.by_outlet:
        weights = equal_clusters(outlets, weights, times=times)
    simple = simple_spread(values, weights, times=times)
    clustered = cluster_spread(values, outlets, weights, population=how.population, times=times)
    value = simple.mean if simple else weighted_mean(values, weights, times=times)
    return value, simple, clustered


def _estimate(
    value: Fraction,
    simple: Interval | None,
    clustered: Interval | None,
    how: Reckoning,
    one_outlet: bool,
) -> Estimate:
    chosen = simple if one_outlet or not how.clustered else clustered
    return Estimate(value * 100, simple, None if one_outlet else clustered, chosen)
