"""Photos on their way in: streamed to disk under a name of ours, looked at but never decoded.

A file appears under its final name only when all of it is on the disk, so whoever finds a row
finds its bytes.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from aiohttp import BodyPartReader, MultipartReader, web

from surveys.turn import Incoming
from web.errors import Malformed
from web.forms import LARGEST, MOST_FIELDS, Form, readable

FOLDER = "attachments"
LARGEST_PHOTO = 20 * 1024 * 1024  # bytes
MOST_PHOTOS = 10  # in one form
PIECE = 256 * 1024
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One photo on disk: *path* below the data folder."""

    id: str
    path: str
    sha256: str
    size: int
    mime: str

    def incoming(self) -> Incoming:
        return Incoming({"upload": True}, True, self.path, self.sha256, self.size, self.mime)


def kind(head: bytes) -> str | None:
    """The type of a picture by its first 12 bytes; None for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "image/heic"
    return None


@asynccontextmanager
async def received(
    request: web.Request, data_dir: Path
) -> AsyncIterator[tuple[Form, list[Upload], Callable[[Iterable[Upload]], None]]]:
    """The fields, the photos, and a function that says which photos to keep.

    What is not kept when the block ends is deleted.  Raises Malformed.
    """
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    uploads: list[Upload] = []
    kept: set[Upload] = set()
    try:
        yield await _fields(request, folder, uploads), uploads, kept.update
    finally:
        for upload in uploads:
            if upload not in kept:
                (data_dir / upload.path).unlink(missing_ok=True)


async def _fields(request: web.Request, folder: Path, uploads: list[Upload]) -> Form:
    if request.content_type != "multipart/form-data":
        raise Malformed("page-error-415", 415)
    form: Form = {}
    with readable(request):
        parts = await request.multipart()
        async for part in _parts(parts):
            if part.name == "photo":
                if (upload := await _photo(part, folder)) is not None:
                    uploads.append(upload)
            elif part.name:
                form[part.name] = await _text(part)
            if len(form) > MOST_FIELDS or len(uploads) > MOST_PHOTOS:
                raise Malformed("page-error-413", 413)
    return form


async def _parts(reader: MultipartReader) -> AsyncIterator[BodyPartReader]:
    for _ in range(MOST_FIELDS):
        part = await reader.next()
        if part is None:
            return
        if not isinstance(part, BodyPartReader):  # a form has no forms within
            raise Malformed
        yield part
    raise Malformed("page-error-413", 413)


async def _text(part: BodyPartReader) -> str:
    body = b""
    while piece := await part.read_chunk(PIECE):
        body += piece
        if len(body) > LARGEST:
            raise Malformed("page-error-413", 413)
    return body.decode("utf-8")


async def _photo(part: BodyPartReader, folder: Path) -> Upload | None:
    """None for a file field left empty."""
    head = await part.read_chunk(PIECE)
    if not head:
        return None
    mime = kind(head[:12])
    if mime is None:
        raise Malformed("page-error-photo-kind", 415)
    id = uuid4().hex
    unfinished, finished = folder / f".{id}.part", folder / f"{id}{SUFFIX[mime]}"
    digest, size, piece = hashlib.sha256(), 0, head
    try:
        with unfinished.open("xb") as file:
            while piece:
                size += len(piece)
                if size > LARGEST_PHOTO:
                    raise Malformed("page-error-photo-large", 413)
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
                piece = await part.read_chunk(PIECE)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        unfinished.rename(finished)
        await asyncio.to_thread(_settle, folder)
    finally:
        unfinished.unlink(missing_ok=True)
    return Upload(id, f"{FOLDER}/{finished.name}", digest.hexdigest(), size, mime)


def _settle(folder: Path) -> None:
    """The new name itself must survive a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
