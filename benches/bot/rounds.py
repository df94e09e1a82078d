"""One round: a bot, the phones, and what both cost."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benches.bot.contestants import Contestant, Place, Start
from benches.bot.kept import compared, entries, rows
from benches.bot.person import FIRST, STARES
from benches.bot.ports import free, listening

TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVER, LOAD = CORES[:1], CORES[1:] or CORES  # one core for the bot, the others for the phones
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Load:
    """*faults*: the seed, where people and networks are to be as they are; *stares*: seconds of
    silence before a person does the last thing again; *first*: the number of the first chat."""

    people: int
    at_once: int
    faults: int | None = None
    stares: float = STARES
    first: int = FIRST

    def words(self) -> list[str]:
        faults = [] if self.faults is None else ["--faults", str(self.faults)]
        return ["--people", str(self.people), "--at-once", str(self.at_once),
                "--stares", str(self.stares), "--first", str(self.first), *faults]  # fmt: skip


def once(bot: Contestant, load: Load) -> Figures:
    """The figures of one round of one bot, and what was stored beside what was said."""
    api_port, port = free(), free()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        start = bot.start(Place(data, port, f"http://127.0.0.1:{api_port}"))
        figures = driven([(start, port)], api_port, load, data)
        said = json.loads((data / "truth.json").read_text())
        told = {int(chat): {int(q): v for q, v in held.items()} for chat, held in said.items()}
        stored = (entries if bot.name == "ours" else rows)(data / bot.file)
        return figures | asdict(compared(told, stored))


def driven(
    starts: Sequence[tuple[Start, int]],
    api_port: int,
    load: Load,
    data: Path,
    *,
    beside: Callable[[], float] = lambda: 0.0,
    cores: list[int] = SERVER,
    while_driven: Callable[[list[int]], AbstractContextManager[object]] = nullcontext,
) -> Figures:
    """The bots in *starts*, each with its port, under one load; *data*: a folder for their logs.

    *beside*: CPU seconds of what works for them elsewhere, a database; *while_driven* is entered
    with the bots' process ids for as long as the load lasts.
    """
    phones = [
        sys.executable, "-m", "benches.bot.phones", *load.words(),
        "--port", str(api_port), "--truth", f"{data}/truth.json",
        "--webhook", *(f"http://127.0.0.1:{port}/telegram" for _, port in starts),
    ]  # fmt: skip
    log = data / "bots.log"
    with ExitStack() as stack:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        people = stack.enter_context(running(phones, {}, LOAD, **pipes))
        assert people.stdout and people.stdin
        people.stdout.readline()
        out = stack.enter_context(log.open("w"))
        bots = [
            stack.enter_context(
                running(start.words, start.environment, cores, stdout=out, stderr=out)
            ).pid
            for start, _ in starts
        ]
        for _, port in starts:
            listening(port)

        def spent() -> float:
            return sum(map(cpu, bots)) + beside()

        before = spent()
        with while_driven(bots):
            people.stdin.write("go\n")
            people.stdin.flush()
            line = people.stdout.readline()
        used, held = spent() - before, sum(map(memory, bots))
    if not line:
        raise RuntimeError(log.read_text()[-2000:])
    figures: Figures = json.loads(line)
    figures["cpu_ms"] = round(used / max(figures["answers"], 1) * 1000, 3)
    figures["mib"] = round(held)
    return figures


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
