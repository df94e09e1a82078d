"""How samples lie in visits and outlets, told from the counts."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.pooling import pool
from certification.service import Cases
from certification.sources import fieldwork
from db.engine import transaction
from scoring.evidence import Met, NotObserved, Source
from scoring.load import scheme_named
from surveys.counts import Count, InterviewCount
from surveys.entries import Status
from surveys.questionnaire import Mode
from tests.builders import interviews, tiny
from tests.certification.builders import BY, PAGE, a_visit, an_open_case, visited

EDITION = ("tiny", 1)
SEEN = Source.OBSERVED


def stood(outlet: int, n: int, status: Status = Status.ACCEPTED) -> InterviewCount:
    return InterviewCount(outlet, EDITION, Mode.MYSTERY, status, True, n)


def said(question: str, n: int, *, seen: bool = True) -> Count:
    outcome = Met(Fraction(1)) if seen else NotObserved("skipped")
    return Count(0, EDITION, question, outcome, None, n)


def test_what_was_answered_by_few_was_answered_by_who_answered_the_rest() -> None:
    pooled = pool([stood(1, 6), stood(2, 4)], {EDITION: tiny()})
    counts = [said("greeted", 10), said("warmth", 5), said("warmth", 5, seen=False)]
    work = fieldwork(pooled, counts, {1: "A", 2: "B", 3: "C"})
    found = work.clusters["5.2.4.3", SEEN]

    assert work.visits == {"A": 6, "B": 4, "C": 0}
    assert (found.of, found.squares) == (15, 5 * 2**2 + 5 * 1**2)
    assert found.outlets == pytest.approx({"A": 0.6, "B": 0.4})


def test_what_does_not_count_is_no_visit() -> None:
    pooled = pool([stood(1, 2), stood(1, 7, Status.SUBMITTED)], {EDITION: tiny()})

    assert fieldwork(pooled, [], {1: "A"}).visits == {"A": 2}


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_the_bound_is_never_below_the_true_sum(answered: list[tuple[bool, bool]]) -> None:
    """One visit a row: whether it answered each of the two questions on the clause."""
    true = sum(sum(row) ** 2 for row in answered)
    times = Counter(
        name
        for row in answered
        for name, yes in zip(("greeted", "warmth"), row, strict=True)
        if yes
    )
    counts = [said(name, n) for name, n in times.items()]
    pooled = pool([stood(1, len(answered))], {EDITION: tiny()})
    found = fieldwork(pooled, counts, {1: "A"}).clusters.get(("5.2.4.3", SEEN))

    assert (found.squares if found else 0) >= true
    if found and len({sum(row) for row in answered}) == 1:
        assert found.squares <= max(true, sum(map(sum, answered)) * 2)


async def test_a_sheet_knows_where_its_samples_come_from(engine: AsyncEngine) -> None:
    playing = interviews(tiny())
    cases = Cases(scheme_named, playing.questionnaires)
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        for outlet, code in (("S1", "one"), ("S2", "two")):
            await a_visit(tx, case, outlet, code)
            turn = await visited(tx, playing, code, "yes", "4")
            if code == "one":
                await playing.review(tx, turn.held.key, "accept", BY, "", PAGE)
        sheet = await cases.sheet(tx, case.id, indices=True)

    assert sheet.sheet.fieldwork.visits == {"S1": 1, "S2": 0}
    # Two samples of one visit, to one of two outlets: 1 / (1 + 0.3 (1 - 1/2)).
    assert sheet.sheet.fieldwork.size("5.2.4.3", SEEN, 2) == pytest.approx(1 / 1.15)
    assert {(one.characteristic, one.source) for one in sheet.stated} == set()


def test_customers_are_told_by_the_question_most_of_them_answered() -> None:
    felt = replace(tiny(), mode=Mode.PERCEPTION)
    standing = [InterviewCount(1, EDITION, Mode.PERCEPTION, Status.SUBMITTED, False, 9)]
    counts = [
        Count(0, EDITION, question, None, degree, n, (1, 7))
        for question, degree, n in (
            ("greeted", Fraction(1), 4), ("greeted", Fraction(0), 2), ("warmth", Fraction(1), 5)
        )
    ]  # fmt: skip
    found = pool(standing, {EDITION: felt}).raters(counts)

    assert found == {("courtesy", 1, 7): 6}
    assert pool([stood(1, 9)], {EDITION: tiny()}).raters(counts) == {}
