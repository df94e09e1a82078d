"""Readers hold nobody up, and see one moment; writers come one after the other."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

import db.engine
from db import sqlite
from db.engine import glance, make_engine, reading, transaction
from db.trouble import passing
from tests.conftest import fresh_database

COUNT = text("SELECT count(*) FROM counters")


async def a_table(engine: AsyncEngine) -> None:
    async with transaction(engine) as tx:
        await tx.execute(text("CREATE TABLE counters (n INTEGER)"))
        await tx.execute(text("INSERT INTO counters VALUES (0)"))


async def test_a_writer_commits_while_a_reader_is_still_reading(any_engine: AsyncEngine) -> None:
    await a_table(any_engine)

    async with reading(any_engine) as slow:
        before = (await slow.execute(COUNT)).scalar_one()
        async with asyncio.timeout(2), transaction(any_engine) as tx:
            await tx.execute(text("INSERT INTO counters VALUES (1)"))

    async with reading(any_engine) as tx:
        assert (await tx.execute(COUNT)).scalar_one() == before + 1


async def test_a_reader_on_sqlite_sees_one_moment(engine: AsyncEngine) -> None:
    await a_table(engine)

    async with reading(engine) as slow:
        await slow.execute(COUNT)
        async with transaction(engine) as tx:
            await tx.execute(text("INSERT INTO counters VALUES (1)"))

        assert (await slow.execute(COUNT)).scalar_one() == 1


async def test_a_glance_sees_what_was_committed_while_somebody_writes(
    any_engine: AsyncEngine,
) -> None:
    await a_table(any_engine)

    async with transaction(any_engine) as tx:
        await tx.execute(text("INSERT INTO counters VALUES (1)"))
        async with asyncio.timeout(2), glance(any_engine) as looking:
            during = (await looking.execute(COUNT)).scalar_one()
    async with glance(any_engine) as looking:
        after = (await looking.execute(COUNT)).scalar_one()

    assert (during, after) == (1, 2)


async def test_glances_at_once_take_turns_and_one_that_fails_ends(engine: AsyncEngine) -> None:
    await a_table(engine)

    async def look() -> int:
        async with glance(engine) as tx:
            await asyncio.sleep(0)
            return int((await tx.execute(COUNT)).scalar_one())

    with pytest.raises(OperationalError, match="readonly"):
        async with glance(engine) as tx:
            await tx.execute(text("INSERT INTO counters VALUES (1)"))

    assert await asyncio.gather(*(look() for _ in range(5))) == [1] * 5


async def test_nobody_goes_on_with_a_transaction_whose_commit_failed(
    any_engine: AsyncEngine,
) -> None:
    await a_table(any_engine)
    refusals = [OperationalError("COMMIT", None, Exception("refused"))]

    def refused(_: object) -> None:
        if refusals:
            raise refusals.pop()

    event.listen(Engine, "commit", refused)
    try:
        with pytest.raises(OperationalError, match="refused"):
            async with transaction(any_engine) as tx:
                await tx.execute(text("INSERT INTO counters VALUES (1)"))
    finally:
        event.remove(Engine, "commit", refused)

    async with transaction(any_engine) as tx:
        assert (await tx.execute(COUNT)).scalar_one() == 1


@pytest.mark.parametrize("refused", ["BEGIN", "ROLLBACK"])
async def test_a_look_that_sqlite_refuses_is_its_trouble_and_the_next_one_goes_on(
    engine: AsyncEngine, refused: str
) -> None:
    await a_table(engine)
    waiting, now = [refused], list[str]()

    def traced(said: str) -> None:
        if said in waiting:
            now.append(waiting.pop())

    async def look() -> int:
        async with glance(engine) as tx:
            assert isinstance(tx, sqlite.OnTheSpot)
            tx.raw.set_trace_callback(traced)
            tx.raw.set_progress_handler(lambda: bool(now and now.pop()), 1)
            return int((await tx.execute(COUNT)).scalar_one())

    told = [await asyncio.wait_for(_outcome(look), 5) for _ in range(4)]

    assert waiting == []
    assert [one for one in told if one != 1] == (["trouble"] if refused == "BEGIN" else [])


async def _outcome(look: Callable[[], Awaitable[int]]) -> int | str:
    try:
        return await look()
    except DBAPIError as error:
        return "trouble" if passing(error) else repr(error)


async def test_whose_turn_does_not_come_is_told_and_the_next_ones_go_on(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TURN_SECONDS", 0.05)
    await a_table(engine)

    async def write() -> None:
        async with transaction(engine) as tx:
            await tx.execute(text("INSERT INTO counters VALUES (1)"))

    async with transaction(engine):
        told = await asyncio.gather(*(write() for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in told] == [TimeoutError] * 3
    assert all(passing(one) for one in told if isinstance(one, BaseException))

    await write()
    async with reading(engine) as tx:
        assert (await tx.execute(COUNT)).scalar_one() == 2


async def test_a_row_that_somebody_holds_on_postgresql_is_not_waited_for_without_end(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.engine, "BUSY_MS", 100)
    lock = text("SELECT n FROM counters FOR UPDATE")
    async with fresh_database(postgres_url) as url:
        engine = make_engine(url)
        await a_table(engine)

        async def held() -> None:
            async with transaction(engine) as tx:
                await tx.execute(lock)

        async with transaction(engine) as tx:
            await tx.execute(lock)
            with pytest.raises(DBAPIError) as told:
                await held()
        assert passing(told.value)
        await held()
        await engine.dispose()


async def test_a_connection_that_the_server_closed_is_not_used_again(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as url:
        engine, gone = make_engine(url), asyncio.Event()
        await a_table(engine)
        async with transaction(engine) as tx:
            await tx.execute(COUNT)
            mine = (await tx.get_raw_connection()).driver_connection
        assert mine is not None
        mine.add_termination_listener(lambda _: gone.set())
        async with transaction(beside := make_engine(url)) as tx:
            others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            await tx.execute(text(
                f"SELECT pg_terminate_backend(pid) {others} AND datname = current_database()"
            ))  # fmt: skip
        await asyncio.wait_for(gone.wait(), 5)

        async with transaction(engine) as tx:
            assert (await tx.execute(COUNT)).scalar_one() == 1
        await engine.dispose()
        await beside.dispose()


async def test_no_increment_is_lost_between_eight_writers(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/counters.db")
    await a_table(engine)

    async def add() -> None:
        for _ in range(10):
            async with transaction(engine) as tx:
                n = (await tx.execute(text("SELECT n FROM counters"))).scalar_one()
                await asyncio.sleep(0)
                await tx.execute(text("UPDATE counters SET n = :n"), {"n": n + 1})

    await asyncio.gather(*(add() for _ in range(8)))

    async with reading(engine) as tx:
        assert (await tx.execute(text("SELECT n FROM counters"))).scalar_one() == 80
    await engine.dispose()
