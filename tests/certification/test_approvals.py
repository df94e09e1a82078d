"""What one auditor leaves out, adds or deducts, and what another person has to agree to."""

from collections.abc import Mapping

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.audit import BONUS, DELETIONS
from certification.errors import RejectedFinding
from certification.service import Cases
from certification.sheet import CaseSheet
from db.engine import transaction
from scoring.adjustments import Bonus, SpecialDeduction, Trigger
from scoring.line import Flag, Status
from tests.builders import NOON
from tests.certification.builders import BY, an_open_case, entered_all

KEY = "cct-gz-sc03@B2-r1"
OTHER = "user:2"
OUT = {"not_applicable": "goods are carried home"}
SPECIAL: Mapping[str, str] = {
    "text": "expired parts were sold",
    "trigger": "law",
    "event": "stock check of 2 March",
    "clauses": "5.2.4.5",
    "why": "the parts are bad, and selling them is against the law",
    "correction": "parts are taken back, stock is checked weekly",
}


async def test_a_clause_is_out_once_another_person_approved_it(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id

        async def line() -> tuple[Status, tuple[Flag, ...]]:
            found = (await cases.sheet(tx, case)).sheet.line("5.2.3.2")
            assert found is not None
            return found.status, found.flags

        await cases.enter(tx, case, "5.2.3.2", OUT, "", BY, NOON)
        assert await line() == (Status.NOT_ASSESSED, (Flag.DELETION_NOT_APPROVED,))
        with pytest.raises(RejectedFinding, match="rejected") as refused:
            await cases.approve(tx, case, "5.2.3.2", "", BY, NOON)
        assert refused.value.problems[0].id == "approve-own"
        await cases.approve(tx, case, "5.2.3.2", "", OTHER, NOON)
        assert await line() == (Status.NOT_APPLICABLE, ())

        again = {"not_applicable": "no deliveries at all"}
        await cases.enter(tx, case, "5.2.3.2", again, "", BY, NOON)
        assert (await line())[0] is Status.NOT_ASSESSED
        await cases.approve(tx, case, "5.2.3.2", "", OTHER, NOON)
        await cases.disapprove(tx, case, "5.2.3.2", OTHER, NOON)
        assert (await line())[0] is Status.NOT_ASSESSED


async def test_nothing_can_be_held_against_a_clause_that_is_left_out(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        await cases.enter(tx, case, "5.2.4.5", OUT, "", BY, NOON)
        with pytest.raises(RejectedFinding) as refused:
            await cases.enter(tx, case, "5.2.4.5", {"met": 1, "of": 2}, "", BY, NOON)
        assert [p.id for p in refused.value.problems] == ["clause-left-out"]
        with pytest.raises(RejectedFinding) as refused:
            await cases.add_special(tx, case, SPECIAL, "", BY, NOON)
        assert [p.id for p in refused.value.problems] == ["clause-left-out"]
        assert (await cases.stands(tx, case)).specials == ()
        await cases.withdraw(tx, case, "5.2.4.5", BY, NOON)
        await cases.enter(tx, case, "5.2.4.5", {"met": 1, "of": 2}, "", BY, NOON)


async def test_an_approval_cannot_be_written_into_a_finding(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        with pytest.raises(RejectedFinding) as refused:
            await cases.enter(tx, case, "5.2.3.2", {**OUT, "approved_by": "me"}, "", BY, NOON)

    assert "approved_by" in refused.value.in_language("en")


async def test_the_bonus_counts_once_a_second_person_signed_it(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        await entered_all(tx, cases, case)
        await cases.enter(tx, case, "5.1.3.1", {"met": False}, "", BY, NOON)
        await cases.set_bonus(tx, case, "leads the trade", "", BY, NOON)
        unsigned = await cases.sheet(tx, case)
        await cases.approve(tx, case, BONUS, "", OTHER, NOON)
        signed = await cases.sheet(tx, case)
        await cases.set_bonus(tx, case, "something else", "", OTHER, NOON)
        anew = await cases.sheet(tx, case)

    assert [s.sheet.final for s in (unsigned, signed, anew)] == [98, 99, 98]
    assert signed.sheet.bonus == Bonus("leads the trade", signed=True)
    assert "bonus-not-signed" in [reason.id for reason in unsigned.grade.reasons]


async def test_a_committee_looks_at_a_case_of_which_too_much_is_left_out(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases, KEY)
        await cases.set_policies(tx, case.id, {"na_allowed": "any"}, BY, NOON)
        await entered_all(tx, cases, case.id)
        for clause in (
            "5.3.2.2",
            "5.1.5.2",
            "5.3.1.4",
            "5.1.4.1",
            "5.1.2.2",
            "5.1.1.2",
            "5.2.3.2",
        ):
            await cases.enter(tx, case.id, clause, OUT, "", BY, NOON)
            await cases.approve(tx, case.id, clause, "", OTHER, NOON)

        async def graded() -> CaseSheet:
            return await cases.sheet(tx, case.id)

        assert (await graded()).grade.name == "none"
        with pytest.raises(RejectedFinding):
            await cases.approve(tx, case.id, DELETIONS, "", BY, NOON)
        await cases.approve(tx, case.id, DELETIONS, "minutes of 3 March", OTHER, NOON)
        assert (await graded()).grade.name == "five-star"
        await cases.enter(tx, case.id, "5.3.1.1", OUT, "", BY, NOON)
        await cases.approve(tx, case.id, "5.3.1.1", "", OTHER, NOON)
        assert (await graded()).grade.name == "none"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"trigger": ""}, ["special deduction: Trigger is missing"]),
        ({"trigger": "bad luck"}, ["Trigger is one of "]),
        (
            {"event": "", "correction": " "},
            ["Event is missing", "Corrective action is missing"],
        ),
        ({"why": ""}, ["Why both is missing"]),
        ({"clauses": "5.10, 5.2.4.5"}, ["has no clause 5.10"]),
        ({"event": "Stock check  of 2 March "}, ["never two special deductions for one event"]),
    ],
)
async def test_a_special_deduction_says_everything_it_has_to_and_stands_once_for_an_event(
    engine: AsyncEngine, cases: Cases, change: dict[str, str], said: list[str]
) -> None:
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        if "missing" not in said[0] and "one of" not in said[0] and "clause" not in said[0]:
            await cases.add_special(tx, case, SPECIAL, "", BY, NOON)
        with pytest.raises(RejectedFinding) as refused:
            await cases.add_special(tx, case, {**SPECIAL, "text": "x"} | change, "", BY, NOON)
        told = [p.in_language("en") for p in refused.value.problems]

    assert [words for words in said if not any(words in sentence for sentence in told)] == []
    assert len(told) == len(said)


async def test_a_special_deduction_comes_out_as_it_was_stated(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        await cases.add_special(tx, case, SPECIAL, "", BY, NOON)
        (special,) = (await cases.sheet(tx, case)).sheet.specials

    assert special == SpecialDeduction(
        text=SPECIAL["text"],
        trigger=Trigger.LAW,
        event=SPECIAL["event"],
        clauses=("5.2.4.5",),
        why=SPECIAL["why"],
        correction=SPECIAL["correction"],
    )


async def test_the_grade_applied_for_is_one_of_the_schemes_or_none(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        with pytest.raises(RejectedFinding, match="rejected"):
            await cases.claim(tx, case, "six-star", BY, NOON)
        await cases.claim(tx, case, "four-star", BY, NOON)
        assert (await cases.stands(tx, case)).claimed == "four-star"
        await cases.claim(tx, case, "", BY, NOON)
        assert (await cases.stands(tx, case)).claimed is None
