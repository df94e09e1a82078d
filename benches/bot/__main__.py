"""`python -m benches.bot`: the same survey through several bots, one after another, several times.

Each bot is a process of its own on a core of its own where there are two; the phones are on the
others.  CPU time is the operating system's account of the bot's process.  Ratios are to the naive
bot of the same round; the median of all rounds counts.  With `--faults` people and networks are as
they are, and what each bot stored is compared with what was said to it.
"""

import argparse
import json
import os
import platform
import sqlite3
import tempfile
from pathlib import Path
from statistics import median

from benches.bot import contestants
from benches.bot.contestants import BOTS, Place, Start
from benches.bot.installed import Missing
from benches.bot.ports import free
from benches.bot.rounds import Figures, Load, driven, once
from benches.sampled import forgetting

TOLD = ("a_second", "cpu_ms", "p50_ms", "p99_ms", "mib", "load_cpu")
FAULTS = ("finished", "whole", "lost", "doubled", "wrong", "unanswered_taps", "thrown_back",
          "stared", "undelivered")  # fmt: skip
BESIDE = "naive"


def table(rounds: dict[str, list[Figures]], columns: tuple[str, ...]) -> list[str]:
    """The median of each figure; of the last two columns the ratio to the naive bot's, round by
    round."""
    lines = ["".join(f"{name:>16}" for name in ("", *columns, "cpu ratio", "speed ratio"))]
    for bot, found in rounds.items():
        figures = [f"{median(one[name] for one in found):16.10g}" for name in columns]
        lines.append(f"{bot:>16}" + "".join(figures) + "".join(
            f"{ratio:16.3f}" if (ratio := against(rounds, bot, name)) else f"{'-':>16}"
            for name in ("cpu_ms", "a_second")
        ))  # fmt: skip
    return lines


def against(rounds: dict[str, list[Figures]], bot: str, name: str) -> float | None:
    beside = rounds.get(BESIDE, [])
    pairs = [(one[name], other[name]) for one, other in zip(rounds[bot], beside, strict=False)]
    return median(one / other for one, other in pairs) if pairs else None


def installed(names: list[str]) -> tuple[list[str], dict[str, str]]:
    """Those that can take part, and why the others cannot."""
    able, skipped = [], {}
    for name in names:
        try:
            BOTS[name].install()
        except Missing as missing:
            skipped[name] = str(missing)
        else:
            able.append(name)
    return able, skipped


def profiled(load: Load) -> list[str]:
    """The shares of ours under *load*, largest first, and the functions seen most."""
    api_port, port = free(), free()
    with tempfile.TemporaryDirectory() as folder:
        start = contestants.ours(Place(Path(folder), port, f"http://127.0.0.1:{api_port}"))
        shares = Path(folder) / "shares.json"
        sampled = [*start.words[:2], "benches.sampled", str(shares), *start.words[2:]]
        figures = driven(
            [(Start(sampled, start.environment), port)], api_port, load, Path(folder),
            while_driven=forgetting,
        )  # fmt: skip
        found = json.loads(shares.read_text())
    return [
        f"{figures['cpu_ms']} ms of CPU an answer, the sampling included; of that",
        *(f"{share:8.1%}  {area}" for area, share in found["shares"].items()),
        "seen most, of which the function itself is running:",
        *(f"{seen / found['samples']:8.1%}  {name}" for name, seen in found["bottom"].items()),
    ]


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--people", type=int, default=1000)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--bots", nargs="*", default=list(BOTS), choices=list(BOTS))
    wanted.add_argument("--faults", type=int, metavar="SEED", help="people as they are")
    wanted.add_argument("--json", type=Path, default=Path("reports/speed-bot.json"))
    wanted.add_argument("--profile", action="store_true", help="where ours spends an answer")
    given = wanted.parse_args()
    if given.profile:
        print("\n".join(profiled(Load(given.people, given.at_once))))
        return
    able, skipped = installed(given.bots)
    for name, why in skipped.items():
        print(f"{name} takes no part: {why}", flush=True)
    rounds: dict[str, list[Figures]] = {name: [] for name in able}
    for number in range(given.rounds):
        # Another order each round: whoever comes after the naive bot is not always the same.
        for name in able[number % len(able) :] + able[: number % len(able)]:
            seed = None if given.faults is None else given.faults + number
            found = once(BOTS[name], Load(given.people, given.at_once, seed))
            rounds[name].append(found)
            print(name, json.dumps(found), flush=True)
    columns = TOLD if given.faults is None else FAULTS
    print("\n".join(table(rounds, columns)))
    for name, why in skipped.items():
        print(f"{name:>16} skipped: {why}")
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps({
        "people": given.people, "at_once": given.at_once, "faults": given.faults,
        "cores": os.cpu_count(), "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version, "skipped": skipped, "rounds": rounds,
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
