"""Posts JSON to one server over connections that stay open.

Every answer brings one or two calls of the Bot API, and aiohttp's client takes 0.17 ms of CPU for
each, as much as a step of the engine; this takes half.  All that is needed here is POST, a length
and a status; what comes back is read by llhttp, the parser of Node (httptools).
"""

import asyncio
import ssl
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

MOST_BYTES = 4 << 20  # of a reply
MOST_AT_ONCE = 100  # connections
IDLE_SECONDS = 15.0  # less than any server keeps one open: it must not close as we send

Reply = tuple[int, bytes]  # status and body


class Wire:
    """To *base*, ``http[s]://host[:port][/path]``.  Raises ValueError if it is none."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("the address of the Bot API is no http(s)://host")
        self._path = parts.path.rstrip("/")
        self._head = f"Host: {parts.netloc.rpartition('@')[2]}\r\nContent-Type: application/json"
        self._host, self._tls = parts.hostname, parts.scheme == "https"
        self._port = parts.port or (443 if self._tls else 80)
        self._context: ssl.SSLContext | None = None
        self._idle: list[_Line] = []  # the one used last is taken first
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    async def post(self, path: str, body: bytes, seconds: float) -> Reply:
        """The reply to *body* at *path*, which is quoted.  Raises OSError if none came (within
        *seconds*: TimeoutError); whether the server acted on it is then unknown."""
        head = f"POST {self._path}{path} HTTP/1.1\r\n{self._head}\r\nContent-Length: {len(body)}"
        async with self._places, asyncio.timeout(seconds):
            line = self._open() or await self._connect()
            try:
                reply = await line.ask(f"{head}\r\n\r\n".encode() + body)
            except BaseException:
                line.end()  # what still comes would be taken for the reply to something else
                raise
            if not line.ended:
                line.since = monotonic()
                self._idle.append(line)
            return reply

    def close(self) -> None:
        for line in self._idle:
            line.end()
        self._idle.clear()

    def _open(self) -> "_Line | None":
        while self._idle:
            line = self._idle.pop()
            if not line.ended and monotonic() - line.since < IDLE_SECONDS:
                return line
            line.end()
        return None

    async def _connect(self) -> "_Line":
        if self._tls and self._context is None:
            self._context = await asyncio.to_thread(ssl.create_default_context)
        make: Callable[[], _Line] = _Line
        _, line = await asyncio.get_running_loop().create_connection(
            make, self._host, self._port, ssl=self._context, happy_eyeballs_delay=0.25
        )
        return line


class _Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self.since, self.ended = 0.0, False
        self._parser = HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._reply: asyncio.Future[Reply] | None = None
        self._body = bytearray()

    async def ask(self, request: bytes) -> Reply:
        assert self._transport is not None
        self._reply = asyncio.get_running_loop().create_future()
        self._body.clear()
        self._transport.write(request)
        return await self._reply

    def end(self) -> None:
        self.ended = True
        if self._transport is not None:
            self._transport.abort()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self._fail(ConnectionError("what came is not HTTP"))

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(error or ConnectionResetError("closed"))

    # What the parser calls

    def on_body(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) > MOST_BYTES:
            self._fail(ConnectionError("a reply without end"))

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            return  # a word before the reply
        if self._reply is None or not self._parser.should_keep_alive():
            self.end()
        if self._reply is not None and not self._reply.done():
            self._reply.set_result((status, bytes(self._body)))
        self._reply = None

    def _fail(self, error: Exception) -> None:
        self.end()
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(error)
        self._reply = None
