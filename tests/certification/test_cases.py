"""The verbs of a case: who sees it, what may be stated, and that nothing stated is lost."""

import asyncio
from collections.abc import Mapping
from itertools import product

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.audit import Kind
from certification.case import NEXT, CaseDecided, IllegalMove, Move, Stage, advance
from certification.errors import (
    CertificationError,
    NoSuchCase,
    NoSuchClient,
    NoSuchScheme,
    NoSuchUser,
    NothingToUndo,
    Rejected,
    RejectedFinding,
)
from certification.service import Cases
from certification.users import Role
from db.engine import transaction
from locales import ids
from scoring.adjustments import Bonus
from scoring.evidence import NotApplicable, Sampled, Source
from tests.builders import NOON
from tests.certification.builders import BY, KEY, a_user, an_open_case


async def test_an_auditor_sees_only_the_cases_assigned(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        mine, other = await an_open_case(tx, cases), await an_open_case(tx, cases)
        li = await a_user(tx, "li")
        chief = await a_user(tx, "chief", Role.ADMINISTRATOR)
        await cases.assign(tx, mine.id, li.id, BY, NOON)
        await cases.assign(tx, mine.id, li.id, BY, NOON)  # once is enough

        assert [case.id for case in await cases.of_user(tx, li)] == [mine.id]
        assert [case.id for case in await cases.of_user(tx, chief)] == [mine.id, other.id]
        assert (await cases.get(tx, li, mine.id)).client.name["en"] == "Example Appliances"
        assert (await cases.get(tx, chief, other.id)).id == other.id
        for id in (other.id, 0, -1, 999, 2**70):
            with pytest.raises(NoSuchCase):
                await cases.get(tx, li, id)
        await cases.unassign(tx, mine.id, li.id, BY, NOON)
        with pytest.raises(NoSuchCase):
            await cases.get(tx, li, mine.id)


async def test_what_cannot_be_opened_is_told(engine: AsyncEngine, cases: Cases) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        with pytest.raises(NoSuchClient):
            await cases.open(tx, 2**70, KEY, BY, NOON)
        with pytest.raises(NoSuchScheme):
            await cases.open(tx, case.client.id, "../etc", BY, NOON)
        with pytest.raises(Rejected):
            await cases.add_client(tx, {"zh": " \0 "}, BY, NOON)
        with pytest.raises(NoSuchUser):
            await cases.assign(tx, case.id, 7, BY, NOON)
        with pytest.raises(Rejected) as refused:
            await cases.open(
                tx, case.client.id, KEY, BY, NOON, policies={"na_rule": "best", "mood": "good"}
            )
    assert [problem.id for problem in refused.value.problems] == ["policy-value", "policy-unknown"]


@pytest.mark.parametrize(
    ("clause", "value", "sentence"),
    [
        ("5.9.9", {"met": True}, "has no clause 5.9.9"),
        ("5.1.2.1", {"met": 6, "of": 5}, "6 met of only 5 sampled"),
        ("5.1.2.1", {"met": -1, "of": 1.5}, "negative"),
        ("5.1.1.2", {"percent": 101}, "lies between 0 and 100"),
        ("5.1.1.2", {"percent": "NaN"}, "must be a number"),
        ("5.1.1.1", {"percent": 50}, "takes Conforms, not Percent"),
        ("5.1.1.1", {"not_applicable": "no department"}, "may not be left out"),
        ("5.2.4.6", {"not_applicable": " "}, "needs its reason"),
        ("5.2.4.6", {"not_applicable": "\0"}, "needs its reason"),
        ("5.1.1.1", {}, "has no finding"),
        ("5.1.1.1", {"met": None}, "is yes or no"),
        ("5.1.1.1", {"met": [1, 2]}, "is yes or no"),
    ],
)
async def test_what_cannot_be_a_finding_is_told_and_changes_nothing(
    engine: AsyncEngine, cases: Cases, clause: str, value: Mapping[str, object], sentence: str
) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        with pytest.raises(Rejected) as refused:
            await cases.enter(tx, case.id, clause, value, "", BY, NOON)
        assert await cases.findings(tx, case.id) == []
    assert sentence in refused.value.in_language("en")
    assert refused.value.in_language("zh")


async def test_the_last_finding_stands_and_each_can_be_undone(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    clause = "5.2.4.6"
    async with transaction(any_engine) as tx:
        case = await an_open_case(tx, cases)
        with pytest.raises(NothingToUndo):
            await cases.undo(tx, case.id, clause, BY, NOON)
        await cases.enter(tx, case.id, clause, {"met": 1, "of": 2}, "by the log", BY, NOON)
        await cases.enter(tx, case.id, clause, {"not_applicable": "none"}, "x\0y", BY, NOON)

        async def outcome() -> object:
            found = await cases.stands(tx, case.id)
            return found.evidence[0].outcome if found.evidence else None

        assert await outcome() == NotApplicable("none")
        assert await cases.undo(tx, case.id, clause, BY, NOON) == {"met": "1", "of": "2"}
        assert await outcome() == Sampled(1, 2)
        assert await cases.undo(tx, case.id, clause, BY, NOON) == {"not_applicable": "none"}
        await cases.withdraw(tx, case.id, clause, BY, NOON)
        assert await outcome() is None
        await cases.undo(tx, case.id, clause, BY, NOON)
        assert await outcome() == NotApplicable("none")

        log = await cases.findings(tx, case.id)
        assert [(f.value, f.note) for f in log] == [
            ({"met": "1", "of": "2"}, "by the log"),
            ({"not_applicable": "none"}, "xy"),
            ({"met": "1", "of": "2"}, "by the log"),
            ({"not_applicable": "none"}, "xy"),
            (None, ""),
            ({"not_applicable": "none"}, "xy"),
        ]


async def test_findings_are_append_only_in_the_database_itself(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        case = await an_open_case(tx, cases)
        await cases.enter(tx, case.id, "5.1.1.1", {"met": True}, "", BY, NOON)
    for statement in ("UPDATE findings SET note = 'x'", "DELETE FROM findings"):
        with pytest.raises(Exception, match="append-only"):
            async with transaction(any_engine) as tx:
                await tx.execute(text(statement))


async def test_what_the_company_says_stands_beside_what_the_audit_found(
    engine: AsyncEngine, cases: Cases
) -> None:
    own = Source.SELF_ASSESSED
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        await cases.enter(tx, case.id, "5.1.1.1", {"met": True}, "", BY, NOON, source=own)
        assert (await cases.sheet(tx, case.id)).sheet.coverage == 0
        await cases.enter(tx, case.id, "5.1.1.1", {"met": False}, "", BY, NOON)
        line = (await cases.sheet(tx, case.id)).sheet.line("5.1.1.1")
        assert line is not None
        assert line.earned == 0
        assert [tally.source for tally in line.tallies] == [own, Source.AUDITED]
        with pytest.raises(RejectedFinding):
            await cases.enter(
                tx, case.id, "5.1.1.1", {"met": True}, "", BY, NOON, source=Source.OBSERVED
            )


async def test_specials_and_the_bonus_need_words_and_stand_until_withdrawn(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        numbers = [
            await cases.add_special(tx, case.id, {"text": f"event {n}"}, "", BY, NOON)
            for n in range(5)
        ]
        assert numbers == ["1", "2", "3", "4", "5"]
        for twice in ("event 1", "", " \0"):
            with pytest.raises(Rejected):
                await cases.add_special(tx, case.id, {"text": twice}, "", BY, NOON)
        with pytest.raises(Rejected):
            await cases.set_bonus(tx, case.id, "", "", BY, NOON)
        await cases.set_bonus(tx, case.id, "replies in an hour", "", BY, NOON)
        sheet = (await cases.sheet(tx, case.id)).sheet
        assert sheet.deducted == 5
        assert sheet.bonus == Bonus("replies in an hour")

        await cases.withdraw_special(tx, case.id, "2", BY, NOON)
        await cases.withdraw_bonus(tx, case.id, BY, NOON)
        for gone in ("2", "9", "x"):
            with pytest.raises(RejectedFinding):
                await cases.withdraw_special(tx, case.id, gone, BY, NOON)
        assert await cases.add_special(tx, case.id, {"text": "event 1"}, "", BY, NOON) == "6"
        found = await cases.stands(tx, case.id)
        assert [f.subject for f in found.of(Kind.SPECIAL)] == ["1", "3", "4", "5", "6"]
        assert found.bonus is None


async def test_two_who_add_a_special_at_once_get_two_numbers(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(any_engine) as tx:
        case = await an_open_case(tx, cases)

    async def add(text: str) -> str:
        async with transaction(any_engine) as tx:
            return await cases.add_special(tx, case.id, {"text": text}, "", BY, NOON)

    numbers = await asyncio.gather(*(add(f"event {n}") for n in range(4)))
    assert sorted(numbers) == ["1", "2", "3", "4"]


async def test_a_policy_that_would_make_a_finding_impossible_is_refused(
    engine: AsyncEngine, cases: Cases
) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        await cases.set_policies(tx, case.id, {"na_allowed": "any"}, BY, NOON)
        await cases.enter(tx, case.id, "5.1.1.1", {"not_applicable": "because"}, "", BY, NOON)
        with pytest.raises(RejectedFinding):
            await cases.set_policies(tx, case.id, {}, BY, NOON)
        await cases.withdraw(tx, case.id, "5.1.1.1", BY, NOON)
        await cases.set_policies(tx, case.id, {"rounding": "half_up_integer"}, BY, NOON)
        with pytest.raises(RejectedFinding):  # what was possible then is not now
            await cases.undo(tx, case.id, "5.1.1.1", BY, NOON)
        assert (await cases.sheet(tx, case.id)).sheet.policies["rounding"] == "half_up_integer"


async def test_after_the_decision_no_finding_changes(engine: AsyncEngine, cases: Cases) -> None:
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        await cases.enter(tx, case.id, "5.1.1.1", {"met": True}, "", BY, NOON)
        with pytest.raises(IllegalMove) as refused:
            await cases.move(tx, case.id, Move.GRANT, BY, NOON)
        for move in (Move.ACCEPT, Move.FINISH_EVALUATION, Move.RECOMMEND):
            await cases.move(tx, case.id, move, BY, NOON)
        with pytest.raises(CaseDecided):
            await cases.undo(tx, case.id, "5.1.1.1", BY, NOON)
        with pytest.raises(CaseDecided):
            await cases.add_special(tx, case.id, {"text": "late"}, "", BY, NOON)
        assert (await cases.move(tx, case.id, Move.GRANT, BY, NOON)).stage is Stage.CERTIFIED
        acts = (await tx.execute(text("SELECT action FROM audit ORDER BY id"))).scalars().all()

    assert refused.value.in_language("zh") == "处于“申请”的案件不能“同意发证”。"
    assert acts == [
        "client.add", "case.open", "finding.state", "case.accept", "case.finish-evaluation",
        "case.recommend", "case.grant",
    ]  # fmt: skip


def test_only_the_table_moves_a_case() -> None:
    for stage, move in product(Stage, Move):
        if move in NEXT[stage]:
            assert advance(stage, move) is NEXT[stage][move]
        else:
            with pytest.raises(IllegalMove):
                advance(stage, move)
    assert NEXT[Stage.DECISION][Move.GRANT] is Stage.CERTIFIED
    assert NEXT[Stage.REFUSED] == {}


def test_every_stage_can_be_reached_and_says_its_name() -> None:
    reached = {Stage.APPLICATION} | {to for moves in NEXT.values() for to in moves.values()}
    assert reached == set(Stage)
    for stage in Stage:
        for language in ("zh", "en"):
            assert IllegalMove(stage, Move.GRANT).in_language(language)
            assert CaseDecided(stage).in_language(language)


def test_every_refusal_has_its_sentence_in_both_languages() -> None:
    def kinds(parent: type[CertificationError]) -> set[type[CertificationError]]:
        return {parent} | {k for child in parent.__subclasses__() for k in kinds(child)}

    for language in ("zh", "en"):
        known = ids(language)
        assert {kind.id for kind in kinds(CertificationError)} - known == set()
