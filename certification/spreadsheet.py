"""Spreadsheets that people send: XLSX or CSV in, plain rows of text out.  Nothing is calculated.

What is sent may be anything, so its size is known before it is unpacked, and whatever the parser
trips over is one sentence to whoever sent it.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from defusedxml.ElementTree import iterparse

from certification.errors import Complaint, Rejected, complaint

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 24 * 2**20
MOST_PARTS = 500
MOST_COLUMNS = 50
MOST_SHEETS = 20
LAST_ROW = 1_048_576  # of Excel; a file may claim others
LONGEST_CELL = 32_767
ENCODINGS = ("utf-8-sig", "gb18030")  # Excel in Chinese saves CSV as the second


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something; *number* from 1; *cells* as text, "" where empty."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    """Columns (from 0) that hold a formula: it is not calculated, so nothing is known of them."""

    def cell(self, column: int | None) -> str:
        """The text in *column*, "" if the row or the sheet has no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Read:
    """One sheet: its rows that are not empty, and where cells are merged ("A2:B3")."""

    title: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    sheets: tuple[Read, ...]
    identifier: str = ""  # what the program that made it wrote into its properties


def refuse(id: str, **args: str | int) -> Rejected:
    """The file as a whole cannot be taken."""
    return Rejected([complaint(id, row=0, sheet="", **args)])


def read_xlsx(data: bytes, most_rows: int) -> Book:
    """The workbook in *data*.

    Raises Rejected for what is no workbook, is too large packed or unpacked, or has more than
    *most_rows* rows that hold something below the first.
    """
    _weigh(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features nobody needs here
            return _read_xlsx(data, most_rows)
    except Rejected:
        raise
    # A parser fed with anything raises anything; none of it is news to whoever sent the file.
    except Exception as error:
        raise refuse("sheet-not-xlsx") from error


def read_csv(data: bytes, most_rows: int) -> Book:
    """The table in *data*: UTF-8 or GB18030; commas, semicolons or tabs.  Raises Rejected."""
    if len(data) > MOST_BYTES:
        raise refuse("sheet-too-large", most=MOST_BYTES // 2**20)
    text = _decoded(data)
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = []
    try:
        # Quotes that do not close would otherwise swallow the rest of the file.
        found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(found, start=1):
            row = Row(
                number,
                tuple(cell.strip() for cell in cells[:MOST_COLUMNS]),
                frozenset(n for n, cell in enumerate(cells) if cell.startswith("=")),
            )
            if any(row.cells):
                rows.append(row)
            _count(rows, most_rows)
    except csv.Error as error:
        raise refuse("sheet-not-csv") from error
    return Book((Read("", tuple(rows)),))


def read(data: bytes, most_rows: int) -> Book:
    """Either of them, told apart by how it begins.  Raises Rejected."""
    if not data.strip():
        raise refuse("sheet-empty")
    is_zip = data.startswith(b"PK")
    is_old = data.startswith(b"\xd0\xcf\x11\xe0")  # .xls, or an XLSX with a password
    return read_xlsx(data, most_rows) if is_zip or is_old else read_csv(data, most_rows)


def formulas(row: Row, columns: Iterable[int]) -> list[Complaint]:
    """A complaint for each of *columns* (from 0) that holds a formula."""
    from openpyxl.utils import get_column_letter

    return [
        complaint("sheet-formula", row=row.number, column=get_column_letter(column + 1))
        for column in sorted(row.formulas.intersection(columns))
    ]


def merges(sheet: Read) -> Iterator[Complaint]:
    """A merged cell holds its value in one of its rows only, so which row is meant is a guess."""
    for place in sheet.merged:
        yield complaint("sheet-merged", place=place[:20])


def _weigh(data: bytes) -> None:
    """Refuse what is no zip or would unpack to too much, before anything is unpacked."""
    if len(data) > MOST_BYTES:
        raise refuse("sheet-too-large", most=MOST_BYTES // 2**20)
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refuse("sheet-not-xlsx") from error
    # zipfile gives out no more of a part than its stated size.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refuse("sheet-too-large", most=MOST_BYTES // 2**20)


def _read_xlsx(data: bytes, most_rows: int) -> Book:
    from openpyxl import load_workbook  # here: a server that reads no workbook starts without

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets: list[Read] = []
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # what a file says of its size need not be so
            rows: list[Row] = []
            blank = None
            every = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)
            for number, cells in enumerate(every, start=1):
                if cells is blank:
                    continue  # a gap of a million rows is the same tuple a million times
                row, blank = _row(number, cells), cells
                if any(row.cells) or row.formulas:
                    rows.append(row)
                    _count(rows, most_rows)
            part: Any = sheet
            merged = _merged(data, part._worksheet_path)
            sheets.append(Read(sheet.title, tuple(rows), merged))
        if not sheets:
            raise refuse("sheet-empty")  # charts only
        return Book(tuple(sheets), book.properties.identifier or "")
    finally:
        book.close()


def _row(number: int, cells: Any) -> Row:
    texts = [_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    formulas = frozenset(n for n, cell in enumerate(cells) if cell.data_type == "f")
    return Row(number, tuple(texts), formulas)


def _count(rows: list[Row], most_rows: int) -> None:
    if len(rows) > most_rows + 1:
        raise refuse("sheet-too-many-rows", most=most_rows)


def _text(cell: Any) -> str:
    """What a person sees in the cell, as near as can be known without calculating."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "true" if value else "false"
        case int(value) | float(value):
            number = Decimal(str(value))
            if "%" in (cell.number_format or ""):
                number *= 100  # typed as 90 %, stored as 0.9
            return f"{number.normalize():f}" if number.is_finite() else str(value)
        case datetime() as value if value.time() == time():
            return value.date().isoformat()
        case datetime() as value:
            return value.isoformat(sep=" ", timespec="minutes")
        case date() as value:
            return value.isoformat()
        case time() as value:
            return f"{value:%H:%M}"
        case value:
            return str(value)[:LONGEST_CELL].strip()


def _merged(data: bytes, path: str) -> tuple[str, ...]:
    """openpyxl does not tell of merged cells while it streams."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(path) as part:
        for _, element in iterparse(part, events=("end",)):
            if element.tag.endswith("}mergeCell"):
                found.append(element.get("ref", ""))
            element.clear()
    return tuple(found)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)  # Excel's "Unicode text"
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse("sheet-not-text")
