"""Alembic's entry: runs the chain on the connection it is given, or on the configured URL."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from db.engine import make_engine
from db.schema import whole


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=whole(),
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_on_url(url: str) -> None:
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_on_url(context.config.get_main_option("sqlalchemy.url") or ""))
