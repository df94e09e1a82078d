"""The SQL of fieldwork: persons, outlets, waves, assignments, cards."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from surveys.questionnaire import Texts
from surveys.records import Assignment, Card, Outlet, Person, Wave
from surveys.store.evidence import count_assignment
from surveys.tables import assignments, cards, entries, interviews, outlets, persons, waves

_PERSONS: Select[Any] = select(
    persons.c.id, persons.c.name, persons.c.chat, persons.c.language, persons.c.interview_id,
    persons.c.unreachable_at,
)  # fmt: skip
_BY_CHAT = Prepared(_PERSONS.where(persons.c.chat == bindparam("chat")))


async def person_of_chat(
    tx: AsyncConnection, chat: int, language: str | None, at: datetime
) -> Person:
    """The person behind a private chat; made when first met."""
    found = await _persons(tx, persons.c.chat == chat, lock=True)
    if found:
        return found[0]
    done = await tx.execute(
        insert(persons).values(chat=chat, language=language, created_at=at).returning(persons.c.id)
    )
    return Person(int(done.scalar_one()), None, chat, language, None, None)


async def known_person(tx: AsyncConnection, chat: int) -> Person | None:
    found = await _BY_CHAT.first(tx, {"chat": chat})
    return Person(*found) if found else None


async def person(tx: AsyncConnection, id: int) -> Person | None:
    return next(iter(await _persons(tx, persons.c.id == id)), None)


async def talked_about(tx: AsyncConnection, chats: Collection[int]) -> dict[int, tuple[int, str]]:
    """Case and key of the interview that each of these chats talks about, if it does."""
    c = interviews.c
    found = (
        select(persons.c.chat, c.case_id, c.key)
        .join(interviews, c.id == persons.c.interview_id)
        .where(persons.c.chat.in_(chats))
    )
    return {row.chat: (row.case_id, row.key) for row in (await tx.execute(found)).all()}


async def chats_active_since(tx: AsyncConnection, since: datetime) -> list[int]:
    """The chats in whose current interview something was written down since then."""
    found = (
        select(persons.c.chat)
        .join(entries, entries.c.interview_id == persons.c.interview_id)
        .where(persons.c.chat.is_not(None), persons.c.unreachable_at.is_(None))
        .group_by(persons.c.chat)
        .having(func.max(entries.c.at) >= since)
        .order_by(persons.c.chat)
    )
    return list((await tx.execute(found)).scalars())


async def add_person(tx: AsyncConnection, name: str | None, at: datetime) -> int:
    """A shopper the coordinator knows by name, before any chat."""
    done = await tx.execute(
        insert(persons).values(name=name, created_at=at).returning(persons.c.id)
    )
    return int(done.scalar_one())


async def talk_about(tx: AsyncConnection, person_id: int, interview_id: int) -> None:
    """From now on the chat's messages belong to this interview."""
    await _set_person(tx, person_id, interview_id=interview_id, unreachable_at=None)


async def speak(tx: AsyncConnection, person_id: int, language: str) -> None:
    await _set_person(tx, person_id, language=language)


async def out_of_reach(tx: AsyncConnection, person_id: int, at: datetime) -> None:
    await _set_person(tx, person_id, unreachable_at=at)


async def _set_person(tx: AsyncConnection, person_id: int, **values: Any) -> None:
    await tx.execute(update(persons).where(persons.c.id == person_id).values(**values))


async def _persons(
    tx: AsyncConnection, where: ColumnElement[bool], *, lock: bool = False
) -> list[Person]:
    found = _PERSONS.where(where)
    found = locked(tx, found) if lock else found
    return [Person(*row) for row in (await tx.execute(found)).all()]


def locked(tx: AsyncConnection, found: Select[Any]) -> Select[Any]:
    """Two arrivals at once meet on the row they both read; on SQLite they already have.

    Taken in one order everywhere, or two would wait for each other: person, assignment, interview.
    """
    return found.with_for_update() if tx.dialect.name == "postgresql" else found


async def add_outlet(
    tx: AsyncConnection,
    *,
    client_id: int,
    code: str,
    name: str,
    address: str,
    lat: float | None = None,
    lon: float | None = None,
    opens: str | None = None,
    closes: str | None = None,
) -> int:
    return await _add(
        tx, outlets, client_id=client_id, code=code, name=name, address=address,
        lat=lat, lon=lon, opens=opens, closes=closes,
    )  # fmt: skip


async def outlet(tx: AsyncConnection, id: int) -> Outlet | None:
    return next(iter(await _outlets(tx, outlets.c.id == id)), None)


async def outlets_of_client(tx: AsyncConnection, client_id: int) -> list[Outlet]:
    """In the order of their codes."""
    return await _outlets(tx, outlets.c.client_id == client_id)


async def _outlets(tx: AsyncConnection, where: ColumnElement[bool]) -> list[Outlet]:
    c = outlets.c
    found = (
        select(c.id, c.client_id, c.code, c.name, c.address, c.lat, c.lon, c.opens, c.closes)
        .where(where).order_by(c.code)
    )  # fmt: skip
    return [Outlet(*row) for row in (await tx.execute(found)).all()]


async def add_wave(
    tx: AsyncConnection, *, case_id: int, name: str, opens: datetime, closes: datetime
) -> int:
    return await _add(tx, waves, case_id=case_id, name=name, opens=opens, closes=closes)


async def wave(tx: AsyncConnection, id: int) -> Wave | None:
    return next(iter(await _waves(tx, waves.c.id == id)), None)


async def waves_of_case(tx: AsyncConnection, case_id: int) -> list[Wave]:
    return await _waves(tx, waves.c.case_id == case_id)


async def _waves(tx: AsyncConnection, where: ColumnElement[bool]) -> list[Wave]:
    c = waves.c
    found = select(c.id, c.case_id, c.name, c.opens, c.closes).where(where).order_by(c.id)
    return [Wave(*row) for row in (await tx.execute(found)).all()]


async def add_assignment(
    tx: AsyncConnection,
    *,
    code: str,
    wave_id: int,
    outlet_id: int,
    questionnaire: str,
    edition: int,
    scenario: Texts,
    opens: datetime,
    closes: datetime,
    at: datetime,
    person_id: int | None = None,
    hidden: dict[str, str] | None = None,
) -> int:
    await count_assignment(tx, wave_id)
    return await _add(
        tx, assignments, code=code, wave_id=wave_id, outlet_id=outlet_id,
        questionnaire=questionnaire, edition=edition, scenario=dict(scenario),
        opens=opens, closes=closes, created_at=at, person_id=person_id, hidden=hidden,
    )  # fmt: skip


async def assignment(tx: AsyncConnection, id: int) -> Assignment | None:
    return next(iter(await _assignments(tx, assignments.c.id == id)), None)


async def assignment_by_code(tx: AsyncConnection, code: str) -> Assignment | None:
    return next(iter(await _assignments(tx, assignments.c.code == code, lock=True)), None)


async def assignments_of_wave(tx: AsyncConnection, wave_id: int) -> list[Assignment]:
    return await _assignments(tx, assignments.c.wave_id == wave_id)


async def give_assignment(tx: AsyncConnection, assignment_id: int, person_id: int) -> None:
    await tx.execute(
        update(assignments).where(assignments.c.id == assignment_id).values(person_id=person_id)
    )


async def _assignments(
    tx: AsyncConnection, where: ColumnElement[bool], *, lock: bool = False
) -> list[Assignment]:
    c = assignments.c
    found: Select[Any] = (
        select(c.id, c.code, c.wave_id, c.outlet_id, c.questionnaire, c.edition, c.person_id,
               c.scenario, c.opens, c.closes, c.hidden)
        .where(where).order_by(c.id)
    )  # fmt: skip
    found = locked(tx, found) if lock else found
    return [Assignment(*row) for row in (await tx.execute(found)).all()]


async def add_card(
    tx: AsyncConnection,
    *,
    code: str,
    wave_id: int,
    outlet_id: int,
    questionnaire: str,
    edition: int,
) -> int:
    return await _add(
        tx, cards, code=code, wave_id=wave_id, outlet_id=outlet_id,
        questionnaire=questionnaire, edition=edition,
    )  # fmt: skip


async def card(tx: AsyncConnection, id: int) -> Card | None:
    return next(iter(await _cards(tx, cards.c.id == id)), None)


async def card_by_code(tx: AsyncConnection, code: str) -> Card | None:
    return next(iter(await _cards(tx, cards.c.code == code)), None)


async def cards_of_wave(tx: AsyncConnection, wave_id: int) -> list[Card]:
    return await _cards(tx, cards.c.wave_id == wave_id)


async def _cards(tx: AsyncConnection, where: ColumnElement[bool]) -> list[Card]:
    c = cards.c
    columns = (c.id, c.code, c.wave_id, c.outlet_id, c.questionnaire, c.edition)
    found = select(*columns).where(where).order_by(c.outlet_id, c.id)
    return [Card(*row) for row in (await tx.execute(found)).all()]


async def _add(tx: AsyncConnection, table: Table, **values: Any) -> int:
    done = await tx.execute(insert(table).values(**values).returning(table.c.id))
    return int(done.scalar_one())
