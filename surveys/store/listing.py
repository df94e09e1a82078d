"""The SQL of lists of interviews: a page at a time, by where they are kept to stand."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.entries import OVER, Status
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.store.interviews import many
from surveys.tables import assignments, cards, interviews

_C = interviews.c
_WAITS = and_(_C.mode == Mode.MYSTERY.value, _C.status == Status.SUBMITTED.value)


async def listed(
    tx: AsyncConnection, case_id: int, skip: int, most: int, *, status: Status | None = None
) -> list[Held]:
    """At most *most* of the case with their logs, the first *skip* left out: those that wait for a
    review first, oldest first; then the others, newest first.  *status*: only those."""
    of_case = _C.case_id == case_id
    if status is not None:
        of_case = and_(of_case, _C.status == status.value)
    count = select(func.count()).select_from(interviews).where(of_case, _WAITS)
    waiting = int((await tx.execute(count)).scalar_one())
    ids: list[int] = []
    if skip < waiting:
        first = select(_C.id).where(of_case, _WAITS).order_by(_C.id).offset(skip).limit(most)
        ids += (await tx.execute(first)).scalars()
    if len(ids) < most:
        rest = (
            select(_C.id)
            .where(of_case, not_(_WAITS))
            .order_by(_C.id.desc())
            .offset(max(skip - waiting, 0))
            .limit(most - len(ids))
        )
        ids += (await tx.execute(rest)).scalars()
    return await _in_order(tx, ids)


async def beside(tx: AsyncConnection, held: Held, most: int) -> list[Held]:
    """What an interview is held against: the same person's of its case, and the newest *most*."""
    others = and_(_C.case_id == held.case_id, _C.id != held.id)
    newest = select(_C.id).where(others).order_by(_C.id.desc()).limit(most).scalar_subquery()
    theirs: ColumnElement[bool] = _C.person_id == held.person_id
    return await many(tx, and_(others, or_(_C.id.in_(newest), theirs)))


async def statuses_of_visits(tx: AsyncConnection, visits: Sequence[int]) -> dict[int, Status]:
    """Where those of *visits* stand that were begun, by assignment."""
    found = select(_C.assignment_id, _C.status).where(_C.assignment_id.in_(visits))
    return {id: Status(status) for id, status in (await tx.execute(found)).all()}


async def many_of_wave(tx: AsyncConnection, wave_id: int) -> tuple[int, int]:
    """How many visits and how many cards a wave has."""
    visits, hanging = (
        select(func.count()).select_from(table).where(table.c.wave_id == wave_id).scalar_subquery()
        for table in (assignments, cards)
    )
    found = (await tx.execute(select(visits, hanging))).one()
    return int(found[0]), int(found[1])


async def answered_by_card(tx: AsyncConnection, case_id: int) -> dict[int, int]:
    """How many interviews that began at each card are over."""
    found = (
        select(_C.card_id, func.count())
        .where(
            _C.case_id == case_id,
            _C.card_id.is_not(None),
            _C.assignment_id.is_(None),
            _C.status.in_(sorted(status.value for status in OVER)),
        )
        .group_by(_C.card_id)
    )
    return {id: int(n) for id, n in (await tx.execute(found)).all()}


async def _in_order(tx: AsyncConnection, ids: list[int]) -> list[Held]:
    by_id = {held.id: held for held in await many(tx, _C.id.in_(ids))}
    return [by_id[id] for id in ids]
