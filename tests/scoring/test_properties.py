"""What must hold for any evidence at all."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adjustments import SpecialDeduction
from scoring.evidence import ClauseRef, Evidence, Met, NotApplicable, NotObserved, Sampled, Source
from scoring.grade import grade
from scoring.line import Otherwise
from scoring.scheme import Clause, Method, Role
from scoring.score import score
from tests.scoring.test_score import AUDITED, CCT, said

refs = st.sampled_from([clause.ref for clause in CCT.clauses])
degrees = st.fractions(0, 1, max_denominator=30)
outcomes = st.one_of(
    degrees.map(Met),
    st.integers(1, 30).flatmap(lambda of: st.integers(0, of).map(lambda met: Sampled(met, of))),
    st.just(NotApplicable("r")),
    st.just(NotObserved("r")),
)
anything = st.lists(
    st.builds(said, refs, st.sampled_from(Source), outcomes, st.integers(0, 5)), max_size=25
)
varied = st.fixed_dictionaries(
    {
        name: st.sampled_from(CCT.policies[name].allowed)
        for name, policy in CCT.policies.items()
        if len(policy.allowed) > 1
    }
)


@settings(deadline=None)
@given(st.data(), anything, varied)
def test_the_order_of_evidence_does_not_matter(
    data: st.DataObject, evidence: list[Evidence], policies: dict[str, str]
) -> None:
    shuffled = data.draw(st.permutations(evidence))

    assert score(CCT, shuffled, policies=policies) == score(CCT, evidence, policies=policies)


@settings(deadline=None)
@given(st.data(), anything, varied, st.sampled_from(Otherwise), st.integers(0, 120))
def test_raising_a_degree_never_lowers_the_score(
    data: st.DataObject,
    evidence: list[Evidence],
    policies: dict[str, str],
    otherwise: Otherwise,
    specials: int,
) -> None:
    ref, source = data.draw(refs), data.draw(st.sampled_from(Source))
    low, high = sorted([data.draw(degrees), data.draw(degrees)])
    texts = [SpecialDeduction("s")] * specials

    def final(degree: Fraction) -> Fraction:
        with_it = [*evidence, said(ref, source, Met(degree))]
        sheet = score(CCT, with_it, specials=texts, policies=policies, otherwise=otherwise)
        assert 0 <= sheet.final <= 100
        assert 0 <= sheet.coverage <= 1
        return sheet.final

    assert final(low) <= final(high)


@settings(deadline=None)
@given(anything, varied)
def test_there_is_a_grade_exactly_when_every_clause_is_settled(
    evidence: list[Evidence], policies: dict[str, str]
) -> None:
    sheet = score(CCT, evidence, policies=policies)
    unsettled = {
        line.clause.ref
        for line in sheet.lines
        if line.earned is None and line.clause.method is not Method.INFORMATION
    }

    assert {clause.ref for clause in sheet.missing} == unsettled
    assert (grade(sheet).name == "none") == bool(unsettled)


@settings(deadline=None)
@given(
    anything,
    varied,
    refs,
    st.integers(1, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    st.sampled_from(Source),
)
def test_a_sample_in_two_equal_parts_is_the_sample(
    evidence: list[Evidence],
    policies: dict[str, str],
    ref: ClauseRef,
    sample: tuple[int, int],
    source: Source,
) -> None:
    met, of = sample
    whole = said(ref, source, Sampled(2 * met, 2 * of))
    half = said(ref, source, Sampled(met, of))

    one = score(CCT, [*evidence, whole], policies=policies)
    two = score(CCT, [*evidence, half, half], policies=policies)
    assert (two.final, two.coverage, two.flags) == (one.final, one.coverage, one.flags)
    assert [x.earned for x in two.lines] == [x.earned for x in one.lines]


DELETABLE = [c for c in CCT.clauses if c.deletable and c.method is Method.SAMPLED]


@settings(deadline=None)
@given(st.sampled_from(DELETABLE), st.integers(0, 4))
def test_leaving_out_a_clause_at_the_average_leaves_the_base_where_it_was(
    clause: Clause, quarters: int
) -> None:
    """*quarters*/4 is the average: every other clause is met to it, and so is this one."""
    rest = [c for c in CCT.clauses if c.ref != clause.ref]
    average = Fraction(quarters, 4)
    roles = {AUDITED: Role.COUNTS}
    scheme = replace(CCT, clauses=tuple(
        replace(c, method=Method.BANDED, roles=roles) if c.points else c for c in CCT.clauses
    ))  # fmt: skip
    others = [said(c.ref, AUDITED, Met(average)) for c in rest]

    whole = score(scheme, [*others, said(clause.ref, AUDITED, Met(average))])
    less = score(scheme, [*others, said(clause.ref, AUDITED, NotApplicable("r"))])
    assert less.applicable == whole.applicable - clause.points
    assert less.base == whole.base == average * 100


@settings(deadline=None)
@given(anything, varied, refs)
def test_leaving_out_moves_the_base_away_from_what_was_left_out(
    evidence: list[Evidence], policies: dict[str, str], ref: ClauseRef
) -> None:
    """Below the average it lifts the base, above it lowers it, at it nothing moves."""
    policies = policies | {"na_rule": "rescale", "na_allowed": "any"}
    kept = [item for item in evidence if item.clause != ref]
    before = score(CCT, [*kept, said(ref, AUDITED, Sampled(1, 2))], policies=policies)
    after = score(CCT, [*kept, said(ref, AUDITED, NotApplicable("r"))], policies=policies)
    line = before.line(ref)
    assert line is not None
    if not line.applicable or not after.applicable:
        return
    share = (line.earned or Fraction(0)) / line.applicable * 100

    assert (after.base > before.base) == (share < before.base)
    assert (after.base < before.base) == (share > before.base)
