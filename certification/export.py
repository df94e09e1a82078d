"""The responses of a case to take away, as CSV, XLSX or JSON, whole or only what is new.

Nobody's name, chat or secret address is in any of it: an interview is known by its key.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.case import Case
from certification.cells import MOST_ROWS, Cell, Cut, Table, as_csv, as_xlsx
from certification.errors import Rejected, complaint
from certification.register import BIGGEST_ID
from locales import pick
from surveys import store as surveys
from surveys.entries import view
from surveys.load import Questionnaires
from surveys.records import FeedRow, Held
from surveys.values import parse
from surveys.wording import worded

PAGE = 5_000
FEED = (
    "cursor", "interview", "outlet", "wave", "questionnaire", "mode", "position", "kind",
    "question", "label", "answer", "value", "at", "device_at", "channel",
)  # fmt: skip
INTERVIEWS = (
    "interview", "outlet", "wave", "questionnaire", "mode", "status", "answers", "started_at",
    "began_at", "submitted_at", "language",
)  # fmt: skip


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def media(self) -> str:
        """The media type."""
        return {
            Format.CSV: "text/csv; charset=utf-8",
            Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format.JSON: "application/json",
        }[self]


@dataclass(frozen=True, slots=True)
class Export:
    """A file.  *rows* of responses up to *cursor* (both 0 for a score sheet); *cut* cells were
    too long for a spreadsheet and lost their end."""

    name: str
    media: str
    body: bytes
    rows: int = 0
    cursor: int = 0
    cut: int = 0


async def responses(
    tx: AsyncConnection,
    case: Case,
    questionnaires: Questionnaires,
    format: Format,
    language: str,
    at: datetime,
    *,
    since: int = 0,
    most: int | None = None,
) -> Export:
    """Every stored entry of the case after cursor *since*, by number; *most*: no
    more than so many.

    The cursor is that of the last row, or *since* if there is none: the next pull goes on there.
    Raises Rejected if a sheet cannot hold so many rows.
    """
    since = min(max(since, 0), BIGGEST_ID)
    rows = await _feed(tx, case, since, most)
    cursor = rows[-1].cursor if rows else since
    cut = Cut()
    match format:
        case Format.JSON:
            document = about(case, at) | {
                "since": since,
                "cursor": cursor,
                "rows": [feed_document(row) for row in rows],
            }
            body = as_json(document)
        case Format.CSV:
            answers = _answers(rows, questionnaires, language)
            body = "".join(as_csv(FEED, answers, cut)).encode()
        case Format.XLSX:
            if len(rows) >= MOST_ROWS:
                raise Rejected([complaint("export-too-many", most=MOST_ROWS - 1)])
            held = await surveys.of_case(tx, case.id)
            outlets = {o.id: o.code for o in await surveys.outlets_of_client(tx, case.client.id)}
            waves = {w.id: w.name for w in await surveys.waves_of_case(tx, case.id)}
            counts = {"since": since, "cursor": cursor, "rows": len(rows), "interviews": len(held)}
            tables = (
                Table("answers", FEED, _answers(rows, questionnaires, language)),
                Table("interviews", INTERVIEWS, _interviews(held, outlets, waves)),
                manifest(about(case, at) | counts, cut, language),
            )
            # A second for each ten thousand rows: others must not wait for it.
            body = await asyncio.to_thread(as_xlsx, tables, cut)
        case unreachable:
            assert_never(unreachable)
    name = file_name(case, "responses", format, at)
    return Export(name, format.media, body, len(rows), cursor, cut.cells)


def feed_document(row: FeedRow) -> dict[str, Any]:
    """A row of the feed in JSON's types, as the API gives it too."""
    return {
        "cursor": str(row.cursor),
        "interview": row.interview,
        "outlet": row.outlet,
        "wave": row.wave,
        "questionnaire": row.questionnaire,
        "edition": row.edition,
        "mode": row.mode,
        "position": row.position,
        "kind": row.kind,
        "question": row.question,
        "value": row.value,
        "at": row.at.isoformat(),
        "device_at": row.device_at.isoformat() if row.device_at else None,
        "channel": row.channel,
    }


async def _feed(
    tx: AsyncConnection, case: Case, since: int, most: int | None = None
) -> list[FeedRow]:
    if most is not None:
        return await surveys.feed(tx, case.id, since, most)
    rows: list[FeedRow] = []
    while page := await surveys.feed(tx, case.id, rows[-1].cursor if rows else since, PAGE):
        rows += page
    return rows


def about(case: Case, at: datetime) -> dict[str, Any]:
    """What every export of a case says first."""
    return {
        "case": case.id,
        "client": dict(case.client.name),
        "scheme": case.scheme,
        "scheme_hash": case.scheme_hash,
        "made_at": at.isoformat(),
    }


def _answers(
    rows: Sequence[FeedRow], questionnaires: Questionnaires, language: str
) -> Iterator[Sequence[Cell]]:
    for row in rows:
        asked = questionnaires.get((row.questionnaire, row.edition))
        question = asked.get(row.question) if asked and row.question else None
        answer = ""
        if question and row.kind == "answered" and row.value:
            answer = worded(question, parse(row.value), language)
        yield (
            row.cursor, row.interview, row.outlet, row.wave,
            f"{row.questionnaire}@{row.edition}", row.mode, row.position, row.kind,
            row.question, pick(question.label, language) if question else "", answer,
            json.dumps(row.value, ensure_ascii=False) if row.value is not None else "",
            row.at, row.device_at, row.channel,
        )  # fmt: skip


def _interviews(
    held: Sequence[Held], outlets: Mapping[int, str], waves: Mapping[int, str]
) -> Iterator[Sequence[Cell]]:
    for one in held:
        seen = view(one.interview)
        yield (
            one.key, outlets[one.outlet_id], waves[one.wave_id],
            f"{one.questionnaire}@{one.edition}", one.mode, seen.status, len(seen.answers),
            one.started_at, seen.began_at, seen.submitted_at, seen.language or one.language,
        )  # fmt: skip


def manifest(facts: Mapping[str, Any], cut: Cut, language: str) -> Table:
    """What this file is.  Its rows are made last, when it is known how many cells were cut."""

    def rows() -> Iterator[Sequence[Cell]]:
        for name, fact in facts.items():
            text = pick(fact, language) if isinstance(fact, Mapping) else fact
            yield name, text
        yield "cells_cut", cut.cells

    return Table("manifest", ("what", "value"), rows(), (16, 70))


def file_name(case: Case, what: str, format: Format, at: datetime) -> str:
    """Plain ASCII, for any machine."""
    return f"case-{case.id}-{what}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.{format}"


def as_json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
