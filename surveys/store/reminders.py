"""The SQL of a case's fieldwork policy, of windows that move, and of reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.entries import Status
from surveys.fieldwork_policy import DEFAULT, FieldworkPolicy, parse
from surveys.reminder_tables import fieldwork_policies, reminders
from surveys.reminders import Facts
from surveys.store.counts import STANDS
from surveys.tables import assignments, entries, interviews, persons, waves


@dataclass(frozen=True, slots=True)
class Remindable:
    """An assignment whose window is open and that a chat holds."""

    assignment_id: int
    code: str
    case_id: int
    facts: Facts


async def set_policy(
    tx: AsyncConnection, case_id: int, written: Mapping[str, Any], at: datetime
) -> None:
    """The case's own policy, as written, in place of any before.  Raises ValueError."""
    parse(written)
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    row = {"policy": dict(written), "at": at}
    await tx.execute(
        dialect.insert(fieldwork_policies)
        .values(case_id=case_id, **row)
        .on_conflict_do_update(index_elements=["case_id"], set_=row)
    )


async def policies(tx: AsyncConnection, case_ids: Iterable[int]) -> dict[int, FieldworkPolicy]:
    """Of each case, its own or the default."""
    c = fieldwork_policies.c
    wanted = set(case_ids)
    rows = await tx.execute(select(c.case_id, c.policy))
    own = {case: parse(written) for case, written in rows.all() if case in wanted}
    return {case: own.get(case, DEFAULT) for case in wanted}


async def policy_of(tx: AsyncConnection, case_id: int) -> FieldworkPolicy:
    c = fieldwork_policies.c
    written = (await tx.execute(select(c.policy).where(c.case_id == case_id))).scalar()
    return parse(written) if written is not None else DEFAULT


async def move_closing(tx: AsyncConnection, assignment_id: int, closes: datetime) -> None:
    """From now on the assignment's window closes then."""
    where = assignments.c.id == assignment_id
    await tx.execute(update(assignments).where(where).values(closes=closes))


async def remindable(tx: AsyncConnection, now: datetime) -> list[Remindable]:
    """What could be reminded of at *now*.  Their logs are not read: whether an interview rests
    makes no difference here."""
    a, p, i, e = assignments.c, persons.c, interviews.c, entries.c
    last = select(func.max(e.at)).where(e.interview_id == i.id).scalar_subquery()
    stands = (
        select(e.kind)
        .where(e.interview_id == i.id, e.kind.in_(STANDS))
        .order_by(e.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    open_now = (a.opens <= now) & (a.closes >= now)
    found = (
        select(a.id, a.code, waves.c.case_id, a.opens, a.closes, p.unreachable_at, last, stands)
        .join(waves, waves.c.id == a.wave_id)
        .join(persons, p.id == a.person_id)
        .join(interviews, i.assignment_id == a.id, isouter=True)
        .where(open_now, p.chat.is_not(None))
        .order_by(a.id)
    )
    sent: dict[int, list[datetime]] = {}
    r = reminders.c
    gone = select(r.assignment_id, r.at).join(assignments, a.id == r.assignment_id)
    for id, at in (await tx.execute(gone.where(open_now).order_by(r.number))).all():
        sent.setdefault(id, []).append(at)
    return [
        Remindable(id, code, case, Facts(
            STANDS.get(kind, Status.NEW), opens, closes, written, sent.get(id, ()), away
        ))
        for id, code, case, opens, closes, away, written, kind in (await tx.execute(found)).all()
    ]  # fmt: skip


async def reminders_of(tx: AsyncConnection, assignment_id: int) -> list[datetime]:
    """When each went, in order."""
    r = reminders.c
    found = select(r.at).where(r.assignment_id == assignment_id).order_by(r.number)
    return list((await tx.execute(found)).scalars())


async def note_reminder(
    tx: AsyncConnection, assignment_id: int, number: int, at: datetime
) -> None:
    """Reminder *number* goes now, in this transaction.  A second one of that number cannot be:
    the transaction fails, and nothing is sent."""
    row = {"assignment_id": assignment_id, "number": number, "at": at}
    await tx.execute(insert(reminders), [row])
