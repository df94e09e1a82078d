"""One step of an interview, its log read again from its stored rows; in memory and in a store."""

import asyncio
import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from sqlalchemy import create_engine, insert
from sqlalchemy.ext.asyncio import AsyncEngine

import certification.tables  # noqa: F401 - the tables that those of the surveys point to
from benches.forms import form
from benches.played import turns
from db.engine import make_engine
from surveys import store
from surveys.entries import Entry, Interview, Moment
from surveys.interview import step
from surveys.load import questionnaire
from surveys.questionnaire import Mode
from surveys.stored import act, columns
from surveys.tables import entries, interviews

AT_ONCE = 20  # steps of one run in a store
OTHERS = 4  # entries of every interview but the one that is timed

Run = Callable[[], object]


def of_100() -> tuple[Run, Run]:
    """Reading the JSON of one log, and a whole step with its log read from it: each run is the
    next turn of a form of 100 questions, from the first to the last and again."""
    asked = questionnaire(form(100), "large.yaml")
    played = turns(asked)
    last = played[-1][0]
    rows = [
        (kind, question, json.dumps(value), entry.moment)
        for entry in last.entries
        for kind, question, value in (columns(entry.act),)
    ]
    texts, steps = cycle(played), cycle(played)

    def read() -> object:
        return [json.loads(value) for _, _, value, _ in rows[: next(texts)[0].revision]]

    decoded = [(kind, question, json.loads(value), at) for kind, question, value, at in rows]

    def one() -> object:
        before, event, moment = next(steps)
        log = tuple(
            Entry(act(kind, question, value), Moment(at.at, at.channel, at.device_at))
            for kind, question, value, at in decoded[: before.revision]
        )
        return step(asked, Interview(log), event, moment)

    return read, one


def among(many: int, folder: Path) -> Run:
    """Steps of one interview among *many* in a database of its own: read, decided, written, and
    taken back."""
    asked = questionnaire(form(100), "large.yaml")
    before, event, moment = turns(asked)[-2]
    file = folder / f"{many}.db"
    _fill(file, many, before)

    async def one(engine: AsyncEngine) -> None:
        async with engine.connect() as tx:
            held = await store.by_token(tx, _token(many // 2))
            assert held is not None
            after = step(asked, held.interview, event, moment).interview
            await store.append(tx, held.id, before.revision, after.entries[before.revision :])
            await tx.rollback()

    async def some() -> None:
        engine = make_engine(f"sqlite+aiosqlite:///{file}")
        for _ in range(AT_ONCE):
            await one(engine)
        await engine.dispose()

    return lambda: asyncio.run(some())


def _token(number: int) -> str:
    return f"token-{number:016d}"


def _fill(file: Path, many: int, held: Interview) -> None:
    engine = create_engine(f"sqlite:///{file}")  # no foreign keys: nothing stands around them
    interviews.metadata.create_all(engine)
    at = held.entries[0].moment.at
    with engine.begin() as tx:
        tx.execute(insert(interviews), [
            {"id": number, "key": f"k{number}", "token": _token(number), "case_id": 1,
             "wave_id": 1, "outlet_id": 1, "questionnaire": "large", "edition": 1,
             "mode": Mode.MYSTERY, "started_at": at}
            for number in range(1, many + 1)
        ])  # fmt: skip
        tx.execute(insert(entries), [
            {"interview_id": number, "position": position, "kind": kind, "question": question,
             "value": value, "at": entry.moment.at, "channel": entry.moment.channel}
            for number in range(1, many + 1)
            for position, entry in enumerate(
                held.entries if number == many // 2 else held.entries[:OTHERS]
            )
            for kind, question, value in (columns(entry.act),)
        ])  # fmt: skip
    engine.dispose()
