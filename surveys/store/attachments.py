"""The SQL of photos: what came with an answer, and whether its bytes are here."""

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from surveys.records import Attachment
from surveys.tables import attachments

_ATTACH = Prepared(insert(attachments), *Attachment.__slots__)


async def attach(tx: AsyncConnection, new: Attachment) -> None:
    values = {name: getattr(new, name) for name in Attachment.__slots__}
    await _ATTACH.run(tx, values)


async def attachment(tx: AsyncConnection, id: str) -> Attachment | None:
    return next(iter(await _attachments(tx, attachments.c.id == id)), None)


async def attachments_of(tx: AsyncConnection, interview_id: int) -> list[Attachment]:
    return await _attachments(tx, attachments.c.interview_id == interview_id)


async def attachments_to_fetch(tx: AsyncConnection, limit: int = 20) -> list[Attachment]:
    """Photos whose bytes are not here yet, least tried first; given up after ten tries."""
    waiting = attachments.c.path.is_(None) & (attachments.c.tries < 10)
    return await _attachments(tx, waiting, limit)


async def attachment_fetched(
    tx: AsyncConnection, id: str, path: str, sha256: str, size: int, mime: str
) -> None:
    await tx.execute(
        update(attachments)
        .where(attachments.c.id == id)
        .values(path=path, sha256=sha256, size=size, mime=mime, error=None)
    )


async def attachment_failed(tx: AsyncConnection, id: str, error: str) -> None:
    await tx.execute(
        update(attachments)
        .where(attachments.c.id == id)
        .values(tries=attachments.c.tries + 1, error=error)
    )


async def _attachments(
    tx: AsyncConnection, where: ColumnElement[bool], limit: int = 1000
) -> list[Attachment]:
    c = attachments.c
    found = (
        select(c.id, c.interview_id, c.question, c.source, c.is_file, c.path, c.sha256,
               c.size, c.mime, c.tries, c.at)
        .where(where).order_by(c.tries, c.at, c.id).limit(limit)
    )  # fmt: skip
    return [Attachment(*row) for row in (await tx.execute(found)).all()]
