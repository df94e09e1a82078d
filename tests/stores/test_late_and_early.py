"""Before an interview begins and after its window: what is said then is bounded, and counts."""

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys import errors
from surveys import events as e
from surveys.limits import Limits
from surveys.load import questionnaire
from surveys.service import Interviews
from tests.builders import DAY, NOON, TINY, World, a_world, interviews, moment, tiny
from tests.stores.test_interviews import CHAT, arrive, send


@pytest.fixture
async def world(any_engine: AsyncEngine) -> World:
    async with any_engine.begin() as tx:
        return await a_world(tx, visit="tiny")


@pytest.fixture
def service() -> Interviews:
    return interviews(tiny())


async def test_a_long_word_of_why_is_refused_with_a_sentence_and_never_cut(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    turn = await arrive(any_engine, service, world)
    late = moment(NOON + 8 * DAY)
    async with any_engine.begin() as tx:
        after = await service.in_chat(tx, CHAT, e.Replied("x" * 2001), late)

    assert after.effects == (e.Say("too-long", {"most": 2000, "length": 2001}),)
    assert after.held.interview == turn.held.interview


async def test_words_of_why_have_an_end(any_engine: AsyncEngine, world: World) -> None:
    few = interviews(questionnaire(TINY, "tiny@1.yaml", Limits(entries=3)))
    await arrive(any_engine, few, world)
    late = moment(NOON + 8 * DAY)
    async with any_engine.begin() as tx:
        for said in ("one", "two", "three"):
            await few.in_chat(tx, CHAT, e.Replied(said), late)
        with pytest.raises(errors.WindowClosed):
            await few.in_chat(tx, CHAT, e.Replied("four"), late)


async def test_who_chooses_a_language_first_begins_like_everybody_else(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    """Chance was the same for all of them, and what the assignment says was lost."""
    service = replace(service, new_seed=lambda: 4711)
    await arrive(any_engine, service, world)
    await send(any_engine, service, e.Spoke("en"))
    turn = await send(any_engine, service, e.Agreed())

    assert turn.view.seed == 4711
