"""The index of the six characteristics: what was said, with its n and interval, by source."""

from dataclasses import dataclass
from fractions import Fraction

import pytest

from scoring.evidence import Source
from scoring.index import Index, indices, whole

OBSERVED, PERCEIVED = Source.OBSERVED, Source.PERCEIVED
ALL = {"fewest_shown": "1"}  # nothing is held back


@dataclass(frozen=True)
class Said:
    characteristic: str
    source: Source
    outlet: str
    degree: Fraction
    weight: Fraction = Fraction(1)
    wave: str = "w1"
    by: str = ""


def said(characteristic: str, source: Source, outlet: str, degree: str, **more: object) -> Said:
    return Said(characteristic, source, outlet, Fraction(degree), **more)  # type: ignore[arg-type]


def comfort(source: Source = OBSERVED, **degrees: str) -> list[Said]:
    """Answers by outlet: S1="1 0 1/2"."""
    every = [(o, d) for o, all_ in degrees.items() for d in all_.split()]
    return [said("comfort", source, o, d, by=str(n)) for n, (o, d) in enumerate(every)]


def over_all(rated: list[Said], outlets: int | None = None, **policies: str) -> Index:
    """The index over all outlets and waves."""
    return indices(rated, policies, outlets=outlets)[0]


def test_sources_are_never_pooled_and_each_has_its_outlets_and_waves() -> None:
    found = indices([
        said("comfort", PERCEIVED, "S1", "1"), said("comfort", PERCEIVED, "S1", "0.5"),
        said("comfort", PERCEIVED, "S2", "0", wave="w2"), said("comfort", OBSERVED, "S2", "1/3"),
        said("economy", PERCEIVED, "S2", "1"),
    ], ALL)  # fmt: skip
    rows = [(i.characteristic, i.source, i.outlet, i.wave, i.n, i.value) for i in found]
    assert rows == [
        ("comfort", OBSERVED, None, None, 1, Fraction(100, 3)),
        ("economy", PERCEIVED, None, None, 1, Fraction(100)),
        ("comfort", PERCEIVED, None, None, 3, Fraction(50)),
        ("comfort", PERCEIVED, "S1", None, 2, Fraction(75)),
        ("comfort", OBSERVED, "S2", None, 1, Fraction(100, 3)),
        ("economy", PERCEIVED, "S2", None, 1, Fraction(100)),
        ("comfort", PERCEIVED, "S2", None, 1, Fraction(0)),
        ("comfort", OBSERVED, None, "w1", 1, Fraction(100, 3)),
        ("economy", PERCEIVED, None, "w1", 1, Fraction(100)),
        ("comfort", PERCEIVED, None, "w1", 2, Fraction(75)),
        ("comfort", PERCEIVED, None, "w2", 1, Fraction(0)),
    ]


def test_nothing_said_is_no_index() -> None:
    assert indices([]) == ()


def test_too_few_characteristics_are_no_number_for_the_whole() -> None:
    """Policy enough_characteristics; each weighs the same, however often it was rated."""
    three = [said(name, PERCEIVED, "S1", "1") for name in ("economy", "safety", "comfort")]
    assert whole(indices(three, ALL), PERCEIVED) is None
    assert whole(indices(three, ALL), PERCEIVED, enough=3) == 100
    four = [*three, *[said("courtesy", PERCEIVED, "S1", "0")] * 9]
    assert whole(indices(four, ALL), PERCEIVED) == 75
    assert whole(indices(four, ALL), PERCEIVED, "S1") == 75
    assert whole(indices(four, ALL), OBSERVED) is None


# Each policy flipped.


def test_index_weights_a_question_may_weigh_more() -> None:
    rated = [said("comfort", OBSERVED, "S1", "1", weight=Fraction(3)),
             said("comfort", OBSERVED, "S2", "0")]  # fmt: skip
    assert over_all(rated, index_weights="by_question").value == 75
    assert over_all(rated, index_weights="equal").value == 50


def test_index_aggregation_a_busy_outlet_need_not_outweigh_the_others() -> None:
    rated = comfort(S1="1 1 1 1", S2="0")
    assert over_all(rated).value == 80
    assert over_all(rated, index_aggregation="mean_of_outlets").value == 50


def test_index_interval_answers_of_one_outlet_are_worth_less() -> None:
    rated = comfort(S1="1 1 1 1", S2="0 0 0 1/4", S3="1/2 1/2 1/2 1/2")
    found = over_all(rated)
    assert found.mean and found.mean.simple and found.mean.clustered
    assert found.mean.interval == found.mean.clustered
    wide, narrow = found.mean.clustered, found.mean.simple
    assert wide.high - wide.low > 1.4 * (narrow.high - narrow.low)
    flipped = over_all(rated, index_interval="simple")
    assert flipped.mean and flipped.mean.interval == narrow


def test_index_confidence_more_certain_is_wider() -> None:
    rated = comfort(S1="1 1/2", S2="1/2 1/2", S3="3/4 1/4", S4="1/2 3/4")
    widths = []
    for level in ("90", "95", "99"):
        mean = over_all(rated, index_confidence=level).mean
        assert mean and mean.interval
        widths.append(mean.interval.high - mean.interval.low)
    assert widths == sorted(set(widths))


def test_outlet_population_half_of_all_outlets_seen_say_more() -> None:
    rated = comfort(S1="1 3/4", S2="1/2 1/2", S3="1/2 1/4", S4="3/4 1")
    unknown = over_all(rated, 8).mean
    known = over_all(rated, 8, outlet_population="registered").mean
    assert unknown and known and unknown.interval and known.interval
    assert known.interval.low > unknown.interval.low
    assert unknown == over_all(rated).mean


def test_top_box_counts_the_best_answers() -> None:
    rated = comfort(S1="1 3/4", S2="1/2 0")
    two, one = over_all(rated).top, over_all(rated, top_box="top_only").top
    assert two and one and [two.value, one.value] == [50, 25]


def test_fewest_shown_hides_what_few_customers_said_but_not_what_shoppers_saw() -> None:
    assert over_all(comfort(PERCEIVED, S1="1 1 1 0")).value is None
    assert over_all(comfort(PERCEIVED, S1="1 1 1 0")).n == 4
    assert over_all(comfort(PERCEIVED, S1="1 1 1 0 0")).value == 60
    assert over_all(comfort(PERCEIVED, S1="1 1 1 0"), fewest_shown="3").value == 75
    assert over_all(comfort(OBSERVED, S1="1")).value == 100
    chatty = [said("comfort", PERCEIVED, "S1", "1", by="one customer")] * 7
    assert over_all(chatty).n == 7
    assert over_all(chatty).value is None


def test_what_is_hidden_cannot_be_worked_out_from_the_rest() -> None:
    """Of 5 + 6 + 3 answers and their total, 3 would be known by subtraction: 5 hide with them."""
    rated = comfort(PERCEIVED, S1="1 1 1 0 0", S2="1 1 1 1 1 0", S3="0 0 0")
    shown = {i.outlet: i.value for i in indices(rated) if i.wave is None}
    assert shown == {None: Fraction(800, 14), "S1": None, "S2": Fraction(500, 6), "S3": None}
    two = indices(comfort(PERCEIVED, S1="1 1 1", S2="0 0 0", S3="1 1 1 1 1"))
    assert {i.outlet: i.value for i in two if i.outlet} == {"S1": None, "S2": None, "S3": 100}


# What the data leave open.


def test_one_answer_one_outlet_or_answers_all_the_same_have_no_interval_of_the_mean() -> None:
    for rated in (comfort(S1="1"), comfort(S1="1 1", S2="1 1")):
        mean = over_all(rated).mean
        assert mean and mean.interval is None
    alone = over_all(comfort(S1="1 0 1")).mean
    assert alone and alone.simple and alone.interval is None


def test_of_one_outlet_its_answers_are_the_sample() -> None:
    found = indices(comfort(S1="1 0 1", S2="0 1 1"))
    one = next(i for i in found if i.outlet == "S1")
    assert one.mean and one.mean.interval == one.mean.simple is not None
    assert one.mean.clustered is None


def test_a_full_share_is_known_from_the_outlets_and_not_from_every_answer() -> None:
    top = over_all(comfort(S1="1 1 1 1", S2="1 1 1 1", S3="1 1 1 1")).top
    assert top and top.simple and top.clustered
    assert (top.simple.high, top.clustered.high) == (100, 100)
    assert top.simple.low == pytest.approx(100 * 12 / (12 + 1.959964**2), abs=1e-4)
    assert top.clustered.low == pytest.approx(100 * 3 / (3 + 1.959964**2), abs=1e-4)


def test_a_share_of_few_outlets_is_worth_few_independent_answers() -> None:
    """p(1-p)/variance (z/t)^2 answers, t with 2 degrees of freedom: Dean & Pagano (2015)."""
    top = over_all(comfort(S1="1 1 1 1", S2="1 0 0 0", S3="1 1 0 0")).top
    assert top and top.clustered
    p = 7 / 12
    variance = 3 / 2 * (20 / 12) ** 2 / 144 + 3 / 2 * ((-16 / 12) ** 2 + (-4 / 12) ** 2) / 144
    worth = p * (1 - p) / variance * (1.959964 / 4.302653) ** 2
    z2 = 1.959964**2
    half = (z2 * (p * (1 - p) / worth + z2 / (4 * worth**2))) ** 0.5
    low = (p + z2 / (2 * worth) - half) / (1 + z2 / worth)
    assert top.clustered.low == pytest.approx(100 * low, abs=1e-4)
