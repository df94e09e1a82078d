"""Only what is new: a user's last pull of a case is remembered by its cursor."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from certification import store
from certification.case import Case
from certification.export import Export
from certification.store import Pull
from certification.users import User
from surveys import store as surveys


@dataclass(frozen=True, slots=True)
class Fresh:
    """*rows* came after cursor *since*; *last* is the user's last pull, if there was one."""

    rows: int
    since: int
    last: Pull | None


async def fresh(tx: AsyncConnection, user: User, case: Case) -> Fresh:
    """What a pull of only what is new would give."""
    last = await store.pull(tx, user.id, case.id)
    since = last.cursor if last else 0
    return Fresh(await surveys.count_after(tx, case.id, since), since, last)


async def pulled(
    tx: AsyncConnection, user: User, case: Case, export: Export, at: datetime
) -> None:
    """Remember it, in the transaction that read the rows; one that reached less far is not."""
    last = await store.pull(tx, user.id, case.id)
    if last is None or export.cursor >= last.cursor:
        await store.note_pull(tx, user.id, case.id, Pull(export.cursor, export.rows, at))
