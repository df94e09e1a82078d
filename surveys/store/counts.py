"""How many interviews stand where, over all cases: for those who watch the machine."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.entries import Status
from surveys.tables import entries, interviews

# The last of these in a log is where the interview stands.  A rest is not told from going on:
# that takes the whole log, and nobody is woken for it.
STANDS = {
    "began": Status.OPEN,
    "declined": Status.DECLINED,
    "submitted": Status.SUBMITTED,
    "returned": Status.RETURNED,
    "accepted": Status.ACCEPTED,
    "voided": Status.VOIDED,
    "screened-out": Status.SCREENED_OUT,
    "quota-full": Status.QUOTA_FULL,
}


async def by_status(tx: AsyncConnection) -> dict[Status, int]:
    """Every status of STANDS, and those not begun as new."""
    c = entries.c
    last = (
        select(c.interview_id, func.max(c.position).label("position"))
        .where(c.kind.in_(STANDS))
        .group_by(c.interview_id)
        .subquery()
    )
    found = (
        select(c.kind, func.count())
        .join(last, (last.c.interview_id == c.interview_id) & (last.c.position == c.position))
        .group_by(c.kind)
    )
    counts = dict.fromkeys(STANDS.values(), 0)
    counts |= {STANDS[kind]: int(count) for kind, count in (await tx.execute(found)).all()}
    all_of_them = (await tx.execute(select(func.count()).select_from(interviews))).scalar_one()
    return counts | {Status.NEW: int(all_of_them) - sum(counts.values())}
