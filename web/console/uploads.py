"""A form with a file: its fields and the file's bytes, capped, or refused with a sentence."""

from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from web.errors import Malformed
from web.forms import MOST_FIELDS, Form, readable

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_FIELD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """The one file of the form; *name* as the browser says, never a path of ours."""

    name: str
    body: bytes


async def read_upload(request: web.Request) -> tuple[Form, Upload | None]:
    """The fields and the file of a multipart form.  Raises Malformed."""
    if request.content_type != "multipart/form-data":
        raise Malformed("page-error-415", 415)
    form: Form = {}
    upload: Upload | None = None
    with readable(request):
        parts = await request.multipart()
        while (part := await parts.next()) is not None:
            if not isinstance(part, BodyPartReader) or len(form) >= MOST_FIELDS:
                raise Malformed
            if part.filename is None:
                form[part.name or ""] = (await _read(part, LARGEST_FIELD)).decode("utf-8")
            elif body := await _read(part, LARGEST_FILE):
                upload = Upload(part.filename[:200], body)
    return form, upload


async def _read(part: BodyPartReader, largest: int) -> bytes:
    body = bytearray()
    while chunk := await part.read_chunk():
        body += chunk
        if len(body) > largest:
            raise Malformed("page-error-413", 413)
    return bytes(body)
