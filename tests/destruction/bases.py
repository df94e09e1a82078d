"""A fresh database for every trial, and questions to it while nobody else is there.

SQLite: a copy of the prepared file.  PostgreSQL: one database of a server of our own, whose rows
are put back to what was prepared; making a database anew costs its checkpoint each time.
"""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.destruction.forks import DEADLINE, once

FILE = "anfang.db"
Rows = list[tuple[Any, ...]]
Prepare = Callable[[str], Coroutine[Any, Any, None]]  # with the database's URL


class Place(Protocol):
    """One trial's: *folder* is its data folder, *url* its database."""

    @property
    def folder(self) -> Path: ...
    @property
    def url(self) -> str: ...
    def rows(self, sql: str) -> Rows: ...
    def quiet(self) -> None:
        """Waits until nothing that a dead process had begun is under way."""


class Base(Protocol):
    @property
    def engine(self) -> str:
        """Which, and its version."""

    def fresh(self, folder: Path) -> Place: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class File:
    """A place on SQLite."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite+aiosqlite:///{self.folder / FILE}"

    def rows(self, sql: str) -> Rows:
        with closing(sqlite3.connect(self.folder / FILE)) as db:
            return db.execute(sql).fetchall()

    def quiet(self) -> None:
        """It ended with its process."""


class Files:
    """SQLite."""

    engine = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        folder.mkdir()
        self._file = folder / FILE
        once(lambda: prepare(File(folder).url))

    def fresh(self, folder: Path) -> File:
        folder.mkdir()
        shutil.copy(self._file, folder / FILE)
        return File(folder)

    def close(self) -> None:
        """Nothing stays open."""


@dataclass(frozen=True, slots=True)
class Database:
    """A place on PostgreSQL."""

    folder: Path
    url: str
    server: "Server"

    def rows(self, sql: str) -> Rows:
        return self.server.rows(sql)

    def quiet(self) -> None:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        until = time.monotonic() + DEADLINE
        while self.rows(others) != [(0,)]:
            if time.monotonic() > until:
                raise TimeoutError("somebody of a dead process is still in the database")
            time.sleep(0.001)


class Server:
    """PostgreSQL: the database *name* at *url*, which is a superuser's."""

    def __init__(self, url: str, name: str, prepare: Prepare) -> None:
        self._loop = asyncio.new_event_loop()
        self._url = make_url(url).set(database=name).render_as_string(hide_password=False)
        self._run(_make(url, name))
        once(lambda: prepare(self._url))
        self._engine = create_async_engine(self._url)
        self._connect()
        self.engine = "PostgreSQL " + self.rows("SHOW server_version")[0][0].split()[0]
        self._back = self._way_back()

    def again(self) -> None:
        """Connects once more: the server has died meanwhile."""
        self._run(self._held.invalidate())
        self._run(self._held.close())
        self._connect()

    def _connect(self) -> None:
        self._held = self._run(self._engine.connect())
        self._own: Any = self._run(self._held.get_raw_connection()).driver_connection

    def rows(self, sql: str) -> Rows:
        return [tuple(row) for row in self._run(self._own.fetch(sql))]

    def fresh(self, folder: Path) -> Database:
        folder.mkdir()
        place = Database(folder, self._url, self)
        place.quiet()
        self._run(self._own.execute(self._back))
        return place

    def close(self) -> None:
        self._run(self._held.close())
        self._run(self._engine.dispose())
        self._loop.close()

    def _way_back(self) -> str:
        """Keeps what every table holds, and says how to have just that again."""
        tables = [row[0] for row in self.rows(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename <> 'alembic_version' ORDER BY 1"
        )]  # fmt: skip
        counted = self.rows(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        )
        keep = "".join(f"CREATE TABLE kept.{t} AS TABLE public.{t};" for t in tables)
        self._run(self._own.execute(f"CREATE SCHEMA kept; {keep}"))
        # Triggers and foreign keys rest meanwhile: some tables refuse every change.
        back = "".join(f"DELETE FROM {t}; INSERT INTO {t} TABLE kept.{t};" for t in tables)
        numbers = "".join(f"SELECT setval('{s}', {last or 1}, {last is not None});"
                          for s, last in counted)  # fmt: skip
        return f"BEGIN; SET LOCAL session_replication_role = replica; {back}{numbers}COMMIT;"

    def _run(self, work: Any) -> Any:
        return self._loop.run_until_complete(work)


async def _make(url: str, name: str) -> None:
    admin = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await admin.dispose()
