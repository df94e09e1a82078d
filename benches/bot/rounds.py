"""One round: a bot, the phones, and what both cost."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benches.bot.contestants import Contestant, Place
from benches.bot.kept import compared, entries, rows
from benches.bot.person import STARES
from benches.bot.ports import free, listening

TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVER, LOAD = CORES[:1], CORES[1:] or CORES  # one core for the bot, the others for the phones
Figures = dict[str, Any]


def once(
    bot: Contestant,
    people: int,
    at_once: int,
    faults: int | None = None,
    stares: float = STARES,
) -> Figures:
    """The figures of one round, and what was stored beside what was said.

    *faults*: the seed, where people and networks are to be as they are; *stares*: seconds of
    silence before a person does the last thing again.
    """
    api_port, port = free(), free()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        start = bot.start(Place(data, port, f"http://127.0.0.1:{api_port}"))
        phones = [
            sys.executable, "-m", "benches.bot.phones",
            "--webhook", f"http://127.0.0.1:{port}/telegram", "--port", str(api_port),
            "--people", str(people), "--at-once", str(at_once), "--truth", f"{data}/truth.json",
            "--stares", str(stares),
        ]  # fmt: skip
        if faults is not None:
            phones += ["--faults", str(faults)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with running(phones, {}, LOAD, **pipes) as load:
            assert load.stdout and load.stdin
            load.stdout.readline()
            log = (data / "bot.log").open("w")
            quiet = {"stdout": log, "stderr": log}
            with log, running(start.words, start.environment, SERVER, **quiet) as served:
                listening(port)
                before = cpu(served.pid)
                load.stdin.write("go\n")
                load.stdin.flush()
                line = load.stdout.readline()
                spent, held = cpu(served.pid) - before, memory(served.pid)
        if not line:
            raise RuntimeError(f"{bot.name}: {(data / 'bot.log').read_text()[-2000:]}")
        figures: Figures = json.loads(line)
        figures["cpu_ms"] = round(spent / max(figures["answers"], 1) * 1000, 3)
        figures["mib"] = round(held)
        said = json.loads((data / "truth.json").read_text())
        told = {int(chat): {int(q): v for q, v in held.items()} for chat, held in said.items()}
        stored = (entries if bot.name == "ours" else rows)(data / bot.file)
        return figures | asdict(compared(told, stored))


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
    words: list[str], more: Mapping[str, str], cores: list[int], **kept: Any
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(words, env={**os.environ, **more}, text=True, **kept)
    if cores:
        os.sched_setaffinity(process.pid, cores)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
