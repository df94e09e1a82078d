"""A person with a phone: reads what the bot shows, and does the next thing.

Answers are drawn by lot, but a person asked twice says the same twice.  With a `Mischief` they
are as people are: they tap twice, tap buttons far up in the chat, chatter, begin again.
"""

import asyncio
import json
import re
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any

from benches.bot.mischief import Mischief
from benches.bot.telegram import Json, Shown, Telegram

ASIDE = (
    "↩",
    "⏸",
    "✎",
    "✕",
    "中文",
    "English",
    "I do not",
    "No, thank",
    "Skip",
    "◂",
)  # off the way
NUMBER = re.compile(r"Question (\d+): (?:Choose|Rate|Type|Say|Send)")  # not in a list of answers
OVER = re.compile(r"eceipt|Thank you")
FIRST = 1000  # the first chat's number
STARES = 5.0  # seconds of silence before a person does the last thing again
PATIENCE = 4  # so many silences in a row, and they give up
WORDS = ("Somebody came and said hello.", "It took a while.", "All as it should be, thank you.")


@dataclass(slots=True)
class Person:
    """*answered*: what they said to each question.  *again*: how often nothing came, so that they
    did the last thing once more; *thrown_back*: how often they were asked from further up."""

    chat: int
    telegram: Telegram
    start: str
    mischief: Mischief | None = None
    stares: float = STARES
    waits: list[float] = field(default_factory=list)
    answered: dict[int, str] = field(default_factory=dict)
    finished: bool = False
    again: int = 0
    thrown_back: int = 0
    taps: list[Json] = field(default_factory=list)  # of questions answered before
    _asked: float = 0.0
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    async def fills_in(self) -> None:
        """From /start to the end, or to the end of their patience."""
        shown = self.telegram.chats[self.chat] = Shown()
        await self.telegram.deliver(self.said(f"/start {self.start}"))
        last: Json = {}
        silent = 0
        while not self.finished:
            try:
                method, screen = await asyncio.wait_for(shown.get(), self.stares)
            except TimeoutError:
                silent += 1
                if silent >= PATIENCE:
                    break
                self.again += 1
                if (update := self.reply(last) if last else None) is not None:
                    await self.telegram.deliver(update)
                continue
            if not self._new(method, screen):
                if method == "sendMessage" and number_of(screen):
                    last = screen
                continue
            last, silent = screen, 0
            await self._acts(screen)
        await asyncio.gather(*self._running)
        del self.telegram.chats[self.chat]

    def _new(self, method: str, screen: Json) -> bool:
        """Whether it asks for something that was not done yet.

        An edit is only a new screen where it asks the next question: others put a tick under the
        one before.  A question already answered was asked again because of something else.
        """
        number = number_of(screen)
        if number is None:
            return method == "sendMessage"
        if method == "sendMessage" and self.answered and number < max(self.answered):
            # The bot has begun again, or gone back: so does the person.
            self.thrown_back += 1
            self.answered = {one: said for one, said in self.answered.items() if one < number}
        return number not in self.answered

    async def _acts(self, screen: Json) -> None:
        update = self.reply(screen)
        if update is None:
            self.finished = OVER.search(str(screen["text"])) is not None
            return
        number = number_of(screen)
        if number is not None:
            if self.answered:
                self.waits.append(perf_counter() - self._asked)
            self.answered[number] = self.answer(screen)
        self._asked = perf_counter()
        if self.mischief is None:
            await self.telegram.deliver(update)
        else:
            await self.mischief.around(self, update, number)
        if number is not None and "callback_query" in update:
            self.taps.append(update)

    def later(self, work: Any) -> None:
        """Something of theirs that comes by another way and is not waited for."""
        self._running.add(task := asyncio.create_task(work))
        task.add_done_callback(self._running.discard)

    # What they say

    def answer(self, screen: Json) -> str:
        """What they say to a question: the label of a button, words, a number, a photo's name."""
        number, text = number_of(screen), str(screen["text"])
        lot = Random(f"{self.chat}:{number}")
        if keys := keys_of(screen):
            return str(lot.choice(keys)["text"])
        if "Send a photo" in text:
            return f"photo-{self.chat}-{number}"
        if "Type a number" in text:
            return str(lot.randint(0, 100))
        return f"{lot.choice(WORDS)} {self.chat}"

    def reply(self, screen: Json) -> Json | None:
        """What they do when shown *screen*; None if it asks for nothing."""
        keys, text = keys_of(screen), str(screen["text"])
        if number_of(screen) is None:
            wanted = [key for key in keys if "ubmit" in key["text"]] or keys
            return self.tapped(wanted[0]["callback_data"], screen) if wanted else None
        answer = self.answer(screen)
        if keys:
            data = next(key["callback_data"] for key in keys if key["text"] == answer)
            return self.tapped(data, screen)
        if "Send a photo" in text:
            return self.message(photo=[photo(answer)])
        return self.said(answer)

    def said(self, text: str) -> Json:
        if not text.startswith("/"):
            return self.message(text=text)
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        return self.message(text=text, entities=[command])

    def message(self, **content: Any) -> Json:
        return self._update("message", {
            "message_id": next(self.telegram.numbers), "date": 1_790_000_000,
            "chat": {"id": self.chat, "type": "private", "first_name": "P"},
            "from": self._self(), **content,
        })  # fmt: skip

    def tapped(self, data: str, screen: Json) -> Json:
        return self._update("callback_query", {
            "id": str(next(self.telegram.numbers)), "from": self._self(), "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": int(screen["message_id"]),
                "date": 1_790_000_000, "text": str(screen["text"]),
                "chat": {"id": self.chat, "type": "private", "first_name": "P"},
                "from": {"id": 424242, "is_bot": True, "first_name": "Bot"},
            },
        })  # fmt: skip

    def once_more(self, tap: Json) -> Json:
        """The same button under the same message: another tap to Telegram."""
        query = {**tap["callback_query"], "id": str(next(self.telegram.numbers))}
        return self._update("callback_query", query)

    def _update(self, kind: str, content: Json) -> Json:
        return {"update_id": next(self.telegram.numbers), kind: content}

    def _self(self) -> Json:
        return {"id": self.chat, "is_bot": False, "first_name": "P", "language_code": "en"}


def number_of(screen: Json) -> int | None:
    """Which question it asks, from 1."""
    found = NUMBER.search(str(screen["text"]))
    return int(found[1]) if found else None


def keys_of(screen: Json) -> list[Json]:
    """The buttons that answer, without those that lead off the way."""
    markup = screen.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    keys = [key for row in markup.get("inline_keyboard", []) for key in row]
    return [key for key in keys if not key["text"].startswith(ASIDE)]


def photo(name: str) -> Json:
    return {"file_id": name, "file_unique_id": name, "width": 90, "height": 90, "file_size": 1000}
