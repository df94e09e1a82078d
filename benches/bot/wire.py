"""HTTP/1.1 in as few steps as it takes: what the phones cost is no business of the bots'.

Both ends: requests that come in, and answers to requests that went out.  Bodies have a length or
come in chunks; everything stays on one connection until it is closed.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
END = b"\r\n\r\n"


class Wire(asyncio.Protocol):
    """*heard* is given the head and the body of each message that came whole."""

    def __init__(self, heard: Callable[["Wire", bytes, bytes], None]) -> None:
        self._heard = heard
        self._held = b""
        self.transport: asyncio.Transport
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.open = transport, True

    def connection_lost(self, _: Exception | None) -> None:
        self.open = False
        self._heard(self, b"", b"")

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (whole := self._whole()) is not None:
            head, body, length = whole
            self._held = self._held[length:]
            self._heard(self, head, body)

    def _whole(self) -> tuple[bytes, bytes, int] | None:
        """The next message and its length with everything; None: there is more to come."""
        if (at := self._held.find(END)) < 0:
            return None
        head, start = self._held[:at], at + len(END)
        if found := LENGTH.search(head):
            end = start + int(found[1])
            return (head, self._held[start:end], end) if len(self._held) >= end else None
        if CHUNKED.search(head):
            return self._chunks(head, start)
        return head, b"", start

    def _chunks(self, head: bytes, at: int) -> tuple[bytes, bytes, int] | None:
        body = b""
        while (line := self._held.find(b"\r\n", at)) >= 0:
            size = int(self._held[at:line].split(b";")[0], 16)
            at = line + 2 + size + 2
            if len(self._held) < at:
                return None
            if not size:
                return head, body, at
            body += self._held[line + 2 : at - 2]
        return None


@dataclass(frozen=True, slots=True)
class Said:
    """An answer; status 0 where the other side went away before it was whole."""

    status: int
    head: str = ""
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        """Empty where there is none."""
        found = re.search(rf"\r\n{name}: *([^\r]*)", self.head, re.IGNORECASE)
        return found[1] if found else ""


class Lines:
    """Connections to one address, as many as there are requests at once.

    As Telegram keeps them: one that was closed meanwhile is opened anew.
    """

    def __init__(self, host: str, port: int) -> None:
        self._at = (host, port)
        self._free: list[Wire] = []
        self._waiting: dict[Wire, asyncio.Future[Said]] = {}

    async def ask(self, method: str, path: str, headers: str, body: bytes = b"") -> Said:
        length = f"Content-Length: {len(body)}\r\n" if body or method == "POST" else ""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n"
        try:
            line = await self._line()
        except OSError:
            return Said(0)
        answer: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._waiting[line] = answer
        line.transport.write(head.encode() + body)
        return await answer

    async def _line(self) -> Wire:
        while self._free:
            if (line := self._free.pop()).open:
                return line
        loop = asyncio.get_running_loop()
        _, wire = await loop.create_connection(lambda: Wire(self._heard), *self._at)
        return wire

    def _heard(self, line: Wire, head: bytes, body: bytes) -> None:
        answer = self._waiting.pop(line, None)
        if answer is None or answer.done():
            return
        if not head:
            answer.set_result(Said(0))
            return
        self._free.append(line)
        answer.set_result(Said(int(head[9:12]), head.decode("latin-1"), body))

    def close(self) -> None:
        for line in self._free:
            line.transport.close()
