"""What needs a process of its own: power that goes, cut COMMITs, trouble, servers with mistakes.

Each is run as its command; its figures go into the report.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tests.destruction.figures import counted
from tests.destruction.kill import POSTGRESQL, SQLITE

LESS = ("NORMAL", "OFF")  # of SQLite's synchronous: how much would be lost with them


def others(engines: Sequence[str], spells: int, crowd: int, seed: int) -> dict[str, Any]:
    words = ("--spells", str(spells), "--crowd", str(crowd), "--long")
    report: dict[str, Any] = {
        "trouble": {engine: told(seed, "troubled", engine, *words) for engine in engines}
    }
    if SQLITE in engines:
        report["power"] = told(seed, "power", "FULL")
        report["power with less than FULL"] = {one: told(seed, "power", one) for one in LESS}
        report["mistakes found"] = told(seed, "mutants") | told(seed, "careless")
    if POSTGRESQL in engines:
        report["cut"] = cuts(told(seed, "cut"))
    return report


def cuts(found: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    wrong = [f"{name}: {what}" for name, (what, _) in found.items() if what]
    return counted(len(found), wrong, told_to_come_again=sum(n for _, n in found.values()))


def failures(report: Mapping[str, Any]) -> int:
    """Mistakes that were not found are failures too, of the checker."""
    kinds = [one for those in report["trouble"].values()
             for name in ("visits", "crowds") for one in those[name].values()]  # fmt: skip
    kinds += [report[name] for name in ("power", "cut") if name in report]
    unfound = [what for what in report.get("mistakes found", {}).values() if what is None]
    return sum(int(one["failures"]) for one in kinds) + len(unfound)


def told(seed: int, module: str, *words: str) -> Any:
    """What it prints.  Raises RuntimeError where that is nothing."""
    print(f"{module} {' '.join(words)}", flush=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", f"tests.destruction.{module}", *words],
        env=os.environ | {"SEED": str(seed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not done.stdout:
        raise RuntimeError(f"{module} failed: {done.stderr[-3000:]}")
    return json.loads(done.stdout)
