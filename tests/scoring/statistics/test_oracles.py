"""The statistics agree with scipy, numpy and statsmodels on data nobody chose (seeded)."""

import random
import warnings
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats
from scipy.special import betainc, betaincinv

from scoring.statistics.agreement import Weights, cohen_kappa, fleiss_kappa
from scoring.statistics.means import cluster_spread, equal_clusters, simple_spread
from scoring.statistics.patterns import answer_spread, heaping
from scoring.statistics.percentiles import Type, percentile
from scoring.statistics.quantiles import (
    beta_quantile,
    f_value,
    incomplete_beta,
    t_value,
    z_value,
)
from scoring.statistics.reliability import Missing, cronbach_alpha
from scoring.statistics.shares import clopper_pearson, wilson
from scoring.statistics.sizes import weight_effect

with warnings.catch_warnings():  # statsmodels 0.14 asks pandas for what pandas 3 deprecates
    warnings.simplefilter("ignore", DeprecationWarning)
    from statsmodels.api import WLS
    from statsmodels.stats.inter_rater import cohens_kappa
    from statsmodels.stats.inter_rater import fleiss_kappa as sm_fleiss
    from statsmodels.stats.proportion import proportion_confint

METHODS = [
    "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf",
    "hazen", "weibull", "linear", "median_unbiased", "normal_unbiased",
]  # fmt: skip


@pytest.mark.parametrize("a", [0.5, 1, 2.5, 17, 300, 20_000])
@pytest.mark.parametrize("b", [0.5, 1, 3, 40, 900, 30_000])
def test_the_incomplete_beta_and_its_inverse(a: float, b: float) -> None:
    middle = a / (a + b)
    for x in {1e-9, 0.01, 0.3, 0.999, middle, middle * 0.98, 1 - (1 - middle) * 0.98}:
        assert incomplete_beta(a, b, x) == pytest.approx(betainc(a, b, x), rel=2e-10, abs=1e-300)
    for p in (1e-6, 0.005, 0.025, 0.5, 0.975, 0.999):
        assert beta_quantile(p, a, b) == pytest.approx(betaincinv(a, b, p), rel=1e-11)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
def test_quantiles_of_z_t_and_f(level: float) -> None:
    upper = (1 + level) / 2
    assert z_value(level) == pytest.approx(stats.norm.ppf(upper), rel=1e-14)
    for df in (1, 2, 3, 7, 30, 1000, 100_000):
        assert t_value(level, df) == pytest.approx(stats.t.ppf(upper, df), rel=1e-10)
        assert f_value(level, df, 12) == pytest.approx(stats.f.ppf(level, df, 12), rel=1e-10)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_intervals_of_shares(level: float) -> None:
    chance = random.Random(1)
    for _ in range(60):
        n = chance.choice((1, 2, 7, 40, 500, 4000))
        hits = chance.randint(0, n)
        for ours, method in ((wilson, "wilson"), (clopper_pearson, "beta")):
            theirs = proportion_confint(hits, n, 1 - level, method=method)
            found = ours(hits, n, level)
            assert (found.low, found.high) == pytest.approx(theirs, abs=1e-12)


def test_the_mean_of_clustered_and_weighted_answers() -> None:
    chance = random.Random(2)
    for _ in range(25):
        groups = [g for g in range(chance.randint(2, 9)) for _ in range(chance.randint(1, 8))]
        xs = [chance.randint(0, 4) / 4 + 0.25 * (g % 2) for g in groups]
        ws = [chance.choice((1, 1, 2, 3)) for _ in groups]
        ones = np.ones(len(xs))
        fit = WLS(xs, ones, weights=ws).fit(
            cov_type="cluster", cov_kwds={"groups": np.array(groups)}, use_t=True
        )
        found = cluster_spread(xs, groups, ws)
        assert found is not None
        assert float(found.mean) == pytest.approx(fit.params[0], rel=1e-12)
        assert float(found.variance) == pytest.approx(fit.cov_params()[0, 0], rel=1e-9, abs=1e-15)
        interval = found.interval()
        theirs = fit.conf_int()[0]
        assert (interval.low, interval.high) == pytest.approx(tuple(theirs), rel=1e-9)


def test_the_simple_interval_is_the_textbook_one() -> None:
    xs = [random.Random(3).gauss(70, 12) for _ in range(23)]
    found = simple_spread(xs)
    assert found is not None
    low, high = stats.t.interval(0.95, 22, np.mean(xs), stats.sem(xs))
    assert (found.interval().low, found.interval().high) == pytest.approx((low, high), rel=1e-11)


def test_what_was_said_often_may_come_counted() -> None:
    xs, groups, ws, times = [1, 2, 5, 2], "aabb", [1, 2, 1, 1], [3, 1, 2, 4]
    all_ = [i for i, t in enumerate(times) for _ in range(t)]
    long = [xs[i] for i in all_], [groups[i] for i in all_], [ws[i] for i in all_]
    for population in (None, 2, 5):
        assert cluster_spread(xs, groups, ws, population=population, times=times) == (
            cluster_spread(*long, population=population)
        )
    assert simple_spread(xs, ws, times=times) == simple_spread(long[0], long[2])


def test_the_mean_of_outlets_is_the_mean_of_their_means() -> None:
    groups = [0, 0, 0, 1, 1, 2, 2, 2, 2]
    xs = [1, 2, 3, 5, 6, 9, 9, 8, 7]
    means = [np.mean([x for x, g in zip(xs, groups, strict=True) if g == k]) for k in range(3)]
    spread = cluster_spread(xs, groups, equal_clusters(groups))
    assert spread is not None
    assert float(spread.mean) == pytest.approx(np.mean(means))
    assert float(spread.variance) == pytest.approx(stats.sem(means) ** 2)


@pytest.mark.parametrize("kind", Type)
def test_percentiles_of_all_nine_types(kind: Type) -> None:
    chance = random.Random(4)
    for n in (1, 2, 5, 8, 11, 30):
        xs = [chance.randint(0, 50) for _ in range(n)]
        for p in (0.0, 0.0625, 0.25, 0.5, 0.71875, 0.75, 1.0):  # exact in binary
            theirs = np.quantile(xs, p, method=METHODS[kind - 1])  # type: ignore[call-overload]
            assert float(percentile(xs, p, kind)) == pytest.approx(float(theirs), abs=1e-12)


def test_kappas_of_random_tables() -> None:
    chance = random.Random(5)
    for _ in range(40):
        k = chance.randint(2, 5)
        table = [[chance.randint(0, 9) + 5 * (i == j) for j in range(k)] for i in range(k)]
        for weights, wt in ((Weights.PLAIN, None), (Weights.LINEAR, "linear"),
                            (Weights.QUADRATIC, "quadratic")):  # fmt: skip
            theirs = cohens_kappa(np.array(table), wt=wt)
            ours = cohen_kappa(table, weights)
            assert ours is not None
            assert float(ours.value) == pytest.approx(theirs.kappa, abs=1e-12)
            assert ours.standard_error == pytest.approx(theirs.var_kappa**0.5, abs=1e-12)
        raters = 6
        subjects = []
        for _ in range(12):
            said = [chance.randrange(k) for _ in range(raters)]
            subjects.append([said.count(j) for j in range(k)])
        ours_fleiss = fleiss_kappa(subjects)
        assert ours_fleiss is not None
        assert float(ours_fleiss) == pytest.approx(sm_fleiss(np.array(subjects)), abs=1e-12)


def test_alpha_without_gaps_is_the_textbook_one_and_both_rules_agree() -> None:
    chance = random.Random(6)
    rows = [[chance.randint(1, 5) for _ in range(6)] for _ in range(30)]
    data = np.array(rows)
    theirs = 6 / 5 * (1 - data.var(axis=0, ddof=1).sum() / data.sum(axis=1).var(ddof=1))
    for missing in Missing:
        ours = cronbach_alpha(rows, missing)
        assert ours is not None
        assert float(ours) == pytest.approx(theirs, abs=1e-12)


def test_effects_of_weights_spread_and_heaping() -> None:
    chance = random.Random(7)
    ws = [chance.randint(1, 9) for _ in range(40)]
    cv2 = np.var(ws) / np.mean(ws) ** 2
    assert float(weight_effect(ws)) == pytest.approx(1 + cv2, rel=1e-12)
    assert answer_spread(ws) == pytest.approx(np.std(ws, ddof=1), rel=1e-12)
    times = [chance.randint(0, 300) for _ in range(60)]
    found = heaping(times)
    theirs = stats.binomtest(found.round, found.n, 0.2, alternative="greater").pvalue
    assert found.p == pytest.approx(theirs, rel=1e-12)
    chi = stats.chisquare([found.round, 60 - found.round], [12, 48]).statistic
    assert float(found.chi_square) == pytest.approx(chi)


def test_the_nine_types_differ_on_a_tenth() -> None:
    """By the definitions of the paper, in fractions: numpy's floats cannot tell n p from n p."""
    xs = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
    found = [percentile(xs, Fraction(1, 10), kind) for kind in Type]
    assert found == [
        1, Fraction(3, 2), 1, 1, Fraction(3, 2), Fraction(11, 10), Fraction(19, 10),
        Fraction(41, 30), Fraction(7, 5),
    ]  # fmt: skip
