"""What cannot be handled: kept under a seal, told to the person, tried again when asked for."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.types import Update
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.handlers.context import language_of
from bot.messages import texts
from bot.updates import CallbackQuery, Id
from db import aside, outbox
from db.aside import Aside
from db.seal import Broken, Seal
from locales import say
from surveys import store

log = logging.getLogger(__name__)

# What a person in a private chat did, and hears about when it came to nothing.
THEIRS = ("message", "edited_message", "callback_query")
KINDS = (*THEIRS, "my_chat_member")


class NotKept(Exception):
    """Its words were not kept, or under another key."""


class GoneOn(Exception):
    """The interview has gone on since: what was meant for one question must not answer another."""


class Who(BaseModel):
    """Who sent it; all that is looked at of an update that nothing else can read."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: Id
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """An update, and the name and place of what it made go wrong."""

    bot_id: int
    update_id: int
    error: str
    place: str


async def put_aside(
    tx: AsyncConnection, noted: Noted, raw: Mapping[str, Any], seal: Seal | None, at: datetime
) -> None:
    """In the transaction that notes its id.  Whatever *raw* is, it is put aside."""
    kind = next((kind for kind in KINDS if kind in raw), None)
    who = _who(raw, kind) if kind in THEIRS else None
    body = seal.close(json.dumps(raw).encode()) if seal else None
    await aside.put(
        tx, noted.bot_id, noted.update_id, noted.error, noted.place,
        kind=kind, chat=who.id if who else None, body=body,
    )  # fmt: skip
    if who is not None:
        try:
            async with tx.begin_nested():
                said = say(await language_of(tx, who), "put-aside")
                await outbox.put(tx, who.id, texts(who.id, said), at)
        except Exception as error:
            log.error("update %d: nobody told: %s", noted.update_id, type(error).__name__)


def opened(one: Aside, seal: Seal | None) -> dict[str, Any]:
    """The update as it came.  Raises NotKept."""
    with suppress(Broken, ValueError):
        if seal is not None and one.body is not None:
            raw: dict[str, Any] = json.loads(seal.open(one.body))
            return raw
    raise NotKept


async def still_meant(tx: AsyncConnection, one: Aside, update: Any) -> None:
    """A tap names its question itself; words and files mean what was asked when they were sent.

    Raises GoneOn.
    """
    tap = isinstance(update, CallbackQuery) or (
        isinstance(update, Update) and update.message is None
    )
    person = await store.known_person(tx, one.chat) if one.chat is not None else None
    if tap or person is None or person.interview_id is None:
        return
    held = await store.by_id(tx, person.interview_id)
    last = held.interview.entries[-1:] if held else ()
    if last and last[0].moment.at > one.received_at:
        raise GoneOn


def _who(raw: Mapping[str, Any], kind: str) -> Who | None:
    """None outside of private chats, and where it does not say."""
    with suppress(ValidationError, AttributeError, TypeError, KeyError, IndexError):
        sent = raw[kind]
        chat = (sent["message"] if kind == "callback_query" else sent)["chat"]
        if chat["type"] == "private":
            return Who.model_validate(sent["from"])
    return None
