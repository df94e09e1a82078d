"""Several tables that grow page by page, written as they come: a case with a hundred thousand
interviews is never held in memory whole, nor written where answers are waiting.

    with book(format, at) as made:
        title = made.open("store-visit", ("_interview", "greeted"))
        made.add(title, rows)                                   as often as there are pages
        file = made.close(facts)

Every book ends with a manifest: a table with the rows of each of the others, so that whoever
reads a file knows whether it is all there.
"""

import json
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Self, assert_never

from certification.cells import (
    BOM,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Cut,
    csv_lines,
    exact,
    in_xlsx,
    laid_out,
)
from certification.errors import Rejected, complaint
from certification.export import Format

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_TITLE = 31  # of a sheet
MANIFEST = "manifest"
FACTS = ("what", "value")
UTF_8 = ("utf-8", "replace")


class Book(ABC):
    """*rows* written so far, by table; *cut*: cells that lost their end."""

    def __init__(self) -> None:
        self.cut = Cut()
        self.rows: dict[str, int] = {}
        self._files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def open(self, wanted: str, head: Sequence[str]) -> str:
        """A new table; the title it goes by: *wanted*, unless there is one of that name."""
        title, number = self._title(wanted, ""), 2
        while title in {*self.rows, MANIFEST}:
            title, number = self._title(wanted, f"-{number}"), number + 1
        self._begin(title, head)
        self.rows[title] = 0
        return title

    def add(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        """More rows of the table.  Raises Rejected for what the format cannot hold."""
        self._write(title, self._counted(title, rows))

    def close(self, facts: Mapping[str, Cell]) -> IO[bytes]:
        """The file, at its beginning; the manifest holds *facts* and the rows of each table."""
        counts = {f"rows {title}": count for title, count in self.rows.items()}
        self._begin(MANIFEST, FACTS)
        self._write(MANIFEST, ({**facts, **counts, "cells_cut": self.cut.cells}).items())
        with ExitStack() as kept:
            out = kept.enter_context(TemporaryFile())
            self._save(out)
            out.seek(0)
            kept.pop_all()
        return out

    def _counted(self, title: str, rows: Iterable[Sequence[Cell]]) -> Iterable[Sequence[Cell]]:
        for row in rows:
            self.rows[title] += 1
            yield row

    def _temporary(self) -> IO[bytes]:
        """A file that is gone with the book."""
        return self._files.enter_context(TemporaryFile())

    def _title(self, wanted: str, tail: str) -> str:
        return wanted + tail

    @abstractmethod
    def _begin(self, title: str, head: Sequence[str]) -> None: ...

    @abstractmethod
    def _write(self, title: str, rows: Iterable[Sequence[Cell]]) -> None: ...

    @abstractmethod
    def _save(self, out: IO[bytes]) -> None: ...


class CsvBook(Book):
    """A ZIP of CSV files; *at*: the time they carry in it."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at
        self._tables: dict[str, IO[bytes]] = {}

    def _begin(self, title: str, head: Sequence[str]) -> None:
        self._tables[title] = self._temporary()
        self._tables[title].write(BOM.encode())
        self._write(title, [head])

    def _write(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        for line in csv_lines(rows, self.cut):
            self._tables[title].write(line.encode())

    def _save(self, out: IO[bytes]) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for title, table in self._tables.items():
                named = zipfile.ZipInfo(f"{title}.csv", self._at.timetuple()[:6])
                named.compress_type, named.file_size = zipfile.ZIP_DEFLATED, table.tell()
                table.seek(0)
                with archive.open(named, "w") as entry:
                    shutil.copyfileobj(table, entry)


class XlsxBook(Book):
    """A workbook, a sheet each; openpyxl keeps what was written on disk."""

    def __init__(self) -> None:
        from openpyxl import Workbook  # here: see certification.cells

        super().__init__()
        self._book = Workbook(write_only=True)
        self._sheets: dict[str, WriteOnlyWorksheet] = {}
        self._files.callback(self._discard)

    def _begin(self, title: str, head: Sequence[str]) -> None:
        if len(head) > MOST_COLUMNS:
            raise Rejected([complaint("export-too-wide", most=MOST_COLUMNS)])
        sheet = self._sheets[title] = self._book.create_sheet(title)
        laid_out(sheet, head)
        sheet.append([in_xlsx(sheet, cell, self.cut, bold=True) for cell in head])

    def _write(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        sheet = self._sheets[title]
        for row in rows:
            if self.rows.get(title, 0) >= MOST_ROWS:
                raise Rejected([complaint("export-too-many", most=MOST_ROWS - 1)])
            sheet.append([in_xlsx(sheet, cell, self.cut) for cell in row])

    def _title(self, wanted: str, tail: str) -> str:
        return wanted[: LONGEST_TITLE - len(tail)] + tail

    def _save(self, out: IO[bytes]) -> None:
        self._book.save(out)

    def _discard(self) -> None:
        """What openpyxl wrote to disk of a book that was never saved."""
        for sheet in self._sheets.values():
            if not sheet.closed:
                sheet.close()
                sheet._writer.cleanup()  # type: ignore[attr-defined]


class JsonBook(Book):
    """One document: each table as a list of objects, empty cells left out; the manifest is one."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: dict[str, Sequence[str]] = {}
        self._tables: dict[str, IO[bytes]] = {}

    def _begin(self, title: str, head: Sequence[str]) -> None:
        self._heads[title] = head
        self._tables[title] = self._temporary()

    def _write(self, title: str, rows: Iterable[Sequence[Cell]]) -> None:
        table = self._tables[title]
        for row in rows:
            cells = zip(self._heads[title], row, strict=True)
            said = {name: cell for name, cell in cells if cell not in (None, "")}
            table.write(b",\n" if table.tell() else b"")
            table.write(json.dumps(said, ensure_ascii=False, default=_in_json).encode(*UTF_8))

    def _save(self, out: IO[bytes]) -> None:
        with self._tables.pop(MANIFEST) as written:
            written.seek(0)
            rows = json.loads(b"[" + written.read() + b"]")
        facts = {row["what"]: row.get("value", "") for row in rows}
        out.write(b'{"manifest": ' + json.dumps(facts, ensure_ascii=False).encode(*UTF_8))
        for title, table in self._tables.items():
            out.write(f",\n{json.dumps(title)}: [\n".encode())
            table.seek(0)
            shutil.copyfileobj(table, out)
            out.write(b"]")
        out.write(b"}\n")


def book(format: Format, at: datetime) -> Book:
    """An empty one, made at *at*."""
    match format:
        case Format.CSV:
            return CsvBook(at)
        case Format.XLSX:
            return XlsxBook()
        case Format.JSON:
            return JsonBook()
        case unreachable:
            assert_never(unreachable)


def _in_json(cell: Any) -> Any:
    match cell:
        case datetime():
            return cell.isoformat()
        case Decimal() if exact(cell):
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case Decimal() | Fraction():
            return str(cell)
        case _:
            raise TypeError(type(cell).__name__)
