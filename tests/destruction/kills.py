"""Where a server dies, or its database says no: everything is counted, so that every place is had.

Counting begins when the server has said its address.  A *point* is a moment around a statement:
before it, after it, before a COMMIT, and when the connection is given back after one.
"""

import os
import signal
import sqlite3
from asyncio import SelectorEventLoop
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from mmap import mmap
from struct import Struct
from typing import Any

from sqlalchemy import Engine, Pool, event
from sqlalchemy.exc import OperationalError

NUMBER = Struct("q")
ON_THE_SPOT = "pysqlite"  # the driver of db.sqlite


class Kind(StrEnum):
    ITERATION = "iteration"  # SIGKILL in place of an iteration of the event loop
    POINT = "point"  # SIGKILL at a moment around a statement
    REFUSAL = "refusal"  # the database refuses one statement or one COMMIT, and lives on


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens at the *at*-th of its kind, from 1."""

    kind: Kind
    at: int


class Full(Exception):
    """As PostgreSQL's driver says it: the disk is full."""

    sqlstate = "53100"


class Counter:
    """Says True once, at number *at* after `begin`; *shared* lets the parent read the number."""

    def __init__(self, at: int, shared: mmap) -> None:
        self._at, self._shared, self._n = at, shared, -1

    def begin(self) -> None:
        self._n = 0

    def strikes(self) -> bool:
        if self._n < 0:
            return False
        self._n += 1
        NUMBER.pack_into(self._shared, 0, self._n)
        return self._n == self._at


class CountingLoop(SelectorEventLoop):
    """Ends its own process where *counter* says so."""

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter

    def _run_once(self) -> None:
        if self._counter.strikes():
            die()
        super()._run_once()  # type: ignore[misc]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def loop_of(fate: Fate | None, shared: mmap) -> tuple[SelectorEventLoop, Callable[[], None]]:
    """The event loop of a process with this fate, and what starts the counting."""
    if fate is None:
        return SelectorEventLoop(), lambda: None
    counter = Counter(fate.at, shared)
    if fate.kind is Kind.ITERATION:
        return CountingLoop(counter), counter.begin
    if fate.kind is Kind.POINT:
        around(lambda: die() if counter.strikes() else None)
    else:
        refusing(counter.strikes)
    return SelectorEventLoop(), counter.begin


def around(strike: Callable[[], object]) -> None:
    """*strike* at every moment around a statement, in all databases of this process.

    What is done on the spot on SQLite passes SQLAlchemy by: there the driver itself tells.
    """

    def told(connection: Any, *_: Any) -> None:
        if connection.dialect.driver != ON_THE_SPOT:
            strike()

    def connected(connection: Any, _: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(lambda _: strike() and None)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, told)
    event.listen(Pool, "connect", connected)
    event.listen(Pool, "checkin", lambda *_: strike())


def refusing(strikes: Callable[[], bool]) -> None:
    """The statement, or the COMMIT, at which *strikes* says True does not happen.

    On SQLite it is interrupted: as with a full disk, all of its transaction is taken back then.
    """
    refused = False

    def told(connection: Any, *_: Any) -> None:
        if connection.dialect.driver != ON_THE_SPOT and strikes():
            raise OperationalError("refused", None, Full("disk full"))

    def traced(_: str) -> None:
        nonlocal refused
        refused = refused or strikes()

    def now() -> bool:
        nonlocal refused
        was, refused = refused, False
        return was

    def connected(connection: Any, _: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(traced)
            connection.set_progress_handler(now, 1)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, told)
    event.listen(Pool, "connect", connected)
