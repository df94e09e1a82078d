"""Fetching updates ourselves: an update is acknowledged, by the next offset, once it is stored.

aiogram's own loop moves the offset before handlers are done and also when they fail.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.api import Answer
from bot.dispatcher import ALLOWED_UPDATES
from bot.insist import Sleep, insist, pause, refused
from bot.receive import Receiver, Verdict, is_update

PATIENCE = 50  # seconds Telegram may hold an empty answer back
MARGIN = 15.0
LATER_PAUSE = 5.0


async def run_polling(
    receiver: Receiver, *, patience: int = PATIENCE, sleep: Sleep = asyncio.sleep
) -> None:
    """Until cancelled.  Raises CannotReceive."""
    api, offset, failures = receiver.api, None, 0
    # While a webhook stands, getUpdates is refused.
    await insist(api, "deleteWebhook", {}, sleep)
    while True:
        params: dict[str, Any] = {"timeout": patience, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            params["offset"] = offset
        answer = await api.call("getUpdates", params, patience + MARGIN)
        updates = _updates(answer)
        if updates is None:
            refused(answer)
            receiver.away()
            failures += 1
            await sleep(pause(answer, failures))
            continue
        failures = 0
        for raw in updates:
            verdict = await receiver.take(raw)
            if verdict is Verdict.LATER:
                # Keep the order: what comes after waits for it, unacknowledged.
                await sleep(LATER_PAUSE)
                break
            offset = raw["update_id"] + 1
        else:
            await receiver.well()


def _updates(answer: Answer) -> list[Mapping[str, Any]] | None:
    """None if this is no answer to getUpdates."""
    if not answer.ok or not isinstance(answer.result, list):
        return None
    updates = [raw for raw in answer.result if is_update(raw)]
    # Nothing usable would come back at once, for ever.
    return None if answer.result and not updates else updates
