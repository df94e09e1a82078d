"""A grade is settled when no grade line lies in an interval that holds at every look at once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from math import log, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evidence import Evidence, Sampled, Source
from scoring.findings import read_findings
from scoring.line import Otherwise
from scoring.load import scheme_named
from scoring.scheme import Method, Role
from scoring.score import ScoreSheet, score
from scoring.settled import Share, Verdict, half_width, settled, standard_error
from scoring.statistics.domain import OutOfDomain
from scoring.statistics.shares import clopper_pearson

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SCHEME = scheme_named("cct-gz-sc03@B2-r1")
SAMPLED = [clause for clause in SCHEME.clauses if clause.method is Method.SAMPLED]


def sheet(text: str) -> ScoreSheet:
    head = "scheme: cct-gz-sc03@B2-r1\notherwise: met\n"
    return read_findings(head + text, "f.yaml", lambda _: SCHEME, at=AT).sheet()


def everywhere(met: int, of: int, policies: Mapping[str, str] | None = None) -> ScoreSheet:
    """Every sampled clause the same, everything else met."""
    pieces = [Evidence(c.ref, Source.AUDITED, Sampled(met, of), AT, "t") for c in SAMPLED]
    return score(SCHEME, pieces, otherwise=Otherwise.MET, policies=policies)


def test_the_figures_by_hand() -> None:
    error = standard_error([Share(Fraction(9), Fraction(1), 5)])
    assert error == pytest.approx(9 * sqrt(9.5 * 4.5 / 14**2 / 5))

    # An error as large as the spread: r = 1.
    assert half_width(5, 5) == pytest.approx(5 * sqrt(2 * (log(2) + 2 * log(20))))
    assert half_width(0, 5) == 0
    with pytest.raises(OutOfDomain):
        half_width(-1, 5)


def test_five_of_five_everywhere_scores_a_hundred_and_settles_nothing() -> None:
    found = settled(everywhere(5, 5))

    assert (found.verdict, found.high) == (Verdict.NOT_SETTLED, Fraction(100))
    assert found.lines == SCHEME.grades
    assert found.more is not None
    visits = found.more.visits
    assert settled(everywhere(5 + visits, 5 + visits)).verdict is Verdict.SETTLED
    assert settled(everywhere(4 + visits, 4 + visits)).verdict is Verdict.NOT_SETTLED


def test_visits_are_enough_only_where_a_visit_can_see_the_clause() -> None:
    both = settled(everywhere(5, 5)).more
    audit_only = settled(everywhere(5, 5, {"evidence_link": "audit_only"})).more
    assert both is not None and audit_only is not None

    blind = {c.ref for c in SAMPLED if c.role(Source.OBSERVED) is not Role.COUNTS}
    assert (both.way, {line.clause.ref for line in both.besides}) == ("besides", blind)
    assert audit_only.way == "samples"
    assert {line.clause.ref for line in audit_only.besides} == {c.ref for c in SAMPLED}

    seen = [c for c in SAMPLED if c.ref not in blind]
    pieces = [
        Evidence(c.ref, Source.AUDITED, Sampled(5, 5) if c in seen else Sampled(900, 900), AT, "t")
        for c in SAMPLED
    ]
    alone = settled(score(SCHEME, pieces, otherwise=Otherwise.MET)).more
    assert alone is not None and (alone.way, alone.besides) == ("visits", ())


def test_exactly_on_a_line_no_number_of_visits_settles() -> None:
    met = 1 - Fraction(10) / sum(clause.points for clause in SAMPLED)  # a score of 90
    found = settled(everywhere(met.numerator, met.denominator))

    assert (found.verdict, found.more) == (Verdict.NOT_SETTLED, None)


def test_what_is_not_wholly_assessed_is_neither_settled_nor_not() -> None:
    nothing = score(SCHEME, [])

    assert settled(nothing).verdict is Verdict.NOT_ASSESSED


def test_where_nothing_was_sampled_the_score_is_as_found() -> None:
    found = settled(sheet("bonus: b"))

    assert (found.verdict, found.more) == (Verdict.SETTLED, None)
    assert found.low == found.high == 100


def test_too_many_special_deductions_fail_wherever_the_score_lies() -> None:
    text = "policies: {special_record: text}\nfindings: {5.3.2.2: {met: 1, of: 2}}\n"

    assert settled(sheet(text + "special_deductions: [a, b, c, d, e]")).verdict is Verdict.SETTLED


def test_that_all_are_met_no_sample_shows_where_one_that_is_not_costs_all_points() -> None:
    found = settled(everywhere(900, 900, {"sampled_rule": "all_or_nothing"}))

    assert (found.verdict, found.more) == (Verdict.NOT_SETTLED, None)
    assert settled(everywhere(0, 1, {"sampled_rule": "all_or_nothing"})).low == Fraction(109, 2)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 20), st.integers(1, 20), st.integers(2, 40))
def test_more_samples_at_the_same_share_never_widen_it(met: int, of: int, times: int) -> None:
    met = min(met, of)
    few, many = settled(everywhere(met, of)), settled(everywhere(met * times, of * times))

    assert few.low <= many.low <= many.high <= few.high


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_came_in_does_not_matter(random: Random) -> None:
    pieces = [
        Evidence(c.ref, Source.AUDITED, Sampled(n % 3, 3), AT, f"t{n}")
        for n, c in enumerate(SAMPLED * 2)
    ]
    mixed = random.sample(pieces, len(pieces))
    one, other = (score(SCHEME, some, otherwise=Otherwise.MET) for some in (pieces, mixed))

    assert settled(one) == settled(other)


CASES, LOOKS, EACH = 600, 30, 3  # a look after every three visits
WORTH, LINE = 45.5, 95.0


def wrong(distance: float, seed: int) -> tuple[int, int]:
    """Of CASES whose true score lies *distance* beside the line: how many were ever called settled
    on its other side, by our interval and by a plain one of 95 percent.  Every visit finds all
    clauses met or none: the most that clauses can have in common."""
    random, true = Random(seed), 1 - (100 - LINE - distance) / WORTH
    ours = plain = 0
    for _ in range(CASES):
        met, fooled = 0, [False, False]
        for look in range(1, LOOKS + 1):
            met += sum(random.random() < true for _ in range(EACH))
            of = look * EACH
            error = standard_error([Share(Fraction(WORTH), Fraction(met, of), of)])
            off = 100 - WORTH + WORTH * met / of - LINE
            side = off if distance < 0 else -off
            for n, half in enumerate((half_width(error, 5), 1.96 * error)):
                fooled[n] |= side - half >= 0
        ours, plain = ours + fooled[0], plain + fooled[1]
    return ours, plain


def test_who_looks_after_every_few_visits_is_wrong_in_at_most_five_of_a_hundred() -> None:
    found = {d: wrong(d, seed) for seed, d in enumerate((-3.0, -1.0, -0.01, 0.01, 1.0, 3.0))}

    for ours, _ in found.values():
        assert clopper_pearson(ours, CASES, 0.90).high <= 0.05  # the upper bound at 95 %
    naive = max(plain for _, plain in found.values())
    assert clopper_pearson(naive, CASES, 0.90).low > 0.05
