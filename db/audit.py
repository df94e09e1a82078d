"""Who did what: one row with every act of consequence, in the same transaction as the act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
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
