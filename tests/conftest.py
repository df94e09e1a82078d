"""Real databases for every test that needs one: a SQLite file, or a PostgreSQL of our own."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.engine import make_engine
from migrations import chain


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A migrated SQLite file."""
    made = make_engine(f"sqlite+aiosqlite:///{tmp_path}/anfang.db")
    await chain.upgrade(made)
    yield made
    await made.dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this test process."""
    from tests.postgres import running

    with running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """Migrated; the same test runs on both engines."""
    if request.param == "sqlite":
        made = make_engine(f"sqlite+aiosqlite:///{tmp_path}/anfang.db")
        await chain.upgrade(made)
        yield made
        await made.dispose()
        return
    async with fresh_database(request.getfixturevalue("postgres_url")) as url:
        made = make_engine(url)
        await chain.upgrade(made)
        yield made
        await made.dispose()


@asynccontextmanager
async def fresh_database(server: str) -> AsyncIterator[str]:
    """An empty database on *server*, dropped afterwards."""
    name = f"t{uuid4().hex}"
    admin = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await admin.dispose()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own ANFANG_* must not change what a test sees."""
    for name in [name for name in os.environ if name.startswith("ANFANG_")]:
        monkeypatch.delenv(name)
