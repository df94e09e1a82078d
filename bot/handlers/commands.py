"""/start, /help, /back, /status, /language, /pause."""

import re
from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import keyboards
from bot.handlers.context import language_of, moment, reply
from bot.messages import texts
from bot.render import languages
from db import outbox
from locales import say
from surveys.errors import NoOpenInterview, UnknownCode
from surveys.events import AskedStatus, Event, Opened, Rested, Say, WentBack
from surveys.service import Interviews

CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")  # all that a deep link can carry
EVENTS: dict[str, Event] = {"back": WentBack(), "status": AskedStatus(), "pause": Rested()}


def make_router() -> Router:
    router = Router(name="commands")
    router.message.register(start, named("start"))
    router.message.register(help_, named("help"))
    router.message.register(language, named("language"))
    router.message.register(in_interview, named(*EVENTS))
    return router


def named(*commands: str) -> Command:
    # Comparing a mention with our own name would ask Telegram for it inside the transaction.
    return Command(*commands, ignore_case=True, ignore_mention=True)


async def start(
    message: Message,
    command: CommandObject,
    tx: AsyncConnection,
    interviews: Interviews,
    at: datetime,
) -> None:
    """With a code: that interview becomes this chat's.  Without: go on where it stopped."""
    chat, code = message.chat.id, (command.args or "").strip()
    if not code:
        turn = await interviews.in_chat(tx, chat, Opened(), moment(message, at))
    elif CODE.fullmatch(code):
        spoken = message.from_user.language_code if message.from_user else None
        turn = await interviews.by_code_in_chat(tx, code, chat, spoken, moment(message, at))
    else:
        raise UnknownCode
    await reply(tx, turn, chat, at)


async def in_interview(
    message: Message,
    command: CommandObject,
    tx: AsyncConnection,
    interviews: Interviews,
    at: datetime,
) -> None:
    event = EVENTS[command.command.lower()]
    turn = await interviews.in_chat(tx, message.chat.id, event, moment(message, at))
    await reply(tx, turn, message.chat.id, at)


async def help_(
    message: Message, tx: AsyncConnection, interviews: Interviews, at: datetime
) -> None:
    """How this works; then the question again, or how to begin."""
    chat, spoken = message.chat.id, await language_of(tx, message.from_user)
    lines = [say(spoken, "help-title"), "", say(spoken, "help-commands"), ""]
    try:
        turn = await interviews.in_chat(tx, chat, Opened(), moment(message, at))
    except NoOpenInterview:
        text = "\n".join([*lines, say(spoken, "help-start")])
        await outbox.put(tx, chat, texts(chat, text), at)
        return
    text = "\n".join([*lines, say(spoken, "help-go-on")])
    await outbox.put(tx, chat, texts(chat, text), at)
    screen = tuple(effect for effect in turn.effects if not isinstance(effect, Say))
    await reply(tx, replace(turn, effects=screen), chat, at)


async def language(message: Message, tx: AsyncConnection, at: datetime) -> None:
    spoken = await language_of(tx, message.from_user)
    markup = keyboards.inline([languages()])
    chat = message.chat.id
    await outbox.put(tx, chat, texts(chat, say(spoken, "language-which"), markup), at)
