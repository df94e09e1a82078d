"""Who did what: one row with every act of consequence, in the same transaction as the act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import audit


async def record(
    tx: AsyncConnection,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """*actor* ``user:3``, *action* ``interview.accept``, *subject* ``interview:8fk2``.

    No names, no contact data, no answers: those have their own homes.
    """
    row = {
        "at": at, "actor": actor, "action": action, "subject": subject,
        "details": dict(details or {}),
    }  # fmt: skip
    await tx.execute(insert(audit), [row])


@dataclass(frozen=True, slots=True)
class Act:
    """One row of it."""

    at: datetime
    actor: str
    action: str
    details: Mapping[str, Any]


async def acts(tx: AsyncConnection, subject: str, actions: Sequence[str]) -> list[Act]:
    """What was done to *subject*, of these *actions*, oldest first."""
    c = audit.c
    found = (
        select(c.at, c.actor, c.action, c.details)
        .where(c.subject == subject, c.action.in_(actions))
        .order_by(c.id)
    )
    return [Act(*row) for row in (await tx.execute(found)).all()]
