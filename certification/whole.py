"""What both exports of whole interviews share: the file, and the pages it is written from."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.books import Book
from certification.case import Case
from certification.cells import Cell
from certification.export import Format, about, file_name
from certification.wanted import Wanted
from locales import pick
from surveys import store as surveys
from surveys.extent import Extent
from surveys.load import Questionnaires
from surveys.questionnaire import Questionnaire
from surveys.records import Held

PAGE = 100  # interviews with their logs: what is in memory at any time
ZIP = "application/zip"

Editions = Mapping[str, Mapping[int, Questionnaire]]  # by questionnaire and number


@dataclass(frozen=True, slots=True)
class Written:
    """A file at its beginning, for whoever gets it to close; *rows* by table; *cut* cells were
    too long for a spreadsheet and lost their end."""

    name: str
    media: str
    file: IO[bytes]
    rows: Mapping[str, int]
    cut: int


async def pages(
    tx: AsyncConnection, case: Case, size: int, of: Extent
) -> AsyncIterator[tuple[int, list[Held]]]:
    """Every such interview of the case once, *size* at a time, and the id before the first."""
    after = 0
    while page := await surveys.page_of_case(tx, case.id, after, size, of):
        yield after, page
        after = page[-1].id


async def fielded(tx: AsyncConnection, case: Case, known: Questionnaires) -> Editions:
    """Every edition ever fielded of each questionnaire the case has an interview of."""
    found: dict[str, dict[int, Questionnaire]] = {}
    for id, number in await surveys.editions_of_case(tx, case.id):
        found.setdefault(id, {})[number] = known[id, number]
    return found


async def facts(
    tx: AsyncConnection, case: Case, at: datetime, language: str, asked: Wanted, of: Extent
) -> Mapping[str, Cell]:
    """What the manifest says first: which interviews were *asked* for, and how many *of* them
    the database counts."""
    count = await surveys.count_of_case(tx, case.id, of)
    client = {"client": pick(case.client.name, language)}
    return {**about(case, at), **client, **asked.said, "interviews": count}


def written(
    made: Book, case: Case, what: str, format: Format, at: datetime, said: Mapping[str, Cell]
) -> Written:
    """The book, closed.  Blocks while it is put together."""
    file = made.close(said)
    name = file_name(case, what, format, at)
    if format is Format.CSV:
        return Written(f"{name.removesuffix('.csv')}.zip", ZIP, file, made.rows, made.cut.cells)
    return Written(name, format.media, file, made.rows, made.cut.cells)
