"""Quarantine: updates that could not be handled.  Their chats go on without them; somebody looks
at them in the console, has them tried again once the mistake is put right, or lets them be."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import updates

MOST = 200  # shown at once

_ASIDE = updates.c.error.is_not(None)


@dataclass(frozen=True, slots=True)
class Aside:
    """*error* and *place*: the name of what was raised and where, never its text.  *kind*:
    Telegram's word for such an update.  *body*: the update itself, sealed; None where it was not
    kept.  *again_at*: since when it waits to be tried again."""

    bot_id: int
    update_id: int
    received_at: datetime
    error: str
    place: str | None = None
    kind: str | None = None
    chat: int | None = None  # the private chat it came from
    body: str | None = None
    again_at: datetime | None = None


_COLUMNS = tuple(updates.c[name] for name in Aside.__slots__)


async def put(
    tx: AsyncConnection, bot_id: int, update_id: int, error: str, place: str = "",
    *, kind: str | None = None, chat: int | None = None, body: str | None = None,
) -> None:  # fmt: skip
    """Of an update that is noted (db.inbox)."""
    values = {"error": error, "place": place, "kind": kind, "chat": chat, "body": body}
    await tx.execute(update(updates).where(_row(bot_id, update_id)).values(**values))


async def count(tx: AsyncConnection) -> int:
    found = select(func.count()).select_from(updates).where(_ASIDE)
    return int((await tx.execute(found)).scalar_one())


async def newest(tx: AsyncConnection) -> list[Aside]:
    """At most MOST of them."""
    found = select(*_COLUMNS).where(_ASIDE).order_by(updates.c.received_at.desc()).limit(MOST)
    return [Aside(*row) for row in (await tx.execute(found)).all()]


async def one(tx: AsyncConnection, bot_id: int, update_id: int) -> Aside | None:
    found = select(*_COLUMNS).where(_ASIDE, _row(bot_id, update_id))
    row = (await tx.execute(found)).one_or_none()
    return Aside(*row) if row else None


async def ask_again(tx: AsyncConnection, aside: Aside, at: datetime) -> None:
    """Whoever receives tries it again."""
    row = _row(aside.bot_id, aside.update_id)
    await tx.execute(update(updates).where(row).values(again_at=at))


async def to_try(tx: AsyncConnection, bot_id: int) -> list[Aside]:
    """Oldest first, as they came."""
    waiting = (updates.c.bot_id == bot_id) & updates.c.again_at.is_not(None)
    found = select(*_COLUMNS).where(_ASIDE, waiting).order_by(updates.c.received_at)
    return [Aside(*row) for row in (await tx.execute(found)).all()]


async def settle(tx: AsyncConnection, aside: Aside) -> bool:
    """Done with, one way or the other; what it said is not kept any longer.  False if somebody
    was faster."""
    values = dict.fromkeys(("error", "place", "kind", "chat", "body", "again_at"))
    row = _row(aside.bot_id, aside.update_id) & _ASIDE
    return bool((await tx.execute(update(updates).where(row).values(**values))).rowcount)


async def failed_again(tx: AsyncConnection, aside: Aside, error: str, place: str = "") -> None:
    row = _row(aside.bot_id, aside.update_id) & _ASIDE
    values = {"error": error, "place": place, "again_at": None}
    await tx.execute(update(updates).where(row).values(**values))


def _row(bot_id: int, update_id: int) -> ColumnElement[bool]:
    return (updates.c.bot_id == bot_id) & (updates.c.update_id == update_id)
