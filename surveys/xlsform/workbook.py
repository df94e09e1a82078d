"""Sheets as the bytes of an XLSX workbook.  Everything is text: nothing is ever a formula."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell


def as_xlsx(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The workbook; the first row of each sheet, its headings, stays in sight."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "C2" if name == "survey" else "A2"
        for row in rows:
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=text or None)
                if text:
                    cell.data_type = "s"  # "=" at the beginning would make it a formula
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
