"""After an outage: offer the pending question once more.

Telegram keeps a tapped button for 150 seconds only.  Whoever tapped while we were away hears
nothing, and taps again only if asked.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.render import render
from db import inbox, outbox
from db.engine import transaction
from surveys import store
from surveys.entries import Moment
from surveys.errors import SurveyError
from surveys.events import Ask, Opened, Say
from surveys.service import Interviews

AWAY = timedelta(seconds=120)  # shorter, and Telegram still has every tap
ACTIVE = timedelta(minutes=15)  # before we went: who was in the middle of a visit


async def offer_again(
    engine: AsyncEngine, interviews: Interviews, bot_id: int, at: datetime
) -> int:
    """Queue the pending question for every chat that was active when we went; how many."""
    async with transaction(engine) as tx:
        last = await inbox.last_taken(tx, bot_id)
        if last is None or at - last < AWAY:
            return 0
        offered = 0
        for chat in await store.chats_active_since(tx, last - ACTIVE):
            try:
                turn = await interviews.in_chat(tx, chat, Opened(), Moment(at, "chat"))
            except SurveyError:
                continue  # its window has closed meanwhile
            screen = turn.effects[-1]
            if isinstance(screen, Ask):
                again = replace(turn, effects=(Say("we-were-away"), screen))
                await outbox.put(tx, chat, render(again, chat, at), at)
                offered += 1
    return offered
