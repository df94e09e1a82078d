"""People with phones, and the Bot API between them and a bot: the load of the benches.

    python -m benches.bot.phones --webhook URL --port PORT --people 1000 --at-once 100

One process.  It answers every call of the bot at once, and hands what the bot says to the phone it
is for; the phone answers with its next tap or message as soon as it is asked.  Prints one line of
JSON: answers, seconds, the time from an answer to the next question, and its own CPU time.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter, process_time
from typing import Any

import aiohttp
from aiohttp import web

SECRET = "bench-secret"  # noqa: S105
ASIDE = (
    "↩",
    "⏸",
    "✎",
    "中文",
    "English",
    "I do not",
    "Skip",
    "◂",
)  # buttons that lead off the way
PATIENCE = 20.0  # seconds without a question, and the person is given up
Json = dict[str, Any]


@dataclass(slots=True)
class Phone:
    """One person: the chat's number, and what it was last shown."""

    chat: int
    shown: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)


@dataclass(slots=True)
class Phones:
    """Everybody, and what was measured."""

    webhook: str
    start: str
    session: aiohttp.ClientSession | None = None
    chats: dict[int, Phone] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    finished: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    numbers: Any = field(default_factory=lambda: count(1))

    # The Bot API

    async def call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        in_json = request.content_type == "application/json"
        params: Json = dict(await (request.json() if in_json else request.post()))
        self.took(method, params)
        result: Any = True
        if method in ("sendMessage", "editMessageText", "editMessageReplyMarkup"):
            result = {
                "message_id": next(self.numbers), "date": 1_790_000_000,
                "chat": {"id": int(params["chat_id"]), "type": "private"}, "text": "…",
            }  # fmt: skip
        elif method == "getMe":
            result = {"id": 424242, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
        elif method == "getFile":
            result = {"file_id": "f", "file_unique_id": "f", "file_path": "photos/f.jpg"}
        return web.json_response({"ok": True, "result": result})

    def took(self, method: str, params: Json) -> None:
        self.calls[method] += 1
        if method == "sendMessage" and (phone := self.chats.get(int(params["chat_id"]))):
            phone.shown.put_nowait(params)

    # A person

    async def answers(self, chat: int) -> None:
        phone = self.chats[chat] = Phone(chat)
        await self.post(self.message(chat, text=f"/start {self.start}"))
        asked = perf_counter()
        while True:
            try:
                screen = await asyncio.wait_for(phone.shown.get(), PATIENCE)
            except TimeoutError:
                return
            if (update := self.reply(chat, screen)) is None:
                if over(screen):
                    self.finished += 1
                    return
                continue
            self.waits.append(perf_counter() - asked)
            asked = perf_counter()
            await self.post(update)

    def reply(self, chat: int, screen: Json) -> Json | None:
        """What the person does when shown *screen*; None if it asks for nothing."""
        markup = screen.get("reply_markup") or {}
        markup = json.loads(markup) if isinstance(markup, str) else markup
        keys = [key for row in markup.get("inline_keyboard", []) for key in row]
        wanted = [key for key in keys if not key["text"].startswith(ASIDE)]
        text = str(screen["text"])
        if "Send a photo" in text:
            size = {"file_id": f"p{next(self.numbers)}", "file_unique_id": "p", "width": 90,
                    "height": 90, "file_size": 1000}  # fmt: skip
            return self.message(chat, photo=[size])
        if wanted:
            submit = [key for key in wanted if "ubmit" in key["text"]]
            return self.query(chat, (submit or wanted)[0]["callback_data"], text)
        if "Type a number" in text:
            return self.message(chat, text="7")
        if "Say it in words" in text:
            return self.message(chat, text="Somebody came and said hello to me.")
        return None

    def message(self, chat: int, **content: Any) -> Json:
        return self.update("message", {
            "message_id": next(self.numbers), "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "P"},
            "from": person(chat), **content,
        })  # fmt: skip

    def query(self, chat: int, data: str, text: str) -> Json:
        return self.update("callback_query", {
            "id": str(next(self.numbers)), "from": person(chat), "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": next(self.numbers), "date": 1_790_000_000, "text": text,
                "chat": {"id": chat, "type": "private", "first_name": "P"},
            },
        })  # fmt: skip

    def update(self, kind: str, content: Json) -> Json:
        return {"update_id": next(self.numbers), kind: content}

    async def post(self, update: Json) -> None:
        assert self.session is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with self.session.post(self.webhook, json=update, headers=headers) as response:
            body = await response.read()
            if response.status != 200:
                self.refused[response.status] += 1
            elif body[:1] == b"{":  # a method in the webhook's own response
                told = json.loads(body)
                self.took(str(told.pop("method", "")), told)


def person(chat: int) -> Json:
    return {"id": chat, "is_bot": False, "first_name": "P", "language_code": "en"}


def over(screen: Json) -> bool:
    return any(word in str(screen["text"]) for word in ("eceipt", "Thank you"))


async def held(phones: Phones, people: int, at_once: int) -> Json:
    """Everybody through the survey, *at_once* of them at any moment."""
    chats = iter(range(1000, 1000 + people))

    async def one_after_another() -> None:
        for chat in chats:
            await phones.answers(chat)
            phones.chats.pop(chat, None)

    began, cpu = perf_counter(), process_time()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    seconds, waits = perf_counter() - began, sorted(phones.waits)
    return {
        "people": people, "finished": phones.finished, "answers": len(waits),
        "seconds": round(seconds, 3), "a_second": round(len(waits) / seconds, 1),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 2),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 2),
        "load_cpu": round((process_time() - cpu) / seconds, 3),
        "refused": dict(phones.refused), "calls": dict(phones.calls),
    }  # fmt: skip


async def a_photo(_: web.Request) -> web.Response:
    return web.Response(body=b"\xff\xd8\xff")


async def the_bot() -> None:
    """Waits for a line: the bot is up."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    await lines.readline()


async def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--webhook", required=True)
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--people", type=int, default=1000)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--start", default="bench")
    given = wanted.parse_args()
    phones = Phones(given.webhook, given.start)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", phones.call)
    app.router.add_get("/file/bot{token}/{path:.*}", a_photo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", given.port).start()
    print("ready", flush=True)
    await the_bot()
    connector = aiohttp.TCPConnector(limit=given.at_once)
    async with aiohttp.ClientSession(connector=connector) as phones.session:
        print(json.dumps(await held(phones, given.people, given.at_once)), flush=True)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
