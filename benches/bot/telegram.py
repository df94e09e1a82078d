"""The Bot API and Telegram's queue, between the phones and a bot, on the loopback.

Every call of the bot is answered at once and costs the bot nothing but itself; what it says is
handed to the phone it is for.  An update that is not answered with 200 is delivered again, as
Telegram does (sooner: its 2 to 60 s would only be waited for).  With *errors* in (0, 1) that share
of the calls fails: with 500, with 429 and a second's pause, or with the connection cut, half of
those after the message had arrived.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from benches.bot.wire import Lines, Wire

SECRET = "bench-secret"
AGAIN = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds before an update comes again
SCREENS = ("sendMessage", "editMessageText")
Json = dict[str, Any]
Shown = asyncio.Queue[tuple[str, Json]]  # the method and what it says


@dataclass(slots=True)
class Telegram:
    """*webhooks*: the bot's addresses; of several, each chat's update goes to the next."""

    webhooks: list[str]
    chance: Random
    errors: float = 0.0
    chats: dict[int, Shown] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    undelivered: int = 0  # updates given up after all tries
    tapped: set[str] = field(default_factory=set)  # taps whose little clock still runs
    numbers: Any = field(default_factory=lambda: count(1))
    _ways: Iterator[tuple[Lines, str]] = field(init=False)
    _lines: list[Lines] = field(init=False)

    def __post_init__(self) -> None:
        parts = [urlsplit(one) for one in self.webhooks]
        self._lines = [Lines(one.hostname or "", one.port or 80) for one in parts]
        self._ways = cycle(zip(self._lines, [one.path for one in parts], strict=True))

    # What the bot calls

    async def listen(self, port: int) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: Wire(self._called), "127.0.0.1", port)

    def _called(self, wire: Wire, head: bytes, body: bytes) -> None:
        if not head:
            return
        target = head.split(b" ", 2)[1].decode()
        if target.startswith("/file/"):
            wire.transport.write(_answer(200, b"\xff\xd8\xff", "image/jpeg"))
            return
        method = target.rpartition("/")[2].partition("?")[0]
        in_json = b"application/json" in head.lower()
        params = json.loads(body or b"{}") if in_json else dict(parse_qsl(body.decode()))
        if self.errors and self.chance.random() < self.errors and method != "getMe":
            self._fails(wire, method, params)
            return
        wire.transport.write(
            _answer(200, _told({"ok": True, "result": self.took(method, params)}))
        )

    def _fails(self, wire: Wire, method: str, params: Json) -> None:
        self.calls[f"{method} failed"] += 1
        match self.chance.choice(("500", "429", "cut before", "cut after")):
            case "500":
                told = _told({"ok": False, "error_code": 500, "description": "Internal"})
                wire.transport.write(_answer(500, told))
            case "429":
                told = _told({
                    "ok": False, "error_code": 429, "parameters": {"retry_after": 1},
                    "description": "Too Many Requests: retry after 1",
                })  # fmt: skip
                wire.transport.write(_answer(429, told))
            case cut:
                if cut == "cut after":
                    self.took(method, params)
                wire.transport.abort()

    def took(self, method: str, params: Json) -> Any:
        """A call that arrived; its result."""
        self.calls[method] += 1
        if method == "sendMessage":
            params["message_id"] = next(self.numbers)
        if method == "answerCallbackQuery":
            self.tapped.discard(str(params["callback_query_id"]))
        elif method in SCREENS and (shown := self.chats.get(int(params["chat_id"]))) is not None:
            shown.put_nowait((method, params))
        if method in SCREENS or method == "editMessageReplyMarkup":
            return {
                "message_id": int(params["message_id"]),
                "date": 1_790_000_000, "text": str(params.get("text", "…")),
                "chat": {"id": int(params["chat_id"]), "type": "private", "first_name": "P"},
            }  # fmt: skip
        if method == "getMe":
            return {"id": 424242, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if method == "getFile":
            return {"file_id": "f", "file_unique_id": "f", "file_path": "photos/f.jpg"}
        return True

    # What the bot is told

    async def deliver(self, update: Json) -> None:
        """Until the bot has taken it."""
        if query := update.get("callback_query"):
            self.tapped.add(query["id"])
        body = json.dumps(update).encode()
        headers = (
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        )
        for pause in AGAIN:
            lines, path = next(self._ways)
            said = await lines.ask("POST", path, headers, body)
            if said.status == 200:
                if said.body[:1] == b"{":  # a method in the webhook's own response
                    told = json.loads(said.body)
                    if method := told.pop("method", ""):
                        self.took(str(method), told)
                return
            self.refused[said.status] += 1
            await asyncio.sleep(pause)
        self.undelivered += 1

    def close(self) -> None:
        for lines in self._lines:
            lines.close()


def _told(result: Json) -> bytes:
    return json.dumps(result).encode()


def _answer(status: int, body: bytes, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
