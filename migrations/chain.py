"""Run the chain from code: ``anfang migrate``, the tests."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import reading

HERE = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(HERE))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


async def upgrade(engine: AsyncEngine, to: str = "head") -> None:
    """Bring the database to revision *to*; all or nothing on both engines."""
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: command.upgrade(config(c), to))


async def downgrade(engine: AsyncEngine, to: str = "base") -> None:
    """Take the database back to revision *to*."""
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: command.downgrade(config(c), to))


async def current(engine: AsyncEngine) -> str | None:
    """The revision the database is at; None when it is empty.  It waits for no writer."""
    async with reading(engine) as connection:
        return await connection.run_sync(
            lambda c: MigrationContext.configure(c).get_current_revision()
        )


def head() -> str | None:
    """The newest revision of the chain."""
    return ScriptDirectory.from_config(config()).get_current_head()
