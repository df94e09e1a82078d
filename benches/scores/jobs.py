"""What is timed, each in a process of its own, so that its peak memory is its own; the quickest of
several runs, because others run on the machine too.

`python -m benches.scores.jobs NAME FILE` prints {"ms": {what: milliseconds}, "mib": peak}.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from unittest.mock import patch

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from benches.scores.filling import (
    AT,
    DAY,
    OUTLETS,
    count_id,
    drawn,
    fill,
    outlet_count_id,
    submitted,
    thirty,
    url,
)
from certification.service import Cases
from db.engine import glance, make_engine, reading, transaction
from scoring.load import scheme_named
from surveys import store
from surveys.entries import Moment
from surveys.evidence import Said
from surveys.evidence_tables import evidence
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.service import Interviews
from surveys.verifying import differences
from surveys.writing import write

RUNS, ACCEPTED = 7, 40
SELECT = "SELECT outlet_count_id, count(*) FROM evidence GROUP BY outlet_count_id"
Took = dict[str, float]


async def rebuild(file: Path) -> Took:
    """Every count from the evidence, and in turn SQLite's own GROUP BY of the same rows."""
    engine, connection = make_engine(url(file)), sqlite3.connect(file)
    took: dict[str, list[float]] = {"rebuild": [], "group by": []}
    for _ in range(RUNS):
        start = perf_counter()
        async with transaction(engine) as tx:
            await store.count_again(tx)
        took["rebuild"].append(_since(start))
        start = perf_counter()
        connection.execute(SELECT).fetchall()
        took["group by"].append(_since(start))
    connection.close()
    await engine.dispose()
    return {what: min(times) for what, times in took.items()}


async def duckdb(file: Path) -> Took:
    """DuckDB's, of the same rows in a file of its own."""
    own = file.with_suffix(".duckdb")
    connection = import_module("duckdb").connect(str(own))
    connection.read_csv(str(file.with_suffix(".csv"))).create("evidence")

    async def once() -> None:
        connection.execute(SELECT).fetchall()

    took = await _quickest(once)
    connection.close()
    own.unlink()
    return {"group by": took}


async def pandas(file: Path) -> Took:
    """pandas', once the same rows are in memory."""
    frame = import_module("pandas").read_csv(file.with_suffix(".csv"))

    async def once() -> None:
        frame.groupby("outlet_count_id").size()

    return {"group by": await _quickest(once)}


async def refresh(file: Path) -> Took:
    """One more visit is accepted: writing it with and without the counts, then the sheet."""
    engine = make_engine(url(file))
    took = await refreshed(engine, file.stem)
    await engine.dispose()
    return took


async def refreshed(engine: AsyncEngine, name: str) -> Took:
    """The same on any engine; *name* goes into the keys of what is accepted."""
    asked = thirty()
    cases = Cases(scheme_named, {(asked.id, asked.edition): asked})
    verbs = Interviews({(asked.id, asked.edition): asked}, str, str)
    took: dict[str, list[float]] = {"with counts": [], "without": [], "sheet": []}
    for number, answers in enumerate(drawn(2 * ACCEPTED)):
        held = await _waiting(engine, name, number, answers)
        start = perf_counter()
        with nullcontext() if number % 2 else _uncounted():
            async with transaction(engine) as tx:
                await verbs.review(tx, held.key, "accept", "user:1", "", Moment(AT))
        took["with counts" if number % 2 else "without"].append(_since(start))
        start = perf_counter()
        async with glance(engine) as tx:
            await cases.sheet(tx, 1)
        took["sheet"].append(_since(start))
    return {what: min(times[1:]) for what, times in took.items()}


@contextmanager
def _uncounted() -> Iterator[None]:
    """Evidence is written row by row, and nothing counted."""

    async def rows(tx: AsyncConnection, held: Held, edition: int, says: Iterable[Said]) -> None:
        await tx.execute(insert(evidence), [
            {"interview_id": held.id, "question": one.question, "at": one.at,
             "outlet_count_id": _where(n, one.degree, held.outlet_id)}
            for n, one in enumerate(says)
        ])  # fmt: skip

    async def nothing(*_: object) -> None: ...

    with patch.multiple("surveys.store", add_evidence=rows, count_interviews=nothing):
        yield


def _where(question: int, degree: Fraction | None, outlet: int) -> int:
    """The count that `filling` made for it: rows lie as far apart as they really do."""
    return outlet_count_id(count_id(question, int((degree or 0) * 4) + 1), outlet - 1)


async def _waiting(engine: AsyncEngine, name: str, number: int, answers: list[int]) -> Held:
    async with transaction(engine) as tx:
        held = await _started(tx, f"{name}-{number}", number % OUTLETS + 1)
        log = submitted(answers)
        await write(tx, held, log, thirty())
    async with reading(engine) as tx:
        return (await store.by_keys(tx, [held.key]))[held.key]


async def _started(tx: AsyncConnection, name: str, outlet: int) -> Held:
    return await store.create(tx, store.NewInterview(
        key=name[-12:], token=name, case_id=1, wave_id=1, outlet_id=outlet,
        questionnaire="thirty", edition=1, mode=Mode.MYSTERY, assignment_id=None, card_id=None,
        person_id=None, language=None, started_at=AT - DAY,
    ))  # fmt: skip


async def verify(file: Path) -> Took:
    """Everything derived from the logs and compared; of a file that has them."""
    engine, asked = make_engine(url(file)), thirty()

    async def once() -> None:
        async with reading(engine) as tx:
            known = {(asked.id, asked.edition): asked}
            if wrong := [one async for one in differences(tx, known)]:
                raise RuntimeError(f"{len(wrong)} differences, first {wrong[0]}")

    took = await _quickest(once, 1)
    await engine.dispose()
    return {"verify": took}


JOBS = {job.__name__: job for job in (rebuild, duckdb, pandas, refresh, verify)}


async def _quickest(once: Callable[[], Awaitable[None]], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        await once()
        times.append(_since(start))
    return min(times)


def _since(start: float) -> float:
    return (perf_counter() - start) * 1000


def main(name: str, file: Path, visits: int) -> None:
    if name == "fill":
        asyncio.run(fill(file, visits))
        return
    took = asyncio.run(JOBS[name](file))
    print(json.dumps({"ms": took, "mib": getrusage(RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
