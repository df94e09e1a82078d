"""The SQL of a quota that is changed or taken away while people answer."""

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.quota_tables import quota_cells, quota_places, quotas
from surveys.quotas import Quota
from surveys.store.quotas import MINUTE, key_of
from surveys.tables import interviews


async def alone_with_quotas(tx: AsyncConnection, wave_id: int) -> None:
    """Until the commit nobody answers in the wave, nor under any quota: what is counted now is
    all there is.

    On SQLite every transaction that writes is alone anyway.
    """
    if tx.dialect.name == "postgresql":
        # In the order of an answer, or each would wait for the other: the interview, then the
        # quotas over it.  Answers under way are waited for, others wait.
        mine = select(interviews.c.id).where(interviews.c.wave_id == wave_id)
        await tx.execute(mine.order_by(interviews.c.id).with_for_update())
        await tx.execute(text("LOCK TABLE quotas IN ACCESS EXCLUSIVE MODE"))


async def change_quota(tx: AsyncConnection, id: int, new: Quota) -> None:
    """Other cells and rules from now on; all places are gone and are to be counted anew."""
    await tx.execute(delete(quota_places).where(quota_places.c.quota_id == id))
    await tx.execute(delete(quota_cells).where(quota_cells.c.quota_id == id))
    await tx.execute(
        update(quotas)
        .where(quotas.c.id == id)
        .values(otherwise=new.otherwise.value, hold_minutes=new.hold // MINUTE)
    )
    await tx.execute(insert(quota_cells), [
        {"quota_id": id, "position": position, "key": key_of(cell.values), "most": cell.most}
        for position, cell in enumerate(new.cells)
    ])  # fmt: skip


async def remove_quota(tx: AsyncConnection, id: int) -> None:
    """It limits nobody any more.  Whom it sent away stays so in their own log."""
    for table, column in (
        (quota_places, quota_places.c.quota_id),
        (quota_cells, quota_cells.c.quota_id),
        (quotas, quotas.c.id),
    ):
        await tx.execute(delete(table).where(column == id))
