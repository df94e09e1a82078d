"""Fetches the photos whose answers are stored: bytes from Telegram into the data folder.

The answer never waits for this.  It may be repeated at any time: a file has its last name only
when it is whole, and the same photo always gets the same name.
"""

import asyncio
import hashlib
import logging
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.api import Api, Unfetched
from db.engine import reading, transaction
from db.landing import land
from surveys import store
from surveys.records import Attachment

log = logging.getLogger(__name__)

MOST_BYTES = 20 << 20
FOLDER = "attachments"
# What a file is, by its first bytes; the name and type it came with are only claims.
KINDS = (
    (0, b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (8, b"WEBP", "image/webp", ".webp"),
    (4, b"ftyphei", "image/heic", ".heic"),
    (4, b"ftypmif1", "image/heif", ".heif"),
)
UNKNOWN = ("application/octet-stream", ".bin")


class GivenUp(Exception):
    """This photo will not come: *args* say why."""


async def fetch_photos(engine: AsyncEngine, api: Api, data_dir: Path, limit: int = 20) -> int:
    """Fetch up to *limit* photos that are not here yet; returns how many came."""
    async with reading(engine) as tx:
        waiting = await store.attachments_to_fetch(tx, limit)
    came = 0
    for photo in waiting:
        try:
            data = await _download(api, photo)
        except Unfetched as trouble:
            log.warning("photo %s not fetched: %s", photo.id, trouble)
            continue  # of the network, not of the photo: not counted against it
        except GivenUp as reason:
            async with transaction(engine) as tx:
                await store.attachment_failed(tx, photo.id, str(reason))
            continue
        mime, ending = kind(data)
        path = f"{FOLDER}/{photo.id[:2]}/{photo.id}{ending}"
        await asyncio.to_thread(keep, data_dir / path, data)
        sha256 = hashlib.sha256(data).hexdigest()
        async with transaction(engine) as tx:
            await store.attachment_fetched(tx, photo.id, path, sha256, len(data), mime)
        came += 1
    return came


async def _download(api: Api, photo: Attachment) -> bytes:
    """Raises Unfetched for trouble that passes, GivenUp for what will not change."""
    file_id = photo.source.get("telegram")
    if not isinstance(file_id, str):
        raise GivenUp("not from Telegram")
    answer = await api.call("getFile", {"file_id": file_id})
    if answer.status in (400, 403):
        raise GivenUp(f"{answer.status} {answer.description}"[:200])
    path = answer.result.get("file_path") if isinstance(answer.result, dict) else None
    if not isinstance(path, str):
        raise Unfetched(f"status {answer.status}")
    data = bytearray()
    async with api.file(path) as pieces:
        async for piece in pieces:
            data += piece
            if len(data) > MOST_BYTES:
                raise GivenUp("more than 20 MiB")
    if not data:
        raise Unfetched("empty")
    return bytes(data)


def kind(data: bytes) -> tuple[str, str]:
    """MIME type and file ending."""
    for at, mark, mime, ending in KINDS:
        if data[at : at + len(mark)] == mark:
            return mime, ending
    return UNKNOWN


def keep(path: Path, data: bytes) -> None:
    """Write *data* so that *path* is there whole or not at all, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            land(Path(part.name), path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
