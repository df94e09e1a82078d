"""Numbers of a log that a reader can go by, though many write to it at once.

Who takes a number holds a lock, shared with all others who do, from before that to the commit; so
nobody waits.  Who reads by numbers waits a moment until nobody has it: what is numbered then is
all there will ever be up to the highest, and a smaller one never appears later.

On SQLite one transaction writes at a time, and numbers are in the order of commits by themselves.
"""

from sqlalchemy import Function, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

NUMBERING, COUNTING = 0x416E66, 0x416E67  # advisory locks of one number each


def numbering() -> Function[None]:
    """Takes the lock; to be made part of the statement that takes the number."""
    return func.pg_advisory_xact_lock_shared(NUMBERING)


async def one_by_one(tx: AsyncConnection) -> None:
    """From here to the commit nobody else changes a count.

    Whoever counts may number later, or has: that lock is taken first by everyone, or one could
    wait for the count of another who waits behind a reader.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(select(numbering(), func.pg_advisory_xact_lock(COUNTING)))


async def nobody_numbers(tx: AsyncConnection) -> None:
    """On PostgreSQL: waits for whoever has taken a number; the next wait for this transaction, or
    for its savepoint to be taken back."""
    await tx.execute(select(func.pg_advisory_xact_lock(NUMBERING)))
