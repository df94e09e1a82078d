"""The engine, set so that what was committed stays committed.

SQLite: write-ahead log with synchronous=FULL, foreign keys on, and every transaction BEGIN
IMMEDIATE: Python's own driver begins only at the first write, so that a read before it stands
outside the transaction and two tasks overwrite each other without an error.  Those that write
take turns within this process, in the order they came: SQLite's own lock knows no order and makes
some wait for ever.  What only reads says so (`reading`) and holds nobody up.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db.kept import OPTION, Kept, Shelf
from db.latency import Latency
from db.numbering import nobody_numbers
from db.sqlite import Reader, Writer

BUSY_MS = 5000  # how long a lock of somebody else is waited for
READING = "anfang_reading"  # an execution option of ours

# Of PostgreSQL's engines.
_commits: WeakKeyDictionary[Engine, Latency] = WeakKeyDictionary()
_shelves: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()
# Of SQLite's engines.
_writers: WeakKeyDictionary[Engine, Writer] = WeakKeyDictionary()
_readers: WeakKeyDictionary[Engine, Reader] = WeakKeyDictionary()


def make_engine(url: str) -> AsyncEngine:
    """An engine for *url* (``sqlite+aiosqlite:///file`` or ``postgresql+asyncpg://…``).

    Its errors never quote parameters: those are people's answers.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        waits = {"server_settings": {"lock_timeout": str(BUSY_MS)}}
        engine = create_async_engine(parsed, hide_parameters=True, connect_args=waits)
        event.listen(engine.sync_engine, "checkout", _still_there)
        return engine
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(parsed, hide_parameters=True)
    writer, reader = Writer(parsed), Reader(parsed)
    for one in (engine.sync_engine, writer.engine):
        event.listen(one, "connect", _on_connect)
        event.listen(one, "begin", _on_begin)
    event.listen(reader.engine, "connect", _on_connect)
    event.listen(reader.engine, "connect", _only_read)
    # Whoever disposes of the engine closes their connections with it.
    event.listen(engine.sync_engine, "engine_disposed", lambda _: writer.close())
    event.listen(engine.sync_engine, "engine_disposed", lambda _: reader.close())
    _writers[engine.sync_engine], _readers[engine.sync_engine] = writer, reader
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _still_there(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server that went away closed its connections, which is known here without asking it: a
    question for each transaction would cost three round trips."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _on_begin(connection: Any) -> None:
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def commits(engine: AsyncEngine) -> Latency:
    """How long those of this process take."""
    if (writer := _writers.get(engine.sync_engine)) is not None:
        return writer.commits
    return _commits.setdefault(engine.sync_engine, Latency())


def _only_read(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One unit of work: commits when the block ends, rolls back when it raises."""
    writer = _writers.get(engine.sync_engine)
    if writer is not None:
        async with writer.transaction() as tx:
            yield tx
        return
    kept = Kept(_shelves.setdefault(engine.sync_engine, Shelf()))
    async with engine.connect() as connection, connection.begin() as unit:
        await connection.execution_options(**{OPTION: kept})
        yield connection
        try:
            with commits(engine).one():
                await unit.commit()
        except BaseException:
            # Nobody knows how it stands with this connection: no other transaction begins on it.
            await connection.invalidate()
            raise
        kept.committed()


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One consistent view for a page or a pull that writes nothing; writers go on meanwhile."""
    async with engine.execution_options(**{READING: True}).begin() as tx:
        yield tx


@asynccontextmanager
async def glance(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One view for a few rows, as one request of a phone needs them; writes nothing.

    On SQLite it is done where it is asked for, without a thread.
    """
    reader = _readers.get(engine.sync_engine)
    async with reader.transaction() if reader else engine.begin() as tx:
        yield tx


@asynccontextmanager
async def snapshot(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One view that many statements share, for what is read page by page; writers go on.

    PostgreSQL shows each statement of `reading` what was committed when it began.  What is
    numbered (db.numbering) is seen up to some number with no gap.
    """
    options: dict[str, Any] = {READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    async with engine.execution_options(**options).begin() as tx:
        if engine.dialect.name == "postgresql":
            async with engine.begin() as still:
                await nobody_numbers(still)
                await tx.execute(text("SELECT 1"))  # what it sees is settled by the first one
        yield tx
