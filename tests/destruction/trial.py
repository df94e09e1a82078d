"""One trial: a scenario whose server is killed on the way, and what the checker says of it."""

import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.destruction.bases import Base, Place
from tests.destruction.checker import Model, unsaid, wrong_with
from tests.destruction.forks import DEADLINE, Child
from tests.destruction.held import held
from tests.destruction.kills import Fate, Kind
from tests.destruction.server import served
from tests.destruction.standin import Call
from tests.destruction.visitor import PAUSE, Visitor

REPEATED = 3  # acknowledged steps that come once more after a restart
Kill = Fate | float  # where in the process, or after how many seconds from outside


@dataclass(frozen=True, slots=True)
class House:
    """What all trials on one engine share."""

    base: Base
    folder: Path  # for each trial's own
    exchange: str  # the stand-in's address
    change: Callable[[], None] = lambda: None  # made in each server beforehand


@dataclass(slots=True)
class Trial:
    """*wrong* is empty where nothing was lost, nothing doubled and nothing left unsaid."""

    struck: int = 0  # how many of the kills came before the end
    at: int = 0  # steps acknowledged when the first of them came
    wrong: str = ""


def tried(house: House, model: Model, kills: Sequence[Kill], chance: random.Random) -> Trial:
    """Each of *kills* ends a server, or strikes one; the last server lives to the end."""
    name = f"{chance.getrandbits(64):x}"
    place, line = house.base.fresh(house.folder / name), Call(house.exchange, name)
    scenario = model.scenario
    line.open(scenario.updates if scenario.polling else (), scenario.faults, scenario.files)
    try:
        return _tried(house, model, place, line, kills, chance)
    finally:
        line.close()
        shutil.rmtree(place.folder)


def _tried(
    house: House, model: Model, place: Place, line: Call, kills: Sequence[Kill],
    chance: random.Random,
) -> Trial:  # fmt: skip
    scenario, done = model.scenario, Trial()
    visitor = Visitor(scenario, line)
    visitor.patient = any(isinstance(kill, Fate) and kill.kind is Kind.REFUSAL for kill in kills)
    deaths = 0
    for life, kill in enumerate((*kills, None)):
        fate = kill if isinstance(kill, Fate) else None
        names = 0 if scenario.updates else life  # a chat has one interview, however it begins
        server = served(
            place, line.base, polls=scenario.polling, life=names, fate=fate, change=house.change
        )
        try:
            with _alarm(server, kill if isinstance(kill, float) else None):
                again = visitor.repeatable() if life else []
                visitor.repeats(server, chance.sample(again, min(REPEATED, len(again))))
                visitor.goes_on(server)
                if visitor.done and not visitor.wrong:
                    visitor.wrong = settled(place, server)
            ended = server.gone
        finally:
            server.kill()
        place.quiet()
        visitor.heard()
        if ended or (fate is not None and server.counted >= fate.at):
            done.struck += 1
            done.at = done.at or visitor.acknowledged
        if ended:
            deaths += 1
            line.crashed()
        now = held(place, scenario.key)
        done.wrong = visitor.wrong or wrong_with(
            model, now, visitor.acknowledged, visitor.sent, strays=visitor.lost
        )
        if done.wrong or not ended:
            break
    done.wrong = done.wrong or unsaid(model.after[-1].replies, line.known(), deaths)
    return done


@contextmanager
def _alarm(server: Child, seconds: float | None) -> Iterator[None]:
    """SIGKILL from outside after so many seconds."""
    if seconds is None:
        yield
        return
    signal.signal(signal.SIGALRM, lambda *_: os.kill(server.pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def settled(place: Place, server: Child) -> str:
    """Waits until everything is sent and fetched, or the server is gone; what is wrong then."""
    waiting = (
        "SELECT (SELECT count(*) FROM outbox WHERE state = 'open')"
        " + (SELECT count(*) FROM attachments WHERE path IS NULL)"
    )
    until = time.monotonic() + DEADLINE
    while place.rows(waiting) != [(0,)]:
        if server.gone:
            return ""
        if time.monotonic() > until:
            return "replies or photos are waiting for ever"
        time.sleep(PAUSE)
    if dead := place.rows("SELECT count(*) FROM outbox WHERE state <> 'sent'")[0][0]:
        return f"{dead} replies given up"
    for path, digest in place.rows("SELECT path, sha256 FROM attachments"):
        file = place.folder / path
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            return f"the photo {path} is not what was stored"
    return ""
