"""Reminds people in the chat of what they have not finished.

Each reminder is noted and queued in one transaction, under the assignment's lock and on a second
look at the facts: it goes once, or not at all.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db import outbox
from db.engine import reading, transaction
from locales import known
from surveys import store
from surveys.entries import Status, view
from surveys.fieldwork_policy import Reminding
from surveys.notices import notice
from surveys.records import Assignment, Held, Person
from surveys.reminders import Facts, due

# One that could not be sent for so long is not sent at all.
FRESH = timedelta(minutes=10)


async def remind(engine: AsyncEngine, address: str, now: datetime) -> int:
    """Queue what is due at *now*; how many.  *address*: where the pages are."""
    async with reading(engine) as tx:
        waiting = await store.remindable(tx, now)
        policies = await store.policies(tx, {one.case_id for one in waiting})
    queued = 0
    for one in waiting:
        reminding = policies[one.case_id].reminders
        if due(reminding, one.facts, now):
            async with transaction(engine) as tx:
                queued += await _remind(tx, one.code, reminding, address, now)
    return queued


async def _remind(
    tx: AsyncConnection, code: str, reminding: Reminding, address: str, now: datetime
) -> bool:
    assignment = await store.assignment_by_code(tx, code)  # locks it
    if assignment is None or assignment.person_id is None:
        return False
    held = await store.by_assignment(tx, assignment.id)
    person = await store.person(tx, assignment.person_id)
    outlet = await store.outlet(tx, assignment.outlet_id)
    sent = await store.reminders_of(tx, assignment.id)
    if person is None or person.chat is None or outlet is None:
        return False
    facts = _facts(assignment, held, person, sent)
    if not due(reminding, facts, now):
        return False
    await store.note_reminder(tx, assignment.id, len(sent) + 1, now)
    until = min(now + FRESH, assignment.closes, reminding.quiet.begins(now))
    name, language = f"remind-{facts.why}", known(person.language)
    told = notice(name, assignment, held, outlet, language, address, until)
    await outbox.put(tx, person.chat, [told], now)
    return True


def _facts(
    assignment: Assignment, held: Held | None, person: Person, sent: list[datetime]
) -> Facts:
    entries = held.interview.entries if held else ()
    return Facts(
        status=view(held.interview).status if held else Status.NEW,
        opens=assignment.opens,
        closes=assignment.closes,
        last=entries[-1].moment.at if entries else None,
        sent=sent,
        unreachable_at=person.unreachable_at,
    )
