"""A Bot API server to test against, over real HTTP, with what its source and manual say of it.

It queues updates and forgets them by offset or by a 2xx of the webhook, refuses two pollers,
re-sends on failure (at once, then after 2, 4, 8 … seconds, or when Retry-After says), counts
message ids, and fails on request: 429, 403, 400, 5xx, a hang, a cut, a page of HTML.  Every call
is recorded.  `Phone` is a person in front of it.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "424242:stand-in-token-never-logged"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
DEADLINE = 15.0  # seconds until something missing is a failure
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong.  Status 0: the connection is cut; None: no answer comes."""

    status: int | None
    body: Json | str = ""


def refused(status: int, description: str, **parameters: Any) -> Fault:
    body: Json = {"ok": False, "error_code": status, "description": description}
    return Fault(status, {**body, "parameters": parameters} if parameters else body)


def too_many(seconds: float) -> Fault:
    text = f"Too Many Requests: retry after {seconds}"
    return refused(429, text, retry_after=seconds)


BLOCKED = refused(403, "Forbidden: bot was blocked by the user")
CHAT_NOT_FOUND = refused(400, "Bad Request: chat not found")
BAD_MARKUP = refused(400, "Bad Request: can't parse reply keyboard markup JSON object")
NOT_MODIFIED = refused(400, "Bad Request: message is not modified: specified new content")
SERVER_ERROR = refused(500, "Internal Server Error")
HTML = Fault(502, "<html><body>502 Bad Gateway</body></html>")
CUT, HANG = Fault(0), Fault(None)


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    params: Json


@dataclass(slots=True)
class Shown:
    """A message as the chat shows it now."""

    id: int
    text: str
    markup: Json = field(default_factory=dict)

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the buttons under it."""
        return [[key["text"] for key in row] for row in self.markup.get("inline_keyboard", [])]


@dataclass(slots=True)
class Hook:
    url: str
    secret: str
    allowed: list[str]


class BotApi:
    """The server.  *direct*: hand updates to this instead of queueing them."""

    def __init__(self) -> None:
        self.base = ""
        self.calls: list[Call] = []
        self.chats: dict[int, list[Shown]] = defaultdict(list)
        self.files: dict[str, bytes] = {}
        self.queue: list[Json] = []
        self.hook: Hook | None = None
        self.direct: Callable[[Json], Awaitable[Any]] | None = None
        self.waits: list[float] = []  # between two deliveries of one update to the webhook
        self.statuses: list[int] = []  # of those deliveries
        self.changed = asyncio.Condition()
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._ids, self._messages = count(1000), count(1)
        self._poll: asyncio.Future[None] | None = None

    # For the test

    def fail(self, method: str, *faults: Fault, chat: int | None = None) -> None:
        """The next calls of *method* (for *chat*) go wrong like this, one after the other."""
        self._faults[method if chat is None else f"{method}:{chat}"] += faults

    def made(self, method: str) -> list[Json]:
        """The parameters of every call of *method*, in order."""
        return [call.params for call in self.calls if call.method == method]

    async def when(self, true: Callable[[], bool], seconds: float = DEADLINE) -> None:
        """Until *true*, looked at after every call and message.  Raises TimeoutError."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(true)

    def update(self, **fields: Any) -> Json:
        return {"update_id": next(self._ids), **fields}

    def next_message(self) -> int:
        return next(self._messages)

    async def push(self, update: Json) -> None:
        """Telegram has an update for the bot."""
        if self.direct is not None:
            await self.direct(update)
        elif self.hook is not None:
            await self.deliver(update)
        else:
            async with self.changed:
                self.queue.append(update)
                self.changed.notify_all()

    async def deliver(self, update: Json, most: int = 6) -> None:
        """POST it to the webhook until a 2xx; the waits are noted, not waited."""
        assert self.hook is not None
        if not self.hook.allowed or self.hook.allowed.count(_kind(update)):
            async with aiohttp.ClientSession() as session:
                for attempt in range(most):
                    status, wait = await self._post(session, update)
                    self.statuses.append(status)
                    if 200 <= status < 300:
                        return
                    self.waits.append(wait or (0.0 if attempt == 0 else 2.0**attempt))

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> tuple[int, float]:
        assert self.hook is not None
        headers = {SECRET_HEADER: self.hook.secret}
        async with session.post(self.hook.url, json=update, headers=headers) as response:
            return response.status, float(response.headers.get("Retry-After", 0))

    # For the bot

    async def _method(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _reply(refused(401, "Unauthorized"))
        method, params = request.match_info["method"], await request.json()
        async with self.changed:
            self.calls.append(Call(method, params))
            self.changed.notify_all()
        if (fault := self._fault(method, params)) is not None:
            return await self._fail(request, fault)
        handle = getattr(self, f"on_{method}", None)
        if handle is None:
            return _reply(refused(404, "Not Found"))
        result = await handle(params)
        if isinstance(result, Fault):
            return _reply(result)
        return web.json_response({"ok": True, "result": result})

    def _fault(self, method: str, params: Json) -> Fault | None:
        for name in (f"{method}:{params.get('chat_id')}", method):
            if self._faults[name]:
                return self._faults[name].popleft()
        return None

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.status is None:
            await asyncio.sleep(3600)  # ended by the client's patience
        if not fault.status:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return _reply(fault)

    async def on_getMe(self, _: Json) -> Json:
        return {"id": 424242, "is_bot": True, "first_name": "Stand-in", "username": "stand_in"}

    async def on_setWebhook(self, params: Json) -> bool:
        allowed = params.get("allowed_updates", [])
        self.hook = Hook(params["url"], params.get("secret_token", ""), list(allowed))
        return True

    async def on_deleteWebhook(self, _: Json) -> bool:
        self.hook = None
        return True

    async def on_setMyCommands(self, _: Json) -> bool:
        return True

    async def on_answerCallbackQuery(self, _: Json) -> bool:
        return True

    async def on_getUpdates(self, params: Json) -> list[Json] | Fault:
        if self.hook is not None:
            return refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)  # the later one wins
        mine = self._poll = asyncio.get_running_loop().create_future()
        async with self.changed:
            self.queue = [u for u in self.queue if u["update_id"] >= params.get("offset", 0)]
            self.changed.notify_all()
        over = params.get("timeout", 0)
        waiting = asyncio.create_task(self.when(lambda: bool(self.queue), over))
        try:
            await asyncio.wait({waiting, mine}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            with suppress(asyncio.CancelledError, TimeoutError):
                await waiting
        if mine.done():
            return refused(409, "Conflict: terminated by other getUpdates request")
        mine.cancel()
        allowed = params.get("allowed_updates")
        return [u for u in self.queue[:100] if not allowed or _kind(u) in allowed]

    async def on_sendMessage(self, params: Json) -> Json | Fault:
        if not 0 < len(params["text"].encode("utf-16-le")) // 2 <= 4096:
            return refused(400, "Bad Request: message is too long")
        for row in params.get("reply_markup", {}).get("inline_keyboard", []):
            for key in row:
                if not 0 < len(key["callback_data"].encode()) <= 64:
                    return refused(400, "Bad Request: BUTTON_DATA_INVALID")
        shown = Shown(self.next_message(), params["text"], params.get("reply_markup", {}))
        async with self.changed:
            self.chats[params["chat_id"]].append(shown)
            self.changed.notify_all()
        return {"message_id": shown.id}

    async def on_editMessageText(self, params: Json) -> Json | Fault:
        for shown in self.chats[params["chat_id"]]:
            if shown.id == params["message_id"]:
                shown.text, shown.markup = params["text"], params.get("reply_markup", {})
                return {"message_id": shown.id}
        return refused(400, "Bad Request: message to edit not found")

    async def on_editMessageReplyMarkup(self, params: Json) -> Json | Fault:
        for shown in self.chats[params["chat_id"]]:
            if shown.id == params["message_id"]:
                shown.markup = params["reply_markup"]
                return {"message_id": shown.id}
        return refused(400, "Bad Request: message to edit not found")

    async def on_getFile(self, params: Json) -> Json | Fault:
        data = self.files.get(params["file_id"])
        if data is None:
            return refused(
                400, "Bad Request: wrong file_id or the file is temporarily unavailable"
            )
        return {"file_path": f"photos/{params['file_id']}", "file_size": len(data)}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if (fault := self._fault("file", {})) is not None:
            return web.Response(status=fault.status or 500)
        return await self.send_file(request)

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=self.files[request.match_info["id"]])


def _kind(update: Mapping[str, Any]) -> str:
    return next(name for name in update if name != "update_id")


def _reply(fault: Fault) -> web.Response:
    if isinstance(fault.body, str):
        return web.Response(status=fault.status or 500, text=fault.body, content_type="text/html")
    return web.json_response(fault.body, status=fault.status or 500)


@asynccontextmanager
async def bot_api(api: BotApi | None = None) -> AsyncIterator[BotApi]:
    """The server on a free port of 127.0.0.1; *api*: one that behaves otherwise."""
    api = api or BotApi()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", api._method)
    app.router.add_get("/file/bot{token}/photos/{id}", api._file)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    api.base = f"http://{host}:{port}"
    yield api
    await runner.cleanup()
