"""A transcript's acts as somebody with a phone does them."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.buttons import ACTS, JUMP, Button, decode, encode
from surveys.events import DONE, Ask, Effect
from surveys.transcripts.acts import ROSTER
from surveys.transcripts.form import WORD_ACTS
from surveys.transcripts.replay import Played
from tests.botapi import Shown
from tests.phone import Phone
from tests.web.walk import a_png

FILE = {"file_id": "f", "file_unique_id": "f", "file_size": 9}
OTHERS: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {**FILE, "type": "regular", "width": 9, "height": 9,
                            "is_animated": False, "is_video": False}},
    "voice": {"voice": {**FILE, "duration": 1}},
    "contact": {"contact": {"phone_number": "1", "first_name": "x"}},
}  # fmt: skip
SENT = {
    "video": {"video": {**FILE, "duration": 1, "width": 9, "height": 9}},
    "audio": {"voice": {**FILE, "duration": 1}},
    "document": {"document": {**FILE, "mime_type": "application/pdf", "file_name": "a.pdf"}},
    "signature": {"document": {**FILE, "mime_type": "image/png", "file_name": "s.png"}},
}
COMMANDS = {"open": "/start", "pause": "/pause", "status": "/status", "back": "/back"}


@dataclass(slots=True)
class Chat:
    """A private chat about the interview *key*; *revision* asks the database for it."""

    phone: Phone
    key: str
    revision: Callable[[], Awaitable[int]]
    pictures: int = 0

    async def sees(self, words: str) -> None:
        await self.phone.sees(words)

    async def does(self, act: str, given: Any, before: Effect | None, played: Played) -> None:
        ask = before if isinstance(before, Ask) else None
        match act:
            case "tap" if isinstance(given, dict):
                await self._press(given["question"], given["code"], int(given["revision"]))
            case "tap":
                await self._tap(ask, given, played)
            case "edit" | "drop" | "restore":
                await self._tap(ask, f"{ROSTER[act]}{given}", played)
            case _ if act in WORD_ACTS:
                await self._tap(ask, f"@{act}", played)
            case "pick":
                await self._ticks(ask, given, played)
            case "fill":
                for row, code in given.items():
                    await self._press(row, code, await self.revision())
            case "agree" | "submit" | "change":
                await self._act(act)
            case "refuse":
                await self._act(given)
            case "language":
                await self.phone.presses(encode(Button("", 0, "", given)))
            case "jump":
                await self._press(given, JUMP, await self.revision())
            case "reply":
                await self.phone.says(given)
            case "photo":
                self.pictures += 1
                await self.phone.photographs(a_png(self.pictures), as_file=True)
            case "place" | "live":
                more = {"horizontal_accuracy": float(given[2])} if len(given) > 2 else {}
                more |= {"live_period": 900} if act == "live" else {}
                await self.phone.shares(float(given[0]), float(given[1]), **more)
            case "other":
                await self.phone.sends(**OTHERS[given])
            case _ if act in SENT:
                await self.phone.sends(**SENT[act])
            case _:
                await self.phone.says(COMMANDS[act])

    async def _tap(self, ask: Ask | None, code: str, played: Played) -> None:
        assert ask is not None
        if (found := self._offered(ask.question.id, code)) is not None:
            await self.phone.presses(*found)
            return
        assert not played.wrote, f"the chat has no button for {ask.question.id} {code}"
        await self._press(ask.question.id, code, await self.revision())

    async def _ticks(self, ask: Ask | None, codes: list[str], played: Played) -> None:
        """One tap each, where a page sends them together; a refused set is not tapped."""
        assert ask is not None
        if played.wrote:
            for code in (*(code for code in codes if code not in ask.ticked), DONE):
                found = self._offered(ask.question.id, code)
                assert found is not None, f"the chat has no button for {code}"
                await self.phone.presses(*found)

    async def _act(self, code: str) -> None:
        assert code in ACTS
        found = self._offered("", code)
        if found is not None:
            await self.phone.presses(*found)
        else:
            await self._press("", code, await self.revision())

    async def _press(self, question: str, code: str, revision: int) -> None:
        await self.phone.presses(encode(Button(self.key, revision, question, code)))

    def _offered(self, question: str, code: str) -> tuple[str, Shown] | None:
        """The newest button for it."""
        for shown, data in self._buttons():
            button = decode(data)
            if button and (button.question, button.code) == (question, code):
                return data, shown
        return None

    def _buttons(self) -> Iterator[tuple[Shown, str]]:
        for shown in reversed(self.phone.shown):
            for row in shown.markup.get("inline_keyboard", []):
                for key in row:
                    yield shown, key["callback_data"]
