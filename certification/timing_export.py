"""When each question was shown, answered and changed: the columns of ODK's audit log.

``event`` to ``change-reason`` as ODK Collect names and fills them (docs.getodk.org, Form Audit
Log): ``start`` and ``end`` in milliseconds since 1970, UTC; values only where they differ.
``instance ID`` is what ODK Central puts before them.  Theirs is the device's clock, ours is the
server's, and what the device claims stands beside it.  There is no ``user``.
"""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.books import book
from certification.case import Case
from certification.cells import Cell
from certification.export import Format
from certification.wanted import ALL, Wanted, extent
from certification.whole import PAGE, Editions, Written, facts, fielded, pages, written
from surveys.entries import Moment
from surveys.load import Questionnaires
from surveys.plain import plain
from surveys.questionnaire import Questionnaire
from surveys.records import Held
from surveys.timing import AuditEvent, audit

TIMING = (
    "instance ID", "event", "node", "start", "end", "old-value", "new-value", "change-reason",
    "device-start", "device-end", "channel", "questionnaire",
)  # fmt: skip
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


async def timing_export(
    tx: AsyncConnection,
    case: Case,
    questionnaires: Questionnaires,
    format: Format,
    language: str,
    at: datetime,
    *,
    asked: Wanted = ALL,
    page: int = PAGE,
) -> Written:
    """Every event of every interview of the case.  *asked*, *tx*, *page*, Rejected: as
    answers_export."""
    editions = await fielded(tx, case, questionnaires)
    of = await extent(tx, case, asked)
    said = await facts(tx, case, at, language, asked, of)
    with book(format, at) as made:
        title = made.open("timing", TIMING)
        async for _, held in pages(tx, case, page, of):
            await asyncio.to_thread(
                made.add, title, (row for one in held for row in _rows(one, editions))
            )
        return await asyncio.to_thread(written, made, case, "timing", format, at, said)


def _rows(held: Held, editions: Editions) -> Iterator[tuple[Cell, ...]]:
    numbers = editions[held.questionnaire]
    for one in audit(numbers, held.edition, held.interview):
        end = one.end
        yield (
            held.key, one.event, node(numbers, one), _ms(one.start), _ms(end),
            plain(one.old), plain(one.new), one.reason,
            _claimed(one.start), _claimed(end),
            (end or one.start).channel, held.questionnaire,
        )  # fmt: skip


def node(editions: Mapping[int, Questionnaire], event: AuditEvent) -> str:
    """Where in the form: ``/data/greeted``, ``/data/staff[2]/name``, with the instance's key."""
    if event.question is None:
        return ""
    base, *keys = event.question.split(".")
    asked = (editions[number].get(base) for number in sorted(editions, reverse=True))
    repeats = next((question.repeats for question in asked if question), ())
    around = [f"{repeat}[{key}]" for repeat, key in zip(repeats, keys, strict=False)]
    last = base if event.key is None else f"{base}[{event.key}]"
    return "/".join(("/data", *around, last))


def _ms(moment: Moment | None) -> int | None:
    return (moment.at - EPOCH) // MILLISECOND if moment else None


def _claimed(moment: Moment | None) -> int | None:
    claim = moment.device_at if moment else None
    return (claim - EPOCH) // MILLISECOND if claim else None
