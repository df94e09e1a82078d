"""`python -m benches.memory`: what a bot process holds after 10,000 interviews, to 100,000.

A survey of two questions, so that interviews and not answers are many; each lot of people is a
process of its own, the bot is the same to the end.  Memory is flat if the last lots add nothing:
told are the MiB in use after each lot, and what the second half added for each 1,000 interviews.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benches.bot import contestants, ours
from benches.bot.contestants import Place
from benches.bot.person import FIRST
from benches.bot.ports import free, listening
from benches.bot.rounds import LOAD, SERVER, Load, running
from surveys.load import questionnaire

FILE = Path(__file__).parent / "two_questions@1.yaml"


def lots(people: int, lot: int, at_once: int, folder: Path) -> Iterator[tuple[int, float]]:
    """Interviews so far, and the MiB the bot has in memory."""
    port, api_port = free(), free()
    asked = questionnaire(FILE.read_text("utf-8"), FILE.name)
    asyncio.run(ours.prepare(f"sqlite+aiosqlite:///{folder}/anfang.db", asked))
    bot = contestants.served(Place(folder, port, f"http://127.0.0.1:{api_port}"))
    with running(bot.words, bot.environment, SERVER, stdout=subprocess.DEVNULL) as served:
        listening(port)
        done = 0
        while done < people:
            done += _answered(Load(lot, at_once, first=FIRST + done), port, api_port)
            yield done, resident(served.pid)


def _answered(load: Load, port: int, api_port: int) -> int:
    words = [
        sys.executable, "-m", "benches.bot.phones", *load.words(), "--port", str(api_port),
        "--webhook", f"http://127.0.0.1:{port}/telegram",
    ]  # fmt: skip
    with running(words, {}, LOAD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as phones:
        assert phones.stdin and phones.stdout
        phones.stdout.readline()
        phones.stdin.write("go\n")
        phones.stdin.flush()
        figures = json.loads(phones.stdout.readline())
    if figures["finished"] != load.people:
        raise RuntimeError(f"not all of them finished: {figures}")
    return load.people


def resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--people", type=int, default=100_000)
    wanted.add_argument("--lot", type=int, default=10_000)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--json", type=Path, default=Path("reports/memory.json"))
    given = wanted.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for done, mib in lots(given.people, given.lot, given.at_once, Path(folder)):
            found.append((done, round(mib, 1)))
            print(f"{done:9} interviews  {mib:8.1f} MiB", flush=True)
    (half, then), (last, now) = found[(len(found) - 1) // 2], found[-1]
    grown = (now - then) / max(last - half, 1) * 1000
    print(f"the second half added {grown:.3f} MiB for each 1,000 interviews")
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps({"mib": found, "grown_a_thousand": round(grown, 4)}))


if __name__ == "__main__":
    main()
