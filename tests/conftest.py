"""Real databases for every test that needs one: a SQLite file, or a PostgreSQL of our own."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.engine import make_engine
from migrations import chain


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One SQLite file at the newest revision: copied for each test, migrated once."""
    file = tmp_path_factory.mktemp("migrated") / "anfang.db"

    async def migrate() -> None:
        made = make_engine(f"sqlite+aiosqlite:///{file}")
        await chain.upgrade(made)
        await made.dispose()

    with ThreadPoolExecutor(1) as aside:  # the caller may be inside a running loop
        aside.submit(asyncio.run, migrate()).result()
    return file


@pytest.fixture
async def engine(tmp_path: Path, migrated_file: Path) -> AsyncIterator[AsyncEngine]:
    """A migrated SQLite file."""
    shutil.copy(migrated_file, tmp_path / "anfang.db")
    made = make_engine(f"sqlite+aiosqlite:///{tmp_path}/anfang.db")
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
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "anfang.db")
        made = make_engine(f"sqlite+aiosqlite:///{tmp_path}/anfang.db")
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
