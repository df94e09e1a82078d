"""One trial: the visit with its server killed on the way, and what the checker says of it."""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benches.bot.ports import free
from tests.destruction import visit
from tests.destruction.forks import Child, served
from tests.destruction.visit import Model, held, lost, post

DUPLICATES = 3  # acknowledged updates that come once more after a restart


@dataclass(frozen=True, slots=True)
class House:
    """What all trials share."""

    model: Model
    prepared: Path
    trials: Path  # an empty folder for each trial's own
    api: str  # the stand-in Bot API


@dataclass(slots=True)
class Trial:
    """*wrong* is empty where nothing was lost and nothing was there that was not sent."""

    acknowledged: int = 0
    killed: bool = False
    at: int = 0  # updates acknowledged when the kill came
    wrong: str = ""


def at_random(house: House, chance: random.Random) -> Trial:
    """Killed from outside, at any moment of the time the visit takes."""

    def server(folder: Path) -> Child:
        child = served(folder, house.api, free())
        signal.signal(signal.SIGALRM, lambda *_: os.kill(child.pid, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0001, house.model.seconds))
        return child

    def safely() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    return _trial(house, server, safely, chance)


def at_iteration(house: House, iteration: int, chance: random.Random) -> Trial:
    """Killed by itself in place of the given iteration of its event loop, from 1."""
    return _trial(
        house, lambda folder: served(folder, house.api, free(), iteration), lambda: None, chance
    )


def _trial(
    house: House,
    server: Callable[[Path], Child],
    safely: Callable[[], None],
    chance: random.Random,
) -> Trial:
    folder = visit.copied(house.prepared, house.trials / f"{chance.getrandbits(64):x}")
    done, updates = Trial(), house.model.updates
    child = server(folder)
    try:
        sent = 0
        for update in updates:
            sent += 1
            if (status := post(child.address, update)) != 200:
                done.killed = status == 0
                break
            done.acknowledged += 1
    finally:
        safely()
        child.kill()
    done.at = done.acknowledged
    if not done.killed and done.acknowledged < len(updates):
        done.wrong = f"update {sent} was refused by a server that lives"
        return done
    done.wrong = lost(house.model, held(folder), done.acknowledged, sent, restarted=False)
    return done if done.wrong else _finished(house, folder, done, chance)


def _finished(house: House, folder: Path, done: Trial, chance: random.Random) -> Trial:
    """Started again: some of the acknowledged once more, then whatever was not."""
    updates = house.model.updates
    known = updates[: done.acknowledged]
    again = chance.sample(known, min(DUPLICATES, len(known)))
    child = served(folder, house.api, free())
    try:
        for update in (*again, *updates[done.acknowledged :]):
            if (status := post(child.address, update)) != 200:
                done.wrong = f"update {update['update_id']}: {status} after the restart"
                return done
    finally:
        child.kill()
    whole = len(updates)
    done.acknowledged = whole
    done.wrong = lost(house.model, held(folder), whole, whole, restarted=True)
    return done
