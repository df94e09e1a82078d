"""``anfang migrate``."""

import sys

from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import questionnaires
from db.engine import make_engine
from migrations import chain
from surveys.load import EditionChanged
from surveys.verifying import repair


async def run(settings: Settings) -> int:
    """Upgrade to the newest revision; all or nothing.

    1: it was upgraded, but a fielded questionnaire was changed and nothing can be counted.
    """
    engine = make_engine(settings.database)
    try:
        before = await chain.current(engine)
        counted = await upgrade(engine)
        print(f"{before or 'empty'} -> {chain.head()}")
        if counted:
            print(f"{counted} counts and pieces of evidence derived from the logs")
    except EditionChanged as refusal:
        print(refusal, "Then run: anfang verify --repair", file=sys.stderr)
        return 1
    finally:
        await engine.dispose()
    return 0


async def upgrade(engine: AsyncEngine) -> int:
    """The chain, and then whatever a newer revision keeps beside the logs that were there; how
    much of it was derived.  Raises EditionChanged."""
    before = await chain.current(engine)
    await chain.upgrade(engine)
    if before in (None, chain.head()):
        return 0
    derived = 0
    async for _ in repair(engine, await questionnaires(engine)):
        derived += 1
    return derived
