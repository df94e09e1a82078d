"""Every scenario on every engine: killed at its iterations, around its statements, at random; and
refused statements.  Two processes share the work, each with its own stand-in and its own trials.
"""

import gc
import json
import os
import random
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales import say
from surveys.load import packaged
from tests.destruction import scenarios, server, world
from tests.destruction.bases import Base, Files, Server
from tests.destruction.figures import figures
from tests.destruction.forks import logged_to
from tests.destruction.kills import Fate, Kind
from tests.destruction.script import Scenario
from tests.destruction.standin import exchange
from tests.destruction.trial import House, Kill, Trial, tried
from tests.destruction.undisturbed import model_of, warm
from tests.postgres import running

SQLITE, POSTGRESQL = "sqlite", "postgresql"
TWICE = 0.3  # of the kills at random: so many are followed by a second one
IN_VAIN = 3  # times as many tries as kills wanted: the rest came after the end


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of each scenario on each engine: at most so many places of a kind (None: all), spread
    evenly; and so many kills at random."""

    iterations: int | None = None
    points: int | None = None
    refusals: int | None = None
    randomly: int = 125

    def of(self, kind: Kind) -> int | None:
        of = {Kind.ITERATION: self.iterations, Kind.POINT: self.points}
        return of.get(kind, self.refusals)


def destroyed(
    folder: Path, engines: Sequence[str], wanted: Wanted, seed: int, jobs: int = 2
) -> dict[str, Any]:
    """Figures by engine, scenario and way to kill."""
    ready()
    names = [one.name + (" (polling)" if one.polling else "") for one in scenarios.every()]
    units = [(engine, number) for engine in engines for number in range(len(names))]
    read, write = os.pipe()
    os.write(write, bytes(range(len(units))))  # each worker takes the next one
    os.close(write)
    with ExitStack() as stack:
        url = stack.enter_context(running()) if POSTGRESQL in engines else ""
        workers = []
        for job in range(jobs):
            if (pid := os.fork()) == 0:
                _work(folder / str(job), units, read, url, wanted, random.Random(seed + job))
            workers.append(pid)
        ends = [os.waitpid(pid, 0)[1] for pid in workers]
    if any(ends):
        raise RuntimeError(f"a worker failed: see its words above; {ends}")
    found: dict[str, Any] = {}
    for job in range(jobs):
        for unit, engine, told in json.loads((folder / str(job) / "found").read_text()):
            found.setdefault(engine, {})[names[units[unit][1]]] = told
    return found


def ready() -> None:
    """What every child would do again is done."""
    for language in ("en", "zh"):
        say(language, "start-first")
    packaged()
    server.hurry()


def _work(
    folder: Path, units: Sequence[tuple[str, int]], read: int, url: str, wanted: Wanted,
    chance: random.Random,
) -> None:  # fmt: skip
    """A worker's life: it ends here."""
    code = 1
    try:
        folder.mkdir()
        logged_to(folder / "log")
        found = list(_all(folder, units, read, url, wanted, chance))
        (folder / "found").write_text(json.dumps(found))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        sys.stdout.flush()
        os._exit(code)


def _all(
    folder: Path, units: Sequence[tuple[str, int]], read: int, url: str, wanted: Wanted,
    chance: random.Random,
) -> Iterator[tuple[int, str, dict[str, Any]]]:  # fmt: skip
    bases: dict[str, Base] = {}
    api = exchange()
    every = list(scenarios.every())
    try:
        while taken := os.read(read, 1):
            engine, number = units[taken[0]]
            if engine not in bases:
                bases[engine] = base_of(engine, folder, url)
                house = House(bases[engine], folder, api.address)
                for scenario in every:
                    if not scenario.polling:
                        warm(house, scenario)
                gc.freeze()  # or the first collection in each child copies all of it
            house = House(bases[engine], folder, api.address)
            told = {name: figures(trials)
                    for name, trials in kinds(house, every[number], wanted, chance)}  # fmt: skip
            line = {name: [one["n"], one["failures"]] for name, one in told.items()}
            print(house.base.engine, every[number].name, line, flush=True)
            yield taken[0], house.base.engine, told
    finally:
        api.kill()
        for base in bases.values():
            base.close()


def base_of(engine: str, folder: Path, url: str) -> Base:
    if engine == SQLITE:
        return Files(folder / "prepared", world.prepare)
    return Server(url, f"destroyed{os.getpid()}", world.prepare)


def kinds(
    house: House, scenario: Scenario, wanted: Wanted, chance: random.Random
) -> Iterator[tuple[str, list[Trial]]]:
    """The trials of one scenario, by the way it was killed."""
    model, places = model_of(house, scenario)

    def all_of(kills: Iterator[list[Kill]]) -> list[Trial]:
        trials = []
        for kill in kills:
            trials.append(tried(house, model, kill, chance))
            if trials[-1].wrong:
                print(f"{scenario.name}: {kill}: {trials[-1].wrong}", flush=True)
        return trials

    for kind in Kind:
        spread = _spread(places[kind], wanted.of(kind), chance)
        yield kind.value, all_of([Fate(kind, at)] for at in spread)
    yield "random", _randomly(all_of, wanted.randomly, model.seconds, chance)


def _spread(all_: int, most: int | None, chance: random.Random) -> Iterator[int]:
    """Numbers from 1 to *all_*, evenly, not more than *most*; from another one each time."""
    if most == 0:
        return
    step = 1 if most is None else max(1, -(-all_ // most))
    yield from range(1 + chance.randrange(step), all_ + 1, step)


def _randomly(all_of: Any, wanted: int, seconds: float, chance: random.Random) -> list[Trial]:
    def kill() -> list[Kill]:
        twice = 1 + (chance.random() < TWICE)
        return [chance.uniform(0.0001, seconds) for _ in range(twice)]

    trials: list[Trial] = []
    while sum(bool(one.struck) for one in trials) < wanted:
        trials += all_of(iter([kill()]))
        if len(trials) > IN_VAIN * wanted + 10:
            raise RuntimeError("the kills come too late: the machine was busier before")
    return trials
