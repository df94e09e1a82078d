"""More time for a visit: its window closes later, and the shopper is told in the chat."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import outbox
from locales import known
from surveys import store
from surveys.entries import view
from surveys.errors import NoLonger, UnknownCode
from surveys.notices import notice


async def extend(
    tx: AsyncConnection, code: str, closes: datetime, address: str, at: datetime
) -> None:
    """The assignment of *code* can be answered until *closes*; what was begun goes on at the same
    question.  *address*: where the pages are.

    Raises UnknownCode; NoLonger if that is no more time than there is, or nobody needs any.
    """
    assignment = await store.assignment_by_code(tx, code)  # locks it
    if assignment is None:
        raise UnknownCode
    held = await store.by_assignment(tx, assignment.id)
    done = held is not None and view(held.interview).status.over
    if done or closes <= max(assignment.closes, at):
        raise NoLonger
    await store.move_closing(tx, assignment.id, closes)
    person = await store.person(tx, assignment.person_id) if assignment.person_id else None
    outlet = await store.outlet(tx, assignment.outlet_id)
    moved = await store.assignment(tx, assignment.id)
    assert outlet is not None and moved is not None
    if person is not None and person.chat is not None:
        told = notice("extended", moved, held, outlet, known(person.language), address)
        await outbox.put(tx, person.chat, [told], at)
