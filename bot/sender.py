"""Sends what the outbox holds: in order within a chat, no faster than Telegram allows.

A message is read, sent (with what belongs right after it), and marked in a transaction of its
own; none is open while the network is waited for.  A crash between sending and marking sends it
again, which is harmless: every button works once.  Several processes may send from one outbox:
see db.claims.
"""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api import Answer, Api
from bot.messages import THEN
from bot.notices import ready
from bot.pace import Pace
from bot.pictures import attached, speaks_of_files
from db import outbox
from db.claims import Claims
from db.group import Group
from db.outbox import Due
from surveys.entries import Moment
from surveys.service import Interviews

log = logging.getLogger(__name__)

EVERYONE = 0
A_SECOND = 25.0  # messages of one bot; Telegram allows about 30
CHAT_A_SECOND = 1.0
LONGEST_PAUSE = 60.0
MOST_TRIES = 24 * 60  # one a minute: a day
POLL_SECONDS = 0.5
DRAIN_SECONDS = 4.0
DATABASE_SECONDS = 1.0  # before it is asked once more
BRAKE = 3  # so many 429 within a second, and every chat waits
LATE = Answer(410, description="too late to be said")  # ours: it never leaves the house
UNREACHABLE = ("chat not found", "peer_id_invalid", "user not found")


class Sender:
    """*clock* is aware UTC, *monotonic* and *sleep* in seconds, *chance* in [0, 1)."""

    def __init__(
        self,
        group: Group,
        api: Api,
        interviews: Interviews,
        clock: Callable[[], datetime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        a_second: float = A_SECOND,
        chat_a_second: float = CHAT_A_SECOND,
    ) -> None:
        self._group, self._api, self._interviews = group, api, interviews
        self._clock, self._monotonic, self._sleep = clock, monotonic, sleep
        self._chance, self._claims = chance, Claims(group)
        self._wake = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._marking: list[int] = []
        self._marked: asyncio.Future[None]
        self._all = Pace(1 / a_second, round(a_second))
        self._chat = Pace(1 / chat_a_second, 4)
        self._refusals: deque[float] = deque(maxlen=BRAKE)
        self._held_until = 0.0  # by the clock that nobody can set
        self._looked: datetime | None = None

    def wake(self) -> None:
        """Something was queued in this process: look now."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled; what is under way then is finished first."""
        try:
            while True:
                self._wake.clear()
                try:
                    await self.start_due()
                except Exception as error:
                    log.error("the outbox cannot be read: %s", type(error).__name__)
                    await self._sleep(DATABASE_SECONDS)
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._wake.wait()
        finally:
            if self._busy:
                await asyncio.wait(self._busy.values(), timeout=DRAIN_SECONDS)
            await self.close()

    async def close(self) -> None:
        """Other senders may have every chat that this one had."""
        await self._claims.close()

    async def start_due(self) -> int:
        """Start sending what is due now; returns how many sends are under way."""
        now = self._clock()
        await self._follow(now)
        if self._held_until <= self._monotonic():
            for due in await self._claims.due(now, self._busy.keys()):
                if due.chat not in self._busy:
                    self._busy[due.chat] = asyncio.create_task(self._deliver(due))
        return len(self._busy)

    async def _follow(self, now: datetime) -> None:
        """Where the clock was set back, since the last look or before the start, nothing waits the
        longer for it."""
        if self._looked is None:
            newest = await self._group.run(outbox.newest)
            if newest is not None and newest > now:
                await self._sooner(now, newest - now)
        elif now < self._looked:
            await self._sooner(now, self._looked - now)
        self._looked = now

    async def _sooner(self, now: datetime, by: timedelta) -> None:
        """What waits no longer than a pause may have been put forward by another process."""
        after = now + timedelta(seconds=LONGEST_PAUSE)
        await self._group.run(lambda tx: outbox.sooner(tx, after, by))

    async def drain(self) -> None:
        """Send until nothing more is due at this moment."""
        while await self.start_due():
            await asyncio.wait(self._busy.values())

    async def _deliver(self, due: Due) -> None:
        try:
            answer = LATE if _too_late(due, self._clock()) else await self._send(due)
            if answer.ok and THEN in due.message:
                due = replace(due, message=due.message[THEN], begun=True)
                answer = await self._send(due)
            while True:
                try:
                    await self._settle(due, answer)
                    break
                except Exception as error:
                    # Sent but not marked: marking is tried again, never the sending.
                    log.error("message %d not marked: %s", due.id, type(error).__name__)
                    await self._sleep(DATABASE_SECONDS)
        finally:
            del self._busy[due.chat]
            self._claims.settled(due.chat)
            self._wake.set()

    async def _send(self, due: Due) -> Answer:
        try:
            message = ready(due.chat, due.message)
            message.pop(THEN, None)
            method = str(message.pop("method"))
        except Exception as error:
            return Answer(400, description=f"cannot be put into words: {type(error).__name__}")
        await self._in_turn(self._chat, due.chat)
        await self._in_turn(self._all, EVERYONE)
        await self._while_held()
        if speaks_of_files(message):
            files = await asyncio.to_thread(attached, message)
            return await self._api.upload(method, message, files)
        return await self._api.call(method, message)

    async def _in_turn(self, pace: Pace, key: int) -> None:
        if (wait := pace.book(key, self._monotonic())) > 0:
            await self._sleep(wait)

    async def _while_held(self) -> None:
        """All were told to wait while this one waited for its place in the line."""
        while (wait := self._held_until - self._monotonic()) > 0:
            await self._sleep(wait)

    async def _settle(self, due: Due, answer: Answer) -> None:
        now, why = self._clock(), f"{answer.status} {answer.description}"[:200]
        said = answer.description.lower()
        if answer.ok or (answer.status == 400 and "not modified" in said):
            await self._sent(due.id)
        elif answer.status == 403 or (
            answer.status == 400 and any(words in said for words in UNREACHABLE)
        ):
            await self._group.run(lambda tx: self._give_up(tx, due, why, now))
        elif answer is LATE:
            await self._group.run(lambda tx: outbox.dead(tx, due.id, why))
        elif self._hopeless(due, answer):
            # The number leads to the row; what it says is nobody's business in a log.
            # An old message that can no longer be edited is no mistake.
            level = logging.INFO if _edits(due) else logging.ERROR
            log.log(level, "message %d refused with %d", due.id, answer.status)
            await self._group.run(lambda tx: outbox.dead(tx, due.id, why))
        else:
            left = due.message if due.begun else None
            self._brake(answer, pause := self._pause(due, answer))
            until = now + timedelta(seconds=pause)
            await self._group.run(lambda tx: outbox.later(tx, due.id, until, why, left))
            if (then := self._clock()) < now:  # set back before this was there to be put forward
                await self._sooner(then, now - then)

    async def _sent(self, id: int) -> None:
        """Marked together with all that was sent while the last commit was under way."""
        self._marking.append(id)
        if len(self._marking) == 1:
            self._marked = asyncio.ensure_future(self._mark_all(self._marking))
        await asyncio.shield(self._marked)

    async def _mark_all(self, ids: list[int]) -> None:
        try:
            await self._group.run(self._mark)
        except BaseException:
            if self._marking is ids:  # it did not even begin: whoever waits tries it again
                self._marking = []
            raise

    async def _mark(self, tx: AsyncConnection) -> None:
        ids, self._marking = self._marking, []
        await outbox.sent(tx, ids)

    async def _give_up(self, tx: AsyncConnection, due: Due, why: str, now: datetime) -> None:
        """The chat is not there any more: nothing else is sent, the interview pauses."""
        await outbox.dead(tx, due.id, why)
        await outbox.drop_open(tx, due.chat, why)
        await self._interviews.unreachable(tx, due.chat, Moment(now, "chat"))

    def _hopeless(self, due: Due, answer: Answer) -> bool:
        """Refused for good: a mistake of ours in the message, or a day of trying."""
        ours = 400 <= answer.status < 500 and answer.status not in (401, 404, 408, 409, 429)
        return ours or due.tries >= MOST_TRIES

    def _pause(self, due: Due, answer: Answer) -> float:
        if answer.retry_after is not None:
            return answer.retry_after
        doubling: float = min(LONGEST_PAUSE, 2.0 ** min(due.tries, 6))
        return doubling * (1 + self._chance() / 4)

    def _brake(self, answer: Answer, pause: float) -> None:
        """One 429 stills its chat; three within a second still all of them."""
        if answer.status != 429:
            return
        self._refusals.append(now := self._monotonic())
        if len(self._refusals) == BRAKE and self._refusals[-1] - self._refusals[0] <= 1:
            self._held_until = max(now + pause, self._held_until)


def _too_late(due: Due, now: datetime) -> bool:
    until = due.message.get("until")
    return until is not None and now > datetime.fromisoformat(until)


def _edits(due: Due) -> bool:
    return due.message.get("method") == "editMessageText"
