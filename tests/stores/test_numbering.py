"""Many number a log at once on PostgreSQL; whoever reads by numbers still misses none."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import make_engine, reading, snapshot, transaction
from db.numbering import nobody_numbers
from migrations import chain
from surveys import events as e
from surveys import store
from surveys.questionnaire import QuestionId
from surveys.records import FeedRow
from tests.builders import a_world, interviews, moment, tiny
from tests.conftest import fresh_database

SOON = 0.3  # seconds: long enough for whoever need not wait
SERVICE = interviews(tiny())
CHATS = (7001, 7002)
AFTER = text("SELECT last_value FROM entries_id_seq")


@pytest.fixture
async def numbered(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    """Two customers of one card have begun."""
    async with fresh_database(postgres_url) as url:
        made = make_engine(url)
        await chain.upgrade(made)
        async with transaction(made) as tx:
            await a_world(tx, visit="tiny", survey="tiny")
        for chat in CHATS:
            async with transaction(made) as tx:
                turn = await SERVICE.by_code_in_chat(tx, "card-code", chat, "en", moment())
                await SERVICE.tapped(tx, chat, turn.held.key, e.Agreed(), moment())
        yield made
        await made.dispose()


async def answer(tx: AsyncConnection, chat: int) -> None:
    await SERVICE.in_chat(tx, chat, e.Tapped(QuestionId("greeted"), 1, "yes"), moment())


async def by_feed(engine: AsyncEngine) -> list[int]:
    async with reading(engine) as tx:
        rows, number = await store.feed(tx, 1), await store.count_after(tx, 1)
    assert number == len(rows)
    return _numbers(rows)


async def by_snapshot(engine: AsyncEngine) -> list[int]:
    async with snapshot(engine) as tx:
        await asyncio.sleep(0)
        return _numbers(await store.feed(tx, 1))


def _numbers(rows: list[FeedRow]) -> list[int]:
    return [row.cursor for row in rows]


@pytest.mark.parametrize("read", [by_feed, by_snapshot])
async def test_answers_do_not_wait_for_each_other_and_who_reads_waits_for_the_gap_to_fill(
    numbered: AsyncEngine, read: Callable[[AsyncEngine], Coroutine[Any, Any, list[int]]]
) -> None:
    before = await read(numbered)
    async with transaction(numbered) as slow:
        await answer(slow, CHATS[0])
        async with asyncio.timeout(2), transaction(numbered) as quick:
            await answer(quick, CHATS[1])
        # The second number is committed, the first is not.
        seeing = asyncio.create_task(read(numbered))
        await asyncio.wait({seeing}, timeout=SOON)
        assert not seeing.done()
    seen = await seeing

    assert seen[: len(before)] == before
    assert len(seen) == len(before) + 2
    assert await read(numbered) == seen


async def test_who_reads_holds_nobody_up_once_it_has_begun(numbered: AsyncEngine) -> None:
    async with reading(numbered) as tx, snapshot(numbered) as seen:
        rows = await store.feed(tx, 1), await store.feed(seen, 1)
        async with asyncio.timeout(2), transaction(numbered) as writing:
            await answer(writing, CHATS[0])
        assert len(await store.feed(tx, 1)) == len(rows[0]) + 1
        assert await store.feed(seen, 1) == rows[1]


async def test_no_number_is_taken_while_somebody_looks_for_the_highest(
    numbered: AsyncEngine,
) -> None:
    async def writes() -> None:
        async with transaction(numbered) as tx:
            await answer(tx, CHATS[0])

    async with transaction(numbered) as tx:
        await nobody_numbers(tx)
        before = (await tx.execute(AFTER)).scalar_one()
        waiting = asyncio.create_task(writes())
        await asyncio.wait({waiting}, timeout=SOON)
        assert not waiting.done()
        assert (await tx.execute(AFTER)).scalar_one() == before
    await waiting
    async with transaction(numbered) as tx:
        assert (await tx.execute(AFTER)).scalar_one() == before + 1


async def test_who_is_taken_back_leaves_a_gap_that_nothing_fills(numbered: AsyncEngine) -> None:
    before = await by_feed(numbered)

    async def in_vain() -> None:
        async with transaction(numbered) as tx:
            await answer(tx, CHATS[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_vain()
    async with transaction(numbered) as tx:
        await answer(tx, CHATS[1])

    assert await by_feed(numbered) == [*before, before[-1] + 2]
