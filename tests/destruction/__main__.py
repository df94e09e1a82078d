"""`python -m tests.destruction`: how often an acknowledged answer is lost when the server dies.

    --random N     trials killed at a random moment (1000)
    --step K       then one killed at every K-th iteration of the event loop (1)
    --report FILE  where the figures go, as JSON (reports/reliability.json)

The seed is printed and can be given as SEED.  The exit code is 1 if anything was lost.
"""

import argparse
import gc
import json
import os
import platform
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benches.bot.ports import free
from bot import again, introduce, media, polling, receive, remind, sender, webhook
from locales import say
from surveys.load import packaged
from tests.destruction import forks, trial, visit
from tests.destruction.trial import House, Trial

# What a server imports or reads only when it is used: a child finds it done.
LOADED = (again, introduce, media, polling, receive, remind, sender, webhook)
VERSIONS = ("aiohttp", "aiogram", "sqlalchemy", "aiosqlite")
MOST_ITERATIONS = 100_000


def upper_bound(failures: int, n: int) -> float:
    """The 95 % upper bound (one-sided, Clopper and Pearson 1934) of the share that fails.

    Raises ValueError without a trial.
    """
    if n < 1:
        raise ValueError("no trial, no bound")
    if failures >= n:
        return 1.0
    low, high = failures / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(failures, n, middle) > 0.05 else (low, middle)
    return high


def _at_most(failures: int, n: int, share: float) -> float:
    """The chance of at most so many failures in *n* trials."""
    term = total = (1 - share) ** n
    for k in range(failures):
        term *= (n - k) / (k + 1) * share / (1 - share)
        total += term
    return total


def swept(house: House, step: int, chance: random.Random) -> list[Trial]:
    """Killed at every *step*-th iteration, until the visit comes to its end without."""
    trials: list[Trial] = []
    for iteration in range(1, MOST_ITERATIONS, step):
        trials.append(trial.at_iteration(house, iteration, chance))
        if not trials[-1].killed:
            return trials
    raise RuntimeError("the visit comes to no end")


def figures(trials: Iterable[Trial]) -> dict[str, Any]:
    """Of one way to kill.  Only trials in which the kill came count."""
    killed = [one for one in trials if one.killed]
    wrong = [one.wrong for one in killed if one.wrong]
    return {
        "n": len(killed),
        "acknowledged_before_the_kill": sum(one.at for one in killed),
        "failures": len(wrong),
        "upper_bound_95": round(upper_bound(len(wrong), len(killed)), 6) if killed else None,
        "wrong": wrong[:10],
    }


def destroyed(folder: Path, randomly: int, step: int, chance: random.Random) -> dict[str, Any]:
    """*randomly* kills at a random moment, then one at every *step*-th iteration of the loop."""
    for language in ("en", "zh"):
        say(language, "start-first")
    packaged()
    gc.freeze()  # or the first collection in each child copies all of it
    (folder / "prepared").mkdir()
    prepared = visit.prepared(folder / "prepared")
    api = forks.telegram()
    try:
        visit.modelled(visit.copied(prepared, folder / "warm"), api.address, free())
        model = visit.modelled(visit.copied(prepared, folder / "model"), api.address, free())
        house = House(model, prepared, folder, api.address)
        first: list[Trial] = []
        while sum(one.killed for one in first) < randomly:
            first.append(trial.at_random(house, chance))
        second = swept(house, step, chance)
    finally:
        api.kill()
    return {
        "at_random": figures(first), "at_iterations": {"step": step, **figures(second)},
        "unkilled": [one.wrong for one in (*first, *second) if one.wrong and not one.killed],
    }  # fmt: skip


def main() -> int:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--random", type=int, default=1000)
    wanted.add_argument("--step", type=int, default=1)
    wanted.add_argument("--report", type=Path, default=Path("reports/reliability.json"))
    given = wanted.parse_args()
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    print(f"SEED={seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = destroyed(Path(folder), given.random, given.step, random.Random(seed))
    report = {
        "seed": seed, **found, "engine": f"SQLite {sqlite3.sqlite_version}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in VERSIONS},
        "commit": commit(),
    }  # fmt: skip
    given.report.parent.mkdir(parents=True, exist_ok=True)
    given.report.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(found, indent=2))
    failed = found["at_random"]["failures"] + found["at_iterations"]["failures"]
    return 1 if failed or found["unkilled"] else 0


def commit() -> str | None:
    """Of the working tree; None outside of a repository."""
    asked = ["git", "rev-parse", "HEAD"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main())
