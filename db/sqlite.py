"""SQLite beside an event loop: a transaction that writes runs where it was begun.

aiosqlite hands every statement to a thread and waits for it, which costs several times the work of
the statement.  Two things of a transaction can really wait, for another process or for the disk:
its BEGIN and its COMMIT.  They go to a thread; what stands between them is done on the spot, by a
connection that is not asynchronous at all.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from db.kept import Kept, Shelf
from db.latency import Latency

TURN_SECONDS = 5.0
GONE = "the transaction was taken back before its end"


class OnTheSpot:
    """What our stores use of an AsyncConnection, over a connection of this thread."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        self._connection = connection
        self.kept = kept
        self._depth = 0  # of savepoints
        self.dialect = connection.dialect
        # The driver's own, for statements that need nothing of SQLAlchemy's: see db.prepared.
        self.raw = cast(sqlite3.Connection, connection.connection.driver_connection)

    @property
    def stands(self) -> bool:
        """False once SQLite has taken back all of the transaction by itself, as it does when the
        disk is full or fails: what else was written in it is gone too."""
        return self.raw.in_transaction

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        return self._connection.execute(statement, parameters)

    async def exec_driver_sql(self, statement: str) -> Any:
        return self._connection.exec_driver_sql(statement)

    def close(self) -> None:
        self._connection.close()

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        """A savepoint.  Each depth has a name of its own: what is taken back is all that was done
        since, also where a savepoint within could not be ended and is still open."""
        self._depth += 1
        name = f"depth_{self._depth}"
        try:
            self.says(f"SAVEPOINT {name}")
            try:
                yield
                if self.stands:
                    self.says(f"RELEASE {name}")
            except BaseException:
                self.kept.forget()
                self._takes_back(name)
                raise
        finally:
            self._depth -= 1

    def _takes_back(self, name: str) -> None:
        """To savepoint *name*; where SQLite refuses that, everything: never a part."""
        if not self.stands:
            return
        try:
            self.says(f"ROLLBACK TO {name}")
            self.says(f"RELEASE {name}")
        except DBAPIError:
            self.raw.rollback()

    def says(self, statement: str) -> None:
        """Raises DBAPIError, not the driver's own error, as everything here does."""
        try:
            self.raw.execute(statement)
        except sqlite3.Error as error:
            raise DBAPIError.instance(statement, None, error, sqlite3.Error) from error


class Writer:
    """The one connection of this process that writes, and whose turn it is to use it."""

    def __init__(self, url: URL) -> None:
        self.engine: Engine = create_engine(
            url.set(drivername="sqlite"), hide_parameters=True, poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )  # fmt: skip
        self.shelf = Shelf()
        self.commits = Latency()
        # A thread of its own: a commit behind somebody's photos or workbook would wait for them.
        self._disk = ThreadPoolExecutor(1, "commit")
        self._turn = asyncio.Lock()  # first come, first served: SQLite's own lock knows no order

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK if the block raises.

        Raises TimeoutError if its turn does not come: behind a lock that somebody else holds each
        would wait as long as all before it together.
        """
        await self._in_turn()
        try:
            with self.engine.connect() as connection:  # rolls back what was not committed
                await to_the_end(connection.begin, self._disk)
                # It has all that is used of one: see OnTheSpot.
                tx = OnTheSpot(connection, kept := Kept(self.shelf))
                yield cast(AsyncConnection, tx)
                if not tx.stands:
                    raise OperationalError("COMMIT", None, sqlite3.OperationalError(GONE))
                try:
                    with self.commits.one():
                        await to_the_end(connection.commit, self._disk)
                except BaseException:
                    with suppress(sqlite3.Error):
                        tx.raw.rollback()  # or the next one would find itself within it
                    raise
                kept.committed()
        finally:
            self._turn.release()

    def close(self) -> None:
        self.engine.dispose()
        self._disk.shutdown()
        self._disk = ThreadPoolExecutor(1, "commit")  # it may be used again, as an engine may

    async def _in_turn(self) -> None:
        if not self._turn.locked():  # a clock for what need not wait would cost as much as it
            await self._turn.acquire()
            return
        async with asyncio.timeout(TURN_SECONDS):
            await self._turn.acquire()


class Reader:
    """The connection for reading a few rows on the spot.

    In a write-ahead log nobody who reads waits for anybody, so that nothing here needs a thread.
    What reads much (`db.engine.reading`) would hold up the loop, and goes to one.
    """

    def __init__(self, url: URL) -> None:
        self.engine: Engine = create_engine(
            url.set(drivername="sqlite"), hide_parameters=True, poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )  # fmt: skip
        self._turn = asyncio.Lock()
        self._tx: OnTheSpot | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """BEGIN … ROLLBACK: one view, in which nothing can be written.  Raises DBAPIError."""
        async with self._turn:
            # Opened once, and begun past SQLAlchemy: that alone would take longer than the reads.
            self._tx = tx = self._tx or OnTheSpot(self.engine.connect(), Kept(Shelf()))
            tx.says("BEGIN")
            try:
                yield cast(AsyncConnection, tx)
            finally:
                tx.kept.committed()  # nothing of it can be taken back
                self._end(tx)

    def _end(self, tx: OnTheSpot) -> None:
        try:
            if tx.stands:
                tx.says("ROLLBACK")
        except DBAPIError:
            self.close()  # what was read is right; the next look has a connection of its own

    def close(self) -> None:
        if self._tx is not None:
            self._tx.close()
            self._tx = None
        self.engine.dispose()


async def to_the_end(call: Callable[[], object], where: Executor) -> None:
    """*call* in a thread.  Who is cancelled meanwhile waits for it all the same: the connection
    is never used by two threads at once."""
    under_way = asyncio.get_running_loop().run_in_executor(where, call)
    try:
        await asyncio.shield(under_way)
    except asyncio.CancelledError:
        await asyncio.wait({under_way})
        raise
