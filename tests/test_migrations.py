"""The chain: one head, up, down and up again, and the same tables as the models, on both."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from db import audit
from db.schema import APPEND_ONLY, whole
from migrations import chain
from surveys.events import Agreed
from tests.builders import NOON, a_world, interviews, moment


async def tables(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda c: inspect(c).get_table_names())
    return set(found) - {"alembic_version"}


def test_the_chain_has_one_head() -> None:
    heads = ScriptDirectory.from_config(chain.config()).get_heads()

    assert len(heads) == 1


async def test_up_down_and_up_again(any_engine: AsyncEngine) -> None:
    models = set(whole().tables)

    assert await tables(any_engine) == models
    await chain.downgrade(any_engine)
    assert await tables(any_engine) == set()
    await chain.upgrade(any_engine)
    assert await tables(any_engine) == models
    assert await chain.current(any_engine) == chain.head()


async def test_models_and_migrations_are_equal(any_engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, whole()))

    async with any_engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_database_itself_forbids_changing_the_past(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as tx:
        world = await a_world(tx)
        turn = await interviews().by_assignment_code(tx, world.assignment, "en", moment())
        await interviews().on_page(tx, turn.held.token, Agreed(), moment())
        await audit.record(tx, NOON, "user:1", "login", "user:1")
        await tx.execute(
            text(
                'INSERT INTO findings (case_id, kind, subject, source, note, "by", at) '
                "SELECT id, 'clause', '5.1.1.1', 'audited', '', 'user:1', created_at FROM cases"
            )
        )

    for table in APPEND_ONLY:
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="append-only"):
                async with any_engine.begin() as tx:
                    await tx.execute(text(statement))
