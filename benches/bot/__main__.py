"""`python -m benches.bot`: the same survey through several bots, one after another, several times.

Each bot is a process of its own; so are the phones.  CPU time is the operating system's account of
the bot's process.  Ratios are to the naive bot of the same round; the median of all rounds counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benches.bot.phones import SECRET
from benches.bot.ports import free, listening

TICKS = os.sysconf("SC_CLK_TCK")
PYTHON = [sys.executable, "-m"]
Figures = dict[str, Any]
TOLD = ("a_second", "cpu_ms", "p50_ms", "p99_ms", "mib", "load_cpu")


def ours(data: Path, port: int, api: str) -> tuple[list[str], Mapping[str, str]]:
    url = f"sqlite+aiosqlite:///{data}/anfang.db"
    subprocess.run([*PYTHON, "benches.bot.ours", url], check=True)
    return [*PYTHON, "app", "serve"], {
        "ANFANG_DATA_DIR": str(data), "ANFANG_PORT": str(port), "ANFANG_BOT_API_BASE": api,
        "ANFANG_BOT_TOKEN": "424242:bench-token", "ANFANG_BOT_MODE": "webhook",
        "ANFANG_WEBHOOK_SECRET": SECRET, "ANFANG_BOT_A_SECOND": "1000000",
        "ANFANG_BOT_CHAT_A_SECOND": "1000000",
    }  # fmt: skip


def naive(data: Path, port: int, api: str) -> tuple[list[str], Mapping[str, str]]:
    words = ["benches.bot.peers.naive", "--port", str(port), "--api", api, "--data", str(data)]
    return [*PYTHON, *words], {}


BOTS = {"naive": naive, "ours": ours}


def cpu(process: int) -> float:
    """Seconds of CPU the process has used, its own threads included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int) -> float:
    """The most MiB it ever held."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@contextmanager
def running(
    words: list[str], more: Mapping[str, str], **kept: Any
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(words, env={**os.environ, **more}, text=True, **kept)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def once(bot: str, people: int, at_once: int) -> Figures:
    """One round of one bot."""
    api_port, port = free(), free()
    phones = [
        *PYTHON, "benches.bot.phones", "--webhook", f"http://127.0.0.1:{port}/telegram",
        "--port", str(api_port), "--people", str(people), "--at-once", str(at_once),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        words, more = BOTS[bot](Path(folder), port, f"http://127.0.0.1:{api_port}")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with running(phones, {}, **pipes) as load:
            assert load.stdout and load.stdin
            load.stdout.readline()
            with running(words, more, stdout=subprocess.DEVNULL) as served:
                listening(port)
                before = cpu(served.pid)
                load.stdin.write("go\n")
                load.stdin.flush()
                figures: Figures = json.loads(load.stdout.readline())
                spent = cpu(served.pid) - before
                figures["cpu_ms"] = round(spent / figures["answers"] * 1000, 3)
                figures["mib"] = round(memory(served.pid))
    return figures


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--people", type=int, default=300)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--bots", nargs="*", default=list(BOTS))
    given = wanted.parse_args()
    rounds: dict[str, list[Figures]] = {bot: [] for bot in given.bots}
    for _ in range(given.rounds):
        for bot in given.bots:
            rounds[bot].append(once(bot, given.people, given.at_once))
            print(bot, json.dumps(rounds[bot][-1]), flush=True)
    for bot, found in rounds.items():
        told = {name: median(one[name] for one in found) for name in TOLD}
        finished = sum(one["finished"] for one in found)
        print(f"{bot:8}", told, f"finished {finished} of {given.people * given.rounds}")


if __name__ == "__main__":
    main()
