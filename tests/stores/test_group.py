"""Many units, one commit: each stands or falls by itself, and none is acknowledged before it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db import outbox, sqlite
from db.engine import commits, reading, transaction
from db.group import Group
from db.tables import outbox as table
from tests.builders import NOON


def queueing(chat: int, error: Exception | None = None) -> Callable[..., Awaitable[int]]:
    """A unit that queues a message for *chat*, and then raises *error* if there is one."""

    async def work(tx: AsyncConnection) -> int:
        await outbox.put(tx, chat, [{"n": chat}], NOON)
        if error is not None:
            raise error
        return chat

    return work


async def chats(engine: AsyncEngine) -> list[int]:
    async with reading(engine) as tx:
        return list((await tx.execute(select(table.c.chat).order_by(table.c.chat))).scalars())


async def test_what_comes_together_is_committed_and_each_gets_its_own_result(
    any_engine: AsyncEngine,
) -> None:
    group = Group(any_engine)
    results = await asyncio.gather(*(group.run(queueing(chat)) for chat in range(20)))

    assert results == list(range(20))
    assert await chats(any_engine) == list(range(20))


async def test_one_that_fails_takes_back_itself_and_nobody_else(any_engine: AsyncEngine) -> None:
    group = Group(any_engine)
    results = await asyncio.gather(
        group.run(queueing(1)), group.run(queueing(2, ValueError("no"))), group.run(queueing(3)),
        return_exceptions=True,
    )  # fmt: skip

    assert [str(one) for one in results] == ["1", "no", "3"]
    assert await chats(any_engine) == [1, 3]


async def test_a_full_disk_takes_back_everybody_and_nobody_is_told_otherwise(
    engine: AsyncEngine,
) -> None:
    group, swallowed = Group(engine), []

    async def too_much(tx: AsyncConnection) -> int:
        # SQLite answers a full disk by taking back the whole transaction, not one statement.
        await tx.exec_driver_sql("PRAGMA max_page_count = 1")
        try:
            return await queueing_much(tx)
        finally:
            await tx.exec_driver_sql("PRAGMA max_page_count = 1000000")

    async def queueing_much(tx: AsyncConnection) -> int:
        await outbox.put(tx, 2, [{"n": "x" * 10**6}], NOON)
        return 2

    async def silently(tx: AsyncConnection) -> int:
        try:
            return await too_much(tx)
        except OperationalError as error:
            swallowed.append(error)
            return 4

    first = await asyncio.gather(
        group.run(queueing(1)), group.run(too_much), group.run(queueing(3)),
        return_exceptions=True,
    )  # fmt: skip
    with pytest.raises(OperationalError, match="taken back"):
        await group.run(silently)

    assert [type(one) for one in first] == [OperationalError] * 3
    assert all("full" in str(one) for one in (*first, *swallowed))
    assert await chats(engine) == []
    assert await group.run(queueing(5)) == 5


async def test_a_savepoint_that_cannot_be_made_is_trouble_of_the_database(
    engine: AsyncEngine,
) -> None:
    async with transaction(engine) as tx:
        assert isinstance(tx, sqlite.OnTheSpot)
        tx.raw.set_progress_handler(lambda: 1, 1)
        try:
            with pytest.raises(OperationalError, match="interrupted"):
                async with tx.begin_nested():
                    raise AssertionError("nothing was begun")
        finally:
            tx.raw.set_progress_handler(None, 1)


@pytest.mark.parametrize(
    ("refused", "left"),
    [("RELEASE depth_2", [7]), ("RELEASE depth_1", [7]), ("ROLLBACK TO depth_1", [])],
)
async def test_a_savepoint_that_cannot_be_ended_leaves_nothing_of_its_unit(
    engine: AsyncEngine, refused: str, left: list[int]
) -> None:
    """An update was noted as taken without what it did: when it came again, it was known."""
    waiting, refusals, group = [refused], list[str](), Group(engine)

    def traced(said: str) -> None:
        if said in waiting:
            refusals.append(waiting.pop())

    async def unit(tx: AsyncConnection) -> None:
        assert isinstance(tx, sqlite.OnTheSpot)
        tx.raw.set_trace_callback(traced)
        tx.raw.set_progress_handler(lambda: bool(refusals and refusals.pop()), 1)
        await queueing(1)(tx)
        async with tx.begin_nested():
            await queueing(2)(tx)
        if refused.startswith("ROLLBACK"):
            raise ValueError("no")

    told = await asyncio.gather(
        group.run(queueing(7)), group.run(unit), return_exceptions=True
    )  # fmt: skip

    assert isinstance(told[1], OperationalError if left else ValueError)
    assert (told[0] == 7) is bool(left)
    assert await chats(engine) == left
    async with transaction(engine) as tx:
        assert isinstance(tx, sqlite.OnTheSpot)
        tx.raw.set_trace_callback(None)
        tx.raw.set_progress_handler(None, 1)
    assert await group.run(queueing(8)) == 8


async def test_units_share_commits_on_sqlite(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    waited_for = sqlite.to_the_end

    async def counted(call: Callable[[], object], where: Executor) -> None:
        made.extend(["commit"] if getattr(call, "__name__", "") == "commit" else [])
        await waited_for(call, where)

    monkeypatch.setattr(sqlite, "to_the_end", counted)
    group = Group(engine, most=10)
    await asyncio.gather(*(group.run(queueing(chat)) for chat in range(25)))

    assert len(made) == 3
    assert len(await chats(engine)) == 25


async def test_a_commit_does_not_wait_for_other_work_in_threads(any_engine: AsyncEngine) -> None:
    """Photos on their way to the disk and workbooks take every thread there is."""
    slow, busy = threading.Event(), ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(busy)
    under_way = asyncio.ensure_future(asyncio.to_thread(slow.wait))
    try:
        async with asyncio.timeout(10):
            assert await Group(any_engine).run(queueing(1)) == 1
        assert not under_way.done()
    finally:
        slow.set()
        await under_way


async def test_nothing_is_acknowledged_when_the_commit_does_not_happen(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(call: Callable[[], object], where: Executor) -> None:
        if getattr(call, "__name__", "") == "commit":
            raise OperationalError("COMMIT", {}, Exception("disk full"))
        call()

    group = Group(engine)
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "to_the_end", refused)
        results = await asyncio.gather(
            group.run(queueing(1)), group.run(queueing(2)), return_exceptions=True
        )
    assert [type(one) for one in results] == [OperationalError] * 2
    assert await chats(engine) == []
    assert await group.run(queueing(3)) == 3  # and the next ones go on
    assert await chats(engine) == [3]


async def test_commits_are_counted_by_how_long_they_take(any_engine: AsyncEngine) -> None:
    before = commits(any_engine).upto()[-1][1]
    group = Group(any_engine)
    for chat in range(3):
        await group.run(queueing(chat))
    with pytest.raises(ValueError, match="no"):
        await group.run(queueing(4, ValueError("no")))

    counted = dict(commits(any_engine).upto())
    alone = any_engine.dialect.name == "postgresql"
    assert counted["+Inf"] - before == (
        3 if alone else 4
    )  # what failed shared a commit of its own
    assert list(counted.values()) == sorted(counted.values())
    assert commits(any_engine).seconds > 0
    assert commits(any_engine).failed == 0


async def test_who_is_cancelled_while_the_disk_is_waited_for_does_not_tear_the_commit(
    engine: AsyncEngine,
) -> None:
    async def write(chat: int) -> None:
        async with transaction(engine) as tx:
            await outbox.put(tx, chat, [{"n": chat}], NOON)

    for chat in range(40):
        task = asyncio.create_task(write(chat))
        for _ in range(chat):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
    await write(99)

    assert (await chats(engine))[-1] == 99
    async with reading(engine) as tx:
        found = await tx.execute(select(func.count()).select_from(table).group_by(table.c.chat))
        assert set(found.scalars()) == {1}


async def test_closing_waits_for_what_is_under_way(engine: AsyncEngine) -> None:
    group = Group(engine)
    under_way = asyncio.create_task(group.run(queueing(1)))
    await asyncio.sleep(0)
    await group.close()

    assert await chats(engine) == [1]
    assert await under_way == 1


async def test_writers_get_their_turn_in_the_order_they_came(engine: AsyncEngine) -> None:
    order: list[int] = []

    async def write(number: int) -> None:
        async with transaction(engine) as tx:
            await outbox.put(tx, number, [{"n": number}], NOON)
            order.append(number)

    await asyncio.gather(*(write(number) for number in range(50)))
    assert order == list(range(50))
