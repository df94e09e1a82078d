"""What customers think, from the counts: shown with its error where enough of them say it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

import pytest

from certification.opinions import opinions
from certification.pooling import Pool, pool
from certification.scales import scales
from scoring.statistics.perception import Cut, Quadrant
from surveys.counts import Count, InterviewCount
from surveys.double_coding import Coded, Seen, agreement, coded
from surveys.entries import Status
from surveys.load import packaged
from surveys.questionnaire import Mode

EDITION = ("opinion", 1)
KNOWN = packaged()


def told(answers: Mapping[str, Sequence[int]], high: int = 5, low: int = 1) -> list[Count]:
    """What customers answered, by question."""
    return [
        Count(0, EDITION, question, None, Fraction(value - low, high - low), n)
        for question, values in answers.items()
        for value, n in Counter(values).items()
    ]


def pooled(*outlets: int) -> Pool:
    standing = [
        InterviewCount(id, EDITION, Mode.PERCEPTION, Status.SUBMITTED, False, n)
        for id, n in enumerate(outlets, start=1)
    ]
    return pool(standing, KNOWN)


def test_a_net_promoter_score_has_its_error() -> None:
    """Three promoters, two passives, one detractor, all at different outlets."""
    counts = told({"recommend": [10, 9, 9, 8, 7, 6]}, high=10, low=0)
    found = opinions(pooled(1, 1, 1, 1, 1, 1), counts, 6, 5).promoter

    assert found is not None
    assert (found.n, found.value) == (6, Fraction(100, 3))
    assert found.error == pytest.approx(100 * sqrt((1 / 2 + 1 / 6 - 1 / 9) / 6))
    assert found.interval is not None and found.interval.high == pytest.approx(92.97, abs=0.01)


def test_customers_of_one_outlet_are_worth_fewer() -> None:
    counts = told({"recommend": [10] * 10 + [0] * 10}, high=10, low=0)
    apart = opinions(pooled(*[1] * 20), counts, 20, 5).promoter
    alike = opinions(pooled(20), counts, 20, 5).promoter

    assert apart is not None and alike is not None
    assert apart.error is not None and alike.error is not None
    assert alike.error**2 / apart.error**2 == pytest.approx(1 + 20 * 0.03 * (1 - 1 / 20))


def test_what_too_few_say_is_not_shown() -> None:
    four = {q: [3] * 4 for q in ("i_cost", "e_cost", "p_cost")}
    ten = {q: [7] * 4 for q in ("satisfied", "confirmed", "ideal")}
    counts = [*told(four), *told(ten, high=10), *told({"recommend": [9] * 4}, high=10, low=0)]
    found = opinions(pooled(4), counts, 1, 5)

    assert found.promoter is not None and found.satisfaction is not None
    assert found.promoter.value is None and found.promoter.interval is None
    assert found.satisfaction.value is None
    assert [(gap.about, gap.n, gap.value) for gap in found.gaps] == [("economy", 4, None)]
    assert [(place.n, place.importance) for place in found.places] == [(4, None)]


def test_satisfaction_gaps_and_quadrants_by_hand() -> None:
    answers = {
        "i_cost": [5] * 6, "e_cost": [5] * 6, "p_cost": [3] * 6,
        "i_time": [2] * 6, "e_time": [3] * 6, "p_time": [4] * 6,
    }  # fmt: skip
    ten = {"satisfied": [8] * 6, "confirmed": [7] * 6, "ideal": [6] * 6}
    found = opinions(pooled(3, 3), [*told(answers), *told(ten, high=10)], 2, 5)

    assert found.satisfaction is not None
    assert found.satisfaction.value == Fraction(200, 3)  # published for equal weights: 66.67
    gaps = {gap.about: gap.value for gap in found.gaps}
    assert gaps == {"economy": -50, "timeliness": 25, "": Fraction(-25, 2)}
    places = {place.about: place.quadrants for place in found.places}
    assert places["economy"] == {
        Cut.MEANS: Quadrant.CONCENTRATE, Cut.MIDPOINT: Quadrant.KEEP
    }  # fmt: skip
    assert places["timeliness"] == {Cut.MEANS: Quadrant.OVERDONE, Cut.MIDPOINT: Quadrant.OVERDONE}


def test_nothing_is_made_of_what_was_not_asked() -> None:
    found = opinions(pooled(6), told({"p_cost": [3] * 6, "satisfied": [3] * 6}), 1, 5)

    assert (found.promoter, found.satisfaction, found.gaps, found.places) == (None, None, (), ())


def test_a_scale_is_told_by_who_answered_all_of_it() -> None:
    rows = [(n, [1 + n % 5, 1 + n % 5, 5 - n % 3]) for n in range(12)]
    rated = [
        (n, EDITION, question, Fraction(value - 1, 4))
        for n, values in rows
        for question, value in zip(("p_cost", "p_time", "p_comfort"), values, strict=True)
        if (n, question) != (0, "p_time")
    ] + [(n, EDITION, "i_cost", Fraction(1)) for n, _ in rows]
    (found,) = scales(rated, KNOWN, 5)

    assert (found.about, found.items, found.n) == ("", 3, 11)  # one left an item out
    assert found.alpha is not None and found.pairwise is not None and found.interval is not None
    assert found.interval.low < found.alpha < found.interval.high
    (few,) = scales(rated[:15], KNOWN, 5)
    assert (few.n, few.alpha) == (4, None)


def test_two_visits_have_cohens_kappa_and_as_many_each_fleiss() -> None:
    def seen(person: int, *degrees: int) -> Coded:
        said = {("courtesy", f"q{n}"): Fraction(degree) for n, degree in enumerate(degrees)}
        return Coded(1, 1, "tiny", person, said)

    (two,) = agreement([seen(1, 1, 1, 0, 0), seen(2, 1, 1, 0, 1)])
    assert two.cohen is not None and two.fleiss is not None
    assert (two.cohen.value, two.fleiss) == (Fraction(1, 2), Fraction(7, 15))
    (three,) = agreement([seen(1, 1, 1, 0), seen(2, 1, 1, 0), seen(3, 1, 0, 0)])
    assert three.cohen is None and three.fleiss is not None
    (uneven,) = agreement([seen(1, 1, 0, 1), seen(2, 1, 0), seen(3, 1, 0)])
    assert (uneven.units, uneven.cohen) == (2, None)


def test_what_was_seen_is_put_together_visit_by_visit() -> None:
    tiny = ("store-visit", 2)
    both = [
        Seen(1, 1, tiny, person, "served", "served", Fraction(1)) for person in (1, 2)
    ]  # fmt: skip

    assert [(one.person, dict(one.degrees)) for one in coded(both, KNOWN)] == [
        (1, {("functionality", "served"): Fraction(1)}),
        (2, {("functionality", "served"): Fraction(1)}),
    ]
