"""What findings say of a characteristic, beside what shoppers and customers say."""

from datetime import UTC, datetime
from fractions import Fraction
from math import sqrt

import pytest

from scoring.evidence import ClauseRef, Evidence, Met, Outcome, Sampled, Source
from scoring.load import scheme_named
from scoring.score import score
from scoring.stated import Stated, stated

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SCHEME = scheme_named("cct-gz-sc03@B2-r1")
SAMPLED, WHOLE = "5.2.4.3", "5.1.2.2"  # 4 points each or not: weights are the scheme's


def of(*said: tuple[str, Source, Outcome], clauses: tuple[str, ...] = (SAMPLED, WHOLE)) -> Stated:
    pieces = [Evidence(ClauseRef(ref), source, what, AT, "t") for ref, source, what in said]
    (found,) = stated(score(SCHEME, pieces), {"courtesy": clauses}, ("courtesy",))
    return found


def points(ref: str) -> Fraction:
    clause = SCHEME.clause(ref)
    assert clause is not None
    return clause.points


def test_clauses_weigh_their_points() -> None:
    found = of((SAMPLED, Source.AUDITED, Sampled(3, 4)), (WHOLE, Source.AUDITED, Met(Fraction(0))))

    whole = points(SAMPLED) + points(WHOLE)
    assert found.share == Fraction(3, 4) * points(SAMPLED) / whole
    assert (found.clauses, found.n) == (2, 5)


def test_only_what_was_sampled_has_a_range() -> None:
    assert of((WHOLE, Source.AUDITED, Met(Fraction(1)))).interval is None

    found = of((SAMPLED, Source.AUDITED, Sampled(3, 4)), clauses=(SAMPLED,)).interval
    z = 1.959963984540054
    p = (3 + z * z / 2) / (4 + z * z)
    assert found is not None
    assert found.low == pytest.approx(0.75 - z * sqrt(p * (1 - p) / 4))
    assert found.high == 1


def test_a_sample_moves_the_whole_by_its_weight() -> None:
    alone = of((SAMPLED, Source.AUDITED, Sampled(2, 4)), clauses=(SAMPLED,)).interval
    both = of((SAMPLED, Source.AUDITED, Sampled(2, 4)), (WHOLE, Source.AUDITED, Met(Fraction(0))))

    assert alone is not None and both.interval is not None
    weight = points(SAMPLED) / (points(SAMPLED) + points(WHOLE))
    wide = (alone.high - alone.low) / 2 * float(weight)
    assert both.interval.high - float(both.share) == pytest.approx(wide)


def test_what_no_question_names_says_nothing_of_it() -> None:
    sheet = score(SCHEME, [Evidence(ClauseRef(WHOLE), Source.AUDITED, Met(Fraction(1)), AT, "t")])

    assert stated(sheet, {"courtesy": [SAMPLED]}, ("courtesy", "safety")) == ()
