"""Servers that are careless in trouble, with one visitor and with a crowd: each must be found.

`python -m tests.destruction.careless` prints, as JSON, by mutant and trouble how many trials it
took, and what was found; null where nothing was.
"""

import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.receive import Receiver, Verdict
from bot.sender import Sender
from db import inbox
from tests.destruction import crowd_troubled, scenarios, trial
from tests.destruction.bases import Files
from tests.destruction.checker import modelled
from tests.destruction.kill import SQLITE, ready
from tests.destruction.mutants import put, takes_twice
from tests.destruction.script import Scenario
from tests.destruction.spell import Trouble, visited
from tests.destruction.troubled import SECONDS, house_of
from tests.destruction.troubles import (
    HOUR,
    Full,
    Jumps,
    Locked,
    Nothing,
    impatient,
    soon_hung_up,
)
from tests.destruction.undisturbed import stepwise

TRIALS = 10  # at most, of each
CROWD = 300  # updates and forms
Change = Callable[[], None]


def acknowledges_what_failed() -> None:
    """As aiogram's polling does: the handler's error is logged, the update done with."""
    failed = Receiver._failed

    async def said(self: Receiver, *what: Any) -> Verdict:
        await failed(self, *what)
        return Verdict.TAKEN

    put(Receiver, "_failed", said)


def keeps_to_the_old_time() -> None:
    """What waits is not put forward where the clock was set back."""

    async def not_at_all(self: Sender, now: Any) -> None: ...

    put(Sender, "_follow", not_at_all)


def gives_up_what_hangs() -> None:
    """A call without an answer counts as refused."""
    put(Sender, "_hopeless", lambda self, due, answer: answer.status == 0)


def visit() -> Scenario:
    return scenarios.visit()


VISITS: Sequence[tuple[Change, Callable[[], Trouble], Callable[[], Scenario], Change]] = (
    (acknowledges_what_failed, Locked, visit, impatient),
    (acknowledges_what_failed, lambda: Full(0), visit, impatient),
    (keeps_to_the_old_time, lambda: Jumps(-HOUR, 0.0), scenarios.failing, impatient),
    (gives_up_what_hangs, Nothing, scenarios.hanging, soon_hung_up),
)
CROWDS: Sequence[tuple[Change, Callable[[], Trouble]]] = (
    (acknowledges_what_failed, Locked),
    (acknowledges_what_failed, lambda: Full(0)),
    (takes_twice, Nothing),
)


def visited_carelessly(folder: Path) -> Iterator[tuple[str, Any]]:
    with house_of(SQLITE, folder, "") as house:
        for mutant, make, of, change in VISITS:
            model, chance = modelled(of(), stepwise(house, of()), 0.0), random.Random(7)
            changed, found = replace(house, change=mutant), None
            for n in range(1, TRIALS + 1):
                trouble = make()
                with_it = trouble.followed if isinstance(trouble, Jumps) else change
                if wrong := visited(changed, model, trouble, SECONDS, chance, with_it).wrong:
                    found = [n, wrong[:200]]
                    break
            yield f"{mutant.__name__}: {type(make()).__name__}", found


def crowded_carelessly(folder: Path) -> Iterator[tuple[str, Any]]:
    impatient()
    base = Files(folder / "crowds", crowd_troubled.prepare)
    for n, (mutant, make) in enumerate(CROWDS):
        kept = [(one, name, getattr(one, name)) for one, name in CHANGED]
        mutant()
        place, chance = base.fresh(folder / f"crowd{n}"), random.Random(7)
        came = crowd_troubled.came(place, os.getpid(), make, SECONDS, CROWD, chance)
        _, wrong = asyncio.run(came)
        for was in kept:
            put(*was)
        name = f"crowd, {mutant.__name__}: {type(make()).__name__}"
        yield name, [1, wrong[0][:200]] if wrong else None


CHANGED: Sequence[tuple[Any, str]] = ((Receiver, "_failed"), (inbox, "first_time"))


def main() -> int:
    ready()
    put(trial, "DEADLINE", 3.0)  # what is not sent by then never will be
    with tempfile.TemporaryDirectory() as folder:
        found = dict(visited_carelessly(Path(folder)))
        found |= dict(crowded_carelessly(Path(folder)))
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
