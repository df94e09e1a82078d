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
from typing import TYPE_CHECKING, Any

# openpyxl, and numpy with it, is imported by whoever writes a book: a server starts without.
if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | Decimal | Fraction | datetime | None

STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet program may take for a formula
NARROW, WRAPPED = 12, 40  # the least width of a column, and from where on texts are wrapped
LINE, MOST_LINES = 15, 6  # the height of a line, and how many are shown
WIDE = dict.fromkeys(("at", "device_at", "started_at", "began_at", "submitted_at"), 33) | {
    "label": 28, "label_zh": 24, "label_en": 36, "answer": 36, "trace": 28,
}  # fmt: skip
"""Columns that want more room than their name."""
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

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        widths = laid_out(sheet, table.head, table.widths)
        sheet.append([in_xlsx(sheet, cell, cut, bold=True) for cell in table.head])
        for number, row in enumerate(table.rows, start=2):
            cells = [(cell, width) for cell, width in zip(row, widths, strict=True)
                     if width >= WRAPPED]  # fmt: skip
            if (lines := max((lines_of(*one) for one in cells), default=1)) > 1:
                sheet.row_dimensions[number].height = lines * LINE
            lay = ["wrap" if width >= WRAPPED else "top" if cells else "" for width in widths]
            sheet.append([
                in_xlsx(sheet, cell, cut, lay=how) for cell, how in zip(row, lay, strict=True)
            ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def laid_out(sheet: Any, head: Sequence[str], widths: Sequence[int] = ()) -> list[int]:
    """Give *sheet*, which is written only, its columns' widths, by what they are called where
    nothing else is said, and make it fit to print.  Before its first row is written."""
    from openpyxl.utils import get_column_letter

    named = [WIDE.get(name, max(len(name) + 2, NARROW)) for name in head[len(widths) :]]
    found = [*widths, *(min(width, WRAPPED - 1) for width in named)]
    for number, width in enumerate(found, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    printable(sheet, head_row=1)
    return found


def lines_of(cell: Cell, width: int) -> int:
    """How many lines *cell* takes in a column of *width* that wraps; a Chinese character is two
    wide.  Told to the sheet, for not every program finds it by itself."""
    if not isinstance(cell, str):
        return 1
    wide = (len(line) + sum(c > "\u2e80" for c in line) for line in cell[:LONGEST].split("\n"))
    return min(sum(-(-max(units, 1) // width) for units in wide), MOST_LINES)


def printable(sheet: Any, head_row: int) -> None:
    """On paper a sheet, of either kind, lies across, one page wide however many long, the head on
    each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0  # as many as there are
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"


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
    sheet: "WriteOnlyWorksheet", cell: Cell, cut: Cut, *, bold: bool = False, lay: str = ""
) -> "SheetCell | str | None":
    """The cell as a sheet takes it, never a formula; a number it would round is a text.  *lay*:
    "wrap": a long text goes on in the next line of its cell; "top": beside such a one."""
    if cell is None:
        return None
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    match cell:
        case str():
            text = legible(cell, cut)
        case datetime():
            text = cell.isoformat()
        case Fraction():
            text = str(cell)
        case int() | float() | Decimal() if exact(cell):
            made = WriteOnlyCell(sheet, value=cell if isinstance(cell, int) else float(cell))
            if lay:  # a number among texts stands where they begin
                left = "left" if lay == "wrap" else None
                made.alignment = Alignment(horizontal=left, vertical="top")
            return made
        case _:
            text = str(cell)
    if not (bold or lay or risky(text) or text.startswith("#")):
        return text  # as it is: openpyxl makes a formula only of "=…", an error only of "#…"
    made = WriteOnlyCell(sheet, value="")
    made.value = text
    made.data_type = "s"  # openpyxl takes "=…" for a formula
    if risky(text):
        made.quotePrefix = True
    if bold:
        made.font = Font(name="Calibri", size=11, bold=True)  # openpyxl's own is without a name
    if lay:
        made.alignment = Alignment(wrap_text=lay == "wrap", vertical="top")
    return made
