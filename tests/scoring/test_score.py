"""Several sources on one clause, and what must hold for any evidence at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from scoring.evidence import (
    ClauseRef,
    Evidence,
    Met,
    NotApplicable,
    NotObserved,
    Outcome,
    Sampled,
    Source,
)
from scoring.grade import nonconformities
from scoring.line import Flag, Line, Otherwise, Status
from scoring.load import scheme_named
from scoring.policies import UnknownPolicyError
from scoring.scheme import Role
from scoring.score import SheetFlag, score

CCT = scheme_named("cct-gz-sc03@B2")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
AUDITED, OBSERVED, PERCEIVED = Source.AUDITED, Source.OBSERVED, Source.PERCEIVED

SAMPLED_SEEN = "5.3.2.2"  # sampled, 7 points, a visit counts, customers corroborate
SAMPLED_HINTED = "5.1.2.1"  # sampled, 2 points, a visit only corroborates
QUALITATIVE_SEEN = "5.2.1.3"  # all or nothing, 1 point, a visit counts
QUALITATIVE_UNSEEN = "5.1.2.2"  # all or nothing, a visit cannot see it
BANDED = "5.1.1.2"  # banded, a visit corroborates


def said(ref: str, source: Source, outcome: Outcome, n: int = 0) -> Evidence:
    at = AT + timedelta(minutes=n)
    return Evidence(ClauseRef(ref), source, outcome, at, f"{source}:{n}")


def visits(ref: str, *degrees: int) -> list[Evidence]:
    return [said(ref, OBSERVED, Met(Fraction(d)), n) for n, d in enumerate(degrees)]


def line_of(ref: str, evidence: list[Evidence], **policies: str) -> Line:
    line = score(CCT, evidence, policies=policies).line(ref)
    assert line is not None
    return line


def test_visits_and_audit_of_a_sampled_clause_are_one_pool() -> None:
    audit = said(SAMPLED_SEEN, AUDITED, Sampled(17, 20))
    line = line_of(SAMPLED_SEEN, [audit, *visits(SAMPLED_SEEN, 1, 0, 1, 1)])

    assert line.earned == 7 * Fraction(20, 24)
    numbers = {tally.source: (tally.met, tally.of) for tally in line.tallies}
    assert numbers == {AUDITED: (Fraction(17), 20), OBSERVED: (Fraction(3), 4)}


def test_customers_corroborate_and_move_no_point() -> None:
    unhappy = [said(SAMPLED_SEEN, PERCEIVED, Met(Fraction(0)), n) for n in range(30)]
    line = line_of(SAMPLED_SEEN, [said(SAMPLED_SEEN, AUDITED, Sampled(20, 20)), *unhappy])

    assert line.earned == 7
    assert line.flags == (Flag.SOURCES_DISAGREE,)


@pytest.mark.parametrize("ref", [SAMPLED_HINTED, QUALITATIVE_UNSEEN, BANDED])
def test_a_visit_alone_does_not_settle_a_clause_it_may_only_hint_at(ref: str) -> None:
    assert line_of(ref, visits(ref, 1, 1, 1, 1, 1)).status is Status.NOT_ASSESSED


def test_evidence_from_a_source_that_cannot_see_the_clause_is_flagged() -> None:
    unseen = said(QUALITATIVE_UNSEEN, OBSERVED, NotObserved("staff room"))

    assert line_of(QUALITATIVE_UNSEEN, visits(QUALITATIVE_UNSEEN, 1)).flags == (Flag.NOT_ASKED,)
    assert line_of(QUALITATIVE_UNSEEN, [unseen]).flags == ()


def test_only_the_audit_counts_if_the_policy_says_so() -> None:
    seen = visits(SAMPLED_SEEN, 0, 0, 0)
    audit = said(SAMPLED_SEEN, AUDITED, Sampled(9, 10))

    assert line_of(
        SAMPLED_SEEN, [*seen, audit], evidence_link="audit_only"
    ).earned == 7 * Fraction(9, 10)
    assert line_of(SAMPLED_SEEN, seen, evidence_link="audit_only").earned is None


def test_the_auditor_decides_an_all_or_nothing_clause_and_a_disagreement_shows() -> None:
    audit = said(QUALITATIVE_SEEN, AUDITED, Met(Fraction(1)))
    evidence = [audit, *visits(QUALITATIVE_SEEN, 1, 0)]

    assert line_of(QUALITATIVE_SEEN, evidence).earned == 1
    assert line_of(QUALITATIVE_SEEN, evidence).flags == (Flag.SOURCES_DISAGREE,)
    assert line_of(QUALITATIVE_SEEN, evidence, qualitative_rule="strictest").earned == 0


@pytest.mark.parametrize(("seen", "earned"), [((1, 1, 1), 1), ((1, 0, 1), 0)])
def test_without_the_auditor_all_visits_must_find_an_all_or_nothing_clause_met(
    seen: tuple[int, ...], earned: int
) -> None:
    assert line_of(QUALITATIVE_SEEN, visits(QUALITATIVE_SEEN, *seen)).earned == earned


def test_an_all_or_nothing_clause_met_in_part_is_not_met() -> None:
    partly = said(QUALITATIVE_SEEN, AUDITED, Met(Fraction(3, 5)))

    assert line_of(QUALITATIVE_SEEN, [partly]).earned == 0


def test_part_of_a_clause_is_worth_something_only_where_scheme_and_policy_say_so() -> None:
    own = scheme_named("self-assessment@2022-10-07")
    partly = said("5.1.1.1", Source.SELF_ASSESSED, Met(Fraction(3, 5)))
    other = said("5.1.3.1", Source.SELF_ASSESSED, Met(Fraction(3, 5)))

    assert score(own, [partly, other]).earned == Fraction(3, 5)
    assert score(own, [partly], policies={"partial_cap": "all_or_nothing"}).earned == 0


def test_how_far_a_banded_clause_is_met_is_for_the_auditor_to_judge() -> None:
    roles = {AUDITED: Role.COUNTS, OBSERVED: Role.COUNTS}
    clauses = tuple(replace(c, roles=roles) if c.ref == BANDED else c for c in CCT.clauses)
    scheme = replace(CCT, clauses=clauses)
    seen, audit = visits(BANDED, 1, 0), said(BANDED, AUDITED, Met(Fraction(4, 5)))

    assert score(scheme, seen).earned == 0
    assert score(scheme, seen).coverage == 0
    assert score(scheme, [*seen, audit]).earned == 3 * Fraction(4, 5)
    assert score(scheme, [*seen, audit], policies={"qualitative_rule": "strictest"}).earned == 0


@pytest.mark.parametrize(("happy", "flags"), [(5, ()), (4, (Flag.SOURCES_DISAGREE,))])
def test_customers_disagree_when_fewer_than_half_are_content(
    happy: int, flags: tuple[Flag, ...]
) -> None:
    customers = [said(QUALITATIVE_SEEN, PERCEIVED, Met(Fraction(n < happy)), n) for n in range(10)]
    audit = said(QUALITATIVE_SEEN, AUDITED, Met(Fraction(1)))

    assert line_of(QUALITATIVE_SEEN, [audit, *customers]).flags == flags


def test_a_shopper_to_whom_it_did_not_apply_is_no_sample_and_deletes_nothing() -> None:
    ref = "5.2.4.6"  # may be left out, but only the auditor says so
    evidence = [
        said(ref, OBSERVED, NotApplicable("nothing to repair")),
        said(SAMPLED_SEEN, OBSERVED, NotObserved("closed")),
    ]
    sheet = score(CCT, evidence)

    assert sheet.applicable == 100
    assert {line.status for line in sheet.lines if line.evidence} == {Status.NOT_ASSESSED}


def test_a_deletion_the_scheme_does_not_allow_is_ignored_and_flagged() -> None:
    line = line_of(SAMPLED_SEEN, [said(SAMPLED_SEEN, AUDITED, NotApplicable("no complaints"))])

    assert (line.status, line.flags) == (Status.NOT_ASSESSED, (Flag.DELETION_NOT_ALLOWED,))


def test_a_clause_left_out_although_it_was_assessed_stays_in() -> None:
    ref = "5.2.3.2"
    out = said(ref, AUDITED, NotApplicable("all goods are carried home"))
    line = line_of(ref, [out, said(ref, AUDITED, Sampled(5, 10))])

    assert (line.earned, line.flags) == (Fraction(3, 2), (Flag.CONTRADICTORY_FINDINGS,))


def test_a_clause_left_out_that_visits_saw_met_is_flagged() -> None:
    ref = "5.2.1.1"
    line = line_of(ref, [said(ref, AUDITED, NotApplicable("loose goods")), *visits(ref, 1, 1)])

    assert (line.status, line.flags) == (Status.NOT_APPLICABLE, (Flag.SOURCES_DISAGREE,))


@pytest.mark.parametrize(("n", "flags"), [(4, (Flag.SMALL_SAMPLE,)), (5, ())])
def test_fewer_than_five_samples_are_few(n: int, flags: tuple[Flag, ...]) -> None:
    assert line_of(SAMPLED_SEEN, visits(SAMPLED_SEEN, *[1] * n)).flags == flags


def test_customers_who_only_corroborate_are_no_samples() -> None:
    content = [said(SAMPLED_SEEN, PERCEIVED, Met(Fraction(1)), n) for n in range(30)]

    line = line_of(SAMPLED_SEEN, [said(SAMPLED_SEEN, AUDITED, Sampled(4, 4)), *content])
    assert line.flags == (Flag.SMALL_SAMPLE,)


def test_evidence_on_a_clause_of_another_scheme_is_kept_and_told() -> None:
    stray = said("5.1.1.3", AUDITED, Met(Fraction(1)))
    sheet = score(scheme_named("cts-2025@2025-08-16"), [stray])

    assert (sheet.stray, sheet.flags) == ((stray,), (SheetFlag.STRAY_EVIDENCE,))


def test_what_is_taken_as_met_is_told_apart_and_no_evidence() -> None:
    sheet = score(CCT, visits(BANDED, 0, 0), otherwise=Otherwise.MET)
    line = sheet.line(BANDED)
    assert line is not None

    assert (line.status, line.flags) == (Status.ASSUMED, (Flag.SOURCES_DISAGREE,))
    assert nonconformities(sheet) == ()


def test_every_clause_that_lost_points_is_a_nonconformity_with_its_evidence() -> None:
    audit = said(SAMPLED_SEEN, AUDITED, Sampled(6, 7))
    full = said(SAMPLED_HINTED, AUDITED, Sampled(9, 9))
    out = said("5.2.4.6", AUDITED, NotApplicable("none"))
    sheet = score(CCT, [audit, full, out], otherwise=Otherwise.MET, policies={"na_rule": "zero"})
    (found,) = nonconformities(sheet)

    assert found.clause.ref == SAMPLED_SEEN
    assert found.lost == 1
    assert found.evidence == (audit,)


def test_the_groups_hold_their_clauses_sums() -> None:
    sheet = score(CCT, [said(SAMPLED_SEEN, AUDITED, Sampled(6, 7))], otherwise=Otherwise.MET)
    sums = {item.group.ref: f"{item.earned}/{item.applicable}" for item in sheet.groups}

    assert sums["5.3.2"] == "9/10"
    assert sums["5.3"] == "24/25"
    assert sums["5.1"] == "40/40"


@pytest.mark.parametrize("policies", [{"na_rule": "drop"}, {"rescale": "na_rule"}])
def test_an_unknown_policy_is_refused(policies: dict[str, str]) -> None:
    with pytest.raises(UnknownPolicyError):
        score(CCT, [], policies=policies)


@pytest.mark.parametrize(("met", "of"), [(0, 0), (3, 2), (-1, 2)])
def test_an_impossible_sample_cannot_be_made(met: int, of: int) -> None:
    with pytest.raises(ValueError, match="sample"):
        Sampled(met, of)
