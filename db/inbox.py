"""Which updates were taken: each once, whatever Telegram re-sends, in whatever order."""

from datetime import datetime

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from db.tables import updates

MISSED = 0x6D6973  # number of an advisory lock

_NOTED = {
    dialect.__name__.rpartition(".")[2]: Prepared(
        dialect.insert(updates).on_conflict_do_nothing(), "bot_id", "update_id", "received_at"
    )
    for dialect in (postgresql, sqlite)
}


async def first_time(tx: AsyncConnection, bot_id: int, update_id: int, at: datetime) -> bool:
    """Note the update; False if it was noted before, and then nothing more must be done with it.

    Membership, never ``id <= last``: update ids may arrive out of order and restart anywhere.
    """
    values = {"bot_id": bot_id, "update_id": update_id, "received_at": at}
    return await _NOTED[tx.dialect.name].run(tx, values) == 1


async def one_at_a_time(tx: AsyncConnection) -> None:
    """From here to the commit no other process looks what it missed."""
    if tx.dialect.name == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock(MISSED)))


async def last_taken(tx: AsyncConnection, bot_id: int) -> datetime | None:
    """When the bot last took an update; None before the first."""
    found = select(func.max(updates.c.received_at)).where(updates.c.bot_id == bot_id)
    when: datetime | None = (await tx.execute(found)).scalar_one()
    return when


async def forget(tx: AsyncConnection, before: datetime, most: int = 1000) -> int:
    """Drop ids older than *before*; Telegram re-sends for a day, we keep a month.  At most *most*
    of them; how many."""
    key = tuple_(updates.c.bot_id, updates.c.update_id)
    old = (
        select(updates.c.bot_id, updates.c.update_id)
        .where(updates.c.received_at < before, updates.c.error.is_(None))
        .limit(most)
    )
    return int((await tx.execute(delete(updates).where(key.in_(old)))).rowcount)
