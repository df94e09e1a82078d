"""A shopper's way through every kind of question, and what it leaves in the database."""

import struct
import zlib

from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import store
from surveys.entries import Entry, View, view
from surveys.records import Attachment
from tests.builders import World
from tests.web.site import Visitor


def a_png(shade: int = 0) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes([0, shade]))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 64
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 64


async def arrive(visitor: Visitor) -> None:
    """The briefing read, the visit begun."""
    await visitor.go("/a/visit-code")
    await visitor.press("begin")


async def until(visitor: Visitor, question: str) -> None:
    """From the start to *question*, by the shortest way."""
    await arrive(visitor)
    ways = {"place": "no_signal", "wait": "nobody", "wall": "no_photo", "overall": "7"}
    typed = {"price": "12", "seen": "A counter."}
    while (asked := visitor.page.asked) != question:
        assert asked is not None
        if asked in typed:
            await visitor.write(typed[asked])
        else:
            await visitor.tap(ways[asked])


async def log(engine: AsyncEngine, world: World) -> tuple[Entry, ...]:
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
    return held.interview.entries


async def logs(engine: AsyncEngine, world: World) -> list[View]:
    async with transaction(engine) as tx:
        return [view(held.interview) for held in await store.of_case(tx, world.case)]


async def only(engine: AsyncEngine, world: World) -> View:
    [seen] = await logs(engine, world)
    return seen


async def photos(engine: AsyncEngine, world: World) -> list[Attachment]:
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
        return await store.attachments_of(tx, held.id)


MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41" + b"\0" * 64
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 64
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def a_file(medium: str, number: int = 0) -> bytes:
    """Something of this medium; another *number* is another file."""
    start = {"video": MP4, "audio": MP3, "document": PDF}.get(medium)
    return a_png(number) if start is None else start + bytes([number])
