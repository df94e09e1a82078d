"""The self-assessment of a case, by document 001's own points, beside what the audit came to."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.own_sheet import OwnSheet, own_sheet
from certification.service import Cases
from db.engine import transaction
from scoring.evidence import Source
from tests.builders import NOON
from tests.certification.builders import BY, an_open_case, entered_all, every_clause_met

KEY = "cct-gz-sc03@B2-r1"
OWN = Source.SELF_ASSESSED


async def assessed(engine: AsyncEngine, cases: Cases, claimed: str = "") -> OwnSheet:
    """All conforms by oneself but three rows; the audit finds everything met but 5.3.2.2."""
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        await entered_all(tx, cases, case)
        await cases.enter(tx, case, "5.3.2.2", {"met": 0, "of": 9}, "", BY, NOON)
        for clause, value in every_clause_met(cases, KEY).items():
            await cases.enter(tx, case, clause, value, "", BY, NOON, source=OWN)
        for clause, said in (
            ("5.1.2.2", {"met": False}),
            ("5.2.1.4", {"not_applicable": "nothing can hurt"}),
        ):
            note = "certificates of 2025" if "met" in said else ""
            await cases.enter(tx, case, clause, said, note, BY, NOON, source=OWN)
        await cases.withdraw(tx, case, "5.1.1.1", BY, NOON, source=OWN)
        if claimed:
            await cases.claim(tx, case, claimed, BY, NOON)
        found = own_sheet(await cases.sheet(tx, case))
    assert found is not None
    return found


async def test_each_row_says_whether_it_conforms_with_its_points_and_what_to_show(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    found = await assessed(any_engine, cases)
    rows = {row["clause"]: row for row in found.document("en")["rows"]}

    told = {ref: (rows[ref]["says"], rows[ref]["earned"], rows[ref]["points"]) for ref in rows}
    assert told["5.1.2.2"] == ("conforms-not", "0", "5")  # five in document 001, four in 003
    assert told["5.2.1.4"] == ("left-out", "0", "1")
    assert told["5.1.1.1"] == ("open", None, "1")
    assert told["5.3.2.2"] == ("conforms", "7", "7")
    assert rows["5.1.2.2"]["shown"] == "certificates of 2025"
    assert all(row["to_show"] for row in rows.values())
    assert (found.document("en")["final"], found.found.grade.name) == ("3100/33", "none")


@pytest.mark.parametrize(
    ("claimed", "difference"), [("five-star", 1), ("four-star", 0), ("standard", -2)]
)
async def test_the_grade_applied_for_stands_beside_the_one_the_audit_came_to(
    engine: AsyncEngine, cases: Cases, claimed: str, difference: int
) -> None:
    claim = (await assessed(engine, cases, claimed)).claim
    assert claim is not None

    assert (claim.claimed, claim.achieved, claim.issued) == (claimed, "four-star", "four-star")
    assert claim.difference == difference


async def test_without_a_claim_there_is_none_to_compare(engine: AsyncEngine, cases: Cases) -> None:
    assert (await assessed(engine, cases)).claim is None
