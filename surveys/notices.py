"""What the chat is told of an assignment between two messages of its own.  Pure.

The words are the bot's: ``notice-<name>`` of the catalogue.
"""

from collections.abc import Mapping
from datetime import datetime

from locales import day
from surveys.records import Assignment, Held, Outlet

Notice = Mapping[str, str]


def notice(
    name: str,
    assignment: Assignment,
    held: Held | None,
    outlet: Outlet,
    language: str,
    address: str,
    until: datetime | None = None,
) -> Notice:
    """A row for the outbox.  A tap goes on at the same question; what has no interview yet is
    begun by its link, *address* being where the pages are.  After *until* it is not sent any
    more."""
    told = {
        "notice": name,
        "language": language,
        "outlet": outlet.name,
        "closes": day(assignment.closes, language),
    }
    if until is not None:
        told["until"] = until.isoformat()
    if held is None:
        return told | {"notice": f"{name}-begin", "address": f"{address}/a/{assignment.code}"}
    return told | {"key": held.key}
