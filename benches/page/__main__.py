"""`python -m benches.page`: stored answers a second of one core, and how long a page takes.

Four loads: visitors who answer at once, with scripts and without; the same with scripts who all
begin in one moment and stay in step; and 64 with scripts who think 1 to 2 seconds.  The server is
a process of its own on a core of its own.  Medians of the rounds, in a table.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benches.bot.ports import free, listening
from benches.bot.rounds import LOAD, SERVER, Figures, cpu, memory, running

TOLD = ("a_second", "cpu_ms", "p50_ms", "p99_ms", "p99_to_p50", "mib", "load_cpu")
THINKERS = 64
COMING = 1.0  # seconds, about what a survey takes when the server has all it can do


def once(
    people: int,
    at_once: int,
    think: tuple[float, float] = (0.0, 0.0),
    *,
    plain: bool = False,
    coming: float = COMING,
) -> Figures:
    port = free()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        url = f"sqlite+aiosqlite:///{data}/anfang.db"
        subprocess.run([sys.executable, "-m", "benches.bot.ours", url], check=True)
        web = [sys.executable, "-m", "app", "web"]
        environment = {"ANFANG_DATA_DIR": folder, "ANFANG_PORT": str(port)}
        with running(web, environment, SERVER, stdout=subprocess.DEVNULL) as served:
            listening(port)
            before = cpu(served.pid)
            visitors = [
                sys.executable, "-m", "benches.page.visitors", "--port", str(port),
                "--people", str(people), "--at-once", str(at_once),
                "--think", *map(str, think), "--coming", str(coming),
                *(["--plain"] if plain else []),
            ]  # fmt: skip
            with running(visitors, {}, LOAD, stdout=subprocess.PIPE) as load:
                assert load.stdout
                figures: Figures = json.loads(load.stdout.readline())
            spent, held = cpu(served.pid) - before, memory(served.pid)
    figures["cpu_ms"] = round(spent / max(figures["answers"], 1) * 1000, 3)
    figures["p99_to_p50"] = round(figures["p99_ms"] / max(figures["p50_ms"], 0.01), 2)
    figures["mib"] = round(held)
    return figures


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--people", type=int, default=300)
    wanted.add_argument("--at-once", type=int, default=32)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--thinkers", type=int, default=THINKERS, help="0: none")
    wanted.add_argument("--json", type=Path, default=Path("reports/speed-page.json"))
    given = wanted.parse_args()
    ways: dict[str, dict[str, Any]] = {
        "scripts": {}, "plain": {"plain": True}, "in step": {"coming": 0.0}
    }  # fmt: skip
    rounds: dict[str, list[Figures]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, found in rounds.items():
            found.append(once(given.people, given.at_once, **ways[name]))
            print(name, json.dumps(found[-1]), flush=True)
    if given.thinkers:
        rounds["thinking"] = [once(given.thinkers, given.thinkers, (1.0, 2.0))]
    print("".join(f"{name:>12}" for name in ("", *TOLD, "finished")))
    for name, found in rounds.items():
        figures = [f"{median(one[told] for one in found):12.10g}" for told in TOLD]
        done = sum(one["finished"] for one in found), sum(one["people"] for one in found)
        print(f"{name:>12}{''.join(figures)} {done[0]} of {done[1]}")
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(rounds, indent=1))


if __name__ == "__main__":
    main()
