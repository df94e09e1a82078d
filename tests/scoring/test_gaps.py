"""Sources differ where chance does not explain it, and only there."""

from fractions import Fraction

import pytest

from scoring.evidence import ClauseRef, Evidence, Met, Sampled, Source
from scoring.gaps import gaps
from scoring.load import scheme_named
from scoring.score import score
from scoring.statistics.shares import difference
from tests.builders import NOON

SCHEME = scheme_named("cct-gz-sc03@B2")
SAMPLED = "5.2.4.3"
QUALITATIVE = "5.2.2.4"


def sampled(clause: str, source: Source, met: int, of: int) -> Evidence:
    return Evidence(ClauseRef(clause), source, Sampled(met, of), NOON, f"{source}:{met}/{of}")


def stated(clause: str, degree: int) -> Evidence:
    return Evidence(ClauseRef(clause), Source.AUDITED, Met(Fraction(degree)), NOON, "finding")


def named(*evidence: Evidence) -> list[tuple[str, Source, Source]]:
    found = gaps(score(SCHEME, evidence))
    return [(gap.line.clause.ref, gap.low.source, gap.high.source) for gap in found]


def test_the_interval_of_a_difference_is_newcombes() -> None:
    """Newcombe (1998), Statist. Med. 17:873, table II, method 10: 56/70 and 48/80."""
    found = difference(Fraction(56, 70), 70, Fraction(48, 80), 80)

    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(("met", "real"), [(12, True), (27, False)])
def test_two_samples_differ_where_the_interval_leaves_nothing_out(met: int, real: bool) -> None:
    evidence = [
        sampled(SAMPLED, Source.AUDITED, 30, 30), sampled(SAMPLED, Source.OBSERVED, met, 30)
    ]  # fmt: skip
    assert named(*evidence) == ([(SAMPLED, Source.OBSERVED, Source.AUDITED)] if real else [])


def test_one_visit_gainsays_no_audit_however_far_apart_they_are() -> None:
    evidence = [
        sampled(SAMPLED, Source.AUDITED, 3, 3), sampled(SAMPLED, Source.OBSERVED, 0, 1)
    ]  # fmt: skip
    assert named(*evidence) == []


@pytest.mark.parametrize(
    ("degree", "met", "of", "real"),
    [(1, 20, 101, True), (1, 58, 101, False), (1, 0, 1, False), (0, 90, 101, True),
     (0, 50, 101, False)],
)  # fmt: skip
def test_a_sample_gainsays_a_finding_with_its_whole_interval(
    degree: int, met: int, of: int, real: bool
) -> None:
    found = named(stated(QUALITATIVE, degree), sampled(QUALITATIVE, Source.PERCEIVED, met, of))
    assert bool(found) is real


def test_the_widest_comes_first_and_each_clause_once() -> None:
    evidence = [
        sampled(SAMPLED, Source.AUDITED, 60, 60), sampled(SAMPLED, Source.OBSERVED, 30, 60),
        sampled(SAMPLED, Source.PERCEIVED, 10, 60), stated(QUALITATIVE, 1),
        sampled(QUALITATIVE, Source.PERCEIVED, 2, 60),
    ]  # fmt: skip
    assert [ref for ref, _, _ in named(*evidence)] == [QUALITATIVE, SAMPLED]
    assert named(*evidence)[1] == (SAMPLED, Source.PERCEIVED, Source.AUDITED)
