"""A gap between two sources on a characteristic is named only where chance does not explain it."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from scoring.evidence import Source
from scoring.index import Index, indices
from scoring.index_gaps import index_gaps
from scoring.stated import Stated
from scoring.statistics.domain import Interval
from scoring.statistics.shares import difference, wilson_of
from tests.scoring.test_index import Said, said

OBSERVED, PERCEIVED, AUDITED = Source.OBSERVED, Source.PERCEIVED, Source.AUDITED


def answers(source: Source, by_outlet: dict[str, str], name: str = "comfort") -> Iterator[Said]:
    for outlet, degrees in by_outlet.items():
        for n, degree in enumerate(degrees.split()):
            yield said(name, source, outlet, degree, by=f"{outlet}{n}")


HIGH = {"S1": "1 1 3/4", "S2": "1 3/4 3/4", "S3": "1 1 1"}
LOW = {"S1": "1/4 0 1/4", "S2": "0 1/4 1/4", "S3": "1/2 1/4 0"}
WIDE = {"S1": "1 1 1", "S2": "0 0 1/4", "S3": "1/2 1/4 1"}


def named(rated: list[Said], *stated: Stated, min_sample: int = 5) -> list[tuple[str, str, str]]:
    found = index_gaps(indices(rated), stated, min_sample)
    return [(gap.low.characteristic, gap.low.source, gap.high.source) for gap in found]


def test_what_customers_feel_and_shoppers_see_differs_or_does_not() -> None:
    real = [*answers(OBSERVED, HIGH), *answers(PERCEIVED, LOW)]
    chance = [*answers(OBSERVED, HIGH), *answers(PERCEIVED, WIDE)]

    assert named(real) == [("comfort", "perceived", "observed")]
    assert named(chance) == []
    assert named(real, min_sample=10) == []


def test_a_finding_of_the_whole_is_gainsaid_by_an_interval_that_leaves_it_out() -> None:
    whole = Stated("comfort", AUDITED, Fraction(1), 2, 2, None)
    sampled = Stated("comfort", AUDITED, Fraction(1, 2), 2, 4, Interval(0.49, 0.51))
    felt = [*answers(PERCEIVED, LOW)]

    assert named(felt, whole) == [("comfort", "perceived", "audited")]
    assert named([*answers(PERCEIVED, WIDE)], whole) == []
    assert named(felt, sampled) == []  # four samples: too few to gainsay


def test_the_widest_comes_first_and_of_each_characteristic_the_two_furthest_apart() -> None:
    rated = [*answers(OBSERVED, HIGH), *answers(PERCEIVED, LOW),
             *answers(OBSERVED, HIGH, "safety")]  # fmt: skip
    none = Stated("safety", AUDITED, Fraction(0), 1, 1, None)
    some = Stated("comfort", AUDITED, Fraction(1, 2), 1, 1, None)

    assert named(rated, none, some) == [
        ("safety", "audited", "observed"),
        ("comfort", "perceived", "observed"),
    ]


def test_what_the_data_allow_no_interval_of_gainsays_nobody() -> None:
    alike = {"S1": "1 1 1", "S2": "1 1 1"}

    assert named([*answers(OBSERVED, alike), *answers(PERCEIVED, LOW)]) == []


@pytest.mark.parametrize(("a", "n", "b", "m"), [(9, 10, 3, 10), (7, 10, 5, 10), (40, 50, 5, 9)])
def test_of_two_shares_it_is_newcombes(a: int, n: int, b: int, m: int) -> None:
    def one(source: Source, met: int, of: int) -> Stated:
        sure = wilson_of(Fraction(met, of), of)
        return Stated("comfort", source, Fraction(met, of), 1, of, sure)

    real = difference(Fraction(a, n), n, Fraction(b, m), m).low > 0
    found = index_gaps([], [one(AUDITED, a, n), one(Source.SELF_ASSESSED, b, m)], 5)
    assert bool(found) is real


def test_honest_sources_are_seldom_told_to_differ() -> None:
    """Both see the same outlets, whose quality varies; in 400 waves 5 in 100 may look apart."""
    random, alarms = Random(5), 0
    for _ in range(400):
        rated = []
        for n in range(8):
            good = random.uniform(0.5, 0.9)
            for source, each in ((OBSERVED, 4), (PERCEIVED, 10)):
                for k in range(each):
                    degree = "1" if random.random() < good else "1/4"
                    rated.append(said("comfort", source, f"S{n}", degree, by=f"{n}-{k}"))
        alarms += len(index_gaps(indices(rated), [], 5))

    assert alarms <= 400 * 0.05


def test_the_figures_are_those_over_all_outlets_and_waves() -> None:
    found = indices([*answers(OBSERVED, HIGH), *answers(PERCEIVED, LOW)])
    (gap,) = index_gaps(found, [], 5)
    over_all: dict[Source, Index] = {
        one.source: one for one in found if one.outlet is None and one.wave is None
    }

    for figure in (gap.low, gap.high):
        assert figure.value == pytest.approx(float(over_all[figure.source].value or 0))
        assert figure.n == 9
