"""Files on their way in: streamed to disk under a name of ours, looked at but never decoded.

A file appears under its final name only when all of it is on the disk, so whoever finds a row
finds its bytes.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from aiohttp import BodyPartReader, MultipartReader, web

from db.landing import Landing
from surveys.questionnaire import Medium
from surveys.turn import Incoming
from web.errors import Malformed
from web.forms import LARGEST, MOST_FIELDS, Form, readable
from web.respondent import filetypes

FOLDER = "attachments"
FIELD = "photo"  # of a file of any medium
MOST_FILES = 10  # in one form
LARGEST_FORM = 200 * filetypes.MB  # all its files together
PIECE = 256 * 1024
PLAIN = re.compile(r'form-data; name="([a-z_]+)"(?:$|; filename=)')

Wanted = Callable[[str], Medium | None]  # what a question of this id asks for, as it stands


@dataclass(frozen=True, slots=True)
class Upload:
    """One file on disk: *path* below the data folder."""

    id: str
    path: str
    sha256: str
    size: int
    mime: str
    medium: Medium

    def incoming(self) -> Incoming:
        return Incoming({"upload": True}, True, self.path, self.sha256, self.size, self.mime)


@dataclass(slots=True)
class Received:
    """One form: its fields, the files on disk, and which of them are part of an answer."""

    form: Form = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)
    kept: set[Upload] = field(default_factory=set)

    def keep(self, uploads: Iterable[Upload]) -> None:
        self.kept.update(uploads)


@asynccontextmanager
async def received(
    request: web.Request, data_dir: Path, wanted: Wanted
) -> AsyncIterator[Received]:
    """The form.  Files that are not kept when the block ends are deleted.  Raises Malformed."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found = Received()
    try:
        await _read(request, folder, found, wanted)
        yield found
    finally:
        for upload in found.uploads:
            if upload not in found.kept:
                (data_dir / upload.path).unlink(missing_ok=True)


async def _read(request: web.Request, folder: Path, into: Received, wanted: Wanted) -> None:
    if request.content_type != "multipart/form-data":
        raise Malformed("page-error-415", 415)
    with readable(request):
        parts = await request.multipart()
        async for part in _parts(parts):
            name = _name(part)
            if name == FIELD:
                # A form names its question before its files.
                medium = wanted(into.form.get("question", ""))
                if (upload := await _file(part, folder, medium)) is not None:
                    into.uploads.append(upload)
            elif name:
                into.form[name] = await _text(part)
            if len(into.form) > MOST_FIELDS or len(into.uploads) > MOST_FILES:
                raise Malformed("page-error-413", 413)
            if sum(upload.size for upload in into.uploads) > LARGEST_FORM:
                raise Malformed("page-error-413", 413)


async def _parts(reader: MultipartReader) -> AsyncIterator[BodyPartReader]:
    for _ in range(MOST_FIELDS):
        part = await reader.next()
        if part is None:
            return
        if not isinstance(part, BodyPartReader):  # a form has no forms within
            raise Malformed
        yield part
    raise Malformed("page-error-413", 413)


def _name(part: BodyPartReader) -> str | None:
    """As every browser writes it.  aiohttp's own reading of the header, which knows all that may
    stand there, takes a tenth of the work of a whole form with a photo."""
    head = part.headers.get("Content-Disposition", "")
    plain = PLAIN.match(head)
    return plain[1] if plain else part.name


async def _text(part: BodyPartReader) -> str:
    body = b""
    while piece := await part.read_chunk(PIECE):
        body += piece
        if len(body) > LARGEST:
            raise Malformed("page-error-413", 413)
    return body.decode("utf-8")


async def head_of(part: BodyPartReader) -> bytes:
    """Enough to see what the file is; networks deliver in small pieces."""
    head = b""
    while len(head) < filetypes.LOOKED_AT and (piece := await part.read_chunk(PIECE)):
        head += piece
    return head


async def _file(part: BodyPartReader, folder: Path, wanted: Medium | None) -> Upload | None:
    """None for a file field left empty."""
    head = await head_of(part)
    if not head:
        return None
    found = filetypes.type_of(head[: filetypes.LOOKED_AT], wanted)
    if found is None:
        raise Malformed(f"page-error-{_spoken(wanted)}-kind", 415)
    largest = filetypes.LARGEST[wanted or found.medium]
    id = uuid4().hex
    path = folder / f"{id}{found.suffix}"
    digest, size, piece, landing = hashlib.sha256(), 0, head, Landing(path)
    try:
        while piece:
            size += len(piece)
            if size > largest:
                raise Malformed(f"page-error-{_spoken(wanted or found.medium)}-large", 413)
            digest.update(piece)
            await landing.add(piece)
            piece = await part.read_chunk(PIECE)
        await landing.land()
    finally:
        landing.give_up()
    return Upload(id, f"{FOLDER}/{path.name}", digest.hexdigest(), size, found.mime, found.medium)


def _spoken(medium: Medium | None) -> str:
    """Whose sentences speak of it: a signature's file is a photo."""
    return Medium.PHOTO if medium is Medium.SIGNATURE else medium or Medium.DOCUMENT
