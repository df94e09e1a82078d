"""Workbooks as a person opens and prints them: nothing cut off, numbers as numbers."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.audit_sheet import read_audit
from certification.audit_template import COLUMNS, FIRST, template
from certification.cells import LINE, Cut, Table, as_xlsx, lines_of
from certification.service import Cases
from db.engine import transaction
from scoring.load import scheme_named
from tests.builders import NOON
from tests.certification.builders import BY, an_open_case

KEY = "cct-gz-sc03@B2-r1"


def test_a_table_prints_one_page_wide_under_its_head_and_long_texts_go_on_below() -> None:
    rows = [("5.1.1.1", "售后" * 40, Decimal("1.5")), ("5.1.1.2", "short", None)]
    book = load_workbook(
        io.BytesIO(
            as_xlsx([Table("t", ("clause", "requirement", "label_en"), rows, (10, 60))], Cut())
        )
    )
    sheet = book["t"]

    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"
    assert [sheet.column_dimensions[c].width for c in "ABC"] == [10, 60, 36]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [3 * LINE, None]
    assert sheet["B2"].alignment.wrap_text and not sheet["A2"].alignment.wrap_text
    assert sheet["A2"].alignment.vertical == sheet["B2"].alignment.vertical == "top"
    assert sheet["A1"].font.name == sheet["A2"].font.name == "Calibri"
    assert (sheet["C2"].value, sheet["C2"].data_type) == (1.5, "n")


@pytest.mark.parametrize(
    ("cell", "lines"),
    [("", 1), ("a" * 60, 1), ("a" * 61, 2), ("售" * 31, 2), ("a\nb", 2), ("a" * 9999, 6), (7, 1)],
)
def test_how_many_lines_a_cell_takes(cell: str | int, lines: int) -> None:
    assert lines_of(cell, 60) == lines


async def test_a_template_filled_in_already_has_numbers_that_come_back_as_they_were(
    engine: AsyncEngine, cases: Cases
) -> None:
    entered = {"5.1.2.1": {"met": "17", "of": "20", "population": "60", "seed": "007"},
               "5.1.1.2": {"percent": "87.5"}, "5.1.4.1": {"percent": "90.10"}}  # fmt: skip
    async with transaction(engine) as tx:
        case = (await an_open_case(tx, cases, KEY)).id
        for clause, value in entered.items():
            await cases.enter(tx, case, clause, value, "", BY, NOON)
        standing = await cases.stands(tx, case)
    scheme = scheme_named(KEY)
    data = template(scheme, "en", standing)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = {str(clause.ref): row for row, clause in enumerate(scheme.clauses, start=FIRST)}

    def cell(clause: str, column: str) -> object:
        return sheet.cell(rows[clause], COLUMNS.index(column) + 1).value

    assert [cell("5.1.2.1", name) for name in ("met", "of", "population", "seed")] == [
        17, 20, 60, "007",
    ]  # fmt: skip
    assert [cell("5.1.1.2", "percent"), cell("5.1.4.1", "percent")] == [87.5, "90.10"]
    assert cell("5.1.2.1", "points") == 2
    found = {one.clause: dict(one.value) for one in read_audit(data, scheme, {}).stated}
    assert found == entered
