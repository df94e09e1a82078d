"""What the connections to a PostgreSQL database wait for, looked at fifty times a second."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

EVERY = 0.02  # seconds
LOOK = text("""
    SELECT CASE WHEN state = 'idle in transaction' THEN 'for the program'
                WHEN state = 'idle' THEN 'for nothing: idle'
                WHEN wait_event_type = 'Lock' THEN 'for a lock: ' || wait_event
                WHEN wait_event_type IN ('IO', 'LWLock') THEN 'for the disk'
                ELSE 'for nothing: at work' END
    FROM pg_stat_activity
    WHERE datname = :name AND backend_type = 'client backend'
""")


@contextmanager
def watched(url: str) -> Iterator[dict[str, float]]:
    """While in it; afterwards the shares of all that was seen, the largest first."""
    shares: dict[str, float] = {}
    seen: Counter[str] = Counter()
    over = threading.Event()

    async def looking() -> None:
        # By way of another database: it does not see itself.
        engine = create_async_engine(
            make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT"
        )
        async with engine.connect() as beside:
            while not over.is_set():
                found = await beside.execute(LOOK, {"name": make_url(url).database})
                seen.update(found.scalars())
                await asyncio.sleep(EVERY)
        await engine.dispose()

    thread = threading.Thread(target=lambda: asyncio.run(looking()))
    thread.start()
    try:
        yield shares
    finally:
        over.set()
        thread.join()
        shares |= {what: round(n / seen.total(), 3) for what, n in seen.most_common()}
