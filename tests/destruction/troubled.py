"""Servers around which something is in trouble for a while: figures by trouble and scenario.

    python -m tests.destruction.troubled ENGINE [--spells N] [--crowd N] [--long]

*--spells*: of each trouble; *--crowd*: updates and forms of many people at once,
under each trouble; *--long*: locks last 30 seconds, and are waited for as long as they are outside
of a test.  The figures are printed as JSON; the seed is among them and can be given as SEED.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.destruction import crowd_troubled, scenarios
from tests.destruction.bases import Base, Files, Server
from tests.destruction.checker import Model, modelled
from tests.destruction.figures import counted
from tests.destruction.kill import POSTGRESQL, SQLITE, base_of, ready
from tests.destruction.restarted import AT_ONCE, KILLED, Down
from tests.destruction.script import Scenario
from tests.destruction.spell import Trouble, Visited, visited
from tests.destruction.standin import exchange
from tests.destruction.trial import House
from tests.destruction.troubles import (
    ROOM,
    Full,
    Jumps,
    Locked,
    Nothing,
    TablesLocked,
    impatient,
    jump,
    soon_hung_up,
)
from tests.destruction.undisturbed import stepwise, warm
from tests.postgres import running

SECONDS, LONG = 0.3, 30.0


@dataclass(frozen=True, slots=True)
class Kind:
    """A trouble; *make* one, *change* the server for it, try it with *scenarios*."""

    name: str
    make: Callable[[random.Random], Trouble]
    scenarios: tuple[Scenario, ...]
    seconds: float = SECONDS
    change: Callable[[], None] = lambda: None
    crowd: bool = True  # also tried with many people at once


def both(make: Callable[..., Scenario]) -> tuple[Scenario, ...]:
    """Telegram calls, and is asked."""
    return make(), make(polling=True)


def kinds(base: Base, *, long: bool) -> Iterator[Kind]:
    """On the engine of *base*."""
    every = (*both(scenarios.visit), scenarios.survey())
    lasts, waits = (LONG, lambda: None) if long else (SECONDS, impatient)
    yield Kind("clock", jump, both(scenarios.failing), crowd=False)
    yield Kind("hang", lambda _: Nothing(), both(scenarios.hanging), change=soon_hung_up,
               crowd=False)  # fmt: skip
    if isinstance(base, Server):
        yield Kind("locked", lambda _: TablesLocked(), every, lasts, waits)
        yield Kind("killed", lambda _: Down(base, KILLED), every)
        yield Kind("shut down at once", lambda _: Down(base, AT_ONCE), every)
    else:
        yield Kind("locked", lambda _: Locked(), every, lasts, waits)
        yield Kind("full", lambda chance: Full(chance.choice(ROOM)), (*every, scenarios.photos()))


def spells(house: House, kind: Kind, n: int, chance: random.Random) -> Iterator[Visited]:
    """*n* of them, with one scenario after the other."""
    first, models = chance.randrange(len(kind.scenarios)), dict[str, Model]()
    for number in range(first, first + n):
        scenario = kind.scenarios[number % len(kind.scenarios)]
        name = f"{scenario.name} {scenario.polling}"
        if name not in models:
            models[name] = modelled(scenario, stepwise(house, scenario), 0.0)
        trouble = kind.make(chance)
        change = trouble.followed if isinstance(trouble, Jumps) else kind.change
        yield visited(house, models[name], trouble, kind.seconds, chance, change)


def visits(
    engine: str, folder: Path, url: str, n: int, chance: random.Random, *, long: bool
) -> Any:
    """Figures by trouble."""
    found = dict[str, Any]()
    with house_of(engine, folder, url) as house:
        for kind in kinds(house.base, long=long):
            done = list(spells(house, kind, n, chance))
            found[kind.name] = counted(
                len(done), [one.wrong for one in done if one.wrong],
                told_to_come_again=sum(one.refused for one in done),
                acknowledged_before=sum(one.before for one in done),
            )  # fmt: skip
    return found


@contextmanager
def house_of(engine: str, folder: Path, url: str) -> Iterator[House]:
    base, api = base_of(engine, folder, url), exchange()
    try:
        house = House(base, folder, api.address)
        for one in (scenarios.visit, scenarios.survey, scenarios.photos):
            warm(house, one())
        yield house
    finally:
        api.kill()
        base.close()


def crowds(
    engine: str, folder: Path, url: str, least: int, chance: random.Random, *, long: bool
) -> dict[str, Any]:
    """Figures by trouble of the database."""
    folder, found = folder / "crowds", dict[str, Any]()
    folder.mkdir()
    base: Base = (
        Server(url, "crowds", crowd_troubled.prepare) if engine == POSTGRESQL
        else Files(folder / "prepared", crowd_troubled.prepare)
    )  # fmt: skip
    for kind in kinds(base, long=long):
        if kind.crowd:
            kind.change()
            place, make = base.fresh(folder / kind.name), partial(kind.make, chance)
            came = crowd_troubled.came(place, os.getpid(), make, kind.seconds, least, chance)
            found[kind.name] = crowd_troubled.figures(*asyncio.run(came))
    base.close()
    return found


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("engine", choices=(SQLITE, POSTGRESQL))
    asked.add_argument("--spells", type=int, default=3)
    asked.add_argument("--crowd", type=int, default=1500)
    asked.add_argument("--long", action="store_true")
    given = asked.parse_args()
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    chance, long = random.Random(seed), given.long
    ready()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        url = stack.enter_context(running()) if given.engine == POSTGRESQL else ""
        there = given.engine, Path(name), url
        found = {
            "visits": visits(*there, given.spells, chance, long=long),
            "crowds": crowds(*there, given.crowd, chance, long=long),
        }
    print(json.dumps({"seed": seed, **found}))
    return 1 if any(one["failures"] for those in found.values() for one in those.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
