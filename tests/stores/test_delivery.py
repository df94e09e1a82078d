"""Inbox and outbox on real databases: once in, in order out."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import aside, inbox, outbox
from db.tables import outbox as table
from tests.builders import DAY, NOON


async def test_an_update_is_taken_once(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as tx:
        taken = [await inbox.first_time(tx, 1, n, NOON) for n in (7, 9, 7, 8, 9)]
        assert taken == [True, True, False, True, False]
        assert await inbox.first_time(tx, 2, 7, NOON)
        await aside.put(tx, 1, 8, "ValueError")
        assert await aside.count(tx) == 1


async def test_a_chat_gets_its_messages_in_order_and_others_do_not_wait(
    any_engine: AsyncEngine,
) -> None:
    async with any_engine.begin() as tx:
        await outbox.put(tx, 1, [{"n": 1}, {"n": 2}], NOON)
        await outbox.put(tx, 2, [{"n": 3}], NOON)
        first = await outbox.due(tx, NOON)
        assert [item.message["n"] for item in first] == [1, 3]
        await outbox.later(tx, first[0].id, NOON + DAY, "429")
        assert [item.message["n"] for item in await outbox.due(tx, NOON)] == [3]
        await outbox.sent(tx, [first[1].id])
        assert await outbox.due(tx, NOON) == []
        assert [item.tries for item in await outbox.due(tx, NOON + DAY)] == [1]
        await outbox.sent(tx, [first[0].id])
        assert [item.message["n"] for item in await outbox.due(tx, NOON + DAY)] == [2]
        assert (await outbox.backlog(tx))[0] == 1
        await outbox.drop_open(tx, 1, "blocked")
        assert (await outbox.backlog(tx))[0] == 0


async def test_what_was_sent_is_forgotten_and_what_waits_is_not(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as tx:
        await outbox.put(tx, 1, [{"n": 1}, {"n": 2}], NOON)
        await outbox.sent(tx, [(await outbox.due(tx, NOON))[0].id])

        assert await outbox.forget(tx, NOON) == 0
        assert await outbox.forget(tx, NOON + DAY) == 1
        assert [item.message["n"] for item in await outbox.due(tx, NOON)] == [2]


async def test_old_rows_are_forgotten_a_few_at_a_time(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as tx:
        for n in range(5):
            await inbox.first_time(tx, 1, n, NOON)
            await outbox.put(tx, n, [{"n": n}], NOON)
        await outbox.put(tx, 9, [{"n": 9}], NOON + DAY)
        await outbox.sent(tx, [due.id for due in await outbox.due(tx, NOON + DAY) if due.chat])

        assert [await inbox.forget(tx, NOON + DAY, most=2) for _ in range(4)] == [2, 2, 1, 0]
        dropped = [await outbox.forget(tx, NOON + DAY, most=2) for _ in range(4)]
        assert sum(dropped) == 4 and max(dropped) <= 2 and dropped[-1] == 0
        left = (await tx.execute(select(table.c.chat).order_by(table.c.id))).scalars().all()
        assert left == [0, 9]  # one waits, one is young
