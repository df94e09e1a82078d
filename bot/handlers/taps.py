"""Buttons: each names its interview, question and revision, so a late tap is known as late."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.buttons import Button, decode, event
from bot.handlers.context import language_of, reply
from bot.messages import MOST_UNITS, edited, rekeyed, units
from bot.messages import Message as Queued
from bot.questions import keyboard
from db import outbox
from locales import say
from surveys.entries import Answered, Moment, Ticked
from surveys.errors import NoOpenInterview
from surveys.events import Ask, Event, Opened, Say, Spoke
from surveys.service import Interviews
from surveys.turn import Turn
from surveys.wording import worded


def make_router() -> Router:
    router = Router(name="taps")
    router.callback_query.register(tapped)
    return router


async def tapped(
    query: CallbackQuery,
    tx: AsyncConnection,
    interviews: Interviews,
    toasts: list[str],
    at: datetime,
) -> None:
    """*toasts*: short words that pop up over the chat; nothing important stands only there."""
    chat = query.from_user.id
    button = decode(query.data)
    meant = event(button) if button else None
    if button is None or meant is None:
        toasts.append(say(await language_of(tx, query.from_user), "tap-unknown"))
        return
    try:
        turn = await _turn(tx, interviews, chat, button, meant, Moment(at, "chat"))
    except NoOpenInterview:
        if not button.key:
            raise
        toasts.append(say(await language_of(tx, query.from_user), "tap-not-yours"))
        return
    if Say("already-noted") in turn.effects:
        # A second tap.  What comes next was asked when the first one came.
        toasts.append(say(turn.language, "already-noted"))
        return
    if (message := _ticked(turn, query, chat, at)) is not None:
        await outbox.put(tx, chat, [message], at)
        return
    await reply(tx, turn, chat, at)
    if (answer := _answer(turn, button, at)) is not None:
        await _show_choice(tx, query, chat, answer, at)


async def _turn(
    tx: AsyncConnection,
    interviews: Interviews,
    chat: int,
    button: Button,
    meant: Event,
    now: Moment,
) -> Turn:
    if button.key:
        return await interviews.tapped(tx, chat, button.key, meant, now)
    if isinstance(meant, Spoke | Opened):
        return await interviews.in_chat(tx, chat, meant, now)
    raise NoOpenInterview


def _ticked(turn: Turn, query: CallbackQuery, chat: int, at: datetime) -> Queued | None:
    """A tick among several: the same message, its boxes as they are now."""
    last, screen = turn.held.interview.entries[-1:], turn.effects[-1]
    fresh = last and last[0].moment.at == at and isinstance(last[0].act, Ticked)
    if not fresh or not isinstance(screen, Ask) or not isinstance(query.message, Message):
        return None
    return rekeyed(chat, query.message.message_id, keyboard(turn, screen))


def _answer(turn: Turn, button: Button, at: datetime) -> str | None:
    """What this tap wrote down, in words; None if it wrote no answer."""
    last = turn.held.interview.entries[-1] if turn.held.interview.entries else None
    if last is None or last.moment.at != at or not isinstance(last.act, Answered):
        return None
    if last.act.question != button.question:
        return None
    return worded(turn.questionnaire[last.act.question], last.act.value, turn.language)


async def _show_choice(
    tx: AsyncConnection, query: CallbackQuery, chat: int, answer: str, at: datetime
) -> None:
    """A tap leaves no trace in a chat: put the answer under its question, take the buttons off."""
    if not isinstance(query.message, Message) or not query.message.text:
        return  # too old to be changed
    text = f"{query.message.text}\n✓ {answer}"
    if units(text) <= MOST_UNITS:
        await outbox.put(tx, chat, [edited(chat, query.message.message_id, text)], at)
