"""Bodies of requests, read strictly: capped, UTF-8, or refused with a sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from web.errors import Malformed
from web.middleware import UNREADABLE

LARGEST = 64 * 1024  # bytes of a form without files
MOST_FIELDS = 64
FORM = "application/x-www-form-urlencoded"

Form = dict[str, str]  # a repeated field counts once, as last given


async def read_form(request: web.Request, largest: int = LARGEST) -> Form:
    """The fields of a plain form.  Raises Malformed."""
    if request.content_type != FORM:
        raise Malformed("page-error-415", 415)
    if (request.charset or "utf-8").lower() not in ("utf-8", "utf8"):
        raise Malformed("page-error-415", 415)
    body = await read_body(request, largest)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=MOST_FIELDS,
            )
        )
    except ValueError:
        raise Malformed from None


async def read_body(request: web.Request, largest: int) -> bytes:
    """At most *largest* bytes, counted after any decompression.  Raises Malformed."""
    body = bytearray()
    with readable(request):
        async for piece in request.content.iter_any():
            body += piece
            if len(body) > largest:
                raise Malformed("page-error-413", 413)
    return bytes(body)


@contextmanager
def readable(request: web.Request) -> Iterator[None]:
    """What aiohttp says of a body cut short or packed badly is the sender's 400.

    No browser packs a form, and of a packed one it cannot be told that it is whole: 415.
    """
    try:
        yield
    except (web.RequestPayloadError, HttpProcessingError, ValueError, LookupError):
        if request.content.exception() is not None:
            # What is left of it cannot be told from a next request: answer, then hang up.
            request[UNREADABLE] = True
            request.content.feed_eof()
        raise Malformed from None
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Malformed("page-error-415", 415)


def whole_number(form: Form, name: str) -> int:
    """A field that must be a whole number from 0.  Raises Malformed."""
    digits = form.get(name, "")
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        raise Malformed
    return int(digits)


def decimal(form: Form, name: str, least: float, most: float) -> float:
    """A field that must be a decimal within [*least*, *most*].  Raises Malformed."""
    text = form.get(name, "")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,20})?", text):
        raise Malformed
    if not least <= float(text) <= most:
        raise Malformed
    return float(text)


def claimed_time(form: Form) -> datetime | None:
    """When the device says it happened; None where it says nothing we can read."""
    try:
        said = datetime.fromisoformat(form.get("device_at", ""))
        return said.astimezone(UTC) if said.tzinfo else None
    except (ValueError, OverflowError):
        return None
