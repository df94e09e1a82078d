"""Buttons: each names its interview, question and revision, so a late tap is known as late."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.buttons import Button, decode, event
from bot.handlers.context import language_of
from bot.messages import MOST_UNITS, THEN, edited, rekeyed, units
from bot.messages import Message as Queued
from bot.questions import keyboard
from bot.render import render
from bot.updates import CallbackQuery
from db import outbox
from locales import say
from surveys.entries import Answered, Moment, Ticked
from surveys.errors import NoOpenInterview
from surveys.events import Ask, Event, Opened, Say, Spoke
from surveys.service import Interviews
from surveys.turn import Turn
from surveys.wording import worded


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
    messages = render(turn, chat, at)
    if (shown := _choice(query, chat, _answer(turn, button, at))) is not None:
        # Of one row: half of what the two would cost, and the question does not wait for it.
        messages[-1][THEN] = shown
    await outbox.put(tx, chat, messages, at)


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
    if not fresh or not isinstance(screen, Ask) or not query.message or not query.message.date:
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


def _choice(query: CallbackQuery, chat: int, answer: str | None) -> Queued | None:
    """A tap leaves no trace in a chat: put the answer under its question, take the buttons off."""
    if answer is None or not query.message or not query.message.date or not query.message.text:
        return None  # nothing was answered, or it is too old to be changed
    text = f"{query.message.text}\n✓ {answer}"
    return edited(chat, query.message.message_id, text) if units(text) <= MOST_UNITS else None
