"""`python -m benches.bot.processes`: one process and two on one PostgreSQL.

Two cores are too few for two bots, the phones and the database: what one machine has would be
measured, not what the program makes of it.  So each bot may use only a share of the time: it is
stopped for the rest of every 40 ms, as if its core were that much slower, and all else has room:
two are never awake at once, or each would want a core and the database a third.
What two such bots do is to be at least 1.6 times what one does.  `--share 1` stops nobody.

Beside it stand the server's part of the CPU of an answer, and what its connections waited for:
where they wait for locks the processes hold each other up, where they wait for the program it is
the bots that want CPU.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from benches.bot import contestants
from benches.bot.contestants import Place, Start
from benches.bot.ports import free
from benches.bot.rounds import CORES, Figures, Load, driven
from benches.postgres import Server, server
from benches.waiting import watched

SLICE = 0.04  # seconds
BOUND = 1.6


@contextmanager
def slowed(processes: list[int], share: float) -> Iterator[None]:
    """While in it, each of *processes* runs for *share* of every slice, one after another."""
    over = threading.Event()

    def hold() -> None:
        while not over.is_set():
            for process in processes:
                _tell(process, signal.SIGCONT)
                time.sleep(SLICE * share)
                _tell(process, signal.SIGSTOP)
            time.sleep(SLICE * max(0.0, 1 - share * len(processes)))

    thread = threading.Thread(target=hold)
    if share < 1:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if share < 1:
            thread.join()
        for process in processes:
            _tell(process, signal.SIGCONT)


def _tell(process: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, what)


def once(server: Server, name: str, processes: int, load: Load, share: float) -> Figures:
    url = asyncio.run(server.database(name))
    subprocess.run([sys.executable, "-m", "benches.bot.ours", url], check=True)
    api_port = free()
    with tempfile.TemporaryDirectory() as folder:
        starts: list[tuple[Start, int]] = []
        for number in range(processes):
            port, data = free(), Path(folder) / str(number)
            data.mkdir()
            place = Place(data, port, f"http://127.0.0.1:{api_port}", url)
            starts.append((contestants.served(place), port))
        spent = 0.0
        waits: dict[str, float] = {}

        @contextmanager
        def meanwhile(bots: list[int]) -> Iterator[None]:
            nonlocal spent, waits
            before = server.cpu()
            with watched(url) as waits, slowed(bots, share):
                yield
            spent = server.cpu() - before

        figures = driven(
            starts, api_port, load, Path(folder), beside=server.cpu, cores=CORES,
            while_driven=meanwhile,
        )  # fmt: skip
        figures["server_ms"] = round(spent / max(figures["answers"], 1) * 1000, 3)
        return figures | {"waits": waits}


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--people", type=int, default=300)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--share", type=float, default=0.25)
    given = wanted.parse_args()
    found: dict[int, list[Figures]] = {1: [], 2: []}
    with server() as running:
        for number in range(given.rounds):
            for processes, figures in found.items():
                load = Load(given.people, given.at_once)
                name = f"round_{number}_of_{processes}"
                figures.append(once(running, name, processes, load, given.share))
                print(processes, json.dumps(figures[-1]), flush=True)
    one, two = (median(each["a_second"] for each in found[many]) for many in (1, 2))
    print(f"{one:.0f} answers a second with one process, {two:.0f} with two: {two / one:.2f} "
          f"times, at least {BOUND}")  # fmt: skip


if __name__ == "__main__":
    main()
