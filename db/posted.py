"""Which forms of a page were taken: each once, however often a phone sends it.

A form carries a random key that came with its page.  Kept are a digest of that key and, under the
key, one of what was sent: from the row alone nobody can guess an answer, however few there are.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from db.tables import posted

_NOTED = {
    dialect.__name__.rpartition(".")[2]: Prepared(
        dialect.insert(posted).on_conflict_do_nothing(), "id", "body", "at"
    )
    for dialect in (postgresql, sqlite)
}
_ANSWERED = Prepared(
    update(posted).where(posted.c.id == bindparam("form")).values(reply=bindparam("said"))
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A form that came: what its key and its content are known by, both 64 hexadecimal digits."""

    id: str
    body: str


def known_by(place: str, key: str, fields: Iterable[tuple[str, str]]) -> Posted:
    """*place*: where it was posted; the same key elsewhere is another.  *fields*: its content."""
    content = json.dumps(sorted(fields)).encode()
    return Posted(
        id=hashlib.sha256(f"{place}\n{key}".encode()).hexdigest(),
        body=hmac.new(key.encode(), content, hashlib.sha256).hexdigest(),
    )


async def first_time(tx: AsyncConnection, form: Posted, at: datetime) -> bool:
    """Note *form*; False if its key was noted before.  Another device's waits for its commit."""
    values = {"id": form.id, "body": form.body, "at": at}
    return await _NOTED[tx.dialect.name].run(tx, values) == 1


async def answered(tx: AsyncConnection, form: Posted, reply: Any) -> None:
    """What it was answered, as JSON, for whoever sends it again."""
    await _ANSWERED.run(tx, {"form": form.id, "said": reply})


async def earlier(tx: AsyncConnection, form: Posted) -> tuple[bool, Any]:
    """Of a key noted before: whether the same was sent then, and what it was answered."""
    found = select(posted.c.body, posted.c.reply).where(posted.c.id == form.id)
    body, reply = (await tx.execute(found)).one()
    return body == form.body, reply


async def refused(tx: AsyncConnection, form: Posted) -> None:
    """It did nothing: the same page may be sent again with something else in it."""
    await tx.execute(delete(posted).where(posted.c.id == form.id))


async def forget(tx: AsyncConnection, before: datetime, most: int = 1000) -> int:
    """Drop what came before *before*: a phone that re-sends later still is told where it is.  At
    most *most*; how many."""
    old = select(posted.c.id).where(posted.c.at < before).limit(most)
    return int((await tx.execute(delete(posted).where(posted.c.id.in_(old)))).rowcount)
