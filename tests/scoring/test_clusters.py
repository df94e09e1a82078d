"""Samples of one visit and of one outlet are worth fewer than they are, and no grade is called
settled more often on the wrong side for it."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.clusters import RHO, Clusters, Fieldwork, spread
from scoring.evidence import ClauseRef, Counted, Evidence, Met, Sampled, Source
from scoring.intervals import known
from scoring.line import Otherwise
from scoring.load import scheme_named
from scoring.scheme import Method, Role
from scoring.score import ScoreSheet, score
from scoring.settled import Share, half_width, settled, standard_error
from scoring.statistics.shares import clopper_pearson, wilson

SCHEME = scheme_named("cct-gz-sc03@B2-r1")
SAMPLED = [clause for clause in SCHEME.clauses if clause.method is Method.SAMPLED]
SEEN = [c for c in SAMPLED if c.role(Source.OBSERVED) is Role.COUNTS]
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
OUTLETS = 12


def evenly(of: int, each: int, outlets: int) -> Clusters:
    """*of* samples, *each* of an interview, spread evenly over the outlets."""
    shares = {f"S{n:02}": 1 / outlets for n in range(outlets)}
    return Clusters(((float(of), shares),), of * each)


def test_the_figures_by_hand() -> None:
    # 12 samples, three of each of four visits, one visit to each of four outlets: four samples.
    assert evenly(12, 3, 4).size(0.3, outlets=4) == pytest.approx(4)
    # Four of eight outlets: 1/4 + 0.3 (1/4 - 1/8).
    assert evenly(12, 3, 4).size(0.3, outlets=8) == pytest.approx(1 / (0.25 + 0.3 * 0.125))
    # All at one of many: 1/12 + 0.3 is the design effect 1 + 11 rho.
    alone = evenly(12, 1, 1).size(0.3, outlets=10**9)
    assert alone == pytest.approx(12 / (1 + 12 * 0.3))


def test_nothing_is_worth_more_than_it_is() -> None:
    assert Fieldwork().size("5.2.1.1", Source.OBSERVED, 7) == 7
    assert evenly(7, 1, 7).size(0.3, outlets=7) <= 7


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9), min_size=1), st.integers(0, 60)
)
def test_more_visits_go_where_there_were_fewest(visits: dict[str, int], more: int) -> None:
    given_out = spread(visits, more)
    after = {code: n + given_out.get(code, 0) for code, n in visits.items()}

    assert sum(given_out.values()) == more
    if given_out:
        assert max(after[code] for code in given_out) - min(after.values()) <= 1


def test_where_no_outlet_is_registered_nothing_is_given_out() -> None:
    assert spread({}, 5) == {}


def score_of(work: Fieldwork, n: int) -> ScoreSheet:
    pieces = [Counted(ClauseRef(c.ref), Source.OBSERVED, Met(Fraction(1)), n) for c in SEEN]
    audits = [Evidence(c.ref, Source.AUDITED, Sampled(900, 900), AT, "t")
              for c in SAMPLED if c not in SEEN]  # fmt: skip
    return score(SCHEME, [*pieces, *audits], otherwise=Otherwise.MET, fieldwork=work)


def work_of(visits: dict[str, int], each: int = 1) -> Fieldwork:
    of = sum(visits.values())
    shares = {code: n / of for code, n in visits.items() if n}
    clusters = Clusters(((float(of * each), shares),), of * each * each)
    return Fieldwork(visits, {(c.ref, Source.OBSERVED): clusters for c in SEEN})


def test_who_asks_three_times_in_each_visit_knows_no_more() -> None:
    once = settled(score_of(work_of({"A": 6, "B": 6}), 12))
    thrice = settled(score_of(work_of({"A": 2, "B": 2}, each=3), 12))

    assert thrice.low < once.low


def test_the_visits_that_settle_it_go_where_nobody_was() -> None:
    found = settled(score_of(work_of({"A": 8, "B": 4, "C": 0, "D": 0}), 12)).more

    assert found is not None and found.way == "visits"
    assert sum(found.at.values()) == found.visits
    assert found.at["C"] >= found.at["B"] >= found.at.get("A", 0)
    assert abs(found.at["C"] - found.at["D"]) <= 1


def test_an_interval_knows_of_the_visits() -> None:
    ref = SEEN[0].ref
    alone, clustered = score_of(Fieldwork(), 12), score_of(work_of({"A": 2, "B": 2}, each=3), 12)
    for sheet, worth in ((alone, 12), (clustered, 4)):
        line = sheet.line(ref)
        assert line is not None
        sure = known(sheet, line, line.tallies[0])
        assert sure is not None and sure.size == pytest.approx(worth)
        assert sure.interval.low == pytest.approx(wilson(worth, worth).low)


CASES, LOOKS, EACH, SAMPLES = 300, 40, 3, 3
WORTH, LINE = 45.5, 95.0
Schedule = Callable[[int, Random], int]
SCHEDULES: dict[str, Schedule] = {
    "outlet after outlet": lambda visit, _: visit // 5 % OUTLETS,
    "every outlet in turn": lambda visit, _: visit % OUTLETS,
    "mostly the same few": lambda _, chance: min(int(chance.expovariate(0.35)), OUTLETS - 1),
}


def wrong(schedule: Schedule, distance: float, seed: int) -> tuple[int, int]:
    """Of CASES whose true score, over all outlets, lies *distance* beside the line: how many were
    ever called settled on its other side, by our sizes and by counting samples.  Two outlets of
    twelve are much worse (a correlation of about 0.3), every visit finds its three samples met or
    none; a look after every three of 120 visits."""
    chance, true = Random(seed), 1 - (100 - LINE - distance) / WORTH
    shares = [true - 0.4] * 2 + [true + 0.08] * (OUTLETS - 2)
    ours = plain = 0
    for _ in range(CASES):
        chance.shuffle(shares)
        met, visits, fooled = 0, Counter[str](), [False, False]
        for visit in range(1, LOOKS * EACH + 1):
            outlet = schedule(visit - 1, chance)
            visits[f"S{outlet:02}"] += 1
            met += SAMPLES * (chance.random() < shares[outlet])
            if visit % EACH:
                continue
            of = visit * SAMPLES
            about = {code: n / visit for code, n in visits.items()}
            size = Clusters(((float(of), about),), visit * SAMPLES**2).size(
                RHO[Source.OBSERVED], OUTLETS
            )
            off = 100 - WORTH + WORTH * met / of - LINE
            side = off if distance < 0 else -off
            for n, worth in enumerate((size, of)):
                error = standard_error([Share(Fraction(WORTH), Fraction(met, of), worth)])
                fooled[n] |= side - half_width(error, 5) >= 0
        ours, plain = ours + fooled[0], plain + fooled[1]
    return ours, plain


@pytest.mark.parametrize("name", SCHEDULES)
def test_whatever_order_outlets_are_visited_in_few_looks_are_wrong(name: str) -> None:
    found = [wrong(SCHEDULES[name], d, seed) for seed, d in enumerate((-3.0, -0.01, 0.01))]

    for ours, _ in found:
        assert clopper_pearson(ours, CASES, 0.90).high <= 0.05  # the upper bound at 95 %
    naive = max(plain for _, plain in found)
    assert clopper_pearson(naive, CASES, 0.90).low > 0.05
