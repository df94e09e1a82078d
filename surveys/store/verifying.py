"""The SQL that reads back what is kept beside the logs, and puts it right.

Interviews are read page by page: what is in memory does not grow with what is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.numbering import one_by_one
from surveys.evidence_tables import (
    assignment_counts,
    counts,
    evidence,
    interview_counts,
    outlet_counts,
)
from surveys.records import Held
from surveys.store.evidence import more
from surveys.store.interviews import many
from surveys.tables import assignments, interviews, waves


@dataclass(frozen=True, slots=True)
class Kept:
    """One piece of evidence with everything the count says that it stands in."""

    question: str
    case_id: int
    wave_id: int
    outlet_id: int
    questionnaire: str
    edition: int
    base: str
    outcome: str
    degree: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WrongCount:
    """A count of *table* at *place*: *kept* is what stands there, *found* how many there are."""

    table: str
    place: Mapping[str, Any]
    kept: int
    found: int


async def interviews_after(tx: AsyncConnection, id: int, most: int) -> list[Held]:
    """At most *most* interviews with greater ids, in their order, not locked."""
    c = interviews.c.id
    page = select(c).where(c > id).order_by(c).limit(most)
    ids = (await tx.execute(page)).scalars().all()
    return await many(tx, c.between(ids[0], ids[-1])) if ids else []


async def statuses_kept(tx: AsyncConnection, first: int, last: int) -> dict[int, str]:
    """Where the interviews from id *first* to id *last* are kept to stand."""
    c = interviews.c
    found = select(c.id, c.status).where(c.id.between(first, last))
    return {id: status for id, status in (await tx.execute(found)).all()}


async def evidence_of(tx: AsyncConnection, first: int, last: int) -> dict[int, list[Kept]]:
    """The evidence of the interviews from id *first* to id *last*."""
    e, o, c = evidence.c, outlet_counts.c, counts.c
    found = (
        select(
            e.interview_id, e.question, c.case_id, o.wave_id, o.outlet_id, c.questionnaire,
            c.edition, c.question, c.outcome, c.degree, e.at,
        )
        .select_from(evidence)
        .join(outlet_counts, e.outlet_count_id == o.id)
        .join(counts, o.count_id == c.id)
        .where(e.interview_id.between(first, last))
    )  # fmt: skip
    kept: dict[int, list[Kept]] = {}
    for id, *row in (await tx.execute(found)).all():
        kept.setdefault(id, []).append(Kept(*row))
    return kept


async def wrong_counts(tx: AsyncConnection) -> list[WrongCount]:
    """The counts of evidence that are not what there is to count."""
    o, c = outlet_counts.c, counts.c
    of = (c.case_id, c.questionnaire, c.edition, c.question, c.outcome, c.degree)
    pieces = (
        select(evidence.c.outlet_count_id.label("id"), func.count().label("n"))
        .group_by(evidence.c.outlet_count_id)
        .subquery()
    )
    outlets = (
        select(o.n, func.coalesce(pieces.c.n, 0), *of, o.wave_id, o.outlet_id)
        .select_from(outlet_counts)
        .join(counts, c.id == o.count_id)
        .outerjoin(pieces, pieces.c.id == o.id)
        .where(o.n != func.coalesce(pieces.c.n, 0))
    )
    sums = select(o.count_id.label("id"), func.sum(o.n).label("n")).group_by(o.count_id).subquery()
    whole = (
        select(c.n, func.coalesce(sums.c.n, 0), *of)
        .outerjoin(sums, sums.c.id == c.id)
        .where(c.n != func.coalesce(sums.c.n, 0))
    )
    return [*await _wrong(tx, "outlet_counts", outlets), *await _wrong(tx, "counts", whole)]


async def wrong_assignment_counts(tx: AsyncConnection) -> list[WrongCount]:
    """The same of assignments."""
    a = assignment_counts.c
    given = (
        select(waves.c.case_id, func.count().label("n"))
        .join(assignments, assignments.c.wave_id == waves.c.id)
        .group_by(waves.c.case_id)
        .subquery()
    )
    visits = (
        select(func.coalesce(a.n, 0), given.c.n, given.c.case_id)
        .outerjoin(assignment_counts, a.case_id == given.c.case_id)
        .where(func.coalesce(a.n, 0) != given.c.n)
    )
    return await _wrong(tx, "assignment_counts", visits)


async def _wrong(tx: AsyncConnection, table: str, found: Select[Any]) -> list[WrongCount]:
    """*found*: what is kept, what there is, and the place."""
    rows = (await tx.execute(found.order_by(*found.selected_columns[2:]))).all()
    return [
        WrongCount(
            table, dict(zip(row._fields[2:], row[2:], strict=True)), int(row[0]), int(row[1])
        )
        for row in rows
    ]


async def interview_counts_kept(tx: AsyncConnection) -> dict[tuple[Any, ...], int]:
    """Every count of interviews by all that `surveys.verifying.PLACE` names."""
    c = interview_counts.c
    key = (
        c.case_id, c.outlet_id, c.questionnaire, c.edition, c.mode, c.status, c.assigned
    )  # fmt: skip
    return {tuple(row[:-1]): row[-1] for row in (await tx.execute(select(*key, c.n))).all()}


async def correct_interview_count(tx: AsyncConnection, place: Mapping[str, Any], by: int) -> None:
    """*by* more, so that what others count meanwhile stays right."""
    await one_by_one(tx)
    await more(tx, interview_counts, [{**place, "n": by}])


async def count_again(tx: AsyncConnection) -> None:
    """Every count of evidence and assignments becomes what there is to count, on the engine."""
    await one_by_one(tx)
    await _set(tx, outlet_counts, select(func.count()).where(
        evidence.c.outlet_count_id == outlet_counts.c.id
    ))  # fmt: skip
    await _set(tx, counts, select(func.coalesce(func.sum(outlet_counts.c.n), 0)).where(
        outlet_counts.c.count_id == counts.c.id
    ))  # fmt: skip
    for wrong in await wrong_assignment_counts(tx):
        by = wrong.found - wrong.kept
        await more(tx, assignment_counts, [{**wrong.place, "n": by}])


async def _set(tx: AsyncConnection, table: Table, found: Any) -> None:
    await tx.execute(update(table).values(n=found.scalar_subquery()))
