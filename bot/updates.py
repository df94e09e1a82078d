"""What the bot reads of an update, and nothing else of it.

Telegram's own field names, a small part of them.  aiogram's types hold everything the Bot API has,
and making them costs more than all the rest of an answer; for what comes with every answer (a tap,
a message that is no command) this much is enough.  The rest goes to aiogram.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

# Those of bot.handlers.commands; any other is an answer like any other words.
COMMAND = re.compile(r"/(start|help|language|back|status|pause)(@\w+)?(\s|$)", re.IGNORECASE)
Id = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class Read(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, allow_inf_nan=True)


class User(Read):
    id: Id
    language_code: str | None = None


class Chat(Read):
    id: Id
    type: str


class File(Read):
    file_id: str
    file_size: int | None = None
    mime_type: str | None = None


class Location(Read):
    latitude: float
    longitude: float
    horizontal_accuracy: float | None = None
    live_period: int | None = None


class Message(Read):
    """A message in a private chat.  Fields that are Any: only whether they are there is asked."""

    message_id: Id
    date: datetime
    chat: Chat
    from_user: User | None = Field(None, alias="from")
    text: str | None = None
    photo: list[File] | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    document: File | None = None
    location: Location | None = None
    sticker: Any = None
    animation: Any = None
    venue: Any = None
    contact: Any = None
    poll: Any = None
    forward_origin: Any = None
    media_group_id: str | None = None


class Under(Read):
    """The message that a tapped button stands under; *date* 0: too old to be changed."""

    message_id: Id
    date: int
    chat: Chat
    text: str | None = None


class CallbackQuery(Read):
    id: str
    from_user: User = Field(alias="from")
    data: str | None = None
    message: Under | None = None


_message, _query = TypeAdapter(Message), TypeAdapter(CallbackQuery)


def read(raw: Mapping[str, Any]) -> Message | CallbackQuery | None:
    """A tap, or a message that is no command; None: whatever else it is, it is for aiogram.

    Raises pydantic.ValidationError for what Telegram never sends.
    """
    query: Any = raw.get("callback_query")
    if _private(query, "message"):
        return _query.validate_python(query)
    message: Any = raw.get("message")
    if _private(message) and not COMMAND.match(str(message.get("text", ""))):
        return _message.validate_python(message)
    return None


def _private(found: Any, *way: str) -> bool:
    for step in (*way, "chat"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return isinstance(found, Mapping) and found.get("type") == "private"
