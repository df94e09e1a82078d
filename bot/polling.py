"""Fetching updates ourselves: an update is acknowledged, by the next offset, once it is stored.

aiogram's own loop moves the offset before handlers are done and also when they fail.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.api import Answer, Api
from bot.dispatcher import ALLOWED_UPDATES
from bot.receive import Receiver, Verdict, is_update

log = logging.getLogger(__name__)

PATIENCE = 50  # seconds Telegram may hold an empty answer back
MARGIN = 15.0
LONGEST_PAUSE = 60.0
LATER_PAUSE = 5.0

Sleep = Callable[[float], Awaitable[None]]


class CannotPoll(Exception):
    """Telegram will not let us fetch updates; the text says why and what to do."""


async def run_polling(
    receiver: Receiver, *, patience: int = PATIENCE, sleep: Sleep = asyncio.sleep
) -> None:
    """Until cancelled.  Raises CannotPoll."""
    api, offset, failures = receiver.api, None, 0
    await _forget_webhook(api, sleep)
    while True:
        params: dict[str, Any] = {"timeout": patience, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            params["offset"] = offset
        answer = await api.call("getUpdates", params, patience + MARGIN)
        updates = _updates(answer)
        if updates is None:
            _refused(answer)
            failures += 1
            await sleep(_pause(answer, failures))
            continue
        failures = 0
        for raw in updates:
            verdict = await receiver.take(raw)
            if verdict is Verdict.LATER:
                # Keep the order: what comes after waits for it, unacknowledged.
                await sleep(LATER_PAUSE)
                break
            offset = raw["update_id"] + 1


def _updates(answer: Answer) -> list[Mapping[str, Any]] | None:
    """None if this is no answer to getUpdates."""
    if not answer.ok or not isinstance(answer.result, list):
        return None
    updates = [raw for raw in answer.result if is_update(raw)]
    # Nothing usable would come back at once, for ever.
    return None if answer.result and not updates else updates


async def _forget_webhook(api: Api, sleep: Sleep) -> None:
    """While a webhook stands, getUpdates is refused."""
    failures = 0
    while not (answer := await api.call("deleteWebhook")).ok:
        _refused(answer)
        failures += 1
        await sleep(_pause(answer, failures))


def _refused(answer: Answer) -> None:
    if answer.status == 409:
        raise CannotPoll(
            "Another process fetches this bot's updates. Stop it first: only one may poll."
        )
    if answer.status in (401, 404):
        raise CannotPoll("The Bot API does not know this bot. Check ANFANG_BOT_TOKEN.")
    log.warning("no updates: %s %s", answer.status, answer.description)


def _pause(answer: Answer, failures: int) -> float:
    return answer.retry_after or min(LONGEST_PAUSE, 2.0 ** min(failures - 1, 6))
