"""The verbs on real databases: one row, one log, whoever comes from wherever at once."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import outbox
from surveys import errors, store
from surveys import events as e
from surveys.entries import Answered, Reopened, Status, Submitted
from surveys.events import Ask, Brief, Event, Finish
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from surveys.turn import Incoming, Turn
from surveys.values import Place
from tests.builders import DAY, NOON, World, a_world, interviews, moment, tiny

CHAT = 4711


@pytest.fixture
async def world(any_engine: AsyncEngine) -> World:
    async with any_engine.begin() as tx:
        return await a_world(tx, visit="tiny")


@pytest.fixture
def service() -> Interviews:
    return interviews(tiny())


async def arrive(engine: AsyncEngine, service: Interviews, world: World) -> Turn:
    async with engine.begin() as tx:
        return await service.by_code_in_chat(tx, world.assignment, CHAT, "en", moment())


async def send(engine: AsyncEngine, service: Interviews, event: Event) -> Turn:
    async with engine.begin() as tx:
        return await service.in_chat(tx, CHAT, event, moment())


def tap(turn: Turn, code: str) -> Event:
    screen = turn.effects[-1]
    assert isinstance(screen, Ask)
    return e.Tapped(screen.question.id, screen.revision, code)


async def test_a_visit_from_the_link_to_the_receipt(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    turn = await arrive(any_engine, service, world)
    assert turn.effects == (Brief(),)
    assert turn.assignment is not None
    assert turn.outlet.code == "S06"
    turn = await send(any_engine, service, e.Agreed())
    turn = await send(any_engine, service, tap(turn, "no"))
    turn = await send(any_engine, service, e.Replied("He looked away. 看手机"))
    turn = await send(any_engine, service, tap(turn, "5"))
    turn = await send(any_engine, service, e.Confirmed())

    assert isinstance(turn.effects[-1], Finish)
    async with any_engine.begin() as tx:
        held = await store.by_key(tx, turn.held.key)
    assert held is not None
    assert held.interview == turn.held.interview
    assert isinstance(held.interview.entries[-1].act, Submitted)


async def test_chat_and_page_are_one_interview(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    in_chat = await send(any_engine, service, e.Agreed())
    in_chat = await send(any_engine, service, tap(in_chat, "yes"))

    async with any_engine.begin() as tx:
        on_page = await service.by_assignment_code(tx, world.assignment, "en", moment())
        on_page = await service.on_page(tx, on_page.held.token, e.WentBack(), moment())
    again = await send(any_engine, service, e.Opened())

    assert on_page.held.id == in_chat.held.id
    assert isinstance(again.effects[-1], Ask)
    assert again.effects[-1].question.id == "greeted"


async def test_many_taps_at_once_leave_one_answer(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    event = tap(await send(any_engine, service, e.Agreed()), "yes")

    turns = await asyncio.gather(*(send(any_engine, service, event) for _ in range(8)))

    answered = [entry for entry in max(turns, key=lambda t: t.held.interview.revision)
                .held.interview.entries if isinstance(entry.act, Answered)]  # fmt: skip
    assert len(answered) == 1
    assert {
        turn.effects[-1].question.id for turn in turns if isinstance(turn.effects[-1], Ask)
    } == {"warmth"}


async def test_many_arrivals_at_once_are_one_interview(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    async def open_link() -> int:
        async with any_engine.begin() as tx:
            turn = await service.by_assignment_code(tx, world.assignment, "en", moment())
        return turn.held.id

    async def open_card() -> int:
        async with any_engine.begin() as tx:
            return (await service.by_code_in_chat(tx, world.card, CHAT, "en", moment())).held.id

    await open_card()

    assert len(set(await asyncio.gather(*(open_link() for _ in range(8))))) == 1
    assert len(set(await asyncio.gather(*(open_card() for _ in range(8))))) == 1


async def test_another_account_cannot_take_the_assignment(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)

    with pytest.raises(errors.CodeTaken):
        async with any_engine.begin() as tx:
            await service.by_code_in_chat(tx, world.assignment, 99, "en", moment())


async def test_a_button_of_somebody_elses_interview_does_nothing(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    turn = await arrive(any_engine, service, world)
    async with any_engine.begin() as tx:
        await service.by_code_in_chat(tx, world.card, 99, "en", moment())

    with pytest.raises(errors.NoOpenInterview):
        async with any_engine.begin() as tx:
            await service.tapped(tx, 99, turn.held.key, e.Agreed(), moment())


@pytest.mark.parametrize(
    ("at", "refusal"),
    [(NOON - 2 * DAY, errors.NotOpenYet), (NOON + 8 * DAY, errors.WindowClosed)],
)
async def test_outside_the_window_nothing_starts(
    any_engine: AsyncEngine,
    world: World,
    service: Interviews,
    at: object,
    refusal: type[Exception],
) -> None:
    from datetime import datetime

    assert isinstance(at, datetime)
    with pytest.raises(refusal):
        async with any_engine.begin() as tx:
            await service.by_assignment_code(tx, world.assignment, "en", moment(at))

    async with any_engine.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM interviews"))).scalar_one() == 0


async def test_after_the_window_nothing_is_lost_and_a_word_of_why_is_kept(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    turn = await send(any_engine, service, e.Agreed())
    turn = await send(any_engine, service, tap(turn, "yes"))
    late = moment(NOON + 8 * DAY)

    with pytest.raises(errors.WindowClosed):
        async with any_engine.begin() as tx:
            await service.in_chat(tx, CHAT, tap(turn, "4"), late)
    async with any_engine.begin() as tx:
        turn = await service.in_chat(tx, CHAT, e.Replied("My bus did not come."), late)

    assert turn.effects == (e.Say("late-explained"),)
    assert turn.view.reason == "My bus did not come."
    assert set(turn.view.answers) == {"greeted"}


async def test_what_a_reviewer_returned_may_be_answered_after_the_window(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    turn = await send(any_engine, service, e.Agreed())
    turn = await send(any_engine, service, tap(turn, "yes"))
    turn = await send(any_engine, service, tap(turn, "@skip"))
    turn = await send(any_engine, service, e.Confirmed())
    late = moment(NOON + 8 * DAY)

    async with any_engine.begin() as tx:
        await service.review(tx, turn.held.key, "return", "user:1", "Which brand?", late)
        turn = await service.in_chat(tx, CHAT, e.WentBack(), late)

    assert isinstance(turn.effects[-1], Ask)


async def test_an_unknown_code_leaves_nothing_behind(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    with pytest.raises(errors.UnknownCode):
        async with any_engine.begin() as tx:
            await service.by_code_in_chat(tx, "nonsense", CHAT, "en", moment())

    async with any_engine.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM persons"))).scalar_one() == 0


async def test_each_customer_of_a_card_has_an_interview_of_their_own(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    async with any_engine.begin() as tx:
        one = await service.start_from_card(tx, world.card, "zh", moment())
        two = await service.start_from_card(tx, world.card, "zh", moment())
        same = await service.by_code_in_chat(tx, world.card, CHAT, "zh", moment())
        again = await service.by_code_in_chat(tx, world.card, CHAT, "zh", moment())

    assert len({one.held.id, two.held.id, same.held.id}) == 3
    assert again.held.id == same.held.id


async def test_a_place_is_measured_to_the_outlet(
    any_engine: AsyncEngine, service: Interviews
) -> None:
    async with any_engine.begin() as tx:
        world = await a_world(tx)
    await arrive(any_engine, service, world)
    await send(any_engine, service, e.Agreed())

    turn = await send(any_engine, service, e.SentPlace(Place(30.5814, 114.2910)))

    value = turn.view.answers[QuestionId("place")].value
    assert isinstance(value, Place)
    assert value.metres is not None
    assert 44 < value.metres < 45  # 0.0004 degrees of latitude


async def test_a_photo_has_its_row_only_when_it_was_wanted(
    any_engine: AsyncEngine, service: Interviews
) -> None:
    async with any_engine.begin() as tx:
        world = await a_world(tx)
    await arrive(any_engine, service, world)
    turn = await send(any_engine, service, e.Agreed())
    photo = Incoming({"telegram": "file-1"}, is_file=True, size=2048)

    async with any_engine.begin() as tx:
        await service.in_chat(tx, CHAT, e.SentFile("a1"), moment(), photo=photo)
    turn = await send(any_engine, service, tap(turn, "no_signal"))
    async with any_engine.begin() as tx:
        await service.in_chat(tx, CHAT, e.SentFile("a2"), moment(), photo=photo)
        rows = await store.attachments_of(tx, turn.held.id)

    assert [(row.id, row.is_file, row.path) for row in rows] == [("a2", True, None)]


async def test_a_returned_visit_is_open_again_and_the_shopper_is_told(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    turn = await send(any_engine, service, e.Agreed())
    turn = await send(any_engine, service, tap(turn, "yes"))
    turn = await send(any_engine, service, tap(turn, "@skip"))
    turn = await send(any_engine, service, e.Confirmed())
    key = turn.held.key

    async with any_engine.begin() as tx:
        with pytest.raises(errors.NotReviewable):
            await service.review(tx, key, "return", "user:1", "  ", moment())
        await service.review(tx, key, "return", "user:1", "Which brand?", moment())
        due = await outbox.due(tx, NOON)
        with pytest.raises(errors.NotReviewable):
            await service.review(tx, key, "accept", "user:1", "", moment())
    turn = await send(any_engine, service, e.WentBack())

    assert [item.message["reason"] for item in due] == ["Which brand?"]
    assert turn.view.status is Status.RETURNED
    assert isinstance(turn.held.interview.entries[-1].act, Reopened)


async def test_an_unreachable_person_pauses_and_goes_on_later(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await arrive(any_engine, service, world)
    await send(any_engine, service, e.Agreed())
    async with any_engine.begin() as tx:
        await service.unreachable(tx, CHAT, moment())
        await service.unreachable(tx, 12345, moment())  # nobody we know: nothing happens
        person = await store.known_person(tx, CHAT)
    assert person is not None
    assert person.unreachable_at == NOON

    turn = await arrive(any_engine, service, world)

    assert turn.view.status is Status.PAUSED
    assert isinstance(turn.effects[-1], Ask)
    turn = await send(any_engine, service, tap(turn, "yes"))
    assert turn.view.status is Status.OPEN


async def test_a_pull_that_goes_on_misses_none_and_repeats_none(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    """Writers answer while a reader pulls page after page."""

    async def customer(number: int) -> None:
        async with any_engine.begin() as tx:
            turn = await service.start_from_card(tx, world.card, "en", moment())
        token = turn.held.token
        async with any_engine.begin() as tx:
            turn = await service.on_page(tx, token, e.Agreed(), moment())
        for _ in range(4):
            code = turn.effects[-1].question.options[0].code  # type: ignore[union-attr]
            async with any_engine.begin() as tx:
                turn = await service.on_page(tx, token, tap(turn, code), moment())

    async def reader() -> list[int]:
        seen: list[int] = []
        while len(seen) < 8 * 5:
            async with any_engine.begin() as tx:
                rows = await store.feed(tx, world.case, seen[-1] if seen else 0, limit=3)
            seen += [row.cursor for row in rows]
            await asyncio.sleep(0)
        return seen

    seen, *_ = await asyncio.gather(reader(), *(customer(n) for n in range(8)))

    async with any_engine.begin() as tx:
        everything = [row.cursor for row in await store.feed(tx, world.case)]
    assert seen == everything
    assert len(set(seen)) == 40
