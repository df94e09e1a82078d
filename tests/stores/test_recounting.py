"""A quota that comes or changes while people answer counts every one of them, once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import store
from surveys.quotas import Quota
from surveys.recounting import recount
from surveys.service import Interviews
from tests.builders import NOON, World, a_world, interviews
from tests.quoted import by_visit, customer, goes_on, quoted, taken

HOUR = timedelta(hours=1)
MANY = 16


@pytest.fixture
async def world(any_engine: AsyncEngine) -> World:
    async with any_engine.begin() as tx:
        return await a_world(tx, survey="quoted")


@pytest.fixture
def service() -> Interviews:
    return interviews(quoted())


async def made(engine: AsyncEngine, service: Interviews, world: World, new: Quota) -> int:
    """The quota, and those counted in it from the start."""
    async with transaction(engine) as tx:
        await store.alone_with_quotas(tx, world.wave)
        await store.add_quota(tx, world.wave, None, new)
        [quota] = await store.quotas_of_wave(tx, world.wave)
        known = service.questionnaires
        return await recount(tx, world.case, world.wave, quota, known, NOON)


async def test_nobody_who_answers_meanwhile_is_missed_or_counted_twice(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    long_ago = NOON - 9 * HOUR  # whoever is under way has no place by now
    there = [
        await customer(any_engine, service, world, "repair", "good", "old", "good", at=long_ago)
        for _ in range(MANY)
    ]

    await asyncio.gather(
        *(goes_on(any_engine, service, turn, ".") for turn in there),
        made(any_engine, service, world, by_visit(most=50, hold_h=1)),
    )

    assert (await taken(any_engine, world))["repair",] == (MANY, MANY)


async def test_whoever_is_past_the_questions_has_a_place_whatever_the_limit(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    past = [await customer(any_engine, service, world, "repair") for _ in range(3)]
    await customer(any_engine, service, world)  # not yet
    await customer(any_engine, service, world, "else")  # in no cell, and not submitted
    await customer(any_engine, service, world, "returns", at=NOON - 2 * HOUR)  # long silent

    assert await made(any_engine, service, world, by_visit(most=1, hold_h=1)) == 3
    assert await taken(any_engine, world) == {("repair",): (3, 0), ("returns",): (0, 0)}
    for turn in past:
        done = await goes_on(any_engine, service, turn, "good", "old", "good", ".")
        assert done.view.status.value == "submitted"


async def test_what_was_submitted_long_ago_counts(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    whole, long_ago = ("good", "old", "good", "."), NOON - 9 * HOUR
    for kind in ("repair", "else"):
        await customer(any_engine, service, world, kind, *whole, at=long_ago)

    assert await made(any_engine, service, world, by_visit(most=4, hold_h=1)) == 2
    assert await taken(any_engine, world) == {
        ("repair",): (1, 1), ("returns",): (0, 0), (): (1, 1),
    }  # fmt: skip
