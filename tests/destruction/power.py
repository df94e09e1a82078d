"""The power goes, at every sync and every acknowledgement: what was acknowledged is on the disk.

A small crowd answers while everything SQLite asks of the disk is noted.  Afterwards the files are
put together as they are on the disk at each of those moments: of what was not synced nothing, all,
or any half of the sectors.  Each must open, be whole, hold every acknowledged update and what it
wrote, and of the rest whole updates or nothing.

`python -m tests.destruction.power [OFF|NORMAL|FULL]` prints figures; `FULL` is how it is built.
"""

import asyncio
import json
import os
import random
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Pool, event

from bot.api import Api
from bot.receive import Verdict
from db.engine import make_engine
from migrations import chain
from tests.botapi import TOKEN
from tests.destruction.bases import FILE
from tests.destruction.crowd import Crowd, invited
from tests.destruction.disk import Asked, Disk, Image
from tests.destruction.figures import counted

PEOPLE = range(1, 9)
PAGES = 40  # of the log, until they are carried into the database's own file
SHARES = (0.0, 1.0, 0.5)  # of what was not synced
LOGS = (
    "SELECT i.key, e.position, e.kind, e.question, e.value, e.at FROM entries e "
    "JOIN interviews i ON i.id = e.interview_id ORDER BY i.key, e.position"
)
Log = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    update: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a database holds."""

    updates: frozenset[int]
    logs: Mapping[str, Log]


async def answered(path: Path, disk: Disk, synchronous: str, chance: random.Random) -> None:
    """The crowd; what it was told goes among what the disk was asked."""

    def given_out(connection: Any, *_: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
            connection.execute(f"PRAGMA synchronous = {synchronous}")

    event.listen(Pool, "checkout", given_out)
    engine = make_engine(f"sqlite+aiosqlite:///{path}")
    await chain.upgrade(engine)
    await invited(engine, PEOPLE)
    async with aiohttp.ClientSession() as session:
        crowd = Crowd(engine, path.parent, Api(session, TOKEN), chance)
        take = crowd.receiver.taken

        async def taken(raw: Any) -> Any:
            verdict, toast = await take(raw)
            if verdict in (Verdict.TAKEN, Verdict.DUPLICATE):
                disk.asked.append(Acknowledged(raw["update_id"]))
            return verdict, toast

        vars(crowd.receiver)["taken"] = taken
        async with TestClient(TestServer(crowd.app)) as client:
            await crowd.comes(client, PEOPLE)
    await engine.dispose()


def moments(asked: list[Any]) -> Iterator[tuple[dict[str, Image], frozenset[int]]]:
    """The disk, and what was acknowledged, at every sync and every acknowledgement."""
    images: dict[str, Image] = defaultdict(Image)
    told: set[int] = set()
    for one in asked:
        if isinstance(one, Acknowledged):
            told.add(one.update)
            yield images, frozenset(told)
            continue
        if one.synced and told:
            yield images, frozenset(told)  # the power goes just before it
        images[one.file].takes(one)
        if one.synced and told:
            yield images, frozenset(told)


def wrong_with(folder: Path, told: frozenset[int], end: Found) -> str:
    """Of the database in *folder*, where all comes to *end*."""
    try:
        with closing(sqlite3.connect(folder / FILE)) as db:
            whole = db.execute("PRAGMA integrity_check").fetchall()
            if whole != [("ok",)]:
                return f"not whole: {whole[:2]}"
            now = found(db)
    except sqlite3.Error as error:
        return f"does not open: {error}"
    if lost := told - now.updates:
        return f"{len(lost)} acknowledged updates are gone"
    for key, log in now.logs.items():
        if log != end.logs[key][: len(log)]:
            return f"another log of {key}"
    return ""


def found(db: sqlite3.Connection) -> Found:
    logs: dict[str, Log] = defaultdict(list)
    for key, *entry in db.execute(LOGS):
        logs[key].append(tuple(entry))
    return Found(frozenset(row[0] for row in db.execute("SELECT update_id FROM updates")), logs)


def went_out(folder: Path, synchronous: str, seed: int) -> dict[str, Any]:
    """Figures of all moments."""
    path, chance = folder / FILE, random.Random(seed)
    disk = Disk(path)
    asyncio.run(answered(path, disk, synchronous, chance))
    with closing(sqlite3.connect(path)) as db:
        end = found(db)
    copy, tried, wrong = folder / "copy", 0, []
    copy.mkdir()
    for images, told in moments(disk.asked):
        for share in SHARES:
            for file in copy.iterdir():
                file.unlink()
            for ending, image in images.items():
                if not ending.endswith("-journal"):
                    (copy / f"{FILE}{ending}").write_bytes(image.after(share, chance))
            tried += 1
            if problem := wrong_with(copy, told, end):
                wrong.append(problem)
    synced = [one.file for one in disk.asked if isinstance(one, Asked) and one.synced]
    return counted(
        tried, wrong, syncs=len(synced), carried=synced.count(""),
        acknowledged=len(end.updates), seed=seed,
    )  # fmt: skip


def main() -> int:
    synchronous = sys.argv[1] if len(sys.argv) > 1 else "FULL"
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    with tempfile.TemporaryDirectory() as folder:
        told = went_out(Path(folder), synchronous, seed)
    print(json.dumps(told))
    return 1 if told["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
