"""Replies to send: committed together with what caused them, sent after the commit, in order.

Order holds within a chat: only the oldest open message of a chat is ever due.
A message is a JSON object that the bot's sender understands; nothing here reads it.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from db.metadata import UtcDateTime
from db.prepared import Prepared
from db.tables import outbox

Message = Mapping[str, Any]

_PUT = Prepared(insert(outbox), "chat", "message", "created_at", "not_before")
_SENT = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("sent"))
    .values(state=literal_column("'sent'"), error=null())
)
# Written out: a parameter would keep SQLite from the index of what is open.
_OPEN = outbox.c.state == literal_column("'open'")
_HEADS = select(func.min(outbox.c.id)).where(_OPEN).group_by(outbox.c.chat)
# What was never tried waits for nobody, and so for no clock either: it may have been set back.
_READY = or_(outbox.c.tries == literal_column("0"), outbox.c.not_before <= bindparam("now"))
_TIMELY = (
    select(outbox.c.id, outbox.c.chat, outbox.c.message, outbox.c.tries)
    .where(_READY, _OPEN)
    .order_by(outbox.c.id)
)
_DUE_OF_ALL = _TIMELY.where(outbox.c.id.in_(_HEADS)).limit(bindparam("limit", type_=Integer))
_BUT = select(func.json_each(bindparam("but", type_=Text)).table_valued("value").c.value)
_DUE, _DUE_BUT = Prepared(_DUE_OF_ALL), Prepared(_DUE_OF_ALL.where(outbox.c.chat.not_in(_BUT)))

RECENT = 100_000  # more than a bot can say in an hour

# Advisory locks of two numbers: those of one number (db.numbering) are others.
CLAIM = 0x6F7574
_CHATS = ARRAY(BigInteger)
_CLAIM = text("""
    WITH heads AS MATERIALIZED (
        SELECT id, chat FROM outbox
        WHERE state = 'open' AND (tries = 0 OR not_before <= :now) AND id IN (
            SELECT min(id) FROM outbox WHERE state = 'open' AND chat <> ALL(:but) GROUP BY chat)
        ORDER BY id LIMIT :most)
    SELECT id, chat FROM heads WHERE pg_try_advisory_lock(:claim, hashint8(chat)) ORDER BY id
""").bindparams(
    bindparam("now", type_=UtcDateTime), bindparam("but", type_=_CHATS),
    bindparam("claim", type_=Integer),
)  # fmt: skip
_LET_GO = text(
    "SELECT pg_advisory_unlock(:claim, hashint8(chat)) FROM unnest(:chats) AS chat"
).bindparams(bindparam("chats", type_=_CHATS), bindparam("claim", type_=Integer))


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come; *tries* counts the failed sends so far.  *begun*: part of it
    was sent, and this is what is left."""

    id: int
    chat: int
    message: Message
    tries: int
    begun: bool = False


async def put(tx: AsyncConnection, chat: int, messages: Iterable[Message], at: datetime) -> None:
    """Queue *messages* for *chat*, in order, as part of the caller's transaction."""
    rows = [
        {"chat": chat, "message": dict(message), "created_at": at, "not_before": at}
        for message in messages
    ]
    if rows:
        await _PUT.run(tx, *rows)


async def due(
    tx: AsyncConnection, now: datetime, limit: int = 100, but: Collection[int] = ()
) -> list[Due]:
    """The oldest open message of each chat, if its time has come; at most *limit*, oldest first.
    *but*: chats left out (SQLite only).

    For one sender alone; where several send from one outbox: db.claims.
    """
    given: dict[str, Any] = {"now": now, "limit": limit}
    if but:
        return [Due(*row) for row in await _DUE_BUT.all(tx, given | {"but": json.dumps([*but])})]
    return [Due(*row) for row in await _DUE.all(tx, given)]


async def claim(
    session: AsyncConnection, now: datetime, but: Collection[int], limit: int
) -> dict[int, int]:
    """On PostgreSQL: the chats that are due and that no other session has claimed, oldest message
    first, with the id of that message; *but*: chats left out.  They stay this session's until
    `let_go`, or until it ends."""
    values = {"now": now, "but": list(but), "most": limit, "claim": CLAIM}
    return {row.chat: row.id for row in (await session.execute(_CLAIM, values)).all()}


async def claimed(session: AsyncConnection, ids: Collection[int], now: datetime) -> list[Due]:
    """These messages, as they stand now that their chats are claimed: those that were settled
    meanwhile are left out, and those that somebody is withdrawing."""
    locked = _TIMELY.where(outbox.c.id.in_(ids)).with_for_update(skip_locked=True)
    return [Due(*row) for row in (await session.execute(locked, {"now": now})).all()]


async def let_go(session: AsyncConnection, chats: Collection[int]) -> None:
    await session.execute(_LET_GO, {"chats": list(chats), "claim": CLAIM})


async def sent(tx: AsyncConnection, ids: Sequence[int]) -> None:
    await _SENT.run(tx, *({"sent": id} for id in ids))


async def later(
    tx: AsyncConnection,
    id: int,
    not_before: datetime,
    error: str,
    left: Message | None = None,
) -> None:
    """The send failed for now; try again at *not_before*, and then only what is *left* of it."""
    values = {"tries": outbox.c.tries + 1, "not_before": not_before, "error": error}
    if left is not None:
        values["message"] = dict(left)
    await tx.execute(update(outbox).where(outbox.c.id == id).values(**values))


async def newest(tx: AsyncConnection) -> datetime | None:
    """When the last message was queued; None: there is none."""
    last = select(outbox.c.created_at).order_by(outbox.c.id.desc()).limit(1)
    return (await tx.execute(last)).scalar_one_or_none()


async def sooner(tx: AsyncConnection, after: datetime, by: timedelta) -> None:
    """The clock was set back *by* so much: what waits for a time later than *after* waits as long
    as it would have."""
    waiting = select(outbox.c.id, outbox.c.not_before).where(_OPEN, outbox.c.not_before > after)
    for id, until in (await tx.execute(waiting)).all():
        await tx.execute(update(outbox).where(outbox.c.id == id).values(not_before=until - by))


async def dead(tx: AsyncConnection, id: int, error: str) -> None:
    """The send was refused for good."""
    await tx.execute(update(outbox).where(outbox.c.id == id).values(state="dead", error=error))


async def drop_open(tx: AsyncConnection, chat: int, error: str) -> None:
    """Everything still open for a chat that cannot be reached any more."""
    await tx.execute(
        update(outbox).where(outbox.c.chat == chat, _OPEN).values(state="dead", error=error)
    )


async def withdraw(tx: AsyncConnection, key: str) -> None:
    """What is still open and names the interview *key* is not sent: it is no longer so."""
    about = outbox.c.message["key"].as_string() == key
    await tx.execute(update(outbox).where(_OPEN, about).values(state="dead", error="withdrawn"))


async def spoken_to_since(tx: AsyncConnection, since: datetime) -> set[int]:
    """The chats for which something was queued after *since*, among the last RECENT messages."""
    newest = select(func.max(outbox.c.id)).scalar_subquery()
    found = (
        select(outbox.c.chat)
        .where(outbox.c.id > newest - RECENT, outbox.c.created_at > since)
        .distinct()
    )
    return set((await tx.execute(found)).scalars())


async def forget(tx: AsyncConnection, before: datetime, most: int = 1000) -> int:
    """Drop what was sent or given up before *before*: its texts may quote answers.  At most
    *most*, the oldest; how many.  Young ones are not looked at."""
    settled = outbox.c.state != "open"
    oldest = select(outbox.c.id).where(settled).order_by(outbox.c.id).limit(1).scalar_subquery()
    done = await tx.execute(
        delete(outbox).where(settled, outbox.c.created_at < before, outbox.c.id < oldest + most)
    )
    return int(done.rowcount)


async def backlog(tx: AsyncConnection) -> tuple[int, datetime | None]:
    """How many messages are open, and since when the oldest is."""
    row = (
        await tx.execute(select(func.count(), func.min(outbox.c.created_at)).where(_OPEN))
    ).one()
    return int(row[0]), row[1]
