"""Readers hold nobody up, and see one moment; writers come one after the other."""

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine, reading, transaction

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
