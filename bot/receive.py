"""One update, one transaction: its id, the new entries and the replies are stored together.

Only when that has committed may the edge acknowledge the update; `Verdict` tells it how.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeGuard

from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.again import Outage, offer_again
from bot.api import Api
from bot.aside import Noted, opened, put_aside, still_meant
from bot.dispatcher import Answers, make_bot, make_dispatcher
from bot.handlers.errors import tell
from bot.updates import CallbackQuery, read
from db import aside as quarantine
from db import inbox
from db.aside import Aside
from db.engine import reading
from db.group import Group
from db.seal import Seal
from db.trouble import passing
from surveys.errors import SurveyError
from surveys.service import Interviews

log = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_COUNTED = 10_000  # failing updates whose tries are remembered
TOAST_SECONDS = 5.0
LAST_TOASTS_SECONDS = 1.0  # for those under way when we are told to stop
TOAST_LETTERS = 200


class Verdict(Enum):
    """What became of an update.  All but LATER: acknowledge it, it need not come again."""

    TAKEN = auto()
    DUPLICATE = auto()
    PUT_ASIDE = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap: it ends the little clock on the button.  Losing it harms nobody."""

    query: str
    text: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """Of answerCallbackQuery."""
        more = {"text": self.text[:TOAST_LETTERS]} if self.text else {}
        return {"callback_query_id": self.query, **more}


class Receiver:
    """Takes updates in, from whichever edge.  *wake* is called after each commit."""

    def __init__(
        self,
        group: Group,
        interviews: Interviews,
        api: Api,
        clock: Callable[[], datetime],
        wake: Callable[[], object] = lambda: None,
        seal: Seal | None = None,
    ) -> None:
        """*seal*: what cannot be handled is kept under it, to be tried again; without, it is
        not kept."""
        self.api = api
        self._seal = seal
        self._group, self._interviews = group, interviews
        self._answers = Answers(interviews)
        self._dispatcher = make_dispatcher(interviews)
        self._bot = make_bot(api)
        self._clock, self._wake = clock, wake
        self._tries: Counter[int] = Counter()
        self._toasting: set[asyncio.Task[Any]] = set()
        self._outage = Outage()

    async def take(self, raw: Mapping[str, Any]) -> Verdict:
        """Handle *raw*, for which `is_update` holds; a tap is answered by a call of its own.
        Never raises for anything it holds."""
        verdict, toast = await self.taken(raw)
        if toast is not None:
            self._aside(self.api.call("answerCallbackQuery", toast.fields, TOAST_SECONDS))
        return verdict

    async def taken(self, raw: Mapping[str, Any]) -> tuple[Verdict, Toast | None]:
        """As `take`; a tap's answer is the caller's to give."""
        update_id: int = raw["update_id"]
        try:
            return await self._take(update_id, raw)
        except Exception as error:
            return await self._failed(update_id, raw, error), None

    def away(self) -> None:
        """Nothing can be taken in at the moment."""
        self._outage.began(self._clock())

    async def well(self) -> None:
        """It can again: whoever may have tapped in vain meanwhile is asked once more."""
        at = self._clock()
        if (since := self._outage.over(at)) is None:
            return
        try:
            engine, bot_id = self._group.engine, self.api.bot_id
            if await offer_again(engine, self._interviews, bot_id, at, since):
                self._wake()
        except Exception as error:
            log.error("nobody was asked again: %s at %s", type(error).__name__, place(error))
            self._outage.began(since)

    def _aside(self, work: Coroutine[Any, Any, Any]) -> None:
        """Beside what is waited for; `close` waits for it a little."""
        task = asyncio.create_task(work)
        self._toasting.add(task)
        task.add_done_callback(self._toasting.discard)

    async def close(self) -> None:
        """Wait for the last answers to taps, a little: losing one harms nobody."""
        if self._toasting:
            await asyncio.wait(self._toasting, timeout=LAST_TOASTS_SECONDS)
        for late in self._toasting:
            late.cancel()

    async def _take(self, update_id: int, raw: Mapping[str, Any]) -> tuple[Verdict, Toast | None]:
        try:
            update = read(raw) or self._whole(raw)
        except (ValidationError, UpdateTypeLookupError, RecursionError) as error:
            # Newer than our types, or empty: another try would not help.
            return await self._put_aside(update_id, raw, error), None
        at = self._clock()
        toasts: list[str] = []

        async def work(tx: AsyncConnection) -> bool:
            fresh = await inbox.first_time(tx, self.api.bot_id, update_id, at)
            if fresh:
                await self._feed(tx, update, at, toasts)
            return fresh

        try:
            fresh = await self._group.run(work)
        except SurveyError as refusal:
            fresh = await self._refuse(update_id, update, refusal, at)
        self._tries.pop(update_id, None)
        if self._outage.since is not None:
            self._aside(self.well())
        if fresh:
            self._wake()
        toast = Toast(update.id, "\n".join(toasts)) if isinstance(update, CallbackQuery) else None
        return Verdict.TAKEN if fresh else Verdict.DUPLICATE, toast

    def _whole(self, raw: Mapping[str, Any]) -> Update:
        """With aiogram's types.  Raises ValidationError, UpdateTypeLookupError."""
        update = Update.model_validate(raw, context={"bot": self._bot})
        _ = update.event_type
        return update

    async def _refuse(
        self, update_id: int, update: Any, refusal: SurveyError, at: datetime
    ) -> bool:
        """What its verb had begun was taken back; the sentence about it is what stands."""

        async def work(tx: AsyncConnection) -> bool:
            fresh = await inbox.first_time(tx, self.api.bot_id, update_id, at)
            if fresh and update.from_user is not None:
                await tell(tx, update.from_user, refusal, at)
            return fresh

        return await self._group.run(work)

    async def _failed(self, update_id: int, raw: Mapping[str, Any], error: Exception) -> Verdict:
        # Its name and place: the text of an error may quote what the person wrote.
        log.error("update %d failed: %s at %s", update_id, type(error).__name__, place(error))
        if passing(error):
            self.away()
            return Verdict.LATER
        if len(self._tries) > MOST_COUNTED:
            self._tries.clear()
        self._tries[update_id] += 1
        if self._tries[update_id] < MOST_TRIES:
            return Verdict.LATER
        return await self._put_aside(update_id, raw, error)

    async def _put_aside(
        self, update_id: int, raw: Mapping[str, Any], error: Exception
    ) -> Verdict:
        """Quarantine: its chat goes on without it, and the person is told."""
        noted = Noted(self.api.bot_id, update_id, type(error).__name__, place(error))

        async def work(tx: AsyncConnection) -> bool:
            at = self._clock()
            fresh = await inbox.first_time(tx, self.api.bot_id, update_id, at)
            if fresh:
                await put_aside(tx, noted, raw, self._seal, at)
            return fresh

        try:
            fresh = await self._group.run(work)
        except Exception as failure:
            log.error("update %d not put aside: %s", update_id, type(failure).__name__)
            return Verdict.LATER
        self._tries.pop(update_id, None)
        if fresh:
            self._wake()
        return Verdict.PUT_ASIDE if fresh else Verdict.DUPLICATE

    async def _feed(
        self, tx: AsyncConnection, update: Any, at: datetime, toasts: list[str]
    ) -> None:
        if isinstance(update, Update):
            await self._dispatcher.feed_update(self._bot, update, tx=tx, at=at)
        else:
            await self._answers.feed(update, tx, at, toasts)

    async def again(self) -> int:
        """Once more what was put aside, where somebody asked for it; how many went through."""
        async with reading(self._group.engine) as tx:
            waiting = await quarantine.to_try(tx, self.api.bot_id)
        through = 0
        for one in waiting:
            through += await self._once_more(one)
        if through:
            self._wake()
        return through

    async def _once_more(self, one: Aside) -> bool:
        """The same way as when it came, but its id was noted long ago."""
        try:
            update = read(raw := opened(one, self._seal)) or self._whole(raw)

            async def work(tx: AsyncConnection) -> bool:
                if not await quarantine.settle(tx, one):
                    return False  # another process was faster
                await still_meant(tx, one, update)
                await self._feed(tx, update, self._clock(), [])
                return True

            return await self._group.run(work)
        except SurveyError as refusal:
            error: Exception = refusal
        except Exception as failure:
            if passing(failure):
                log.error("update %d put off: %s", one.update_id, type(failure).__name__)
                return False
            error = failure
        name, where = type(error).__name__, place(error)
        await self._group.run(lambda tx: quarantine.failed_again(tx, one, name, where))
        return False


def place(error: BaseException) -> str:
    """Where it was raised, innermost first: ``store.py:41 < service.py:120 < …``."""
    frames = reversed(extract_tb(error.__traceback__)[-4:])
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


def is_update(raw: object) -> TypeGuard[Mapping[str, Any]]:
    """True for decoded JSON with an id that can be noted; all else is for aiogram's types."""
    if not isinstance(raw, Mapping):
        return False
    value = raw.get("update_id")
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
