"""What is kept beside the logs is what the logs say: after every step, on both databases."""

import asyncio
import functools
import operator
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.case import Case
from certification.service import Cases
from certification.sheet import CaseSheet
from db.engine import reading, transaction
from scoring.evidence import Evidence
from scoring.index import indices
from scoring.line import Line
from scoring.load import scheme_named
from scoring.score import ScoreSheet, score
from surveys import store
from surveys.editions import pooled
from surveys.entries import Moment, Status, view
from surveys.events import Agreed, Confirmed, Tapped
from surveys.evidence import Rated, observations, ratings
from surveys.load import packaged, questionnaire
from surveys.moving import move
from surveys.questionnaire import QuestionId
from surveys.review import countable
from surveys.verifying import WrongEvidence, differences, repair
from tests.builders import NOON, TINY, interviews, tiny
from tests.certification.builders import BY, a_visit, an_open_case, visited

CONSOLE = Moment(NOON, "console")


FELT = questionnaire(
    TINY.replace("questionnaire: tiny", "questionnaire: felt").replace("mystery", "perception"),
    "felt@1.yaml",
)


class House:
    """A case, and the verbs on it, each in a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        newer = TINY.replace("edition: 1", "edition: 2").replace('". >= 4"', '". >= 5"')
        self.newer = questionnaire(newer, "tiny@2.yaml")
        self.engine, self.playing = engine, interviews(tiny(), self.newer, FELT)
        self.cases = Cases(scheme_named, {**packaged(), **self.playing.questionnaires})
        self.case: Case

    async def begin(self, *outlets: str) -> None:
        async with transaction(self.engine) as tx:
            self.case = await an_open_case(tx, self.cases)
            for outlet in outlets:
                await a_visit(tx, self.case, outlet, f"at-{outlet}")

    async def visit(self, outlet: str, greeted: str, warmth: str) -> str:
        async with transaction(self.engine) as tx:
            turn = await visited(tx, self.playing, f"at-{outlet}", greeted, warmth)
        return turn.held.key

    async def card(self) -> str:
        """A card of the case's first outlet."""
        async with transaction(self.engine) as tx:
            (wave,) = await store.waves_of_case(tx, self.case.id)
            place = (await store.outlets_of_client(tx, self.case.client.id))[0]
            await store.add_card(
                tx, code="card", wave_id=wave.id, outlet_id=place.id, questionnaire="felt",
                edition=1,
            )  # fmt: skip
        return "card"

    async def customer(self, card: str, *taps: str) -> str:
        page = Moment(NOON, "page")
        async with transaction(self.engine) as tx:
            turn = await self.playing.start_from_card(tx, card, "en", page)
            token = turn.held.token
            turn = await self.playing.on_page(tx, token, Agreed(), page)
            for question, code in zip(("greeted", "warmth"), taps, strict=True):
                event = Tapped(QuestionId(question), turn.held.interview.revision, code)
                turn = await self.playing.on_page(tx, token, event, page)
            await self.playing.on_page(tx, token, Confirmed(), page)
        return turn.held.key

    async def review(self, key: str, verdict: str) -> None:
        async with transaction(self.engine) as tx:
            await self.playing.review(tx, key, verdict, BY, "because", CONSOLE)

    async def holds(self) -> CaseSheet:
        """The sheet from the counts, which is the one from the logs, number by number."""
        async with reading(self.engine) as tx:
            known = self.playing.questionnaires
            assert [wrong async for wrong in differences(tx, known)] == []
            kept = await self.cases.sheet(tx, self.case.id, indices=True)
            opened = await self.cases.sheet(tx, self.case.id, indices=True, evidence=True)
            sheet, evidence, rated = await from_logs(tx, self)
        for found in (kept, opened):
            assert numbers(found.sheet) == numbers(sheet)
            places = len(found.outlets)
            assert found.indices == indices(rated, found.sheet.policies, outlets=places)
        pieces = [piece for line in opened.sheet.lines for piece in line.evidence]
        assert sorted(pieces, key=repr) == sorted(evidence, key=repr)
        return kept


async def from_logs(tx: Any, house: House) -> tuple[ScoreSheet, list[Evidence], list[Rated]]:
    """As it was done before anything was counted: every log folded."""
    held = await store.of_case(tx, house.case.id)
    counted = [one for one in held if countable(one.mode, view(one.interview).status)]
    known = house.playing.questionnaires
    together = pooled(known[one.questionnaire, one.edition] for one in counted)
    outlets = {o.id: o.code for o in await store.outlets_of_client(tx, house.case.client.id)}
    waves = {w.id: w.name for w in await store.waves_of_case(tx, house.case.id)}
    evidence: list[Evidence] = []
    rated: list[Rated] = []
    for one in counted:
        key = one.questionnaire, one.edition
        asked, only = known[key], together[key]
        evidence += observations(asked, one.interview, key=one.key, only=only)
        where = outlets[one.outlet_id], waves[one.wave_id]
        rated += ratings(asked, one.interview, *where, by=one.key, only=only)
    return score(scheme_named(house.case.scheme), evidence), evidence, rated


def numbers(sheet: ScoreSheet) -> list[object]:
    lines = [
        (x.clause.ref, x.status, x.applicable, x.earned, x.tallies, x.flags, x.reasons)
        for x in sheet.lines
    ]
    return [*lines, sheet.earned, sheet.applicable, sheet.assessed, sheet.final, sheet.flags]


def said(line: Line) -> list[tuple[float, int, int]]:
    """Of each source: met, of, not observed."""
    return [(float(one.met), one.of, one.not_observed) for one in line.tallies]


@pytest.fixture
def house(any_engine: AsyncEngine) -> House:
    return House(any_engine)


async def test_every_verdict_leaves_the_counts_as_the_logs_have_them(house: House) -> None:
    await house.begin("S01", "S02", "S03")
    first = await house.visit("S01", "no", "2")
    sheet = await house.holds()
    assert (sheet.counted, sheet.to_review, sheet.unvisited) == (0, 1, 2)
    await house.review(first, "accept")
    line = (await house.holds()).sheet.line("5.2.4.3")
    assert line is not None and said(line) == [(0, 2, 0)]
    second = await house.visit("S02", "yes", "4")
    await house.review(second, "return")
    await house.holds()
    third = await house.visit("S03", "unseen", "5")
    await house.review(third, "accept")
    line = (await house.holds()).sheet.line("5.2.4.3")
    assert line is not None and said(line) == [(1, 3, 1)]
    await house.review(first, "void")
    sheet = await house.holds()
    assert sheet.counted == 1
    assert dict(sheet.statuses) == {Status.VOIDED: 1, Status.RETURNED: 1, Status.ACCEPTED: 1}
    await house.review(third, "void")
    assert (await house.holds()).indices == ()


async def test_a_newer_edition_changes_what_is_pooled_and_no_number_is_lost(
    house: House,
) -> None:
    await house.begin("S01", "S02")
    await house.review(await house.visit("S01", "yes", "4"), "accept")
    async with transaction(house.engine) as tx:
        held = (await store.of_case(tx, house.case.id))[0]
        turn = await house.playing.by_assignment_code(tx, "at-S02", "en", Moment(NOON, "page"))
    await move(house.engine, tiny(), house.newer, held.wave_id, BY, Moment(NOON), not_begun=True)
    await house.holds()  # the one just opened has moved
    key = await house.visit("S02", "yes", "4")
    assert key == turn.held.key
    assert (await house.holds()).apart == ()
    await house.review(key, "accept")

    (apart,) = (await house.holds()).apart

    assert (apart.what.questions, apart.count, apart.interviews) == (("warmth",), 1, 1)


async def test_customers_count_at_once_and_as_many_people_as_they_are(house: House) -> None:
    await house.begin("S01")
    card = await house.card()
    keys = [await house.customer(card, "yes", str(1 + n % 5)) for n in range(4)]
    (few, *_) = (await house.holds()).indices
    assert (few.n, few.value) == (8, None)  # eight answers, but of four people
    keys.append(await house.customer(card, "yes", "5"))
    (enough, *_) = (await house.holds()).indices
    assert enough.n == 10 and enough.value is not None

    await house.review(keys[0], "accept")  # it counted already and says nothing new
    await house.holds()
    await house.review(keys[0], "void")

    assert (await house.holds()).counted == 4


async def test_accepts_at_the_same_moment_are_all_counted(house: House) -> None:
    outlets = [f"S{number:02}" for number in range(8)]
    await house.begin(*outlets)
    keys = [await house.visit(outlet, "yes", "5") for outlet in outlets]

    await asyncio.gather(*(house.review(key, "accept") for key in keys))

    line = (await house.holds()).sheet.line("5.2.4.3")
    assert line is not None and said(line) == [(16, 16, 0)]


async def test_a_lines_evidence_is_read_page_by_page_worst_first(house: House) -> None:
    await house.begin("S01", "S02", "S03")
    for outlet, greeted, warmth in (
        ("S01", "yes", "5"),
        ("S02", "no", "1"),
        ("S03", "unseen", "4"),
    ):
        await house.review(await house.visit(outlet, greeted, warmth), "accept")

    async with reading(house.engine) as tx:
        whole = await house.cases.answers_on(tx, house.case.id, "5.2.4.3", 0, 50)
        pages = [
            await house.cases.answers_on(tx, house.case.id, "5.2.4.3", skip, 4)
            for skip in (0, 4, 8)
        ]
        assert await house.cases.answers_on(tx, house.case.id, "5.1.1.1", 0, 50) == []

    assert [len(page) for page in pages] == [4, 2, 0]
    assert functools.reduce(operator.iadd, pages, []) == whole
    degrees = [getattr(one.outcome, "degree", Fraction(2)) for one in whole]
    assert degrees == [0, 0, 1, 1, 1, 2]


SPOILT = {
    "a row is gone": "DELETE FROM evidence WHERE question = 'greeted'",
    "a row lies elsewhere": "UPDATE evidence SET outlet_count_id = "
    "(SELECT max(id) FROM outlet_counts)",
    "an outlet's count": "UPDATE outlet_counts SET n = n + 1",
    "a case's count": "UPDATE counts SET n = 7",
    "what is counted": "UPDATE counts SET outcome = 'met 1/2' WHERE outcome = 'met 1'",
    "interviews": "UPDATE interview_counts SET n = n + 2",
    "no interviews": "DELETE FROM interview_counts",
    "status": "UPDATE interviews SET status = 'voided'",
    "assignments": "UPDATE assignment_counts SET n = 0",
    "all": "DELETE FROM evidence",
}


@pytest.mark.parametrize("spoilt", SPOILT)
async def test_whatever_is_spoilt_is_told_and_put_right(house: House, spoilt: str) -> None:
    await house.begin("S01", "S02")
    await house.review(await house.visit("S01", "no", "2"), "accept")
    await house.review(await house.visit("S02", "yes", "4"), "accept")
    async with transaction(house.engine) as tx:
        await tx.execute(text(SPOILT[spoilt]))
    known = house.playing.questionnaires

    async with reading(house.engine) as tx:
        told = [wrong async for wrong in differences(tx, known)]
    mended = [wrong async for wrong in repair(house.engine, known)]

    assert told != []
    assert mended == told
    await house.holds()


async def test_a_difference_names_interview_and_question(house: House) -> None:
    await house.begin("S01")
    key = await house.visit("S01", "yes", "2")
    await house.review(key, "accept")
    async with transaction(house.engine) as tx:
        await tx.execute(text("DELETE FROM evidence WHERE question = 'greeted'"))

    async with reading(house.engine) as tx:
        first, *_ = [wrong async for wrong in differences(tx, house.playing.questionnaires)]

    assert isinstance(first, WrongEvidence)
    assert (first.key, first.question, first.kept) == (key, "greeted", None)
    assert first.says is not None and first.says.outcome == "met 1"
