"""The measure of speed is taken once and then kept; lists of interviews come a page at a time."""

from datetime import timedelta
from fractions import Fraction

from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import reading, transaction
from surveys import store
from surveys.entries import Moment, Status, view
from surveys.events import Agreed, Confirmed, Tapped
from surveys.pace import pace_for
from surveys.quality import REFERENCE
from surveys.questionnaire import QuestionId
from surveys.records import Held
from tests.builders import NOON
from tests.certification.builders import BY
from tests.stores.test_counts import CONSOLE, FELT, House


async def answered(house: House, seconds: int) -> Held:
    """A customer who takes so long for each answer."""
    async with transaction(house.engine) as tx:
        at = NOON
        turn = await house.playing.start_from_card(tx, "card", "en", Moment(at, "page"))
        turn = await house.playing.on_page(tx, turn.held.token, Agreed(), Moment(at, "page"))
        for question, code in (("greeted", "yes"), ("warmth", "4")):
            at += timedelta(seconds=seconds)
            event = Tapped(QuestionId(question), turn.held.interview.revision, code)
            turn = await house.playing.on_page(tx, turn.held.token, event, Moment(at, "page"))
        turn = await house.playing.on_page(tx, turn.held.token, Confirmed(), Moment(at, "page"))
        return turn.held


async def test_the_pace_is_frozen_with_the_thirtieth_and_never_moves(engine: AsyncEngine) -> None:
    house = House(engine)
    await house.begin("S01")
    await house.card()
    held = [await answered(house, 20) for _ in range(REFERENCE - 1)]
    async with reading(engine) as tx:
        assert await store.pace(tx, held[0]) is None
        so_far = await pace_for(tx, held[0], FELT)
        assert so_far is not None and (so_far.of, so_far.frozen) == (REFERENCE - 1, None)

    held.append(await answered(house, 20))
    async with reading(engine) as tx:
        kept = await store.pace(tx, held[0])
    assert kept is not None and kept.of == REFERENCE
    assert kept.frozen == NOON + timedelta(seconds=40)
    assert set(kept.seconds.values()) == {Fraction(20)}

    for one in held[:15]:
        await house.review(one.key, "void")
    for _ in range(30):
        await answered(house, 1)
    async with reading(engine) as tx:
        assert await pace_for(tx, held[0], FELT) == kept


async def test_a_list_comes_page_by_page_with_what_waits_first(engine: AsyncEngine) -> None:
    house = House(engine)
    await house.begin("S01", "S02", "S03")
    await house.card()
    customers = [(await answered(house, 5)).key for _ in range(3)]
    waiting = [await house.visit(outlet, "yes", "4") for outlet in ("S01", "S02", "S03")]
    await house.review(waiting[1], "accept")
    order = [waiting[0], waiting[2], waiting[1], *reversed(customers)]
    async with reading(engine) as tx:
        found = [
            one.key for skip in range(6) for one in await store.listed(tx, house.case.id, skip, 1)
        ]
        assert [one.key for one in await store.listed(tx, house.case.id, 1, 3)] == order[1:4]
        submitted = await store.listed(tx, house.case.id, 0, 9, status=Status.SUBMITTED)
        assert [one.key for one in submitted] == [waiting[0], waiting[2], *reversed(customers)]
        last = await store.listed(tx, house.case.id, 4, 9)
        assert [view(one.interview).status for one in last] == [Status.SUBMITTED] * 2
    assert found == order


async def test_an_interview_is_held_against_the_newest_and_its_persons_own(
    engine: AsyncEngine,
) -> None:
    house = House(engine)
    await house.begin("S01")
    await house.card()
    held = [await answered(house, 5) for _ in range(4)]
    async with transaction(engine) as tx:
        person = await store.add_person(tx, "somebody", NOON)
        mine = [await store.claimed(tx, held[n], person) for n in (0, 3)]
        found = await store.beside(tx, mine[1], 1)
    assert {one.key for one in found} == {held[2].key, held[0].key}
    async with transaction(engine) as tx:
        await house.playing.review(tx, held[1].key, "void", BY, "because", CONSOLE)
