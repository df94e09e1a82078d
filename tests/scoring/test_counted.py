"""Evidence that comes counted gives the sheet that its pieces give, to the last digit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evidence import (
    ClauseRef,
    Counted,
    Evidence,
    Met,
    NotApplicable,
    NotObserved,
    Outcome,
    Sampled,
    Source,
)
from scoring.grade import grade
from scoring.line import Otherwise
from scoring.load import scheme_named
from scoring.score import ScoreSheet, score

CCT = scheme_named("cct-gz-sc03@B2")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)

degrees = st.fractions(0, 1, max_denominator=9)
samples = st.integers(1, 9).flatmap(
    lambda of: st.integers(0, of).map(lambda met: Sampled(met, of))
)
outcomes: st.SearchStrategy[Outcome] = st.one_of(
    degrees.map(Met),
    samples,
    st.sampled_from(["closed", "no such service"]).map(NotApplicable),
    st.sampled_from(["skipped", "refused"]).map(NotObserved),
)
refs = st.sampled_from([*(clause.ref for clause in CCT.clauses), ClauseRef("9.9.9")])
said = st.tuples(refs, st.sampled_from(Source), outcomes, st.integers(1, 4))
overrides = st.fixed_dictionaries({}, optional={
    name: st.sampled_from(policy.allowed) for name, policy in CCT.policies.items()
})  # fmt: skip


def pieces(many: Sequence[tuple[ClauseRef, Source, Outcome, int]]) -> list[Evidence]:
    return [
        Evidence(clause, source, outcome, AT + timedelta(minutes=number), f"interview:{number}")
        for number, (clause, source, outcome, times) in enumerate(many)
        for _ in range(times)
    ]


def counted(evidence: Sequence[Evidence]) -> list[Counted]:
    found = Counter((item.clause, item.source, item.outcome) for item in evidence)
    return [Counted(*what, n=n) for what, n in found.items()]


def bare(sheet: ScoreSheet) -> ScoreSheet:
    """Without the pieces themselves."""
    lines = tuple(replace(line, evidence=(), counted=()) for line in sheet.lines)
    return replace(sheet, lines=lines, stray=())


@given(st.lists(said, max_size=25), overrides, st.sampled_from(Otherwise), st.data())
@settings(max_examples=150, deadline=None)
def test_counted_evidence_gives_the_sheet_of_its_pieces(
    many: list[tuple[ClauseRef, Source, Outcome, int]],
    policies: dict[str, str],
    otherwise: Otherwise,
    data: st.DataObject,
) -> None:
    whole = pieces(many)
    cut = data.draw(st.integers(0, len(whole)))  # as many come one by one

    one_by_one = score(CCT, whole, policies=policies, otherwise=otherwise)
    mixed = score(
        CCT, [*counted(whole[cut:]), *whole[:cut]], policies=policies, otherwise=otherwise
    )

    assert bare(mixed) == bare(one_by_one)
    assert grade(mixed) == grade(one_by_one)
    assert [x.reasons for x in mixed.lines] == [x.reasons for x in one_by_one.lines]
    assert sum(item.n for item in mixed.stray) == len(one_by_one.stray)


def test_a_reason_given_often_is_read_once() -> None:
    ref = next(clause.ref for clause in CCT.clauses if clause.deletable and clause.points)
    many = Counted(ref, CCT.decided_by, NotApplicable("no such service"), 3)

    line = score(CCT, [many]).line(ref)

    assert line is not None and line.reasons == ("no such service",)
