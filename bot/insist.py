"""What must be said to the Bot API before anything can be received, and when to stop trying."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.api import Answer, Api

log = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0

Sleep = Callable[[float], Awaitable[None]]


class CannotReceive(Exception):
    """Telegram will not send us updates; the text says why and what to do."""


async def insist(
    api: Api, method: str, params: Mapping[str, Any], sleep: Sleep = asyncio.sleep
) -> None:
    """Call *method* until it is done; networks come back.  Raises CannotReceive."""
    failures = 0
    while not (answer := await api.call(method, params)).ok:
        refused(answer)
        failures += 1
        await sleep(pause(answer, failures))


def refused(answer: Answer) -> None:
    """Raises CannotReceive for what will not change by itself; notes the rest."""
    if answer.status == 409:
        raise CannotReceive(
            "Another process fetches this bot's updates. Stop it first: only one may poll."
        )
    if answer.status in (401, 404):
        raise CannotReceive(
            "The Bot API does not know this bot. Check ANFANG_BOT_TOKEN and ANFANG_BOT_API_BASE."
        )
    if answer.status == 400:
        raise CannotReceive(f"The Bot API does not take our settings: {answer.description}")
    log.warning("the Bot API did not answer: %s %s", answer.status, answer.description)


def pause(answer: Answer, failures: int) -> float:
    """Seconds until the next try: what the server asks for, or 1, 2, 4 … 60."""
    return answer.retry_after or min(LONGEST_PAUSE, 2.0 ** min(failures - 1, 6))
