"""The SQL of reading a case's interviews whole, a page at a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.entries import Entry, Interview
from surveys.extent import WHOLE, Extent
from surveys.records import Held
from surveys.store.interviews import entry_of, held_of
from surveys.tables import assignments, editions, entries, interviews


async def page_of_case(
    tx: AsyncConnection, case_id: int, after: int, limit: int, extent: Extent = WHOLE
) -> list[Held]:
    """The next *limit* interviews of the case with their logs, oldest first, after id *after*."""
    c = interviews.c
    found = select(interviews).where(*_within(case_id, extent), c.id > after).order_by(c.id)
    rows = (await tx.execute(found.limit(limit))).all()
    logs: dict[int, list[Entry]] = {row.id: [] for row in rows}
    written = (
        select(entries)
        .where(entries.c.interview_id.in_(logs))
        .order_by(entries.c.interview_id, entries.c.position)
    )
    for row in (await tx.execute(written)).all():
        logs[row.interview_id].append(entry_of(row))
    return [held_of(row, Interview(tuple(logs[row.id]))) for row in rows]


async def count_of_case(tx: AsyncConnection, case_id: int, extent: Extent = WHOLE) -> int:
    """How many interviews the case has."""
    found = select(func.count()).select_from(interviews).where(*_within(case_id, extent))
    return int((await tx.execute(found)).scalar_one())


def _within(case_id: int, extent: Extent) -> list[ColumnElement[bool]]:
    c = interviews.c
    found = [c.case_id == case_id]
    if extent.waves is not None:
        found.append(c.wave_id.in_(extent.waves))
    if extent.since is not None:
        found.append(c.started_at >= extent.since)
    if extent.before is not None:
        found.append(c.started_at < extent.before)
    return found


async def editions_of_case(tx: AsyncConnection, case_id: int) -> list[tuple[str, int]]:
    """Every edition ever fielded of each questionnaire that the case has an interview of."""
    c, of_case = interviews.c, interviews.c.case_id == case_id
    asked = select(c.questionnaire).where(of_case)
    found = union(
        select(c.questionnaire, c.edition).where(of_case),
        select(editions.c.questionnaire, editions.c.edition).where(
            editions.c.questionnaire.in_(asked)
        ),
    )
    return sorted((row.questionnaire, row.edition) for row in (await tx.execute(found)).all())


async def closings_of_case(
    tx: AsyncConnection, case_id: int, after: int, upto: int
) -> dict[int, datetime]:
    """When the window of the assignment closes, by the ids of the case's interviews above *after*
    up to *upto*."""
    c = interviews.c
    found = (
        select(c.id, assignments.c.closes)
        .join(assignments, assignments.c.id == c.assignment_id)
        .where(c.case_id == case_id, c.id > after, c.id <= upto)
    )
    return {row.id: row.closes for row in (await tx.execute(found)).all()}
