"""The answers of a case, wide: one table a questionnaire with a row an interview, one a repeat.

A column a question, over every edition ever fielded (surveys.columns); what begins with an
underscore is ours and no question's.  Nobody's name, chat or secret address is in any of it.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.books import Book, book
from certification.case import Case
from certification.cells import Cell
from certification.export import Format
from certification.wanted import ALL, Wanted, extent
from certification.whole import PAGE, Editions, Written, facts, fielded, pages, written
from locales import CHINA, LANGUAGES
from surveys import store as surveys
from surveys.columns import Column, Instance, answers, codebook, columns
from surveys.dispositions import disposition, expires, share_answered
from surveys.entries import REVIEWS, Moved, view
from surveys.fieldwork_policy import FieldworkPolicy
from surveys.load import Questionnaires
from surveys.records import Held

INTERVIEW = (
    "_interview", "_outlet", "_wave", "_week", "_edition", "_mode", "_status", "_disposition",
    "_aapor", "_channel", "_language", "_started_at", "_began_at", "_submitted_at",
)  # fmt: skip
REPEAT = ("_interview", "_parent", "_instance")
CODEBOOK = (
    "table", "column", "code", "kind", *(f"label_{one}" for one in LANGUAGES), "editions",
)  # fmt: skip
FOREVER = datetime.max.replace(tzinfo=UTC)


async def answers_export(
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
    """Every interview of the case that is *asked* for, *page* of them at a time in memory; with
    the columns of all, so that files of several waves fit together.  *tx*: a snapshot, or the
    tables may be of several moments.

    Raises Rejected if a sheet cannot hold so many rows or columns, or there is no such wave.
    """
    editions = await fielded(tx, case, questionnaires)
    outlets = {o.id: o.code for o in await surveys.outlets_of_client(tx, case.client.id)}
    waves = {w.id: w.name for w in await surveys.waves_of_case(tx, case.id)}
    policy = await surveys.policy_of(tx, case.id)
    of = await extent(tx, case, asked)
    said = await facts(tx, case, at, language, asked, of)
    with book(format, at) as made:
        tables = _opened(made, editions)
        for_each = _Writing(made, editions, tables, outlets, waves, policy, at)
        async for after, held in pages(tx, case, page, of):
            closes = await surveys.closings_of_case(tx, case.id, after, held[-1].id)
            await asyncio.to_thread(for_each.page, held, closes)
        return await asyncio.to_thread(written, made, case, "answers", format, at, said)


@dataclass(frozen=True, slots=True)
class _Table:
    """*wanted*: the repeat's id, '' for the interviews themselves."""

    title: str
    wanted: str
    columns: Sequence[Column]


def _opened(made: Book, editions: Editions) -> Mapping[str, Sequence[_Table]]:
    """The tables of each questionnaire, their heads written, and the codebook of them all."""
    book_of_codes = made.open("codebook", CODEBOOK)
    tables: dict[str, list[_Table]] = {}
    for id, numbers in editions.items():
        titles: dict[str, str] = {}
        for repeat, held in columns(numbers.values()).items():
            head = REPEAT if repeat else INTERVIEW
            wanted = f"{id}.{repeat}" if repeat else id
            title = made.open(wanted, (*head, *(column.name for column in held)))
            titles[repeat] = title
            tables.setdefault(id, []).append(_Table(title, repeat, held))
        made.add(book_of_codes, (
            (
                titles[one.table], one.column, one.code, one.kind,
                *(one.label.get(language, "") for language in LANGUAGES),
                " ".join(map(str, one.editions)),
            )
            for one in codebook(numbers.values())
        ))  # fmt: skip
    return tables


@dataclass(frozen=True, slots=True)
class _Writing:
    """Everything a row is made of but the interview."""

    made: Book
    editions: Editions
    tables: Mapping[str, Sequence[_Table]]
    outlets: Mapping[int, str]
    waves: Mapping[int, str]
    policy: FieldworkPolicy
    at: datetime

    def page(self, held: Sequence[Held], closes: Mapping[int, datetime]) -> None:
        """The rows of these interviews, in every table of theirs."""
        by_questionnaire = groupby(
            sorted(held, key=lambda one: one.questionnaire), key=lambda one: one.questionnaire
        )
        for id, some in by_questionnaire:
            read = [(one, answers(self.editions[id], one.edition, one.interview)) for one in some]
            for table in self.tables[id]:
                self.made.add(table.title, (
                    (*self.head(table, one, keys, closes.get(one.id)),
                     *(column.data(row) for column in table.columns))
                    for one, rows in read
                    for keys, row in sorted(rows.get(table.wanted, {}).items())
                ))  # fmt: skip

    def head(
        self, table: _Table, held: Held, keys: Instance, closes: datetime | None
    ) -> tuple[Cell, ...]:
        if table.wanted:
            return held.key, _named(keys[:-1]), _named(keys)
        return tuple(self.about(held, closes))

    def about(self, held: Held, closes: datetime | None) -> Iterator[Cell]:
        """The columns of INTERVIEW."""
        seen = view(held.interview)
        asked = self.editions[held.questionnaire][held.edition]
        if closes is None:  # by a card: no window, but it runs out
            closes = expires(held.started_at, self.policy.expire_after) or FOREVER
        share = share_answered(asked, seen) if not seen.status.over else Fraction(1)  # not asked
        ended = disposition(seen, share, closes, self.at, self.policy.thresholds)
        yield from (held.key, self.outlets[held.outlet_id], self.waves[held.wave_id])
        yield f"{(seen.began_at or held.started_at).astimezone(CHINA):%G-W%V}"
        yield from (held.edition, held.mode.value, seen.status.value)
        yield from (ended.value, ended.code, _channels(held))
        yield seen.language or held.language
        yield from (held.started_at, seen.began_at, seen.submitted_at)


def _named(keys: Instance) -> str:
    return ".".join(map(str, keys))


def _channels(held: Held) -> str:
    """What the person used, in that order: ``chat page``."""
    theirs = (e for e in held.interview.entries if not isinstance(e.act, (*REVIEWS, Moved)))
    return " ".join(dict.fromkeys(entry.moment.channel for entry in theirs))
