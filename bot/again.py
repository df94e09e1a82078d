"""After an outage: offer the pending question once more.

Telegram keeps a tapped button for 150 seconds only.  Whoever tapped while we were away hears
nothing, and taps again only if asked.
"""

from dataclasses import dataclass, replace
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


@dataclass(slots=True)
class Outage:
    """Since when nothing could be taken in, while this process was there; None: it can."""

    since: datetime | None = None

    def began(self, at: datetime) -> None:
        self.since = self.since or at

    def over(self, at: datetime) -> datetime | None:
        """When it had begun, if a tap may have been lost in it."""
        since, self.since = self.since, None
        return since if since is not None and at - since >= AWAY else None


async def offer_again(
    engine: AsyncEngine,
    interviews: Interviews,
    bot_id: int,
    at: datetime,
    since: datetime | None = None,
) -> int:
    """Queue the pending question for every chat that was active when we went; how many.

    *since*: when we went; None: when the last update was taken.  Whoever has heard from us after
    that is not asked once more, so that it may be called by every process at every start.
    """
    async with transaction(engine) as tx:
        await inbox.one_at_a_time(tx)
        last = since or await inbox.last_taken(tx, bot_id)
        if last is None or at - last < AWAY:
            return 0
        told, offered = await outbox.spoken_to_since(tx, last), 0
        for chat in await store.chats_active_since(tx, last - ACTIVE):
            if chat in told:
                continue
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
