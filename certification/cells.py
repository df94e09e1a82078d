"""One way for a value into a CSV or spreadsheet cell, and it is inert.

Free words come from people we do not know: a cell that begins with ``=`` must be read by whoever
opens the export, never carried out by their spreadsheet program.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

# openpyxl, and numpy with it, is imported by whoever writes a book: a server starts without.
if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | Decimal | Fraction | datetime | None

STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet program may take for a formula
LONGEST = 32_767  # UTF-16 units in a cell, the most that Excel holds
CUT = " […]"
MOST_ROWS = 1_048_576  # of a sheet, its head included
MOST_COLUMNS = 16_384
MOST_DIGITS = 15  # of a number
# C0 and C1 controls but tab and line feed, lone surrogates, and what XML has no way to write.
ILLEGIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BOM = "\ufeff"  # without it Excel reads UTF-8 as whatever the machine speaks


@dataclass(slots=True)
class Cut:
    """How many cells were too long and lost their end."""

    cells: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet to be written: *rows* are consumed once."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = field(default=())


def legible(text: str, cut: Cut) -> str:
    """*text* as a cell can hold it: no control characters but \\n and \\t, and not too long."""
    kept = ILLEGIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(kept) <= LONGEST // 2:
        return kept  # most are: no character is more than two units
    units = kept.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return kept
    cut.cells += 1
    # A character outside the basic plane is two units: half of one is dropped.
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def risky(text: str) -> bool:
    """Whether a spreadsheet program could take *text* for a formula."""
    return text[:1] in STARTS or text.lstrip()[:1] in STARTS


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]], cut: Cut) -> Iterator[str]:
    """The table as CSV, a piece a row; begins with a BOM."""
    yield BOM
    yield from csv_lines(chain([head], rows), cut)


def csv_lines(rows: Iterable[Sequence[Cell]], cut: Cut) -> Iterator[str]:
    """Lines of a CSV file, a piece a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_in_csv(cell, cut) for cell in row])
        yield _taken(out)


def as_xlsx(tables: Iterable[Table], cut: Cut) -> bytes:
    """The tables as one workbook, a sheet each."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(table.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([in_xlsx(sheet, cell, cut, bold=True) for cell in table.head])
        for row in table.rows:
            sheet.append([in_xlsx(sheet, cell, cut) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _in_csv(cell: Cell, cut: Cut) -> str:
    match cell:
        case None:
            return ""
        case str():
            text = legible(cell, cut)
            return f"'{text}" if risky(text) else text
        case datetime():
            return cell.isoformat()
        case _:
            return str(cell)  # our own numbers; a minus there is a minus


def exact(number: int | float | Decimal) -> bool:
    """Whether a spreadsheet program or JSON's readers keep *number*: a whole one of more digits,
    somebody's serial number perhaps, would lose its end.  Of a fraction the end says nothing."""
    return number != int(number) or abs(number) < 10**MOST_DIGITS


def in_xlsx(
    sheet: "WriteOnlyWorksheet", cell: Cell, cut: Cut, *, bold: bool = False
) -> "SheetCell | str | None":
    """The cell as a sheet takes it, never a formula; a number it would round is a text."""
    if cell is None:
        return None
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    match cell:
        case str():
            text = legible(cell, cut)
        case datetime():
            text = cell.isoformat()
        case Fraction():
            text = str(cell)
        case int() | float() | Decimal() if exact(cell):
            return WriteOnlyCell(sheet, value=cell if isinstance(cell, int) else float(cell))
        case _:
            text = str(cell)
    if not (bold or risky(text) or text.startswith("#")):
        return text  # as it is: openpyxl makes a formula only of "=…", an error only of "#…"
    made = WriteOnlyCell(sheet, value="")
    made.value = text
    made.data_type = "s"  # openpyxl takes "=…" for a formula
    if risky(text):
        made.quotePrefix = True
    if bold:
        made.font = Font(bold=True)
    return made
