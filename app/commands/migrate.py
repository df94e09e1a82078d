"""``anfang migrate``."""

from app.settings import Settings
from db.engine import make_engine
from migrations import chain


async def run(settings: Settings) -> int:
    """Upgrade to the newest revision; all or nothing."""
    engine = make_engine(settings.database)
    try:
        before = await chain.current(engine)
        await chain.upgrade(engine)
        print(f"{before or 'empty'} -> {chain.head()}")
    finally:
        await engine.dispose()
    return 0
