"""A person with a phone: says, taps, sends; reads what the chat shows."""

from typing import Any

from tests.botapi import BotApi, Json, Shown


class Phone:
    """One account and its private chat with the bot at *api*."""

    def __init__(self, api: BotApi, chat: int = 7001, language: str = "en") -> None:
        self.api, self.chat, self.language = api, chat, language
        self._read = 0  # how many messages the chat had before the last thing we did

    # What the chat shows

    @property
    def shown(self) -> list[Shown]:
        return self.api.chats[self.chat]

    @property
    def last(self) -> Shown:
        return self.shown[-1]

    @property
    def new(self) -> list[Shown]:
        """What came since the last thing we did."""
        return self.shown[self._read :]

    async def sees(self, words: str) -> Shown:
        """Waits for a new message with *words* in it."""

        def found() -> Shown | None:
            return next((shown for shown in self.new if words in shown.text), None)

        try:
            await self.api.when(lambda: found() is not None)
        except TimeoutError:
            texts = [shown.text for shown in self.new]
            raise AssertionError(f"{words!r} did not come; there was {texts}") from None
        shown = found()
        assert shown is not None
        return shown

    # What the person does

    async def says(self, text: str, **more: Any) -> None:
        await self.sends(text=text, **more)

    async def sends(self, **content: Any) -> None:
        """Any message: ``sticker={…}``, ``photo=[…]``, ``location={…}``."""
        await self._push("message", self.message(**content))

    async def edits(self, message_id: int, **content: Any) -> None:
        await self._push("edited_message", {**self.message(**content), "message_id": message_id})

    async def taps(self, label: str) -> None:
        """The newest button with *label*."""
        for shown in reversed(self.shown):
            for row in shown.markup.get("inline_keyboard", []):
                for key in row:
                    if key["text"] == label:
                        await self.presses(key["callback_data"], shown)
                        return
        raise AssertionError(f"no button {label!r}; the last message has {self.last.rows}")

    async def presses(self, data: str, on: Shown | None = None) -> None:
        """A button with this data, under the message *on*."""
        await self._push("callback_query", self.query(data, on))

    async def photographs(self, data: bytes, *, as_file: bool = False, **more: Any) -> None:
        file_id = f"file{len(self.api.files)}"
        self.api.files[file_id] = data
        held = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(data)}
        if as_file:
            document = {**held, "mime_type": "image/jpeg", "file_name": "DCIM.jpg"}
            await self.sends(document=document, **more)
        else:
            await self.sends(photo=[{**held, "width": 9, "height": 9}], **more)

    async def shares(self, lat: float, lon: float, **more: Any) -> None:
        await self.sends(location={"latitude": lat, "longitude": lon, **more})

    async def blocks(self) -> None:
        member = {"user": self._user(bot=True), "status": "member"}
        kicked = {"user": self._user(bot=True), "status": "kicked", "until_date": 0}
        change = {
            "chat": self._chat(), "from": self._user(), "date": 1_790_000_000,
            "old_chat_member": member, "new_chat_member": kicked,
        }  # fmt: skip
        await self._push("my_chat_member", change)

    # The shapes of it

    def message(self, **content: Any) -> Json:
        return {
            "message_id": self.api.next_message(), "date": 1_790_000_000,
            "chat": self._chat(), "from": self._user(), **content,
        }  # fmt: skip

    def query(self, data: str, on: Shown | None) -> Json:
        shown = {"message_id": on.id, "text": on.text} if on else {"message_id": 1, "text": "…"}
        message = {**shown, "date": 1_790_000_000, "chat": self._chat()}
        return {
            "id": f"query{self.api.next_message()}", "from": self._user(), "data": data,
            "chat_instance": "1", "message": message,
        }  # fmt: skip

    async def _push(self, kind: str, content: Json) -> None:
        self._read = len(self.shown)
        await self.api.push(self.api.update(**{kind: content}))

    def _chat(self) -> Json:
        return {"id": self.chat, "type": "private", "first_name": "Phone"}

    def _user(self, *, bot: bool = False) -> Json:
        name = {"is_bot": bot, "first_name": "Bot" if bot else "Phone"}
        return {"id": 424242 if bot else self.chat, "language_code": self.language, **name}
