"""What every handler shares: the moment, the person's language, and the way to reply."""

from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.render import render
from db import outbox
from locales import known
from surveys import store
from surveys.entries import Moment
from surveys.turn import Turn


class User(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def language_code(self) -> str | None: ...


class Sent(Protocol):
    @property
    def date(self) -> datetime: ...


def moment(message: Sent, at: datetime) -> Moment:
    """Ours counts; Telegram's own time of the message is kept beside it."""
    return Moment(at, "chat", message.date)


async def language_of(tx: AsyncConnection, user: User | None) -> str:
    """What the person chose, or else what their Telegram speaks."""
    person = await store.known_person(tx, user.id) if user else None
    chosen = person.language if person else None
    return known(chosen or (user.language_code if user else None))


async def reply(tx: AsyncConnection, turn: Turn, chat: int, at: datetime) -> None:
    """Queue what the turn says, in the transaction that wrote it down."""
    await outbox.put(tx, chat, render(turn, chat, at), at)
