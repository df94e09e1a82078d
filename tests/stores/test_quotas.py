"""Places in quotas on real databases: taken, moved, given back, and never one too many."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys import store
from surveys.entries import Answered, QuotaFull, ScreenedOut, Status, Submitted
from surveys.events import (
    AskedToChange,
    Confirmed,
    Finish,
    Jumped,
    Offer,
    Opened,
    Refusal,
    Replied,
    Say,
    Tapped,
    WentBack,
)
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from surveys.turn import Turn
from tests.builders import DAY, NOON, World, a_world, interviews, moment
from tests.quoted import VISIT, by_age, by_visit, customer, goes_on, limit, quoted, say, taken

HOUR = timedelta(hours=1)
WHOLE = ("good", "old", "good", ".")  # whatever they came for


@pytest.fixture
async def world(any_engine: AsyncEngine) -> World:
    async with any_engine.begin() as tx:
        return await a_world(tx, survey="quoted")


@pytest.fixture
def service() -> Interviews:
    return interviews(quoted())


async def review(
    engine: AsyncEngine, service: Interviews, turn: Turn, verdict: str, reason: str = "See note."
) -> Turn:
    async with engine.begin() as tx:
        return await service.review(tx, turn.held.key, verdict, "user:1", reason, moment())


async def test_of_many_at_once_exactly_as_many_as_there_are_places_get_in(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=5), by_age(most=9))
    at_the_door = [
        await customer(any_engine, service, world, kind, "good")
        for kind in ["repair", "returns"] * 12
    ]

    turns = await asyncio.gather(
        *(goes_on(any_engine, service, turn, "young", "good", ".") for turn in at_the_door)
    )

    ends = [turn.view.status for turn in turns]
    assert (ends.count(Status.SUBMITTED), ends.count(Status.QUOTA_FULL)) == (9, 15)
    found = await taken(any_engine, world)
    assert found["young",] == (9, 9)
    assert found["repair",][0] + found["returns",][0] == 9
    assert max(found["repair",][0], found["returns",][0]) == 5


async def test_whoever_finds_no_place_is_thanked_and_nothing_is_lost(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1))
    await customer(any_engine, service, world, "repair", *WHOLE)

    turn = await customer(any_engine, service, world, "repair")

    assert turn.effects == (Finish(Status.QUOTA_FULL),)
    async with any_engine.begin() as tx:
        held = await store.by_key(tx, turn.held.key)
    assert held is not None
    *_, answer, last = held.interview.entries
    assert isinstance(answer.act, Answered)
    assert last.act == QuotaFull("visits", "visit=repair")


async def test_what_is_tapped_after_the_goodbye_is_answered_and_changes_nothing(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1))
    turn = await customer(any_engine, service, world, "else")
    before = turn.held.interview

    for event in (Tapped(VISIT, 1, "repair"), Tapped(QuestionId("first"), 2, "good"), Opened(),
                  Replied("repair"), Jumped(VISIT), WentBack(), AskedToChange(), Confirmed(),
                  Refusal("no")):  # fmt: skip
        turn = await say(any_engine, service, turn, event)
        assert turn.effects[-1] == Finish(Status.SCREENED_OUT)
        assert all(isinstance(effect, Say) for effect in turn.effects[:-1])
        assert not any(isinstance(effect, Offer) for effect in turn.effects)
    assert turn.held.interview == before


async def test_outside_every_cell_of_a_closed_quota_is_screened_out(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit())

    turn = await customer(any_engine, service, world, "else")

    assert turn.held.interview.entries[-1].act == ScreenedOut("visits", "visit=else")
    assert await taken(any_engine, world) == {("repair",): (0, 0), ("returns",): (0, 0)}
    async with any_engine.begin() as tx:
        away = await store.turned_away(tx, world.wave)
    assert away == {("quoted", "visits", "visit=else"): 1}


async def test_outside_every_cell_of_an_open_quota_goes_on_and_is_counted(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_age())

    for _ in range(3):
        turn = await customer(any_engine, service, world, "else", *WHOLE)
        assert turn.view.status is Status.SUBMITTED
    assert await taken(any_engine, world) == {("young",): (0, 0), (): (3, 3)}


async def test_a_changed_answer_moves_the_place(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1))
    turn = await customer(any_engine, service, world, "repair", "good")

    turn = await say(any_engine, service, turn, Jumped(VISIT))
    assert (await taken(any_engine, world))["repair",] == (1, 0)  # theirs until they answer
    await goes_on(any_engine, service, turn, "returns")

    assert await taken(any_engine, world) == {("repair",): (0, 0), ("returns",): (1, 0)}
    other = await customer(any_engine, service, world, "repair", *WHOLE)
    assert other.view.status is Status.SUBMITTED


async def test_an_answer_given_anew_and_the_same_keeps_the_place_in_a_full_cell(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1))
    turn = await customer(any_engine, service, world, "repair", "good")

    turn = await say(any_engine, service, turn, Jumped(VISIT))
    turn = await goes_on(any_engine, service, turn, "repair", "old", "good", ".")

    assert turn.view.status is Status.SUBMITTED


@pytest.mark.parametrize("how", ["voided", "declined"])
async def test_whoever_drops_out_leaves_the_place_to_somebody_else(
    any_engine: AsyncEngine, world: World, service: Interviews, how: str
) -> None:
    await limit(any_engine, world, by_visit(most=1))
    turn = await customer(any_engine, service, world, "repair", "good", "old", "good")
    if how == "declined":
        await say(any_engine, service, turn, Refusal("no time"))
    else:
        turn = await say(any_engine, service, turn, Confirmed())
        await review(any_engine, service, turn, "void")

    other = await customer(any_engine, service, world, "repair", *WHOLE)

    assert other.view.status is Status.SUBMITTED
    assert (await taken(any_engine, world))["repair",] == (1, 1)


async def test_a_place_nobody_uses_any_more_goes_to_somebody_else(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1, hold_h=2))
    idle = await customer(any_engine, service, world, "repair", "good", "old", "good")

    soon = await customer(any_engine, service, world, "repair", at=NOON + HOUR)
    late = await customer(any_engine, service, world, "repair", at=NOON + 3 * HOUR)
    idle = await say(any_engine, service, idle, Confirmed(), NOON + 4 * HOUR)

    assert soon.view.status is Status.QUOTA_FULL
    assert late.view.status is Status.OPEN
    assert idle.effects == (Finish(Status.QUOTA_FULL),)
    acts = [entry.act for entry in idle.held.interview.entries]
    assert not any(isinstance(act, Submitted) for act in acts)  # it never counted
    assert len([act for act in acts if isinstance(act, Answered)]) == 4
    assert await taken(any_engine, world) == {("repair",): (1, 0), ("returns",): (0, 0)}


async def test_a_place_that_nobody_else_wanted_is_still_there_after_a_week(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1, hold_h=2))
    turn = await customer(any_engine, service, world, "repair", "good")

    turn = await goes_on(any_engine, service, turn, "old", "good", ".", at=NOON + 6 * DAY)

    assert turn.view.status is Status.SUBMITTED


async def test_a_submitted_interview_keeps_its_place_for_good(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1, hold_h=2))
    turn = await customer(any_engine, service, world, "repair", *WHOLE)
    await review(any_engine, service, turn, "return")

    late = await customer(any_engine, service, world, "repair", at=NOON + 3 * DAY)

    assert late.view.status is Status.QUOTA_FULL


async def test_what_comes_back_from_a_review_is_moved_and_never_sent_away(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await limit(any_engine, world, by_visit(most=1), by_age())
    turn = await customer(any_engine, service, world, "repair", *WHOLE)
    await customer(any_engine, service, world, "returns", *WHOLE)
    await review(any_engine, service, turn, "return")

    turn = await say(any_engine, service, turn, Jumped(VISIT))
    turn = await goes_on(any_engine, service, turn, "returns", ".")

    assert turn.view.status is Status.SUBMITTED
    found = await taken(any_engine, world)
    assert (found["repair",], found["returns",]) == ((0, 0), (2, 2))
    assert (await review(any_engine, service, turn, "accept", "")).view.status is Status.ACCEPTED
    assert (await taken(any_engine, world)) == found


async def test_a_quota_of_one_outlet_counts_that_outlet_alone(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    async with any_engine.begin() as tx:
        elsewhere = await store.add_outlet(
            tx, client_id=world.client, code="S07", name="别处", address="别处（示例）"
        )
    await limit(any_engine, world, by_visit(most=1), outlet=elsewhere)

    turns = [await customer(any_engine, service, world, "else", *WHOLE) for _ in range(2)]

    assert [turn.view.status for turn in turns] == [Status.SUBMITTED] * 2
    assert await taken(any_engine, world) == {("repair",): (0, 0), ("returns",): (0, 0)}


async def test_a_limit_raised_lets_the_next_in_and_one_lowered_sends_nobody_away(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    [quota] = await limit(any_engine, world, by_visit(most=1))
    async with any_engine.begin() as tx:
        repair, _ = (await store.cells_of_wave(tx, world.wave))[quota]
    assert repair.id is not None
    turn = await customer(any_engine, service, world, "repair", "good")

    async with any_engine.begin() as tx:
        assert await store.set_most(tx, world.case, repair.id, 2)
    second = await customer(any_engine, service, world, "repair", "good")
    async with any_engine.begin() as tx:
        assert await store.set_most(tx, world.case, repair.id, 1)

    for one in (turn, second):
        one = await goes_on(any_engine, service, one, "old", "good", ".")
        assert one.view.status is Status.SUBMITTED
    assert (await customer(any_engine, service, world, "repair")).view.status is Status.QUOTA_FULL
