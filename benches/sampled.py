"""Where the time of a process goes: its stack, every millisecond of CPU it uses.

    python -m benches.sampled SHARES.json app serve

Runs the module *app* with what follows as its arguments, until it ends; SIGUSR1 forgets what was
seen so far, so that the start does not count.  Written when it ends:
how often each function was seen at the bottom of the stack and anywhere in it, and the share of
each area (`AREAS`): the innermost function that belongs to one decides, so that time spent in the
standard library counts for whoever called it.
"""

import json
import os
import runpy
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

EVERY = 0.001  # seconds of CPU
# The first that fits, from the innermost frame outwards.
AREAS = (
    ("SQLite and its thread", ("/aiosqlite/", "db/sqlite.py", "/sqlite3/")),
    ("SQLAlchemy", ("/sqlalchemy/",)),
    ("our SQL and transactions", ("db/", "surveys/store/", "surveys/writing.py")),
    ("aiogram", ("/aiogram/",)),
    ("reading updates (pydantic)", ("/pydantic", "bot/updates.py")),
    ("templates", ("/jinja2/", "web/templates/", "/markupsafe/")),
    ("wording (catalogue)", ("locales/", "/fluent/", "/babel/", "surveys/wording.py")),
    ("the questionnaire's rules and the log", ("surveys/",)),
    ("the bot's edge", ("bot/",)),
    ("the page's edge", ("web/",)),
    ("aiohttp", ("/aiohttp/", "/yarl/", "/multidict/", "/aiosignal/")),
    ("event loop and sockets", ("/asyncio/", "selectors.py")),
)
HERE = f"{Path(__file__).parents[1]}/"


class Samples:
    def __init__(self) -> None:
        self.forget()

    def forget(self, *_: object) -> None:
        self.bottom: Counter[str] = Counter()
        self.anywhere: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()

    def take(self, _: int, frame: FrameType | None) -> None:
        seen: list[str] = []
        area = ""
        while frame is not None:
            code = frame.f_code
            file = code.co_filename.removeprefix(HERE)
            seen.append(f"{file}:{code.co_name}")
            area = area or next((name for name, files in AREAS if _within(file, files)), "")
            frame = frame.f_back
        self.bottom[seen[0]] += 1
        self.anywhere.update(set(seen))
        self.areas[area or "the rest"] += 1

    def told(self) -> dict[str, Any]:
        total = self.areas.total() or 1
        return {
            "samples": total,
            "shares": {name: round(n / total, 4) for name, n in self.areas.most_common()},
            "bottom": dict(self.bottom.most_common(30)),
            "anywhere": dict(self.anywhere.most_common(150)),
        }


def _within(file: str, parts: tuple[str, ...]) -> bool:
    """A part that begins with a slash may stand anywhere in the path of the file."""
    return any(part in file if part[0] == "/" else file.startswith(part) for part in parts)


@contextmanager
def forgetting(processes: list[int]) -> Iterator[None]:
    """What came before is not counted."""
    for process in processes:
        os.kill(process, signal.SIGUSR1)
    yield


def main() -> None:
    out, module, *arguments = sys.argv[1:]
    samples = Samples()
    sys.argv = [module, *arguments]
    signal.signal(signal.SIGPROF, samples.take)
    signal.signal(signal.SIGUSR1, samples.forget)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        Path(out).write_text(json.dumps(samples.told(), indent=1))


if __name__ == "__main__":
    main()
