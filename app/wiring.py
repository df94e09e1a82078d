"""The composition root: the one place where the parts meet."""

import fcntl
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from app.clock import Clock
from app.settings import Settings
from bot.buttons import decode, event
from bot.render import render
from certification.service import Cases
from db.engine import make_engine, transaction
from db.group import Group
from migrations import chain
from scoring.load import scheme_named
from surveys import store
from surveys.events import Event
from surveys.load import Questionnaires, packaged, with_fielded
from surveys.service import Interviews
from web.services import Chat

# No vowels, no 0/o, 1/l: a key may be read aloud and never spells anything.
KEY_LETTERS = "23456789bcdfghjkmnpqrstvwxz"

clock = Clock()  # one for the process


class NotMigrated(Exception):
    """The database is not at the newest revision; the message says what to do."""


class AlreadyRunning(Exception):
    """Another process serves this SQLite file."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything put together, for one process."""

    settings: Settings
    engine: AsyncEngine
    group: Group
    interviews: Interviews
    cases: Cases


def new_key() -> str:
    """Names an interview in buttons and traces; no secret."""
    return "".join(secrets.choice(KEY_LETTERS) for _ in range(8))


def new_seed() -> int:
    """What chance decides in one interview: the order of options, random numbers."""
    return secrets.randbelow(2**31)


def new_token() -> str:
    """128 random bits: an address nobody guesses."""
    return secrets.token_urlsafe(16)


async def questionnaires(engine: AsyncEngine) -> Questionnaires:
    """Those that ship and those once fielded, as they were.  Raises EditionChanged."""
    async with transaction(engine) as tx:
        return with_fielded(packaged(), await store.fielded(tx))


def chat() -> Chat:
    """The bot's own messages and buttons, for whoever only wants to look at them."""

    def means(data: str) -> Event | None:
        button = decode(data)
        return event(button) if button else None

    return Chat(render, means)


@asynccontextmanager
async def house(settings: Settings, *, migrated: bool = True) -> AsyncIterator[House]:
    """Opens the database, closes it at the end.  Raises NotMigrated, EditionChanged."""
    engine = make_engine(settings.database)
    group = Group(engine)
    try:
        if migrated and await chain.current(engine) != chain.head():
            raise NotMigrated("The database is not up to date. Run: anfang migrate")
        known = await questionnaires(engine) if migrated else packaged()
        interviews = Interviews(known, new_key, new_token, new_seed)
        yield House(settings, engine, group, interviews, Cases(scheme_named, known))
    finally:
        await group.close()
        await engine.dispose()


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """On SQLite one process serves; a second one is told so.  Raises AlreadyRunning."""
    if not settings.database.startswith("sqlite"):
        yield
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with _lock(settings.data_dir / "anfang.lock"):
        yield


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    with file.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning(
                f"Another Anfang serves {file.parent}. SQLite takes one process: "
                "stop the other, or use PostgreSQL (docs/operations.md)."
            ) from None
        yield
