"""A visit while something around the server is in trouble for a while, and well again.

The server lives on: it says 503 with Retry-After, or asks Telegram later, and recovers by itself.
"""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tests.destruction.bases import Place
from tests.destruction.checker import Model, unsaid, wrong_with
from tests.destruction.forks import Child
from tests.destruction.held import held
from tests.destruction.server import served
from tests.destruction.standin import Call
from tests.destruction.trial import House, settled
from tests.destruction.visitor import Visitor


class Trouble(Protocol):
    """*breaks*: how many replies may come twice for it."""

    breaks: int

    def begins(self, place: Place, pid: int) -> None:
        """*pid*: the server's."""

    def ends(self) -> None: ...


@dataclass(slots=True)
class Spell:
    """A trouble that begins before a step and lasts for *seconds*."""

    trouble: Trouble
    place: Place
    server: Child
    visitor: Visitor
    at: int
    seconds: float
    since: float | None = None
    over: bool = False
    before: int = 0  # steps acknowledged when it began

    def __call__(self) -> None:
        if self.since is None:
            if self.visitor.acknowledged >= self.at:
                self.before = self.visitor.acknowledged
                self.trouble.begins(self.place, self.server.pid)
                self.since = time.monotonic()
        elif not self.over and time.monotonic() - self.since > self.seconds:
            self.ends()

    def ends(self) -> None:
        if self.since is not None and not self.over:
            self.over = True
            self.trouble.ends()


@dataclass(frozen=True, slots=True)
class Visited:
    wrong: str
    refused: int  # steps that were told to come again
    before: int  # steps acknowledged before the trouble


def visited(
    house: House, model: Model, trouble: Trouble, seconds: float, chance: random.Random,
    change: Callable[[], None] = lambda: None,
) -> Visited:  # fmt: skip
    """*change*: made in the server beforehand, besides the house's."""
    name, scenario = f"{chance.getrandbits(64):x}", model.scenario
    place, line = house.base.fresh(house.folder / name), Call(house.exchange, name)
    line.open(scenario.updates if scenario.polling else (), scenario.faults, scenario.files)
    visitor = Visitor(scenario, line, patient=True)

    def both() -> None:
        change()
        house.change()

    server = served(place, line.base, polls=scenario.polling, change=both)
    at = chance.randrange(len(scenario.steps))
    visitor.meanwhile = spell = Spell(trouble, place, server, visitor, at, seconds)
    try:
        visitor.goes_on(server)
        spell.ends()
        wrong = visitor.wrong or ("the server is gone" if server.gone else "")
        wrong = wrong or settled(place, server)
    finally:
        spell.ends()
        server.kill()
    place.quiet()
    now, whole = held(place, scenario.key), len(scenario.steps)
    wrong = wrong or wrong_with(model, now, whole, whole, strays=visitor.lost)
    wrong = wrong or unsaid(now.replies, line.known(), trouble.breaks)
    line.close()
    shutil.rmtree(place.folder)
    return Visited(wrong, len(visitor.refused), spell.before)
