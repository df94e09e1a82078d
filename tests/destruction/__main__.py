"""`python -m tests.destruction`: how often an acknowledged answer is lost when the server dies.

    --engine NAME    sqlite or postgresql (both)
    --iterations N   of each scenario, kill at N iterations of the event loop, evenly (all)
    --points N       the same of the moments around statements (all)
    --refusals N     the same of statements that are refused (all)
    --random N       of each scenario, kills at a random moment (125)
    --crowd N        of many people at once, updates and forms on each engine (100000)
    --spells N       of each trouble around a server (24), and all else that is tried in a process
                     of its own: power, cut COMMITs, servers with mistakes; 0: none of it
    --jobs N         processes that share the work (2)
    --report FILE    where the figures go, as JSON (reports/reliability.json)

The seed is printed and can be given as SEED.  The exit code is 1 if anything was wrong.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.destruction import others
from tests.destruction.crowd import crowded
from tests.destruction.figures import surroundings
from tests.destruction.kill import POSTGRESQL, SQLITE, Wanted, destroyed
from tests.postgres import running

SHARE = 20  # of the crowd's updates so many-th part comes under each trouble


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--engine", action="append", choices=(SQLITE, POSTGRESQL))
    for name in ("iterations", "points", "refusals"):
        asked.add_argument(f"--{name}", type=int)
    asked.add_argument("--random", type=int, default=125)
    asked.add_argument("--crowd", type=int, default=100_000)
    asked.add_argument("--spells", type=int, default=24)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--report", type=Path, default=Path("reports/reliability.json"))
    given = asked.parse_args()
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    print(f"SEED={seed}", flush=True)
    wanted = Wanted(given.iterations, given.points, given.refusals, given.random)
    engines = given.engine or [SQLITE, POSTGRESQL]
    with tempfile.TemporaryDirectory() as folder:
        found = destroyed(Path(folder), engines, wanted, seed, given.jobs)
        crowds = {engine: crowd(Path(folder), engine, given.crowd, seed) for engine in engines}
    report = {"seed": seed, "kills": found, "crowds": crowds, **surroundings()}
    if given.spells:
        report |= others.others(engines, given.spells, given.crowd // SHARE, seed)
    given.report.parent.mkdir(parents=True, exist_ok=True)
    given.report.write_text(json.dumps(report, indent=2) + "\n")
    failed = sum(one["failures"] for one in crowds.values())
    failed += sum(one["failures"] for scenarios in found.values()
                 for kinds in scenarios.values() for one in kinds.values())  # fmt: skip
    failed += others.failures(report) if given.spells else 0
    print(f"{failed} failures; the figures are in {given.report}")
    return 1 if failed else 0


def crowd(folder: Path, engine: str, least: int, seed: int) -> dict[str, Any]:
    if engine == SQLITE:
        return crowded(folder, f"sqlite+aiosqlite:///{folder / 'crowd.db'}", least, seed)
    with running() as url:
        return crowded(folder, url, least, seed)


if __name__ == "__main__":
    sys.exit(main())
