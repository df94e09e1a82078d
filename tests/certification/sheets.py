"""Spreadsheets as people send them: good ones, and every kind of bad one."""

import io
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from certification.audit_template import COLUMNS, FIRST, template
from scoring.load import scheme_named

HEAD = ("code", "name", "address", "lat", "lon", "opens", "closes")
GOOD = ("S01", "梧桐路店", "梧桐路 18 号（示例）", "30.58", "114.28", "9:00", "21：00")


def xlsx(*rows: Sequence[object], spoil: Callable[[Worksheet], None] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if spoil:
        spoil(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(
    scheme: str, *cells: tuple[str, str, object], language: str = "en",
    specials: Sequence[tuple[str, str]] = (),
) -> bytes:  # fmt: skip
    """The template of *scheme* with (clause, column, value) filled in."""
    known = scheme_named(scheme)
    book = load_workbook(io.BytesIO(template(known, language)))
    rows = {str(clause.ref): row for row, clause in enumerate(known.clauses, start=FIRST)}
    for clause, column, value in cells:
        book.worksheets[0].cell(rows[clause], COLUMNS.index(column) + 1).value = value  # type: ignore[assignment]
    for row, (item, what) in enumerate(specials, start=FIRST):
        book.worksheets[1].cell(row, 1).value = item
        book.worksheets[1].cell(row, 2).value = what
    return saved(book)


def bomb(megabytes: int) -> bytes:
    """A small file that unpacks to a large one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * megabytes * 2**20)
    return out.getvalue()


def patched(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts rewritten."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return out.getvalue()
