"""`python -m benches.growth`: CPU of an answer among 1,000 stored interviews and among 1,000,000.

    python -m benches.growth --engines sqlite postgresql --sizes 1000 1000000

The same survey through the bot as in `benches.bot`, on two databases of one engine in turn; on
PostgreSQL the server's CPU counts too.  The ratio of the medians is to be at most 1.1.  A million
interviews with all their entries take some 7 GB of disk on SQLite, twice that on PostgreSQL, and
several minutes to fill; `--entries` makes them shorter.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benches import postgres
from benches.bot import contestants
from benches.bot.contestants import Place
from benches.bot.ports import free
from benches.bot.rounds import Figures, Load, driven
from benches.growth.filling import fill

BOUND = 1.1


@contextmanager
def databases(
    engine: str, sizes: list[int], folder: Path
) -> Iterator[tuple[list[str], Callable[[], float]]]:
    """An URL for each size, of empty databases; and the CPU seconds of their server."""
    if engine == "sqlite":
        for size in sizes:
            (folder / str(size)).mkdir()
        yield [f"sqlite+aiosqlite:///{folder}/{size}/anfang.db" for size in sizes], lambda: 0.0
        return
    with postgres.server() as server:
        urls = [asyncio.run(server.database(f"of_{size}")) for size in sizes]
        yield urls, server.cpu


def once(url: str, load: Load, beside: Callable[[], float]) -> Figures:
    api_port, port = free(), free()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), port, f"http://127.0.0.1:{api_port}", url)
        start = contestants.served(place)
        return driven([(start, port)], api_port, load, Path(folder), beside=beside)


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--engines", nargs="*", default=["sqlite", "postgresql"])
    wanted.add_argument("--sizes", nargs=2, type=int, default=[1_000, 1_000_000])
    wanted.add_argument("--entries", type=int, default=32, help="of a stored interview")
    wanted.add_argument("--people", type=int, default=200)
    wanted.add_argument("--at-once", type=int, default=50)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--json", type=Path, default=Path("reports/speed-growth.json"))
    given = wanted.parse_args()
    told: dict[str, dict[str, float]] = {}
    for engine in given.engines:
        with (
            tempfile.TemporaryDirectory() as folder,
            databases(engine, given.sizes, Path(folder)) as (urls, beside),
        ):
            found = measured(engine, urls, beside, given)
        few, many = (median(one["cpu_ms"] for one in each) for each in found)
        told[engine] = {"few": few, "many": many, "ratio": round(many / few, 3)}
        print(f"{engine}: {few:.3f} ms among {given.sizes[0]}, {many:.3f} ms among "
              f"{given.sizes[1]}: {many / few:.2f} times, at most {BOUND}")  # fmt: skip
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps({"sizes": given.sizes, "entries": given.entries, **told}))


def measured(
    engine: str, urls: list[str], beside: Callable[[], float], given: argparse.Namespace
) -> list[list[Figures]]:
    for url, size in zip(urls, given.sizes, strict=True):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "benches.bot.ours", url], check=True)
        asyncio.run(fill(url, size, given.entries))
        print(f"{engine}: {size} interviews in {time.perf_counter() - began:.0f} s", flush=True)
    found: list[list[Figures]] = [[] for _ in urls]
    for number in range(given.rounds):
        load = Load(given.people, given.at_once, first=1000 + number * given.people)
        for url, figures in zip(urls, found, strict=True):
            figures.append(once(url, load, beside))
            print(engine, json.dumps(figures[-1]), flush=True)
    return found


if __name__ == "__main__":
    main()
