"""The Bot API's line over real sockets: kept open, and never a reply taken for another's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.wire import MOST_BYTES, Wire

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"


@asynccontextmanager
async def served(talk: Talk, *, path: str = "") -> AsyncIterator[Wire]:
    """A wire to a server that does *talk* on each connection."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    wire = Wire(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{path}")
    try:
        yield wire
    finally:
        wire.close()
        server.close()


async def request(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    """The first line of what was asked, and its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(line for line in head.split("\r\n") if line.startswith("Content-Length"))
    return head.split("\r\n")[0], await reader.readexactly(int(length.split(":")[1]))


async def test_one_connection_carries_one_call_after_another() -> None:
    asked: list[tuple[str, bytes]] = []
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        for number in range(3):
            asked.append(await request(reader))
            writer.write(OK + f"n{number}".encode())

    async with served(talk, path="/behind/") as wire:
        got = [await wire.post("/bot1:a/getMe", b"{%d}" % n, 5) for n in range(3)]
    assert got == [(200, b"n0"), (200, b"n1"), (200, b"n2")]
    assert asked == [("POST /behind/bot1:a/getMe HTTP/1.1", b"{%d}" % n) for n in range(3)]
    assert connections == 1


async def test_a_reply_in_chunks_after_a_word_before_it_is_one_reply() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        pieces = (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Too", b" Many\r\nTransfer-Encoding: chu",
            b"nked\r\n\r\n3\r\nabc\r\n", b"2\r\nde\r\n0\r\n\r\n",
        )  # fmt: skip
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)

    async with served(talk) as wire:
        assert await wire.post("/", b"", 5) == (429, b"abcde")


@pytest.mark.parametrize(
    "said",
    [
        b"", b"<html>", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
    ],
)  # fmt: skip
async def test_what_is_no_whole_reply_is_an_error_and_the_next_call_is_not_harmed(
    said: bytes,
) -> None:
    calls = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        await request(reader)
        calls += 1
        writer.write(said if calls == 1 else OK + b"ok")
        await writer.drain()

    async with served(talk) as wire:
        with pytest.raises(ConnectionError):
            await wire.post("/", b"", 5)
        assert await wire.post("/", b"", 5) == (200, b"ok")


async def test_a_reply_that_comes_too_late_is_not_taken_for_the_next_one() -> None:
    late = asyncio.Event()
    calls = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        await request(reader)
        if calls == 1:
            await late.wait()
            writer.write(OK + b"no")
            return
        writer.write(OK + b"ok")

    async with served(talk) as wire:
        with pytest.raises(TimeoutError):
            await wire.post("/", b"", 0.05)
        late.set()
        assert await wire.post("/", b"", 5) == (200, b"ok")


async def test_a_line_the_server_will_close_is_not_used_again() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
        await reader.read()  # it is slow to close

    async with served(talk) as wire:
        for _ in range(3):
            assert await wire.post("/", b"", 5) == (200, b"ok")


async def test_a_reply_without_end_is_given_up() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
        try:
            for _ in range(MOST_BYTES // 65536 + 8):
                writer.write(b"x" * 65536)
                await writer.drain()
        except ConnectionError:
            pass

    async with served(talk) as wire:
        with pytest.raises(ConnectionError):
            await wire.post("/", b"", 10)


def test_an_address_that_is_none_is_refused() -> None:
    for wrong in ("", "api.telegram.org", "ftp://host", "http://"):
        with pytest.raises(ValueError, match="Bot API"):
            Wire(wrong)
