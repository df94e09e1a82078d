"""The SQL of fieldwork: persons, outlets, waves, assignments, cards."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, func, insert, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from surveys.questionnaire import Texts
from surveys.records import Assignment, Card, Outlet, Person, Wave
from surveys.store.evidence import count_assignment
from surveys.tables import assignments, cards, entries, interviews, outlets, persons, waves

RECENT = 100_000  # entries: more than all interviews together gain in a quarter of an hour

_PERSONS: Select[Any] = select(
    persons.c.id, persons.c.name, persons.c.chat, persons.c.language, persons.c.interview_id,
    persons.c.unreachable_at,
)  # fmt: skip
_OUTLETS = select(
    outlets.c.id, outlets.c.client_id, outlets.c.code, outlets.c.name, outlets.c.address,
    outlets.c.lat, outlets.c.lon, outlets.c.opens, outlets.c.closes,
).order_by(outlets.c.code)  # fmt: skip
_WAVES = select(
    waves.c.id, waves.c.case_id, waves.c.name, waves.c.opens, waves.c.closes
).order_by(waves.c.id)  # fmt: skip
_ASSIGNMENTS: Select[Any] = select(
    assignments.c.id, assignments.c.code, assignments.c.wave_id, assignments.c.outlet_id,
    assignments.c.questionnaire, assignments.c.edition, assignments.c.person_id,
    assignments.c.scenario, assignments.c.opens, assignments.c.closes, assignments.c.hidden,
).order_by(assignments.c.id)  # fmt: skip
_CARDS = select(
    cards.c.id, cards.c.code, cards.c.wave_id, cards.c.outlet_id, cards.c.questionnaire,
    cards.c.edition,
).order_by(cards.c.outlet_id, cards.c.id)  # fmt: skip

# What an arrival or an answer asks for.
_PERSON = Prepared(_PERSONS.where(persons.c.id == bindparam("of")))
_BY_CHAT = Prepared(_PERSONS.where(persons.c.chat == bindparam("chat")))
_NEW_PERSON = Prepared(
    insert(persons).returning(persons.c.id), "chat", "language", "created_at"
)  # fmt: skip
_TALK_ABOUT = Prepared(
    update(persons)
    .where(persons.c.id == bindparam("of"))
    .values(interview_id=bindparam("interview"), unreachable_at=null())
)
_OUTLET = Prepared(_OUTLETS.where(outlets.c.id == bindparam("of")))
_OF_CLIENT = Prepared(_OUTLETS.where(outlets.c.client_id == bindparam("client")))
_WAVE = Prepared(_WAVES.where(waves.c.id == bindparam("of")))
_ASSIGNMENT = Prepared(_ASSIGNMENTS.where(assignments.c.id == bindparam("of")))
_ASSIGNMENT_BY_CODE = Prepared(_ASSIGNMENTS.where(assignments.c.code == bindparam("code")))
_CARD_BY_CODE = Prepared(_CARDS.where(cards.c.code == bindparam("code")))


async def person_of_chat(
    tx: AsyncConnection, chat: int, language: str | None, at: datetime
) -> Person:
    """The person behind a private chat; made when first met."""
    found = await _BY_CHAT.first(tx, {"chat": chat}, lock=True)
    if found:
        return Person(*found)
    new = {"chat": chat, "language": language, "created_at": at}
    made = await _NEW_PERSON.first(tx, new)
    assert made is not None
    return Person(made.id, None, chat, language, None, None)


async def known_person(tx: AsyncConnection, chat: int) -> Person | None:
    found = await _BY_CHAT.first(tx, {"chat": chat})
    return Person(*found) if found else None


async def person(tx: AsyncConnection, id: int) -> Person | None:
    found = await _PERSON.first(tx, {"of": id})
    return Person(*found) if found else None


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
    """The chats in whose current interview something was written down since then, among the last
    RECENT entries."""
    newest = select(func.max(entries.c.id)).scalar_subquery()
    found = (
        select(persons.c.chat)
        .join(entries, entries.c.interview_id == persons.c.interview_id)
        .where(entries.c.id > newest - RECENT, entries.c.at >= since)
        .where(persons.c.chat.is_not(None), persons.c.unreachable_at.is_(None))
        .distinct()
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
    await _TALK_ABOUT.run(tx, {"of": person_id, "interview": interview_id})


async def speak(tx: AsyncConnection, person_id: int, language: str) -> None:
    await _set_person(tx, person_id, language=language)


async def out_of_reach(tx: AsyncConnection, person_id: int, at: datetime) -> None:
    await _set_person(tx, person_id, unreachable_at=at)


async def _set_person(tx: AsyncConnection, person_id: int, **values: Any) -> None:
    await tx.execute(update(persons).where(persons.c.id == person_id).values(**values))


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
    found = await _OUTLET.first(tx, {"of": id})
    return Outlet(*found) if found else None


async def outlets_of_client(tx: AsyncConnection, client_id: int) -> list[Outlet]:
    """In the order of their codes."""
    return [Outlet(*row) for row in await _OF_CLIENT.all(tx, {"client": client_id})]


async def add_wave(
    tx: AsyncConnection, *, case_id: int, name: str, opens: datetime, closes: datetime
) -> int:
    return await _add(tx, waves, case_id=case_id, name=name, opens=opens, closes=closes)


async def wave(tx: AsyncConnection, id: int) -> Wave | None:
    found = await _WAVE.first(tx, {"of": id})
    return Wave(*found) if found else None


async def waves_of_case(tx: AsyncConnection, case_id: int) -> list[Wave]:
    found = _WAVES.where(waves.c.case_id == case_id)
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
    found = await _ASSIGNMENT.first(tx, {"of": id})
    return Assignment(*found) if found else None


async def assignment_by_code(tx: AsyncConnection, code: str) -> Assignment | None:
    found = await _ASSIGNMENT_BY_CODE.first(tx, {"code": code}, lock=True)
    return Assignment(*found) if found else None


async def assignments_of_wave(
    tx: AsyncConnection, wave_id: int, skip: int = 0, most: int | None = None
) -> list[Assignment]:
    found = _ASSIGNMENTS.where(assignments.c.wave_id == wave_id).offset(skip).limit(most)
    return [Assignment(*row) for row in (await tx.execute(found)).all()]


async def give_assignment(tx: AsyncConnection, assignment_id: int, person_id: int) -> None:
    await tx.execute(
        update(assignments).where(assignments.c.id == assignment_id).values(person_id=person_id)
    )


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
    found = (await tx.execute(_CARDS.where(cards.c.id == id))).one_or_none()
    return Card(*found) if found else None


async def card_by_code(tx: AsyncConnection, code: str) -> Card | None:
    found = await _CARD_BY_CODE.first(tx, {"code": code})
    return Card(*found) if found else None


async def cards_of_wave(
    tx: AsyncConnection, wave_id: int, skip: int = 0, most: int | None = None
) -> list[Card]:
    found = _CARDS.where(cards.c.wave_id == wave_id).offset(skip).limit(most)
    return [Card(*row) for row in (await tx.execute(found)).all()]


async def _add(tx: AsyncConnection, table: Table, **values: Any) -> int:
    done = await tx.execute(insert(table).values(**values).returning(table.c.id))
    return int(done.scalar_one())
