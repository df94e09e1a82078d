"""The statistics that no library at hand has, against what they mean, on random data."""

import random
from fractions import Fraction
from itertools import permutations, product
from math import sqrt
from statistics import NormalDist, fmean, pvariance, variance

import numpy as np
import pytest
from scipy import stats

from scoring.statistics.krippendorff import Level, krippendorff_alpha
from scoring.statistics.means import cluster_spread
from scoring.statistics.patterns import longstring
from scoring.statistics.perception import (
    Cut,
    acsi,
    importance_performance,
    net_promoter_of,
    servqual,
)
from scoring.statistics.reliability import (
    Missing,
    alpha_interval,
    cronbach_alpha,
    spearman_brown,
    visits_for,
)
from scoring.statistics.shares import difference, wilson, wilson_of
from scoring.statistics.sizes import (
    cluster_effect,
    corrected_size,
    effective_size,
    population_correction,
    sample_size,
    weight_effect,
)


def distance(level: Level, a: int, b: int, everything: list[int]) -> float:
    """As Krippendorff writes them down, ranks counted out."""
    match level:
        case Level.NOMINAL:
            return float(a != b)
        case Level.INTERVAL:
            return float((a - b) ** 2)
        case Level.RATIO:
            return ((a - b) / (a + b)) ** 2 if a + b else 0.0
        case Level.ORDINAL:
            low, high = sorted((a, b))
            between = sum(low <= x <= high for x in everything)
            return (between - (everything.count(a) + everything.count(b)) / 2) ** 2


@pytest.mark.parametrize("level", Level)
def test_krippendorffs_alpha_is_what_random_pairs_say(level: Level) -> None:
    """Do: the mean over pairs within units, each unit by its number of values; De: over all."""
    chance = random.Random(8)
    for _ in range(12):
        units = [
            [chance.choice((None, 1, 2, 2, 3, 5)) for _ in range(4)]
            for _ in range(chance.randint(3, 9))
        ]
        said = [[v for v in unit if v is not None] for unit in units]
        paired = [unit for unit in said if len(unit) > 1]
        everything = [v for unit in paired for v in unit]
        if len(set(everything)) < 2:
            continue
        observed = sum(
            sum(distance(level, a, b, everything) for a, b in permutations(unit, 2))
            / (len(unit) - 1)
            for unit in paired
        ) / len(everything)
        apart = [distance(level, a, b, everything) for a, b in permutations(everything, 2)]
        found = krippendorff_alpha(units, level)
        assert found is not None
        assert float(found) == pytest.approx(1 - observed / fmean(apart), abs=1e-12)


def test_alpha_with_gaps_is_the_one_of_numpys_covariances_of_those_who_answered_both() -> None:
    chance = random.Random(9)
    for _ in range(15):
        rows = [[chance.choice((None, 1, 2, 3, 4, 5, 5)) for _ in range(5)] for _ in range(25)]
        data = np.array(rows, dtype=float)
        for missing, kept in (
            (Missing.PAIRWISE, data),
            (Missing.LISTWISE, data[~np.isnan(data).any(axis=1)]),
        ):
            matrix = np.zeros((5, 5))
            for i, j in product(range(5), repeat=2):
                both = ~np.isnan(kept[:, i]) & ~np.isnan(kept[:, j])
                matrix[i, j] = np.cov(kept[both, i], kept[both, j])[0, 1]
            found = cronbach_alpha(rows, missing)
            assert found is not None
            expected = 5 / 4 * (1 - np.trace(matrix) / matrix.sum())
            assert float(found) == pytest.approx(expected, abs=1e-12)


def test_feldts_interval_is_the_one_of_scipys_f() -> None:
    for alpha, people, items in ((0.8, 12, 11), (0.1, 40, 3), (-0.4, 5, 2)):
        for level in (0.9, 0.95, 0.99):
            tail, n, k = (1 - level) / 2, people - 1, items - 1
            low, high = (1 - (1 - alpha) * stats.f.ppf(p, n, n * k) for p in (1 - tail, tail))
            found = alpha_interval(alpha, people, items, level)
            assert (found.low, found.high) == pytest.approx((low, high), rel=1e-10)


def test_the_net_promoter_score_is_the_mean_of_ones_and_minus_ones() -> None:
    chance = random.Random(10)
    for _ in range(20):
        answers = [chance.randint(0, 10) for _ in range(chance.randint(1, 80))]
        ones = [(a >= 9) - (a <= 6) for a in answers]
        found = net_promoter_of(answers)
        assert float(found.score) == pytest.approx(fmean(ones), abs=1e-12)
        assert float(found.variance) == pytest.approx(pvariance(ones), abs=1e-12)
        assert found.standard_error == pytest.approx(np.std(ones) / sqrt(len(ones)))
        z = NormalDist().inv_cdf(0.975)
        low = max(-1.0, fmean(ones) - z * found.standard_error)
        assert found.interval().low == pytest.approx(low)


def test_indices_and_gaps_are_weighted_averages() -> None:
    chance = random.Random(11)
    for _ in range(20):
        xs = [chance.randint(1, 10) for _ in range(3)]
        ws = [chance.randint(0, 5) + (i == 0) for i in range(3)]
        rescaled = [(x - 1) / 9 * 100 for x in xs]
        assert float(acsi(xs, ws)) == pytest.approx(np.average(rescaled, weights=ws))
        assert float(acsi(xs)) == pytest.approx(fmean(rescaled))
        names = "abc"
        p = {n: [chance.randint(1, 7) for _ in range(4)] for n in names}
        e = {n: [chance.randint(1, 7) for _ in range(6)] for n in names}
        gaps, overall = servqual(p, e, dict(zip(names, ws, strict=True)))
        mine = [np.mean(p[n]) - np.mean(e[n]) for n in names]
        assert [float(gaps[n]) for n in names] == pytest.approx(mine)
        assert float(overall) == pytest.approx(np.average(mine, weights=ws))


def test_quadrants_lie_on_both_sides_of_numpys_means() -> None:
    chance = random.Random(12)
    words = {(True, False): "concentrate", (True, True): "keep", (False, False): "low-priority",
             (False, True): "overdone"}  # fmt: skip
    for _ in range(20):
        items = {str(n): (chance.randint(0, 100), chance.randint(0, 100)) for n in range(7)}
        for cut in Cut:
            lines = np.mean([*items.values()], axis=0) if cut is Cut.MEANS else (50, 50)
            expected = {
                name: words[bool(i >= lines[0]), bool(p >= lines[1])]
                for name, (i, p) in items.items()
            }
            assert {k: v.value for k, v in importance_performance(items, cut).items()} == expected


def test_spearman_brown_is_the_true_share_of_a_means_variance() -> None:
    """True scores of variance r and errors of 1 - r: the share of the mean's variance that is
    true; and the visits that reach it are the inverse."""
    for r, k in product((0.1, 0.3, 0.75), (1, 2, 5, 12)):
        assert float(spearman_brown(r, k)) == pytest.approx(r / (r + (1 - r) / k))
    for one, wanted in product(
        (Fraction(1, 5), Fraction(3, 10)), (Fraction(1, 2), Fraction(4, 5))
    ):
        assert spearman_brown(one, visits_for(wanted, one)) == wanted


def test_the_longest_run_is_the_longest_that_can_be_found() -> None:
    chance = random.Random(13)
    for _ in range(50):
        xs = [chance.randint(1, 3) for _ in range(chance.randint(0, 15))]
        runs = [j - i for i in range(len(xs)) for j in range(i + 1, len(xs) + 1)
                if len(set(xs[i:j])) == 1]  # fmt: skip
        assert longstring(xs) == max(runs, default=0)


def test_a_sample_of_the_size_asked_for_is_as_exact_as_asked_for() -> None:
    """z sqrt(p(1-p)/n · (N-n)/(N-1)) is the margin again, whatever the population."""
    for margin, level, share, population in product(
        (0.02, 0.05, 0.1), (0.9, 0.95), (0.5, 0.2), (300, 5000, None)
    ):
        n = sample_size(margin, level, share, population)
        left = 1.0 if population is None else (population - n) / (population - 1)
        reached = stats.norm.ppf((1 + level) / 2) * sqrt(share * (1 - share) / n * left)
        assert reached == pytest.approx(margin)
    assert corrected_size(222, 528) == pytest.approx(222 / (1 + 221 / 528))
    assert population_correction(7, 50) == Fraction(43, 50)


def test_design_effects_are_what_they_do_to_a_variance() -> None:
    chance = random.Random(14)
    for m, rho in product((1, 2, 12), (0.0, 0.03, 0.5)):
        corr = np.full((m, m), rho) + np.eye(m) * (1 - rho)
        variance_of_mean = np.ones(m) @ corr @ np.ones(m) / m**2
        assert float(cluster_effect(m, rho)) == pytest.approx(variance_of_mean * m)
        worth = float(effective_size(10 * m, cluster_effect(m, rho)))
        assert 1 / worth == pytest.approx(variance_of_mean / 10)
    ws = [chance.random() + 0.1 for _ in range(30)]
    left = sum(w * w for w in ws) / sum(ws) ** 2  # of one answer's variance
    assert float(weight_effect(ws)) == pytest.approx(left * 30)


def test_the_difference_of_two_shares_as_newcombe_printed_it() -> None:
    """Newcombe (1998), Statist. Med. 17:873, table II, method 10."""
    published = {
        (56, 70, 48, 80): (0.0524, 0.3339),
        (9, 10, 3, 10): (0.1705, 0.8090),
        (6, 7, 2, 7): (0.0582, 0.8062),
        (5, 56, 0, 29): (-0.0381, 0.1926),
        (0, 10, 0, 20): (-0.1611, 0.2775),
        (0, 10, 0, 10): (-0.2775, 0.2775),
        (10, 10, 0, 20): (0.6791, 1.0),
        (10, 10, 0, 10): (0.6075, 1.0),
    }
    for (a, m, b, n), expected in published.items():
        found = difference(Fraction(a, m), m, Fraction(b, n), n)
        assert (round(found.low, 4), round(found.high, 4)) == expected
    assert wilson_of(Fraction(9, 10), 20.0) == wilson(18, 20)


def test_between_and_within_outlets_are_those_of_a_finite_population() -> None:
    """Every sample of 2 of 4 outlets, 2 of 3 answers each: the estimated variances of the mean
    average to the true one, as Cochran (1977) 10.3 has it where outlets are as large."""
    chance = random.Random(15)
    outlets = [[chance.randint(0, 9) for _ in range(40)] for _ in range(4)]
    means, estimates = [], []
    for pair in [(i, j) for i in range(4) for j in range(i)] * 400:
        xs = [x for i in pair for x in chance.choices(outlets[i], k=5)]
        found = cluster_spread(xs, [i for i in pair for _ in range(5)], population=4)
        assert found is not None
        means.append(float(found.mean))
        estimates.append(float(found.variance))
    assert fmean(estimates) == pytest.approx(variance(means), rel=0.1)
