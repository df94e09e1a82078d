"""The multi-site rule to the published figures, chance that anybody can repeat, enough of each."""

from collections import Counter
from fractions import Fraction
from hashlib import sha256

import pytest

from certification.sampling import (
    AuditKind,
    Enough,
    Risk,
    Why,
    customers_needed,
    draw,
    outlets_needed,
    plan,
    sufficiency,
    visits_needed,
)
from scoring.evidence import ClauseRef, Evidence, Sampled, Source
from scoring.load import scheme_named
from scoring.score import score
from scoring.statistics.domain import OutOfDomain
from tests.builders import NOON

INITIAL, SURVEILLANCE = AuditKind.INITIAL, AuditKind.SURVEILLANCE
CODES = [f"S{n:02}" for n in range(1, 51)]

# EA's answer for two sites; the others follow from IAF MD1's 1, 0.6 and 0.8 times the root.
MD1 = {2: (2, 1, 2), 3: (2, 2, 2), 4: (2, 2, 2), 9: (3, 2, 3), 12: (4, 3, 3), 25: (5, 3, 4),
       50: (8, 5, 6), 100: (10, 6, 8)}  # fmt: skip


@pytest.mark.parametrize("outlets", MD1)
def test_as_many_outlets_as_the_multi_site_rule_asks(outlets: int) -> None:
    assert tuple(outlets_needed(outlets, kind) for kind in AuditKind) == MD1[outlets]


def test_the_same_seed_draws_the_same_outlets_whatever_their_order() -> None:
    drawn = draw(CODES, INITIAL, 7, {})
    assert drawn == draw(CODES[::-1], INITIAL, 7, {})
    assert {one.outlet for one in drawn} != {one.outlet for one in draw(CODES, INITIAL, 8, {})}
    assert {one.why for one in drawn} == {Why.RANDOM}
    first = min(CODES, key=lambda code: sha256(f"7:{code}".encode()).digest())
    assert drawn[0].outlet == first


def test_a_quarter_is_drawn_at_random_and_the_highest_risks_fill_the_rest() -> None:
    risks = {code: Risk(Fraction(n + 1), "why") for n, code in enumerate(CODES[:20])}
    drawn = draw(CODES, INITIAL, 7, risks)
    by = Counter(one.why for one in drawn)
    assert (len(drawn), by[Why.RANDOM], by[Why.RISK]) == (8, 2, 6)
    by_risk = [one.outlet for one in drawn if one.why is Why.RISK]
    by_chance = {one.outlet for one in drawn if one.why is Why.RANDOM}
    assert by_risk == [code for code in CODES[19::-1] if code not in by_chance][:6]


def test_every_outlet_has_the_same_chance() -> None:
    hits = Counter(one.outlet for seed in range(2000) for one in draw(CODES, INITIAL, seed, {}))
    assert sum(hits.values()) == 16_000
    chi_square = sum((hits[code] - 320) ** 2 / (320 * (1 - 8 / 50)) for code in CODES)
    assert chi_square < 85  # 49 degrees of freedom: 0.999 lies at 85.4


def test_a_list_that_cannot_be_drawn_from_is_refused() -> None:
    for codes, risks in (([], {}), (["a", "a"], {}), (["a"], {"b": Risk(Fraction(1))})):
        with pytest.raises(OutOfDomain):
            draw(codes, INITIAL, 1, risks)


def test_visits_reach_the_smallest_sample() -> None:
    assert [visits_needed(4, 5), visits_needed(5, 5), visits_needed(8, 5)] == [2, 1, 1]


def test_customers_of_few_outlets_repeat_each_other() -> None:
    tenth, rho = Fraction(1, 10), Fraction(3, 100)
    each = customers_needed(8, tenth, rho)
    assert each == 19
    assert 8 * each / (1 + (each - 1) * 0.03) >= 96.04 > 8 * 18 / (1 + 17 * 0.03)
    assert customers_needed(2, tenth, rho) is None
    assert customers_needed(97, tenth, Fraction(0)) == 1


def test_a_plan_says_on_what_it_rests() -> None:
    made = plan(CODES[:12], SURVEILLANCE, 3, risks={}, min_sample=5)
    assert (made.of, len(made.drawn), made.visits) == (12, 3, 2)
    assert made.reliability == Fraction(6, 13)
    assert made.customers == 784


def test_every_sampled_clause_says_how_many_samples_it_has() -> None:
    scheme = scheme_named("cct-gz-sc03@B2")
    said = Evidence(ClauseRef("5.3.2.2"), Source.AUDITED, Sampled(3, 4), NOON, "x")
    found = {one.clause: one for one in sufficiency(score(scheme, [said]).lines, 5)}
    assert found["5.3.2.2"] == Enough("5.3.2.2", 4, 5)
    assert (found["5.3.2.2"].short, found["5.1.2.1"].have) == (1, 0)
    assert "5.1.2.2" not in found
