"""Whether an interview takes no more answers: its window has closed, or it was begun too long ago.

Derived whenever it is asked.  Nothing is written when time runs out, and nothing is lost.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.dispositions import expired, expires
from surveys.entries import view
from surveys.errors import SurveyExpired
from surveys.fieldwork import too_late
from surveys.fieldwork_policy import SHORTEST
from surveys.records import Held


async def is_late(tx: AsyncConnection, held: Held, now: datetime) -> bool:
    """Whether the window of the visit has closed.  A customer who has begun may finish for as
    long as the case's policy says; then this raises SurveyExpired."""
    if held.assignment_id is not None:
        assignment = await store.assignment(tx, held.assignment_id)
        status = view(held.interview).status
        return assignment is not None and too_late(assignment.closes, status, now)
    if now - held.started_at < SHORTEST:
        return False  # no policy is so strict: most answers come without a look at it
    policy = await store.policy_of(tx, held.case_id)
    ends = expires(held.started_at, policy.expire_after)
    if expired(view(held.interview).status, ends, now):
        raise SurveyExpired
    return False
