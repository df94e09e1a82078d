"""The SQL of quotas: cells, places, and how many there are.

Counting is exact because it is done one after another: `quotas_over(lock=True)` holds the quotas'
rows on PostgreSQL until the commit, and on SQLite every transaction that writes is alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from surveys.questionnaire import QuestionId
from surveys.quota_tables import quota_cells, quota_places, quotas
from surveys.quotas import Otherwise, Quota, Room, StoredQuota, Values, named
from surveys.store.fieldwork import locked
from surveys.tables import entries, interviews, waves

MINUTE = timedelta(minutes=1)

_ALL: Select[Any] = select(
    quotas.c.id, quotas.c.outlet_id, quotas.c.questionnaire, quotas.c.name, quotas.c.by,
    quotas.c.otherwise, quotas.c.hold_minutes,
).order_by(quotas.c.id)  # fmt: skip
_IN_WAVE = _ALL.where(quotas.c.wave_id == bindparam("wave"))
_OF_WAVE = Prepared(_IN_WAVE)
_OVER = Prepared(_IN_WAVE.where(
    quotas.c.questionnaire == bindparam("questionnaire"),
    or_(quotas.c.outlet_id.is_(None), quotas.c.outlet_id == bindparam("outlet")),
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellCount:
    """A cell as it stands.  *id*, *values* and *most* None: outside every cell.  *completed* of
    those *taken* are submitted."""

    id: int | None
    values: Values | None
    most: int | None
    taken: int
    completed: int


@dataclass(frozen=True, slots=True)
class Limited:
    """A cell that got another limit: its quota's name, the cell as a log names it, and how many it
    took *before*."""

    quota: str
    cell: str
    before: int


async def add_quota(tx: AsyncConnection, wave_id: int, outlet_id: int | None, new: Quota) -> int:
    values = {
        "wave_id": wave_id, "outlet_id": outlet_id, "questionnaire": new.questionnaire,
        "name": new.name, "by": list(new.by), "otherwise": new.otherwise.value,
        "hold_minutes": new.hold // MINUTE,
    }  # fmt: skip
    done = await tx.execute(insert(quotas).values(**values).returning(quotas.c.id))
    id = int(done.scalar_one())
    await tx.execute(insert(quota_cells), [
        {"quota_id": id, "position": position, "key": key_of(cell.values), "most": cell.most}
        for position, cell in enumerate(new.cells)
    ])  # fmt: skip
    return id


async def quotas_over(
    tx: AsyncConnection, wave_id: int, questionnaire: str, outlet_id: int, *, lock: bool = False
) -> list[StoredQuota]:
    """The quotas over an interview, oldest first.  *lock*: nobody else counts in them until the
    commit; taken after the interview's own row and before entries are numbered."""
    over = {"wave": wave_id, "questionnaire": questionnaire, "outlet": outlet_id}
    return await _quotas(tx, _OVER, over, lock=lock)


async def quotas_of_wave(tx: AsyncConnection, wave_id: int) -> list[StoredQuota]:
    return await _quotas(tx, _OF_WAVE, {"wave": wave_id})


async def _quotas(
    tx: AsyncConnection, found: Prepared, values: dict[str, Any], *, lock: bool = False
) -> list[StoredQuota]:
    return [
        StoredQuota(row.id, row.outlet_id, row.questionnaire, row.name,
             tuple(QuestionId(id) for id in row.by), Otherwise(row.otherwise),
             row.hold_minutes * MINUTE)
        for row in await found.all(tx, values, lock=lock)
    ]  # fmt: skip


async def places_of(tx: AsyncConnection, interview_id: int) -> Mapping[int, int | None]:
    """The interview's places: by quota its cell, None for one outside every cell."""
    c = quota_places.c
    found = select(c.quota_id, c.cell_id).where(c.interview_id == interview_id)
    return {row.quota_id: row.cell_id for row in (await tx.execute(found)).all()}


async def rooms(tx: AsyncConnection, wanted: Mapping[int, Values]) -> dict[int, Room]:
    """The cells of these values, by quota, as they stand; those that have one."""
    c = quota_cells.c
    taken = select(func.count()).where(quota_places.c.cell_id == c.id).scalar_subquery()
    keys = [(quota_id, key_of(values)) for quota_id, values in wanted.items()]
    found = select(c.quota_id, c.id, c.most, taken).where(tuple_(c.quota_id, c.key).in_(keys))
    return {quota_id: Room(*room) for quota_id, *room in (await tx.execute(found)).all()}


async def take(
    tx: AsyncConnection, interview_id: int, places: Mapping[int, int | None], at: datetime
) -> None:
    """The interview's places from now on: by quota its cell, None outside every cell."""
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    new = dialect.insert(quota_places)
    there = {"cell_id": new.excluded.cell_id, "at": new.excluded.at}
    await tx.execute(
        new.on_conflict_do_update(index_elements=["interview_id", "quota_id"], set_=there),
        [{"interview_id": interview_id, "quota_id": quota_id, "cell_id": cell_id, "at": at}
         for quota_id, cell_id in places.items()],
    )  # fmt: skip


async def give_back(tx: AsyncConnection, interview_id: int) -> None:
    """All its places."""
    await tx.execute(delete(quota_places).where(quota_places.c.interview_id == interview_id))


async def give_back_idle(tx: AsyncConnection, cell_id: int, before: datetime) -> int:
    """The places in the cell of interviews never submitted in which nothing happened since
    *before*; how many there were."""
    c, log = quota_places.c, entries.c
    alive = exists().where(
        log.interview_id == c.interview_id, or_(log.kind == "submitted", log.at >= before)
    )
    done = await tx.execute(delete(quota_places).where(c.cell_id == cell_id, ~alive))
    return int(done.rowcount)


async def cells_of_wave(tx: AsyncConnection, wave_id: int) -> dict[int, list[CellCount]]:
    """By quota: its cells as written; last what is outside them, if anybody is."""
    q, c, p = quotas.c, quota_cells.c, quota_places.c
    submitted = exists().where(
        entries.c.interview_id == p.interview_id, entries.c.kind == "submitted"
    )
    sums = (
        select(p.quota_id, p.cell_id, func.count(), func.count(case((submitted, 1))))
        .join(quotas, q.id == p.quota_id)
        .where(q.wave_id == wave_id)
        .group_by(p.quota_id, p.cell_id)
    )
    counted = {(quota, cell): both for quota, cell, *both in (await tx.execute(sums)).all()}
    written = (
        select(c.quota_id, c.id, c.key, c.most)
        .join(quotas, q.id == c.quota_id)
        .where(q.wave_id == wave_id)
        .order_by(c.quota_id, c.position)
    )
    found: dict[int, list[CellCount]] = {}
    for quota, cell, key, most in (await tx.execute(written)).all():
        taken, completed = counted.get((quota, cell), (0, 0))
        values = tuple(json.loads(key))
        found.setdefault(quota, []).append(CellCount(cell, values, most, taken, completed))
    for (quota, cell), (taken, completed) in counted.items():
        if cell is None:
            found.setdefault(quota, []).append(CellCount(None, None, None, taken, completed))
    return found


async def turned_away(tx: AsyncConnection, wave_id: int) -> dict[tuple[str, str, str], int]:
    """How many of the wave's interviews found no place, by questionnaire, quota's name and cell
    (as `surveys.quotas.named` writes it)."""
    c = entries.c
    found = (
        select(interviews.c.questionnaire, c.value, func.count())
        .join(interviews, interviews.c.id == c.interview_id)
        .where(interviews.c.wave_id == wave_id, c.kind.in_(("quota-full", "screened-out")))
        .group_by(interviews.c.questionnaire, c.value)
    )
    return {
        (questionnaire, value["quota"], value["cell"]): count
        for questionnaire, value, count in (await tx.execute(found)).all()
    }


async def set_most(tx: AsyncConnection, case_id: int, cell_id: int, most: int) -> Limited | None:
    """How many the cell takes from now on; nobody who has a place loses it.  None: the case has
    no such cell."""
    c, q = quota_cells.c, quotas.c
    found: Select[Any] = (
        select(q.name, q.by, c.key, c.most)
        .join(quotas, q.id == c.quota_id)
        .join(waves, waves.c.id == q.wave_id)
        .where(c.id == cell_id, waves.c.case_id == case_id)
    )
    row = (await tx.execute(locked(tx, found))).one_or_none()
    if row is None:
        return None
    await tx.execute(update(quota_cells).where(c.id == cell_id).values(most=most))
    return Limited(row.name, named(row.by, json.loads(row.key)), row.most)


def key_of(values: Values) -> str:
    """A cell's values as they are stored and compared."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
