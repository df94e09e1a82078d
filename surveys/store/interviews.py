"""The SQL of interviews: load a log, append to it, read the feed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from db.kept import kept
from db.numbering import nobody_numbers, numbering
from db.prepared import Prepared
from surveys.entries import Entry, Interview, Moment, Status
from surveys.load import Fielded
from surveys.questionnaire import Mode, Questionnaire
from surveys.records import FeedRow, Held
from surveys.store.evidence import count_interviews
from surveys.stored import act, columns
from surveys.tables import editions, entries, interviews, outlets, waves

# Made once: what every answer asks for is not put together for every answer.
_LOG = Prepared(
    select(entries)
    .where(
        entries.c.interview_id == bindparam("interview"), entries.c.position >= bindparam("after")
    )
    .order_by(entries.c.position)
)
_ENTRY = (
    "interview_id", "position", "kind", "question", "value", "at", "channel", "device_at"
)  # fmt: skip
_APPEND = {
    "sqlite": Prepared(insert(entries), *_ENTRY),
    # The condition is looked at before the number is taken.
    "postgresql": Prepared(insert(entries).from_select(
        _ENTRY,
        select(*(bindparam(name, type_=entries.c[name].type) for name in _ENTRY))
        .where(numbering().is_not(None)),
    )),
}  # fmt: skip
_STANDS = Prepared(
    update(interviews)
    .where(interviews.c.id == bindparam("interview"))
    .values(status=bindparam("status_now"))
)
_BY_ID = Prepared(select(interviews).where(interviews.c.id == bindparam("id")))
_BY_KEY = Prepared(select(interviews).where(interviews.c.key == bindparam("key")))
_BY_TOKEN = Prepared(select(interviews).where(interviews.c.token == bindparam("token")))
_EDITION_AT = Prepared(
    select(interviews.c.questionnaire, interviews.c.edition)
    .where(interviews.c.token == bindparam("token"))
)  # fmt: skip
_BY_ASSIGNMENT = Prepared(
    select(interviews).where(interviews.c.assignment_id == bindparam("assignment"))
)
_OF_CARD = Prepared(select(interviews).where(
    interviews.c.person_id == bindparam("person"), interviews.c.card_id == bindparam("card")
))  # fmt: skip

_FREEZE = {
    dialect.__name__.rpartition(".")[2]: Prepared(
        dialect.insert(editions).on_conflict_do_nothing(),
        "questionnaire", "edition", "hash", "text", "fielded_at",
    )
    for dialect in (postgresql, sqlite)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewInterview:
    key: str
    token: str
    case_id: int
    wave_id: int
    outlet_id: int
    questionnaire: str
    edition: int
    mode: Mode
    assignment_id: int | None
    card_id: int | None
    person_id: int | None
    language: str | None
    started_at: datetime


_CREATE = Prepared(insert(interviews).returning(interviews.c.id), *NewInterview.__slots__)


async def create(tx: AsyncConnection, new: NewInterview) -> Held:
    values = {name: getattr(new, name) for name in NewInterview.__slots__}
    made = await _CREATE.first(tx, values)
    assert made is not None
    held = Held(id=made.id, interview=Interview(), **values)
    await count_interviews(tx, held, [(held.edition, Status.NEW, +1)])
    return held


async def by_id(tx: AsyncConnection, id: int) -> Held | None:
    return await _one(tx, _BY_ID, {"id": id})


async def by_key(tx: AsyncConnection, key: str) -> Held | None:
    return await _one(tx, _BY_KEY, {"key": key})


async def by_token(tx: AsyncConnection, token: str) -> Held | None:
    return await _one(tx, _BY_TOKEN, {"token": token})


async def edition_at(tx: AsyncConnection, token: str) -> tuple[str, int] | None:
    """Which questionnaire, and which edition of it, is asked at this address."""
    row = await _EDITION_AT.first(tx, {"token": token})
    return None if row is None else (row.questionnaire, row.edition)


async def by_assignment(tx: AsyncConnection, assignment_id: int) -> Held | None:
    return await _one(tx, _BY_ASSIGNMENT, {"assignment": assignment_id})


async def of_person_and_card(tx: AsyncConnection, person_id: int, card_id: int) -> Held | None:
    return await _one(tx, _OF_CARD, {"person": person_id, "card": card_id})


async def of_case(tx: AsyncConnection, case_id: int) -> list[Held]:
    """Every interview of the case with its log, oldest first."""
    return await many(tx, interviews.c.case_id == case_id)


async def by_keys(tx: AsyncConnection, keys: Collection[str]) -> dict[str, Held]:
    """These interviews, by key, to be looked at: they are not locked."""
    return {held.key: held for held in await many(tx, interviews.c.key.in_(keys))}


async def many(tx: AsyncConnection, where: ColumnElement[bool]) -> list[Held]:
    """The interviews *where*, a condition on interviews, holds, oldest first; not locked."""
    rows = (await tx.execute(select(interviews).where(where).order_by(interviews.c.id))).all()
    found = (
        select(entries)
        .join(interviews, interviews.c.id == entries.c.interview_id)
        .where(where)
        .order_by(entries.c.interview_id, entries.c.position)
    )
    logs: dict[int, list[Entry]] = {row.id: [] for row in rows}
    for row in (await tx.execute(found)).all():
        if row.interview_id in logs:  # or it has begun since
            logs[row.interview_id].append(entry_of(row))
    return [held_of(row, Interview(tuple(logs[row.id]))) for row in rows]


async def claimed(tx: AsyncConnection, held: Held, person_id: int) -> Held:
    """The interview, now this person's: begun on the page, gone on with in the chat."""
    if held.person_id == person_id:
        return held
    where = interviews.c.id == held.id
    await tx.execute(update(interviews).where(where).values(person_id=person_id))
    return replace(held, person_id=person_id)


async def append(tx: AsyncConnection, interview_id: int, after: int, new: Sequence[Entry]) -> None:
    """Add *new* entries after position *after*.

    Two writers who both saw *after* entries cannot both win: the position is unique.
    """
    if not new:
        return
    await _APPEND[tx.dialect.name].run(tx, *(
        _row(interview_id, position, entry) for position, entry in enumerate(new, start=after)
    ))  # fmt: skip


async def stands(tx: AsyncConnection, interview_id: int, status: Status) -> None:
    """Where its log now has it."""
    await _STANDS.run(tx, {"interview": interview_id, "status_now": status.value})


async def feed(
    tx: AsyncConnection, case_id: int, after: int = 0, limit: int = 1000
) -> list[FeedRow]:
    """The entries of the case after cursor *after*, by number; none with a smaller one than the
    last of these appears later."""
    found: Select[Any] = (
        select(
            entries.c.id, interviews.c.key, outlets.c.code, waves.c.name,
            interviews.c.questionnaire, interviews.c.edition, interviews.c.mode,
            entries.c.position, entries.c.kind, entries.c.question, entries.c.value,
            entries.c.at, entries.c.device_at, entries.c.channel,
        )
        .join(interviews, interviews.c.id == entries.c.interview_id)
        .join(outlets, outlets.c.id == interviews.c.outlet_id)
        .join(waves, waves.c.id == interviews.c.wave_id)
        .where(
            interviews.c.case_id == case_id,
            entries.c.id > after,
            entries.c.id <= await _settled(tx),
        )
        .order_by(entries.c.id)
        .limit(limit)
    )  # fmt: skip
    return [FeedRow(*row) for row in (await tx.execute(found)).all()]


async def count_after(tx: AsyncConnection, case_id: int, after: int = 0) -> int:
    """How many feed rows come after cursor *after*."""
    found = (
        select(func.count())
        .select_from(entries)
        .join(interviews, interviews.c.id == entries.c.interview_id)
        .where(
            interviews.c.case_id == case_id,
            entries.c.id > after,
            entries.c.id <= await _settled(tx),
        )
    )
    return int((await tx.execute(found)).scalar_one())


async def _settled(tx: AsyncConnection) -> int:
    """The highest number below which nothing is under way any more."""
    highest = select(func.coalesce(func.max(entries.c.id), 0))
    if tx.dialect.name != "postgresql":
        return int((await tx.execute(highest)).scalar_one())
    async with tx.begin_nested() as moment:
        await nobody_numbers(tx)
        found = int((await tx.execute(highest)).scalar_one())
        await moment.rollback()  # whoever waits to number goes on
    return found


async def freeze(tx: AsyncConnection, questionnaire: Questionnaire, at: datetime) -> None:
    """Keep the edition's text when its first interview starts; after that it cannot change."""
    await _FREEZE[tx.dialect.name].run(tx, {
        "questionnaire": questionnaire.id, "edition": questionnaire.edition,
        "hash": questionnaire.hash, "text": questionnaire.written, "fielded_at": at,
    })  # fmt: skip


async def fielded(tx: AsyncConnection) -> list[Fielded]:
    """Every edition that was ever fielded."""
    c = editions.c
    found = select(c.questionnaire, c.edition, c.hash, c.text).order_by(c.fielded_at)
    return [tuple(row) for row in (await tx.execute(found)).all()]


async def _one(tx: AsyncConnection, found: Prepared, values: dict[str, Any]) -> Held | None:
    row = await found.first(tx, values, lock=True)  # chat, page and two devices meet on this row
    if row is None:
        return None
    return held_of(row, await _log(tx, row.id))


async def _log(tx: AsyncConnection, id: int) -> Interview:
    """The log, of which only what is new is read where the rest was read before: it only grows."""
    read = kept(tx)
    known: Interview = read.get(id) or Interview()
    rows = await _LOG.all(tx, {"interview": id, "after": known.revision})
    log = known.longer(*map(entry_of, rows)) if rows else known
    read.put(id, log)
    return log


def held_of(row: Any, log: Interview) -> Held:
    return Held(
        id=row.id, key=row.key, token=row.token, case_id=row.case_id, wave_id=row.wave_id,
        outlet_id=row.outlet_id, questionnaire=row.questionnaire, edition=row.edition,
        mode=Mode(row.mode), assignment_id=row.assignment_id, card_id=row.card_id,
        person_id=row.person_id, language=row.language, started_at=row.started_at,
        interview=log,
    )  # fmt: skip


def entry_of(row: Any) -> Entry:
    return Entry(
        act(row.kind, row.question, row.value), Moment(row.at, row.channel, row.device_at)
    )


def _row(interview_id: int, position: int, entry: Entry) -> dict[str, Any]:
    kind, question, value = columns(entry.act)
    return {
        "interview_id": interview_id, "position": position, "kind": kind, "question": question,
        "value": value, "at": entry.moment.at, "channel": entry.moment.channel,
        "device_at": entry.moment.device_at,
    }  # fmt: skip
