"""Each statistic gives the number that was published for it, to the last digit printed there."""

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.statistics.agreement import Weights, cohen_kappa, fleiss_kappa
from scoring.statistics.domain import Interval
from scoring.statistics.krippendorff import Level, krippendorff_alpha
from scoring.statistics.patterns import answer_spread, heaping, longstring
from scoring.statistics.perception import (
    Cut,
    Quadrant,
    acsi,
    importance_performance,
    net_promoter,
    net_promoter_of,
    servqual,
)
from scoring.statistics.quantiles import z_value
from scoring.statistics.reliability import (
    Missing,
    alpha_interval,
    cronbach_alpha,
    spearman_brown,
    visits_for,
)
from scoring.statistics.shares import clopper_pearson, wilson
from scoring.statistics.sizes import (
    cluster_effect,
    effective_size,
    population_correction,
    sample_size,
    weight_effect,
    whole_answers,
    yamane,
)

PUBLISHED: dict[str, Any] = json.loads(Path(__file__).with_name("published.json").read_text())


def shares(name: str) -> list[tuple[str, Sequence[float]]]:
    return [(key, value) for key, value in PUBLISHED[name].items() if key != "source"]


def ends(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


@pytest.mark.parametrize(("share", "expected"), shares("wilson"))
def test_wilson_as_r_gives_it(share: str, expected: Sequence[float]) -> None:
    hits, n = map(int, share.split("/"))
    printed = max(len(str(end)) - 2 for end in expected)
    assert ends(wilson(hits, n)) == pytest.approx(expected, abs=0.6 * 10**-printed + 1e-15, rel=0)


@pytest.mark.parametrize(("share", "expected"), shares("wilson_newcombe"))
def test_wilson_as_newcombe_printed_it(share: str, expected: Sequence[float]) -> None:
    hits, n = map(int, share.split("/"))
    assert [round(end, 4) for end in ends(wilson(hits, n))] == expected


@pytest.mark.parametrize(("hits", "n"), [(38, 38), (0, 77)])
def test_the_ends_of_the_scale_are_reached_and_never_passed(hits: int, n: int) -> None:
    for interval in (wilson(hits, n), clopper_pearson(hits, n)):
        assert (interval.low == 0.0) == (hits == 0)
        assert (interval.high == 1.0) == (hits == n)


def test_seven_of_fifty_as_scipy_documents_it() -> None:
    published = PUBLISHED["seven_of_fifty"]
    # Printed by a root finder that stops at 1e-12; the binomial tail at our end is 1/40 to 1e-15.
    assert ends(clopper_pearson(7, 50)) == pytest.approx(published["exact"], abs=1e-12)
    assert ends(wilson(7, 50)) == pytest.approx(published["wilson"], abs=1e-14)


def test_sizes_as_cochran_israel_and_yamane_print_them() -> None:
    published = PUBLISHED["sizes"]
    assert sample_size(0.05) == pytest.approx(published["n0"] * (z_value(0.95) / 1.96) ** 2)
    assert whole_answers(sample_size(0.05)) == published["n0_whole"]
    assert round(sample_size(0.05, population=2000), 1) == published["of_2000"]
    assert whole_answers(sample_size(0.05, population=2000)) == published["of_2000_whole"]
    assert round(yamane(800, 0.10), 1) == published["yamane_800_10_percent"]
    assert round(yamane(2000, 0.05), 1) == published["yamane_2000_5_percent"]


def test_what_a_population_takes_off() -> None:
    assert population_correction(12, 48) == Fraction(3, 4)
    assert sample_size(0.05, population=1) == 1
    assert sample_size(0.05, population=300) < 300


def test_design_effects_multiply_and_divide_the_sample() -> None:
    published = PUBLISHED["design_effect"]
    clusters = cluster_effect(12, Fraction("0.03"))
    weights = weight_effect([Fraction("0.75"), Fraction("1.25")])  # a CV of 0.25
    total = clusters * weights * Fraction("0.95")
    assert float(clusters) == published["clusters"]
    assert float(weights) == published["weights"]
    assert float(total) == published["total"]
    assert float(effective_size(1200, total)) == pytest.approx(published["effective"], abs=1e-10)


def test_the_net_promoter_score_and_its_error() -> None:
    published = PUBLISHED["net_promoter"]
    found = net_promoter(162, 108, 54)
    assert float(found.score) == pytest.approx(published["score"])
    assert float(found.variance) == pytest.approx(published["variance"])
    assert round(found.standard_error, 4) == published["standard_error"]
    assert (
        net_promoter_of([10] * 3 + [9] * 159 + [8] * 100 + [7] * 8 + [6] * 50 + [0] * 4) == found
    )


def test_the_acsi_type_index() -> None:
    published = PUBLISHED["acsi"]
    weights = [Fraction(str(weight)) for weight in published["weights"]]
    assert float(acsi((8, 7, 6), weights)) == pytest.approx(published["weighted"], abs=1e-12)
    assert float(acsi((8, 7, 6))) == pytest.approx(published["equal"], abs=1e-12)
    assert [acsi((1, 1, 1)), acsi((10, 10, 10)), acsi((3,), low=1, high=5)] == [0, 100, 50]


def test_servqual_gaps_are_perception_less_expectation() -> None:
    perceived = {"tangibles": [5, 6], "empathy": [3, 4]}
    expected = {"tangibles": [5, 5], "empathy": [6, 7]}
    gaps, overall = servqual(perceived, expected)
    assert gaps == {"tangibles": Fraction(1, 2), "empathy": -3}
    assert overall == Fraction(-5, 4)
    assert servqual(perceived, expected, {"tangibles": 3, "empathy": 1})[1] == Fraction(-3, 8)


def test_the_cut_rule_decides_the_quadrant() -> None:
    items = {"a": (90, 60), "b": (70, 80), "c": (60, 55), "d": (60, 95)}
    assert importance_performance(items, Cut.MEANS) == {
        "a": Quadrant.CONCENTRATE, "b": Quadrant.KEEP, "c": Quadrant.LOW_PRIORITY,
        "d": Quadrant.OVERDONE,
    }  # fmt: skip
    assert set(importance_performance(items, Cut.MIDPOINT).values()) == {Quadrant.KEEP}


def test_alpha_depends_on_what_is_done_with_gaps() -> None:
    published = PUBLISHED["cronbach"]
    rows = published["rows"]
    for missing in Missing:
        alpha = cronbach_alpha(rows, missing)
        assert alpha is not None
        assert float(alpha) == pytest.approx(published[missing], abs=1e-15)
        # As published, of all twelve people; of the nine who are left listwise it is wider.
        interval = alpha_interval(alpha, len(rows), len(rows[0]))
        assert [round(end, 3) for end in ends(interval)] == published[f"{missing}_interval"]


def test_cohens_kappa_plain_and_weighted() -> None:
    published = PUBLISHED["cohen"]
    plain, linear = (cohen_kappa(published["table"], w) for w in (Weights.PLAIN, Weights.LINEAR))
    assert plain and linear
    assert float(plain.value) == pytest.approx(published["kappa"], abs=1e-15)
    assert plain.standard_error == pytest.approx(published["standard_error"], abs=1e-15)
    assert ends(plain.interval()) == pytest.approx(published["interval"], abs=1e-12)
    assert round(float(linear.value), 4) == published["linear"]


def test_fleiss_kappa() -> None:
    published = PUBLISHED["fleiss"]
    found = fleiss_kappa(published["table"])
    assert found is not None
    assert float(found) == pytest.approx(published["kappa"], abs=1e-15)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("name", ["krippendorff", "krippendorff_three_raters"])
def test_krippendorffs_alpha_with_gaps(name: str, level: Level) -> None:
    published = PUBLISHED[name]
    units = published.get("units") or [*zip(*published["raters"], strict=True)]
    found = krippendorff_alpha(units, level)
    assert found is not None
    assert float(found) == pytest.approx(published[level], abs=1e-14)


def test_more_visits_are_more_reliable() -> None:
    published = PUBLISHED["spearman_brown"]
    r = Fraction("0.3")
    assert float(spearman_brown(r, 3)) == published["of_3"]
    assert float(spearman_brown(r, 8)) == pytest.approx(published["of_8"], abs=1e-15)
    assert float(visits_for(Fraction("0.8"), r)) == pytest.approx(published["visits_for_08"])


def test_runs_and_spread_as_the_package_careless_has_them() -> None:
    published = PUBLISHED["careless"]
    assert [longstring(row) for row in published["rows"]] == published["longstring"]
    spreads = [answer_spread(row) for row in published["rows"]]
    assert spreads == pytest.approx(published["spread"], abs=1e-14)


def test_times_on_0_and_5_are_counted_against_a_fifth() -> None:
    found = heaping([30, 45, 60, 10, 12])
    assert (found.round, found.n) == (4, 5)
    assert found.p == pytest.approx(5 * 0.2**4 * 0.8 + 0.2**5)
    assert found.chi_square == Fraction(9 * 25, 5 * 4)
