"""The lock under which entries are numbered and counts are changed.

Entry numbers are handed out under one lock, held to the commit: their order is the order of
commits, so a reader who has seen number n will never find a smaller one appear later.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

NUMBERING_LOCK = 0x416E66


async def one_by_one(tx: AsyncConnection) -> None:
    """From here to the commit nobody else numbers or counts.  On SQLite nobody else writes."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": NUMBERING_LOCK})
