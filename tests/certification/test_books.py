"""Books: several tables written page by page, and whoever reads one knows that it is all there."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from certification import books
from certification.books import Book, book
from certification.cells import LONGEST, Cell
from certification.errors import Rejected
from certification.export import Format
from tests.builders import NOON

Tables = dict[str, list[dict[str, Any]]]
HEAD = ("_interview", "what")
ROWS: Sequence[Sequence[Cell]] = [
    ("k1", "=1+1"), ("k2", Decimal("12.50")), ("k3", -3), ("k4", None), ("k5", "00123"),
    ("k6", Decimal("1234567890123456789")), ("k7", "a\x00b\r\nc"), ("k8", "x" * (LONGEST + 1)),
    ("k9", datetime(2026, 11, 16, tzinfo=UTC)), ("k10", "#N/A"),
]  # fmt: skip


def read(format: Format, data: bytes) -> Tables:
    """Every table by its title: the cells of each row by the names in the head."""
    match format:
        case Format.JSON:
            document = json.loads(data)
            facts = document.pop("manifest")
            rows = [{"what": what, "value": value} for what, value in facts.items()]
            return {**document, "manifest": rows}
        case Format.CSV:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
                texts = {n.removesuffix(".csv"): archive.read(n) for n in archive.namelist()}
            return {
                title: list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
                for title, text in texts.items()
            }
        case Format.XLSX:
            workbook = load_workbook(io.BytesIO(data))
            sheets = {s.title: list(s.iter_rows(values_only=True)) for s in workbook.worksheets}
            assert "f" not in {
                c.data_type for s in workbook.worksheets for row in s.iter_rows() for c in row
            }
            return {
                title: [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
                for title, rows in sheets.items()
            }


def facts(tables: Tables) -> dict[str, Any]:
    """The manifest, all of it as text."""
    return {
        row["what"]: str("" if row.get("value") is None else row["value"])
        for row in tables["manifest"]
    }


def closed(made: Book, **said: Cell) -> bytes:
    with made.close(said) as file:
        return file.read()


@pytest.fixture(params=[*Format])
def format(request: pytest.FixtureRequest) -> Format:
    found: Format = request.param
    return found


def of_pages(format: Format, size: int) -> bytes:
    with book(format, NOON) as made:
        title = made.open("t", HEAD)
        for start in range(0, len(ROWS), size):
            made.add(title, ROWS[start : start + size])
        return closed(made, case=1)


def test_a_book_of_many_pages_is_the_book_of_one(format: Format) -> None:
    whole = read(format, of_pages(format, len(ROWS)))
    assert read(format, of_pages(format, 1)) == read(format, of_pages(format, 3)) == whole
    assert len(whole["t"]) == len(ROWS)
    assert facts(whole) | {"case": "1", "rows t": str(len(ROWS))} == facts(whole)


def test_the_file_on_disk_is_the_same_byte_for_byte_whatever_the_pages() -> None:
    for format in (Format.CSV, Format.JSON):
        assert of_pages(format, 2) == of_pages(format, len(ROWS))


def test_what_is_written_is_inert_and_can_be_read_back() -> None:
    found = {
        format: {
            row["_interview"]: row.get("what") for row in read(format, of_pages(format, 4))["t"]
        }
        for format in Format
    }
    sheet, text, document = found[Format.XLSX], found[Format.CSV], found[Format.JSON]
    assert (text["k1"], sheet["k1"], document["k1"]) == ("'=1+1", "=1+1", "=1+1")
    assert (text["k2"], sheet["k2"], document["k2"]) == ("12.50", 12.5, 12.5)
    assert (text["k3"], sheet["k3"], document["k3"]) == ("-3", -3, -3)
    assert (text["k4"], sheet["k4"], document["k4"]) == ("", None, None)
    assert text["k5"] == sheet["k5"] == document["k5"] == "00123"
    assert text["k6"] == sheet["k6"] == document["k6"] == "1234567890123456789"
    assert text["k7"] == sheet["k7"] == "ab\nc"
    assert len(str(sheet["k8"])) == LONGEST
    assert document["k8"] == "x" * (LONGEST + 1)
    assert text["k9"] == sheet["k9"] == document["k9"] == "2026-11-16T00:00:00+00:00"
    assert text["k10"] == sheet["k10"] == "#N/A"
    assert [facts(read(one, of_pages(one, 4)))["cells_cut"] for one in Format] == ["1", "1", "0"]


def test_two_tables_never_share_a_title(format: Format) -> None:
    long = "a-questionnaire-of-the-longest-name-there-can-be"
    with book(format, NOON) as made:
        titles = [made.open(one, HEAD) for one in ("t", "t", "manifest", f"{long}-1", f"{long}-2")]
        for number, title in enumerate(titles):
            made.add(title, [("k", number)] * number)
        tables = read(format, closed(made))
    assert titles[:3] == ["t", "t-2", "manifest-2"]
    assert len(set(titles)) == 5
    assert [len(tables[title]) for title in titles] == [0, 1, 2, 3, 4]
    assert {f"rows {title}" for title in titles} <= facts(tables).keys()


def test_a_sheet_that_cannot_hold_it_says_so_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(books, "MOST_ROWS", 5)
    monkeypatch.setattr(books, "MOST_COLUMNS", 3)
    with pytest.raises(Rejected) as long, book(Format.XLSX, NOON) as made:
        made.add(made.open("t", HEAD), ROWS[:5])
    with pytest.raises(Rejected) as wide, book(Format.XLSX, NOON) as made:
        made.open("t", ("a", "b", "c", "d"))
    assert [one.value.problems[0].id for one in (long, wide)] == [
        "export-too-many", "export-too-wide",
    ]  # fmt: skip
    with book(Format.XLSX, NOON) as made:
        made.add(made.open("t", HEAD), ROWS[:4])
        assert len(read(Format.XLSX, closed(made))["t"]) == 4
    assert list(tmp_path.iterdir()) == []
