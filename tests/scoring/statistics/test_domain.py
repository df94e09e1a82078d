"""What lies outside a formula is refused; what the data leave open is None and never 0."""

from collections.abc import Callable
from fractions import Fraction
from math import inf, nan

import pytest

from scoring.statistics import (
    agreement,
    means,
    patterns,
    percentiles,
    perception,
    quantiles,
    reliability,
    shares,
    sizes,
)
from scoring.statistics.domain import OutOfDomain
from scoring.statistics.krippendorff import Level, krippendorff_alpha
from scoring.statistics.reliability import Missing

OUTSIDE: dict[str, Callable[[], object]] = {
    "a share of none": lambda: shares.wilson(0, 0),
    "more hits than answers": lambda: shares.wilson(6, 5),
    "a boolean as a number": lambda: shares.clopper_pearson(True, 5),
    "a level of 95": lambda: shares.wilson(1, 5, 95),
    "a level that is no number": lambda: quantiles.z_value(nan),
    "a beta without a shape": lambda: quantiles.incomplete_beta(0, 1, 0.5),
    "a t without freedom": lambda: quantiles.t_value(0.95, 0),
    "no margin": lambda: sizes.sample_size(0),
    "a population of none": lambda: sizes.sample_size(0.05, population=0),
    "more seen than there are": lambda: sizes.population_correction(6, 5),
    "a correlation above 1": lambda: sizes.cluster_effect(5, 2),
    "weights below 0": lambda: sizes.weight_effect([1, -1, 3]),
    "a mean of nothing": lambda: means.cluster_spread([], []),
    "a mean with NaN": lambda: means.simple_spread([1, nan]),
    "a mean without an end": lambda: means.simple_spread([1, inf]),
    "a weight of 0": lambda: means.simple_spread([1, 2], [1, 0]),
    "fewer outlets than were seen": lambda: means.cluster_spread([1, 2], "ab", population=1),
    "an NPS of nobody": lambda: perception.net_promoter(0, 0, 0),
    "an answer of 11": lambda: perception.net_promoter_of([11]),
    "an answer below the scale": lambda: perception.acsi((0, 5, 5)),
    "gaps of other dimensions": lambda: perception.servqual({"a": [1]}, {"b": [1]}),
    "an item off the scale": lambda: perception.importance_performance(
        {"a": (101, 5)}, perception.Cut.MEANS
    ),
    "alpha of one item": lambda: reliability.cronbach_alpha([[1], [2]], Missing.LISTWISE),
    "a reliability above 1": lambda: reliability.spearman_brown(2, 3),
    "a table that is not square": lambda: agreement.cohen_kappa([[1, 2], [3]]),
    "subjects with other numbers of raters": lambda: agreement.fleiss_kappa([[2, 0], [1, 0]]),
    "a negative ratio": lambda: krippendorff_alpha([[-1, 1]], Level.RATIO),
    "a percentile of nothing": lambda: percentiles.median([]),
    "a percentile of 50": lambda: percentiles.percentile([1], 50, percentiles.Type.LINEAR),
    "the spread of one answer": lambda: patterns.answer_spread([3]),
    "no times": lambda: patterns.heaping([]),
}


@pytest.mark.parametrize("ask", OUTSIDE.values(), ids=OUTSIDE)
def test_outside_of_the_domain_nothing_is_said(ask: Callable[[], object]) -> None:
    with pytest.raises(OutOfDomain):
        ask()


def test_agreement_where_nothing_varies_is_not_known() -> None:
    assert agreement.cohen_kappa([[7, 0], [0, 0]]) is None
    assert agreement.fleiss_kappa([[3, 0], [3, 0]]) is None
    assert krippendorff_alpha([[4, 4], [4, 4]], Level.INTERVAL) is None
    assert krippendorff_alpha([[4, None], [None, 5]], Level.NOMINAL) is None
    assert reliability.cronbach_alpha([[1, 1], [1, 1]], Missing.LISTWISE) is None
    assert reliability.cronbach_alpha([[1, None], [None, 1]], Missing.PAIRWISE) is None


def test_one_outlet_says_nothing_of_the_others() -> None:
    assert means.cluster_spread([1, 2, 3], "aaa") is None
    assert means.simple_spread([5]) is None


def test_when_all_outlets_were_seen_only_the_spread_within_them_is_left() -> None:
    xs, outlets = [0, 1, 4, 5], "aabb"
    whole = means.cluster_spread(xs, outlets, population=2)
    part = means.cluster_spread(xs, outlets, population=4)
    none = means.cluster_spread(xs, outlets)
    assert whole and part and none
    assert whole.variance == Fraction(1, 2) / 4  # pooled s^2 / n
    assert (whole.df, part.df, none.df) == (2, 1, 1)  # n less the outlets; outlets less one
    weighed = means.cluster_spread(xs, outlets, [1, 1, 2, 2], population=2)
    assert weighed and weighed.variance == Fraction(1, 2) * Fraction(10, 36)  # sum w^2/(sum w)^2
    assert none.variance == 2 * (16 + 16) / Fraction(16)
    assert part.variance == (whole.variance + none.variance) / 2
    alone = means.cluster_spread([1, 2, 3], "aaa", population=1)
    assert alone is not None
    assert alone.variance == Fraction(1, 3)


def test_without_two_answers_anywhere_the_population_corrects_nothing() -> None:
    corrected = means.cluster_spread([1, 2, 4], "abc", population=3)
    assert corrected == means.cluster_spread([1, 2, 4], "abc")


def test_a_kappa_may_be_below_chance_and_its_interval_too() -> None:
    found = agreement.cohen_kappa([[1, 9], [9, 1]])
    assert found is not None
    assert (found.value, found.interval().low < -0.8) == (Fraction(-4, 5), True)
    assert found.interval().low >= -1


def test_a_hair_above_a_whole_number_is_no_answer_more() -> None:
    assert [sizes.whole_answers(x) for x in (384 + 1e-12, 384.001, 384)] == [384, 385, 384]


def test_two_answers_to_both_items_are_enough_for_alpha() -> None:
    for missing in Missing:
        assert reliability.cronbach_alpha([[1, 2], [3, 5], [None, 4]], missing) is not None
