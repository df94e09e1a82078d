"""The SQL of going on under another edition.  Logs are never rewritten: only which edition an
interview, an assignment or a card is asked under."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.store.fieldwork import locked
from surveys.tables import assignments, cards, entries, interviews, waves


@dataclass(frozen=True, slots=True)
class MoveLogged:
    """An interview of the wave went on under another edition: who moved it, when."""

    interview: str
    questionnaire: str
    by: str
    old: int
    new: int
    at: datetime


async def waves_on(
    tx: AsyncConnection, questionnaire: str, edition: int, case_id: int | None = None
) -> list[int]:
    """The waves in which anything is on that edition, of one case or of all."""
    found = union(*(
        select(table.c.wave_id).where(
            table.c.questionnaire == questionnaire, table.c.edition == edition
        )
        for table in (interviews, assignments, cards)
    )).subquery()  # fmt: skip
    of_case = select(waves.c.id).where(waves.c.id.in_(select(found.c.wave_id)))
    if case_id is not None:
        of_case = of_case.where(waves.c.case_id == case_id)
    return list((await tx.execute(of_case.order_by(waves.c.id))).scalars())


async def editions_in(tx: AsyncConnection, wave_id: int) -> list[tuple[str, int]]:
    """Every edition that anything of the wave is on."""
    found = union(*(
        select(table.c.questionnaire, table.c.edition).where(table.c.wave_id == wave_id)
        for table in (interviews, assignments, cards)
    ))  # fmt: skip
    return sorted((row.questionnaire, row.edition) for row in (await tx.execute(found)).all())


async def interviews_on(
    tx: AsyncConnection, wave_id: int, questionnaire: str, edition: int
) -> list[int]:
    """The wave's interviews of that edition, oldest first."""
    c = interviews.c
    where = (c.wave_id == wave_id, c.questionnaire == questionnaire, c.edition == edition)
    return list((await tx.execute(select(c.id).where(*where).order_by(c.id))).scalars())


async def put_on(tx: AsyncConnection, interview_id: int, edition: int) -> None:
    where = interviews.c.id == interview_id
    await tx.execute(update(interviews).where(where).values(edition=edition))


async def assignments_not_begun(
    tx: AsyncConnection, wave_id: int, questionnaire: str, edition: int, *, lock: bool = False
) -> list[int]:
    """Those without an interview.  *lock*: so that none begins before the commit."""
    c = assignments.c
    given = and_(c.wave_id == wave_id, c.questionnaire == questionnaire, c.edition == edition)
    if lock:  # first to hold them, then to look again: one may have begun while we waited
        await tx.execute(locked(tx, select(c.id).where(given).order_by(c.id)))
    begun = exists().where(interviews.c.assignment_id == c.id)
    return list((await tx.execute(select(c.id).where(given, ~begun).order_by(c.id))).scalars())


async def put_assignments_on(tx: AsyncConnection, ids: list[int], edition: int) -> None:
    where = assignments.c.id.in_(ids)
    await tx.execute(update(assignments).where(where).values(edition=edition))


async def cards_to_move(
    tx: AsyncConnection, wave_id: int, questionnaire: str, old: int, new: int
) -> tuple[list[int], int]:
    """The cards that can ask *new* from now on, and how many cannot: a card of *new* hangs at
    their outlet already."""
    there, c = cards.alias(), cards.c
    on_old = _card(wave_id, questionnaire, old)
    taken = exists().where(
        there.c.wave_id == wave_id, there.c.outlet_id == c.outlet_id,
        there.c.questionnaire == questionnaire, there.c.edition == new,
    )  # fmt: skip
    all_of_them = list((await tx.execute(select(c.id).where(on_old))).scalars())
    free = list((await tx.execute(select(c.id).where(on_old, ~taken).order_by(c.id))).scalars())
    return free, len(all_of_them) - len(free)


async def put_cards_on(tx: AsyncConnection, ids: list[int], edition: int) -> None:
    await tx.execute(update(cards).where(cards.c.id.in_(ids)).values(edition=edition))


async def moves_of_wave(tx: AsyncConnection, wave_id: int) -> list[MoveLogged]:
    """Every interview of the wave that was moved, latest first."""
    c = entries.c
    found = (
        select(interviews.c.key, interviews.c.questionnaire, c.value, c.at)
        .join(interviews, interviews.c.id == c.interview_id)
        .where(c.kind == "moved", interviews.c.wave_id == wave_id)
        .order_by(c.id.desc())
    )
    return [
        MoveLogged(
            row.key, row.questionnaire, row.value["by"], row.value["from"], row.value["to"], row.at
        )
        for row in (await tx.execute(found)).all()
    ]


def _card(wave_id: int, questionnaire: str, edition: int) -> ColumnElement[bool]:
    c = cards.c
    return and_(c.wave_id == wave_id, c.questionnaire == questionnaire, c.edition == edition)
