"""What can be wrong around a server for a while: a lock, a full disk, a clock that jumps."""

import random
import resource
import sqlite3
import time
from dataclasses import dataclass, field
from functools import partial
from mmap import mmap
from pathlib import Path
from struct import Struct
from typing import Any

from app import clock, wiring
from app.clock import steady
from bot import api, insist, polling, sender
from db import engine, sqlite
from tests.destruction.bases import FILE, Place

SHORT = 0.1  # seconds somebody's lock is waited for, where the trial must be short
PATIENCE = 1.0  # seconds for a call to the Bot API: on a busy machine one takes a while
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
JUMPS = (-DAY, -HOUR, -6 * MINUTE, 6 * MINUTE, HOUR, DAY)
ROOM = (0, 1, 512, 4096, 5000, 20_000, 60_000)  # bytes a file may still grow by
NUMBER = Struct("d")
FOR_EVER = resource.RLIM_INFINITY


def put(where: Any, name: str, what: Any) -> None:
    """In this process, for good."""
    assert hasattr(where, name), f"{where} has no {name} any more"
    setattr(where, name, what)


def impatient() -> None:
    """Nobody waits for a lock for long."""
    put(engine, "BUSY_MS", round(SHORT * 1000))
    put(sqlite, "TURN_SECONDS", SHORT)


@dataclass(slots=True)
class Locked:
    """SQLite: somebody else is in the middle of writing."""

    breaks: int = 0
    _held: sqlite3.Connection | None = None

    def begins(self, place: Place, pid: int) -> None:
        self._held = sqlite3.connect(
            place.folder / FILE, isolation_level=None, timeout=20, check_same_thread=False
        )
        self._held.execute("BEGIN IMMEDIATE")

    def ends(self) -> None:
        if self._held is not None:
            self._held.execute("ROLLBACK")
            self._held.close()


@dataclass(slots=True)
class TablesLocked:
    """PostgreSQL: somebody works on the tables and lets nobody in."""

    breaks: int = 0
    _place: Place | None = None

    def begins(self, place: Place, pid: int) -> None:
        place.rows("BEGIN")
        place.rows("LOCK TABLE interviews, updates, outbox IN ACCESS EXCLUSIVE MODE")
        self._place = place

    def ends(self) -> None:
        if self._place is not None:
            self._place.rows("ROLLBACK")


@dataclass(slots=True)
class Full:
    """No file of the process grows by more than *room* bytes over the database's log now."""

    room: int
    breaks: int = 0
    _pid: int = 0

    def begins(self, place: Place, pid: int) -> None:
        log, self._pid = Path(f"{place.folder / FILE}-wal"), pid
        size = log.stat().st_size if log.exists() else 0
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + self.room, FOR_EVER))

    def ends(self) -> None:
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (FOR_EVER, FOR_EVER))


@dataclass(slots=True)
class Jumps:
    """The machine's clock is set by so many seconds, and by so many again at the end."""

    there: float
    back: float
    breaks: int = 0
    _by: mmap = field(default_factory=lambda: mmap(-1, NUMBER.size))

    def begins(self, place: Place, pid: int) -> None:
        NUMBER.pack_into(self._by, 0, self.there)

    def ends(self) -> None:
        NUMBER.pack_into(self._by, 0, self.there + self.back)

    def followed(self) -> None:
        """In the server: its clock is this one, and believed soon; a failed call waits so long
        that the clock may jump meanwhile."""
        put(clock, "BELIEVED_SECONDS", 0.02)
        put(sender, "LONGEST_PAUSE", 0.2)
        wiring.clock.__init__(self._wall, steady)  # type: ignore[misc]

    def _wall(self) -> float:
        return time.time() + float(NUMBER.unpack_from(self._by)[0])


@dataclass(slots=True)
class Nothing:
    """All is well around the server: the trouble is in the scenario."""

    breaks: int = 0

    def begins(self, place: Place, pid: int) -> None: ...

    def ends(self) -> None: ...


def soon_hung_up() -> None:
    """In the server: a call to the Bot API that is not answered is given up soon."""
    put(api, "Api", partial(api.Api, patience=PATIENCE))
    put(polling, "run_polling", partial(polling.run_polling, patience=1))
    put(polling, "MARGIN", -1 + 2 * SHORT)
    put(insist, "LONGEST_PAUSE", SHORT)


def jump(chance: random.Random) -> Jumps:
    there = chance.choice(JUMPS)
    return Jumps(there, chance.choice((-there, 0.0)))
