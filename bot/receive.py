"""One update, one transaction: its id, the new entries and the replies are stored together.

Only when that has committed may the edge acknowledge the update; `Verdict` tells it how.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeGuard

from aiogram import Dispatcher
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.api import Api
from bot.dispatcher import make_bot
from db import inbox
from db.engine import transaction

log = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_COUNTED = 10_000  # failing updates whose tries are remembered
TOAST_SECONDS = 5.0
TOAST_LETTERS = 200
# PostgreSQL's classes of trouble that passes: connection, rollback to serialise, resources
# (disk full is 53100), locks, shutdown, I/O.
PASSING_STATES = ("08", "40", "53", "55", "57", "58")


class Verdict(Enum):
    """What became of an update.  All but LATER: acknowledge it, it need not come again."""

    TAKEN = auto()
    DUPLICATE = auto()
    PUT_ASIDE = auto()
    LATER = auto()


class Receiver:
    """Takes updates in, from whichever edge.  *wake* is called after each commit."""

    def __init__(
        self,
        engine: AsyncEngine,
        dispatcher: Dispatcher,
        api: Api,
        clock: Callable[[], datetime],
        wake: Callable[[], object] = lambda: None,
    ) -> None:
        self.api = api
        self._engine, self._dispatcher = engine, dispatcher
        self._bot = make_bot(api)
        self._clock, self._wake = clock, wake
        self._tries: Counter[int] = Counter()
        self._toasting: set[asyncio.Task[Any]] = set()

    async def take(self, raw: Mapping[str, Any]) -> Verdict:
        """Handle *raw*, for which `is_update` holds.  Never raises for anything it holds."""
        update_id: int = raw["update_id"]
        try:
            return await self._take(update_id, raw)
        except Exception as error:
            return await self._failed(update_id, error)

    async def close(self) -> None:
        """Wait for the last answers to taps."""
        await asyncio.gather(*self._toasting, return_exceptions=True)

    async def _take(self, update_id: int, raw: Mapping[str, Any]) -> Verdict:
        toasts: list[str] = []
        try:
            update = Update.model_validate(raw, context={"bot": self._bot})
            _ = update.event_type
        except (ValidationError, UpdateTypeLookupError, RecursionError) as error:
            # Newer than our types, or empty: another try would not help.
            return await self._put_aside(update_id, error)
        at = self._clock()
        async with transaction(self._engine) as tx:
            fresh = await inbox.first_time(tx, self.api.bot_id, update_id, at)
            if fresh:
                await self._dispatcher.feed_update(self._bot, update, tx=tx, at=at, toasts=toasts)
        self._tries.pop(update_id, None)
        if fresh:
            self._wake()
        if update.callback_query is not None:
            self._toast(update.callback_query.id, toasts)
        return Verdict.TAKEN if fresh else Verdict.DUPLICATE

    async def _failed(self, update_id: int, error: Exception) -> Verdict:
        # Its name and place: the text of an error may quote what the person wrote.
        log.error("update %d failed: %s at %s", update_id, type(error).__name__, place(error))
        if passing(error):
            return Verdict.LATER
        if len(self._tries) > MOST_COUNTED:
            self._tries.clear()
        self._tries[update_id] += 1
        if self._tries[update_id] < MOST_TRIES:
            return Verdict.LATER
        return await self._put_aside(update_id, error)

    async def _put_aside(self, update_id: int, error: Exception) -> Verdict:
        """Quarantine: its chat goes on without it.  What it said is not kept."""
        try:
            async with transaction(self._engine) as tx:
                fresh = await inbox.first_time(tx, self.api.bot_id, update_id, self._clock())
                if fresh:
                    await inbox.put_aside(tx, self.api.bot_id, update_id, type(error).__name__)
        except Exception as failure:
            log.error("update %d not put aside: %s", update_id, type(failure).__name__)
            return Verdict.LATER
        self._tries.pop(update_id, None)
        return Verdict.PUT_ASIDE if fresh else Verdict.DUPLICATE

    def _toast(self, query_id: str, toasts: list[str]) -> None:
        """Best effort: it only ends the little clock on the button."""
        fields = {"callback_query_id": query_id}
        if toasts:
            fields["text"] = "\n".join(toasts)[:TOAST_LETTERS]
        call = self.api.call("answerCallbackQuery", fields, TOAST_SECONDS)
        task = asyncio.create_task(call)
        self._toasting.add(task)
        task.add_done_callback(self._toasting.discard)


def passing(error: BaseException) -> bool:
    """True for trouble of ours that passes (locked, full, away): the update is not to blame."""
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None)
        if isinstance(state, str):
            return state.startswith(PASSING_STATES)
        return isinstance(error, OperationalError) or error.connection_invalidated
    return isinstance(error, OSError | TimeoutError | PoolTimeout)


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
