"""Exports: the same rows in every format, nobody's name, and no cell that does anything."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from certification import pulls
from certification.case import Case
from certification.cells import CUT, LONGEST, Cell, Cut, Table, as_csv, as_xlsx
from certification.export import FEED, Format, responses
from certification.score_export import score_sheet
from certification.service import Cases
from db.engine import transaction
from surveys import store
from surveys.entries import Moment
from tests.builders import NOON, interviews, tiny
from tests.certification.builders import BY, a_user, a_visit, an_open_case, entered_all, visited

HOSTILE = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1",
    "＝1+1", "＋1", "－1", "＠SUM(1)", "\x00=1", "=1\x1b", "\ud800=1",
]  # fmt: skip


def in_csv(*cells: Cell) -> list[str]:
    text = "".join(as_csv(["head"] * len(cells), [cells], Cut()))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1]


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Every cell as (type, value), by the title of its sheet."""
    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[(cell.data_type, cell.value) for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_is_a_formula(hostile: str) -> None:
    (cell,) = in_csv(hostile)
    assert cell.startswith("'")

    table = Table("t", [hostile], [[hostile]])
    data = as_xlsx([table], Cut())
    for kind, value in (row[0] for row in sheets(data)["t"]):
        assert kind == "s"
        assert value.strip() in hostile
    assert load_workbook(io.BytesIO(data))["t"]["A2"].quotePrefix


def test_our_own_numbers_stay_numbers() -> None:
    assert in_csv(-3, "ordinary", None, "a=b") == ["-3", "ordinary", "", "a=b"]
    assert sheets(as_xlsx([Table("t", ["n"], [[-3]])], Cut()))["t"][1] == [("n", -3)]


def test_what_is_too_long_for_a_cell_is_cut_and_counted() -> None:
    cut = Cut()
    table = Table("t", ["long"], [["😀" * LONGEST], ["x" * LONGEST]])
    rows = sheets(as_xlsx([table], cut))["t"]

    assert cut.cells == 1
    assert rows[1][0][1].endswith("😀" + CUT)
    assert len(rows[1][0][1].encode("utf-16-le")) <= 2 * LONGEST
    assert rows[2][0][1] == "x" * LONGEST


async def played(engine: AsyncEngine, cases: Cases) -> Case:
    """A case with findings and two submitted visits, one with hostile words, one accepted."""
    playing = interviews(tiny())
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        await entered_all(tx, cases, case.id)
        for outlet in ("S01", "S02"):
            await a_visit(tx, case, outlet, f"secret-code-{outlet}")
        person = await store.add_person(tx, "Ms Somebody Shopper", NOON)
        assignment = await store.assignment_by_code(tx, "secret-code-S01")
        assert assignment is not None
        await store.give_assignment(tx, assignment.id, person)
        turn = await visited(tx, playing, "secret-code-S01", "no", "2")
        await playing.review(tx, turn.held.key, "accept", BY, "", Moment(NOON, "console"))
        await visited(tx, playing, "secret-code-S02", "yes", "5")
    return case


async def test_every_format_holds_the_same_rows_and_no_secret(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    case = await played(any_engine, cases)
    async with transaction(any_engine) as tx:
        found = {
            format: await responses(tx, case, cases.questionnaires, format, "en", NOON)
            for format in Format
        }
        held = await store.of_case(tx, case.id)
        sheet = await cases.sheet(tx, case.id, indices=True, evidence=True)

    document = json.loads(found[Format.JSON].body)
    lines = list(csv.DictReader(io.StringIO(found[Format.CSV].body.decode("utf-8-sig"))))
    book = sheets(found[Format.XLSX].body)
    cursors = [int(row["cursor"]) for row in document["rows"]]
    assert cursors == sorted(set(cursors))
    assert [int(line["cursor"]) for line in lines] == cursors
    assert [row[0][1] for row in book["answers"][1:]] == cursors
    assert tuple(cell[1] for cell in book["answers"][0]) == FEED
    assert len(book["interviews"]) == 1 + 2
    assert ("s", "accepted") in book["interviews"][1]
    manifest = {row[0][1]: row[1][1] for row in book["manifest"]}
    assert manifest["rows"] == len(cursors) == found[Format.CSV].rows
    assert manifest["cursor"] == cursors[-1] == found[Format.CSV].cursor
    assert manifest["scheme_hash"] == case.scheme_hash
    (words,) = [line for line in lines if line["question"] == "instead"]
    assert words["answer"] == "'=1+1 he looked away."
    assert "f" not in {cell[0] for rows in book.values() for row in rows for cell in row}

    everything = b"".join(
        [*(export.body for export in found.values() if export.name[-4:] != "xlsx"),
         repr(book).encode(),
         *(score_sheet(sheet, format, "zh", NOON).body for format in Format if format != "xlsx"),
         repr(sheets(score_sheet(sheet, Format.XLSX, "zh", NOON).body)).encode()]
    )  # fmt: skip
    secrets = ["Somebody", "secret-code", *(one.token for one in held)]
    assert [secret for secret in secrets if secret.encode() in everything] == []


async def test_a_pull_goes_on_where_the_last_one_ended(engine: AsyncEngine, cases: Cases) -> None:
    case = await played(engine, cases)
    async with transaction(engine) as tx:
        li, wang = await a_user(tx, "li"), await a_user(tx, "wang")
        first = await responses(tx, case, cases.questionnaires, Format.JSON, "en", NOON)
        assert (await pulls.fresh(tx, li, case)).rows == first.rows > 0
        await pulls.pulled(tx, li, case, first, NOON)
        nothing = await pulls.fresh(tx, li, case)
        assert (nothing.rows, nothing.since) == (0, first.cursor)

        await a_visit(tx, case, "S03", "third")
        others = replace(interviews(tiny()), new_key=lambda: "k3", new_token=lambda: "token-3")
        await visited(tx, others, "third", "yes", "4")
        fresh = await pulls.fresh(tx, li, case)
        rest = await responses(
            tx, case, cases.questionnaires, Format.JSON, "en", NOON, since=fresh.since
        )
        whole = await responses(tx, case, cases.questionnaires, Format.JSON, "en", NOON)
        await pulls.pulled(tx, li, case, rest, NOON + timedelta(hours=1))

        assert fresh.rows == rest.rows > 0
        rows = [json.loads(export.body)["rows"] for export in (first, rest, whole)]
        assert rows[0] + rows[1] == rows[2]
        assert (await pulls.fresh(tx, li, case)).rows == 0
        assert (await pulls.fresh(tx, wang, case)).rows == whole.rows


async def test_the_score_sheet_says_in_each_format_what_the_case_says(
    engine: AsyncEngine, cases: Cases
) -> None:
    case = await played(engine, cases)
    async with transaction(engine) as tx:
        sheet = await cases.sheet(tx, case.id, indices=True, evidence=True)

    document = json.loads(score_sheet(sheet, Format.JSON, "en", NOON).body)
    assert (document["final_display"], document["grade"]) == ("99.72", "five-star")
    assert document["indices"][0] | {"n": 2, "value": "12.50"} == document["indices"][0]
    # two answers about one outlet: no interval by outlet, the simple one is cut to the scale
    first = document["indices"][0]
    assert (first["outlets"], first["low"], first["high"]) == (1, None, None)
    assert (first["simple_low"], first["simple_high"], first["top"]) == ("0.00", "100.00", "0.00")
    text = score_sheet(sheet, Format.CSV, "zh", NOON).body.decode("utf-8-sig")
    line = next(row for row in csv.DictReader(io.StringIO(text)) if row["clause"] == "5.2.4.3")
    assert (line["method"], line["earned"], line["earned_exact"]) == ("抽样", "2.72", "30/11")
    assert line["sources"] == "审核 20/20（83–100%）; 暗访 0/2（0–82%）"
    book = sheets(score_sheet(sheet, Format.XLSX, "en", NOON).body)
    assert list(book) == [
        "summary", "lines", "groups", "sources", "evidence", "not counted", "indices", "stated",
        "opinions", "special deductions", "self-assessment", "other readings", "manifest",
    ]  # fmt: skip
    observed = next(row for row in book["sources"] if row[1][1] == "observed")
    assert [value for _, value in observed[3:]] == ["0", 2, 0, 0, 0, 0.9, 0, 81.54]
    assert len(book["lines"]) == 1 + len(sheet.scheme.clauses)


def test_words_that_look_like_a_spreadsheets_error_are_words() -> None:
    table = Table("t", ["x"], [["#N/A"], ["#1 in town"], ["ordinary"]])
    rows = sheets(as_xlsx([table], Cut()))["t"]
    assert [row[0] for row in rows[1:]] == [("s", "#N/A"), ("s", "#1 in town"), ("s", "ordinary")]
