"""Many units of work, one commit.

A commit waits for the disk.  On SQLite only one can write at a time, so whatever comes while the
disk is waited for goes into the next transaction together, each unit behind a savepoint of its
own: one that fails takes back itself and nobody else.  On PostgreSQL, where many write at once and
the server itself commits in groups, each unit is a transaction.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import transaction
from db.sqlite import OnTheSpot

T = TypeVar("T")
MOST = 64  # units of one transaction: it holds up whoever comes after it


class Unit(Generic[T]):
    """One unit of work and what came of it; *done* is set only after the commit."""

    def __init__(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> None:
        self.work = work
        self.done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.result: T | None = None
        self.error: Exception | None = None

    async def run(self, tx: AsyncConnection) -> None:
        """Behind a savepoint.  Raises only if the transaction itself is lost."""
        try:
            async with tx.begin_nested():
                self.result = await self.work(tx)
        except Exception as error:
            self.error = error
            if isinstance(tx, OnTheSpot) and not tx.stands:
                raise  # with it everybody's work is gone, not only this unit's

    def settle(self, lost: BaseException | None) -> None:
        if self.done.done():
            return  # whoever waited has gone
        if (error := self.error or lost) is not None:
            self.done.set_exception(error)
        else:
            self.done.set_result(self.result)  # type: ignore[arg-type]  # it ran: it is a T


class Group:
    """The units of one process, in the order they came."""

    def __init__(self, engine: AsyncEngine, most: int = MOST) -> None:
        self.engine, self._most = engine, most
        self._alone = engine.dialect.name != "sqlite"
        self._waiting: deque[Unit[Any]] = deque()
        self._committing: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What *work* returns, once it is committed.  Raises what it raised, or what kept the
        commit from happening: then nothing of it stands."""
        if self._alone:
            async with transaction(self.engine) as tx:
                return await work(tx)
        unit = Unit(work)
        self._waiting.append(unit)
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit())
        return await unit.done

    async def close(self) -> None:
        """Waits for what is under way."""
        while (task := self._committing) is not None:
            await asyncio.wait({task})

    async def _commit(self) -> None:
        try:
            while self._waiting:
                together = [self._waiting.popleft()
                            for _ in range(min(self._most, len(self._waiting)))]  # fmt: skip
                lost: BaseException | None = None
                try:
                    async with transaction(self.engine) as tx:
                        for unit in together:
                            await unit.run(tx)
                except BaseException as error:
                    lost = error
                for unit in together:
                    unit.settle(lost)
                if isinstance(lost, asyncio.CancelledError):
                    raise lost
        finally:
            self._committing = None
