"""Telegram for many trials: a process of its own, with one line a trial.

It keeps what it was told and says it to whoever asks: which updates were acknowledged, what was
sent and in which order, how many calls came before the time a 429 had named.
"""

import asyncio
import base64
import http.client
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from tests.botapi import CUT, HANG, BotApi, Fault, Json
from tests.destruction.forks import DEADLINE, Child, Say

BATCH = 2  # updates of one answer to getUpdates
WELL = Fault(200)  # this call goes well
DONE_AND_CUT = Fault(-1)  # it was done, and nobody heard of it
DONE_AND_HANGS = Fault(-2)  # the same, and nobody ever will
ASKED = 0.05  # seconds a question about the queue may wait for it to be empty
FAILED = web.RequestKey("failed", bool)


class Line(BotApi):
    """The Bot API of one bot."""

    def __init__(self) -> None:
        super().__init__()
        self.handed = 0  # the newest update that was given out
        self.told: list[tuple[str, Json]] = []  # calls that did something in a chat, in order
        self.unheard = 0  # of those, how many the bot cannot know of
        self.early = 0
        self._until: dict[int, float] = {}

    async def on_getUpdates(self, params: Json) -> list[Json] | Fault:
        found = await super().on_getUpdates(params)
        if isinstance(found, Fault):
            return found
        self.handed = max([self.handed, *(one["update_id"] for one in found[:BATCH])])
        return found[:BATCH]

    async def on_editMessageText(self, params: Json) -> Json:
        """Of messages the trial has made up, too."""
        return {"message_id": params["message_id"]}

    on_editMessageReplyMarkup = on_editMessageText

    async def call(self, request: web.Request) -> web.StreamResponse:
        params = await request.json()
        chat = params.get("chat_id", 0)
        self.early += time.monotonic() < self._until.get(chat, 0.0)
        answer = await self._method(request)
        if answer.status == 200 and chat and FAILED not in request:
            self.told.append((request.match_info["method"], params))
        return answer

    def crashed(self) -> None:
        """Who has died cannot know any more when it was to call again."""
        self._until.clear()

    def known(self) -> Json:
        return {
            "left": [update["update_id"] for update in self.queue], "handed": self.handed,
            "told": self.told, "unheard": self.unheard, "early": self.early,
        }  # fmt: skip

    def _fault(self, method: str, params: Json) -> Fault | None:
        fault = super()._fault(method, params)
        return None if fault == WELL else fault

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        request[FAILED] = True
        params = await request.json()
        if fault.status == 429 and isinstance(fault.body, dict):
            wait = fault.body["parameters"]["retry_after"]
            self._until[params["chat_id"]] = time.monotonic() + wait
        if fault in (DONE_AND_CUT, DONE_AND_HANGS):
            method = request.match_info["method"]
            await getattr(self, f"on_{method}")(params)
            self.told.append((method, params))
            self.unheard += 1
            fault = CUT if fault == DONE_AND_CUT else HANG
        return await super()._fail(request, fault)


class Exchange:
    """All lines, by name, and what a trial may ask of its own."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([
            web.put("/{line}", self._open),
            web.get("/{line}", self._known),
            web.delete("/{line}", self._close),
            web.post("/{line}/crashed", self._crashed),
            web.post("/{line}/bot{token}/{method}", self._call),
            web.get("/{line}/file/bot{token}/photos/{id}", self._file),
        ])  # fmt: skip
        return app

    def _line(self, request: web.Request) -> Line:
        line = self._lines.get(request.match_info["line"])
        if line is None:
            raise web.HTTPGone  # somebody of a trial that is over
        return line

    async def _open(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        line = self._lines[request.match_info["line"]] = Line()
        line.queue += wanted["updates"]
        for method, faults in wanted["faults"].items():
            line.fail(method, *(Fault(status, body) for status, body in faults))
        line.files |= {id: base64.b64decode(data) for id, data in wanted["files"].items()}
        return web.Response()

    async def _known(self, request: web.Request) -> web.Response:
        """Once the queue is empty, or a little later."""
        line = self._line(request)
        with suppress(TimeoutError):
            await line.when(lambda: not line.queue, ASKED)
        return web.json_response(line.known())

    async def _close(self, request: web.Request) -> web.StreamResponse:
        self._lines.pop(request.match_info["line"], None)
        return web.Response()

    async def _crashed(self, request: web.Request) -> web.StreamResponse:
        self._line(request).crashed()
        return web.Response()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        return await self._line(request).call(request)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return await self._line(request)._file(request)


def exchange() -> Child:
    """The process."""

    async def work(say: Say) -> None:
        runner = web.AppRunner(
            Exchange().app(), shutdown_timeout=0.1, handler_cancellation=True, access_log=None
        )
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        say(f"http://{host}:{port}")
        await asyncio.Event().wait()

    return Child(work)


class Call:
    """A trial's way to its line; *base* is what the bot is given."""

    def __init__(self, exchange: str, name: str) -> None:
        self._parts, self._name = urlsplit(exchange), name
        self.base = f"{exchange}/{name}"

    def open(
        self,
        updates: Sequence[Mapping[str, Any]] = (),
        faults: Mapping[str, Sequence[Fault]] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._ask("PUT", "", {
            "updates": list(updates),
            "faults": {method: [[fault.status, fault.body] for fault in those]
                       for method, those in (faults or {}).items()},
            "files": {id: base64.b64encode(data).decode() for id, data in (files or {}).items()},
        })  # fmt: skip

    def known(self) -> Json:
        """As `Line.known`."""
        found: Json = json.loads(self._ask("GET", ""))
        return found

    def crashed(self) -> None:
        self._ask("POST", "/crashed")

    def close(self) -> None:
        self._ask("DELETE", "")

    def _ask(self, method: str, path: str, body: Any = None) -> bytes:
        host, port = self._parts.hostname or "", self._parts.port
        connection = http.client.HTTPConnection(host, port, timeout=DEADLINE)
        with closing(connection):
            connection.request(method, f"/{self._name}{path}", json.dumps(body))
            answer = connection.getresponse()
            assert answer.status == 200, f"the stand-in answered {answer.status}"
            return answer.read()
