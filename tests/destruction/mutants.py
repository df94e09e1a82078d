"""Servers with a mistake in them: the checker must find each.

`python -m tests.destruction.mutants` prints, as JSON, how many trials it took by mutant, and
what was found; null where nothing was.
"""

import asyncio
import json
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.receive import Receiver, Verdict
from bot.sender import Sender
from db import inbox
from db.sqlite import OnTheSpot
from tests.destruction import scenarios
from tests.destruction.kill import SQLITE, base_of, ready
from tests.destruction.kills import Fate, Kind
from tests.destruction.standin import exchange
from tests.destruction.trial import House, tried
from tests.destruction.undisturbed import model_of, warm

TRIALS = 40  # at most, of each
_kept: list[Any] = []  # tasks nobody waits for


def put(where: Any, name: str, what: Any) -> None:
    """In this process, for good."""
    setattr(where, name, what)


def acknowledges_first() -> None:
    """As the ready-made handlers do: 200, and the work in the background."""
    work = Receiver.taken

    async def taken(self: Receiver, raw: Any) -> Any:
        _kept.append(asyncio.create_task(work(self, raw)))
        return Verdict.TAKEN, None

    put(Receiver, "taken", taken)


def takes_twice() -> None:
    """What was taken before is handled once more."""
    noted = inbox.first_time

    async def first_time(*args: Any) -> bool:
        await noted(*args)
        return True

    put(inbox, "first_time", first_time)


def marks_before_it_sends() -> None:
    """The row of the outbox is done with before the message is out."""
    send = Sender._send

    async def marked(self: Sender, due: Any) -> Any:
        await self._sent(due.id)
        return await send(self, due)

    put(Sender, "_send", marked)


def forgets_the_savepoint() -> None:
    """What a unit wrote before it failed is committed with the others."""

    @asynccontextmanager
    async def nothing(self: OnTheSpot) -> AsyncIterator[None]:
        yield

    put(OnTheSpot, "begin_nested", nothing)


MUTANTS: Sequence[tuple[Callable[[], None], Kind]] = (
    (acknowledges_first, Kind.ITERATION),
    (takes_twice, Kind.ITERATION),
    (marks_before_it_sends, Kind.ITERATION),
    (forgets_the_savepoint, Kind.REFUSAL),
)


def caught(folder: Path) -> dict[str, Any]:
    """What was found of each."""
    ready()
    api, found = exchange(), dict[str, Any]()
    try:
        house = House(base_of(SQLITE, folder, ""), folder, api.address)
        warm(house, scenarios.visit())
        model, places = model_of(house, scenarios.visit())
        for change, kind in MUTANTS:
            found[change.__name__] = None
            changed, chance = replace(house, change=change), random.Random(7)
            for n in range(1, TRIALS + 1):
                at = chance.randrange(1, places[kind])
                if wrong := tried(changed, model, [Fate(kind, at)], chance).wrong:
                    found[change.__name__] = [n, wrong[:200]]
                    break
    finally:
        api.kill()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(caught(Path(temporary)), indent=2))
    sys.exit(0)
