"""A whole case: findings and interviews in, score, grade and indices out, on both engines."""

from fractions import Fraction

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.errors import SchemeChanged
from certification.service import Cases
from db.engine import transaction
from scoring.evidence import Source
from tests.builders import NOON, a_case, a_client, interviews, tiny
from tests.certification.builders import (
    BY,
    PAGE,
    a_visit,
    an_open_case,
    entered_all,
    visited,
)


async def test_a_case_is_graded_from_findings_and_the_visits_that_count(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    """5.2.4.3 is sampled: 20 of 20 audited, then one accepted visit not met twice -> 20 of 22."""
    playing = interviews(tiny())
    async with transaction(any_engine) as tx:
        case = await an_open_case(tx, cases)
        await entered_all(tx, cases, case.id)
        for outlet in ("S01", "S02", "S03"):
            await a_visit(tx, case, outlet, f"visit-{outlet}")
        accepted = await visited(tx, playing, "visit-S01", "no", "2")
        await playing.review(tx, accepted.held.key, "accept", BY, "", PAGE)
        waiting = await visited(tx, playing, "visit-S02", "yes", "5")

    async with transaction(any_engine) as tx:
        found = await cases.sheet(tx, case.id, indices=True, evidence=True)

    line = found.sheet.line("5.2.4.3")
    assert line is not None and line.clause.points == 3
    lost = 3 * Fraction(2, 22)
    assert found.sheet.final == 100 - lost
    assert found.grade.name == "five-star"
    assert f"interview:{accepted.held.key}#greeted" in {e.trace for e in line.evidence}
    assert not any(waiting.held.key in e.trace for e in line.evidence)
    assert (found.counted, found.to_review, found.unvisited) == (1, 1, 1)
    # "no" is 0, 2 of 1..5 is 1/4: the mean of the two answers at S01, and nothing of S02
    value = Fraction(100, 8)
    assert [
        (i.characteristic, i.source, i.outlet, i.wave, i.n, i.value) for i in found.indices
    ] == [
        ("courtesy", Source.OBSERVED, None, None, 2, value),
        ("courtesy", Source.OBSERVED, "S01", None, 2, value),
        ("courtesy", Source.OBSERVED, None, "wave 1", 2, value),
    ]
    assert found.standing("en") == (
        "99.72: Five stars, 100 of 100 applicable points assessed; "
        "1 interview to review; 1 assignment open."
    )


async def test_an_empty_case_has_no_grade_and_says_what_is_open(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        found = await cases.sheet(tx, case.id)

    assert found.grade.name == "none"
    assert found.best.name == "five-star"
    assert found.standing("en") == (
        "0.00 so far, 0 of 100 applicable points assessed, grade open (not passed so far, "
        "at best Five stars); no interview to review; no assignment open."
    )
    assert found.standing("zh").startswith("目前 0.00 分，适用 100 分已评 0 分，级别未定")


async def test_a_scheme_file_that_changed_gives_no_score(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = await a_case(tx, await a_client(tx))  # its hash is of no file
        with pytest.raises(SchemeChanged) as refused:
            await cases.sheet(tx, case)
        with pytest.raises(SchemeChanged):
            await cases.enter(tx, case, "5.1.1.1", {"met": True}, "", BY, NOON)

    assert "no longer the one this case was opened under" in refused.value.in_language("en")
