"""What a database holds, and what it must hold: compared entry by entry, reply by reply.

Left out are times, and what is drawn anew each time: receipts and the names of stored files.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.messages import THEN
from bot.notices import ready
from surveys.entries import Interview
from surveys.stored import columns
from tests.destruction.bases import Place
from tests.destruction.world import CHAT

Line = tuple[str, str | None, str | None]  # kind, question, value
Log = tuple[Line, ...]
Sent = tuple[str, str]  # method, fields
Row = tuple[Sent, ...]  # of the outbox: a message, and what follows it at once


@dataclass(frozen=True, slots=True)
class Held:
    """*strays*: interviews that somebody began and never heard of."""

    updates: tuple[int, ...]
    log: Log | None
    strays: tuple[Log, ...]
    acts: tuple[str, ...]  # of the audit trail
    counts: tuple[tuple[Any, ...], ...]  # what the answers say, and how often
    replies: tuple[Row, ...]


COUNTS = """
    SELECT c.questionnaire, c.question, c.outcome, c.degree, c.n, count(e.question)
    FROM counts c
    LEFT JOIN outlet_counts o ON o.count_id = c.id
    LEFT JOIN evidence e ON e.outlet_count_id = o.id
    WHERE c.n > 0 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4
"""


def held(place: Place, key: str) -> Held:
    """What is in the database; nobody writes meanwhile."""
    logs: dict[str, list[Line]] = {row[0]: [] for row in place.rows("SELECT key FROM interviews")}
    found = place.rows(
        "SELECT i.key, e.kind, e.question, e.value FROM entries e "
        "JOIN interviews i ON i.id = e.interview_id ORDER BY e.interview_id, e.position"
    )
    for name, kind, question, value in found:
        logs[name].append((kind, question, _lasting(_read(value))))
    acts = place.rows("SELECT action FROM audit WHERE action LIKE 'interview.%' ORDER BY id")
    own = _own(logs, key)
    return Held(
        updates=tuple(row[0] for row in place.rows("SELECT update_id FROM updates ORDER BY 1")),
        log=tuple(logs[own[0]]) if own else None,
        strays=tuple(tuple(log) for name, log in logs.items() if name not in (*own, *OTHERS)),
        acts=tuple(row[0] for row in acts),
        counts=tuple(place.rows(COUNTS)),
        replies=replies(place),
    )


OTHERS = ("waiting",)  # of the world, where the scenario is about another


def _own(logs: Mapping[str, Sequence[Line]], key: str) -> list[str]:
    """On a page who begins twice has two interviews; the answers are in one of them."""
    ours = [name for name in logs if name[:-1] == key[:-1]]
    return sorted(ours, key=lambda name: -len(logs[name]))[:1]


def replies(place: Place) -> tuple[Row, ...]:
    """What is queued or was sent, as the Bot API is to be called, in order."""
    rows = (_read(row[0]) for row in place.rows("SELECT message FROM outbox ORDER BY id"))
    return tuple(
        tuple(sent(ready(CHAT, part)) for part in (row, row.get(THEN)) if part) for row in rows
    )


def sent(message: Mapping[str, Any]) -> Sent:
    """A call without times and receipts: no digit of a text counts."""
    fields = {name: value for name, value in message.items() if name not in ("method", THEN)}
    written = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return str(message["method"]), re.sub(r'"text": "(?:[^"\\]|\\.)*"', _undigited, written)


def _undigited(text: re.Match[str]) -> str:
    return re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}|[0-9]", "#", text[0])


def log_of(interview: Interview | None) -> Log | None:
    """The engine's log as it must be stored."""
    if interview is None:
        return None
    rows = (columns(entry.act) for entry in interview.entries)
    return tuple((kind, question, _lasting(value)) for kind, question, value in rows)


def _read(stored: Any) -> Any:
    """JSON of a row, which some drivers have read already."""
    return json.loads(stored) if isinstance(stored, str) else stored


def _lasting(value: dict[str, Any] | None) -> str | None:
    """*value* without what is drawn anew; of files only how many there are."""
    if not value:
        return None
    kept = {name: held for name, held in value.items() if name not in ("receipt", "attachment")}
    if "photos" in kept:
        kept["photos"] = len(kept["photos"])
    return json.dumps(kept, sort_keys=True) if kept else None
