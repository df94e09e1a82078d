"""Everything a private chat can send that is not a command."""

from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from aiogram import Router
from aiogram import types as telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.handlers.context import moment, reply
from bot.incoming import incoming
from bot.updates import Message
from surveys.errors import NoOpenInterview
from surveys.events import Say, SentOther
from surveys.service import Interviews
from surveys.turn import Turn

MOST_ALBUMS = 1000


class Albums:
    """Which albums were heard of lately, so that ten pictures too many get one sentence.

    Only politeness hangs on it: forgetting costs a sentence more, never an answer.
    """

    def __init__(self) -> None:
        self._stored: OrderedDict[str, int] = OrderedDict()
        self._told: OrderedDict[str, int] = OrderedDict()

    def heard(self, turn: Turn, message: Message) -> Turn | None:
        """The turn as it should be told; None if this album was told so before."""
        album = message.media_group_id
        if album is None:
            return turn
        if Say("no-photo-wanted") not in turn.effects:
            _note(self._stored, album, message.message_id)
            return turn
        told = self._told.get(album)
        if told not in (None, message.message_id):
            return None
        _note(self._told, album, message.message_id)
        if album not in self._stored:
            return turn
        screen = (effect for effect in turn.effects if not isinstance(effect, Say))
        return replace(turn, effects=(Say("cannot-take-album"), *screen))


def _note(seen: OrderedDict[str, int], album: str, message_id: int) -> None:
    seen[album] = message_id
    while len(seen) > MOST_ALBUMS:
        seen.popitem(last=False)


def make_router() -> Router:
    router = Router(name="interview")
    router.edited_message.register(edited)
    return router


async def sent(
    message: Message, tx: AsyncConnection, interviews: Interviews, albums: Albums, at: datetime
) -> None:
    event, photo = incoming(message, lambda: token_hex(16))
    chat = message.chat.id
    turn = await interviews.in_chat(tx, chat, event, moment(message, at), photo=photo)
    told = albums.heard(turn, message)
    if told is not None:
        await reply(tx, told, chat, at)


async def edited(
    message: telegram.Message, tx: AsyncConnection, interviews: Interviews, at: datetime
) -> None:
    """What was sent first stands.  A live location edits itself every few seconds: no reply."""
    if message.location is not None:
        return
    chat = message.chat.id
    with suppress(NoOpenInterview):
        event = SentOther("edited")
        turn = await interviews.in_chat(tx, chat, event, moment(message, at))
        await reply(tx, turn, chat, at)
