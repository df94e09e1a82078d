"""The audit spreadsheet: made, filled in, read back, and saved only when somebody says so."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from certification import audit_sheet
from certification.audit import Kind
from certification.audit_sheet import AuditSheet, read_audit, save
from certification.audit_template import COLUMNS, FIRST, template
from certification.errors import Rejected
from certification.service import Cases
from db.engine import transaction
from scoring.adjustments import Bonus, SpecialDeduction
from scoring.evidence import Source
from scoring.load import scheme_named, shipped
from tests.builders import NOON
from tests.certification.builders import BY, KEY, an_open_case
from tests.certification.sheets import bomb, filled, saved, xlsx

SCHEME = scheme_named(KEY)


def read(data: bytes, key: str = KEY) -> AuditSheet:
    return read_audit(data, scheme_named(key), {})


def told(data: bytes, language: str = "en") -> list[str]:
    try:
        return [problem.in_language(language) for problem in read(data).problems]
    except Rejected as error:
        return [problem.in_language(language) for problem in error.problems]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", sorted(shipped()))
def test_a_template_has_every_clause_and_comes_back_empty(key: str, language: str) -> None:
    data = template(scheme_named(key), language)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]

    refs = [sheet.cell(row, 1).value for row in range(FIRST, sheet.max_row + 1)]
    assert refs == [clause.ref for clause in scheme_named(key).clauses]
    assert sheet["B1"].value == key
    assert sheet.protection.sheet
    assert sheet["B1"].protection.locked
    with pytest.raises(Rejected) as refused:
        read(data, key)
    assert refused.value.problems[0].id == "sheet-says-nothing"


SAMPLED = "5.2.1.1"
DRAWN = {"met": "4", "of": "5", "frame": "May's orders", "population": "40", "seed": "7"}


async def test_what_a_sample_was_drawn_from_goes_in_and_comes_out_again(
    engine: AsyncEngine, cases: Cases
) -> None:
    said = read(filled(KEY, *((SAMPLED, key, value) for key, value in DRAWN.items())))
    assert said.problems == ()
    assert [dict(one.value) for one in said.stated] == [DRAWN]
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        await save(tx, cases, case.id, said.stated, BY, NOON)
        standing = await cases.stands(tx, case.id)
    again = read(template(SCHEME, "zh", standing))
    assert again.problems == ()
    assert [dict(one.value) for one in again.stated] == [DRAWN]


def test_a_frame_alone_or_too_small_is_told_and_an_older_sheet_needs_none() -> None:
    assert told(filled(KEY, (SAMPLED, "frame", "May's orders")))
    cells = ((SAMPLED, "met", 4), (SAMPLED, "of", 5), (SAMPLED, "population", 3))
    assert told(filled(KEY, *cells))
    book = load_workbook(io.BytesIO(filled(KEY, *cells[:2])))
    book.worksheets[0].delete_cols(COLUMNS.index("frame") + 1, 3)
    assert [dict(one.value) for one in read(saved(book)).stated] == [{"met": "4", "of": "5"}]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_filled_in_is_stated(language: str) -> None:
    yes, special, bonus = {"zh": ("是", "特别扣分", "加分"),
                           "en": ("yes", "special deduction", "bonus")}[language]  # fmt: skip
    sheet = read(filled(
        KEY,
        ("5.1.1.2", "percent", 87.5), ("5.1.1.2", "note", "by the lists"),
        ("5.1.2.1", "met", 17), ("5.1.2.1", "of", "20"),
        ("5.1.1.1", "conforms", yes),
        ("5.1.3.1", "conforms", "N"),
        ("5.2.4.6", "reason", "no long repairs"),
        language=language,
        specials=((special, "sold as new"), (bonus, "replies in an hour")),
    ))  # fmt: skip

    assert sheet.problems == ()
    assert {(s.kind, s.clause): dict(s.value) for s in sheet.stated} == {
        (Kind.CLAUSE, "5.1.1.1"): {"met": "true"},
        (Kind.CLAUSE, "5.1.1.2"): {"percent": "87.5"},
        (Kind.CLAUSE, "5.1.2.1"): {"met": "17", "of": "20"},
        (Kind.CLAUSE, "5.1.3.1"): {"met": "false"},
        (Kind.CLAUSE, "5.2.4.6"): {"not_applicable": "no long repairs"},
        (Kind.SPECIAL, ""): {"text": "sold as new"},
        (Kind.BONUS, ""): {"text": "replies in an hour"},
    }
    assert sheet.summary("en") == "7 lines read, all can be saved; nothing was saved yet."


def test_a_percentage_typed_with_its_sign_is_that_percentage() -> None:
    book = load_workbook(io.BytesIO(filled(KEY, ("5.1.1.2", "percent", 0.9))))
    row = FIRST + [str(c.ref) for c in SCHEME.clauses].index("5.1.1.2")
    book.worksheets[0].cell(row, 9).number_format = "0%"

    (stated,) = read(saved(book)).stated
    assert stated.value == {"percent": "90"}


def test_each_line_that_cannot_be_is_told_with_its_row_and_the_others_stay() -> None:
    sheet = read(filled(
        KEY,
        ("5.1.1.1", "conforms", "perhaps"),
        ("5.1.1.2", "percent", 120),
        ("5.1.2.1", "met", 6), ("5.1.2.1", "of", 5),
        ("5.1.2.2", "conforms", "yes"), ("5.1.2.2", "met", 1),
        ("5.1.3.1", "conforms", "=TRUE()"),
        ("5.1.3.2", "reason", "too small"),
        ("5.1.3.3", "note", "seen"),
        ("5.1.4.1", "conforms", "yes"),
        ("5.1.4.2", "met", 4), ("5.1.4.2", "of", 5),
        specials=(
            ("special deduction", ""), ("", "text"), ("bonus", "a"), ("bonus", "b"),
            ("special deduction", "=1+1"),
        ),
    ))  # fmt: skip

    assert [problem.in_language("en") for problem in sheet.problems] == [
        'row 4: 5.1.1.1: whether it conforms is yes or no, not "perhaps"',
        "row 5: 5.1.1.2: Percent is 120, it lies between 0 and 100",
        "row 7: 5.1.2.1: 6 met of only 5 sampled",
        "row 8: 5.1.2.2 says two things at once",
        "row 9: column J holds a formula; formulas are not calculated, enter the value",
        "row 10: 5.1.3.2 may not be left out as not applicable",
        "row 11: 5.1.3.3 has a note but no finding",
        "row 12: 5.1.4.1 takes Percent, not Conforms",
        "Special items, row 4: a special deduction needs a text that says what happened",
        'Special items, row 5: the item must be "special deduction" or "bonus"',
        "Special items, row 7: the same stands already in row 6; there is one bonus at most, "
        "and never two deductions for one event",
        "Special items, row 8: column B holds a formula; formulas are not calculated, enter "
        "the value",
    ]
    assert [(s.clause, s.kind) for s in sheet.stated] == [
        ("5.1.4.2", Kind.CLAUSE),
        ("", Kind.BONUS),
    ]
    assert sheet.summary("en") == "14 lines read, 12 to look at; nothing was saved yet."
    assert sheet.summary("zh") == "读到 14 行，12 行要看一下；还没有保存任何内容。"


def respelled(row: int, column: int, value: str) -> bytes:
    both = (("5.1.1.1", "conforms", "yes"), ("5.1.1.2", "percent", 90))
    book = load_workbook(io.BytesIO(filled(KEY, *both)))
    book.worksheets[0].cell(row, column).value = value
    return saved(book)


def merged() -> bytes:
    book = load_workbook(io.BytesIO(filled(KEY, ("5.1.1.1", "conforms", "yes"))))
    book.worksheets[0].merge_cells("J4:J6")
    return saved(book)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (filled("cts-2025@2025-08-16", ("5.1.1.1", "conforms", "yes")),
         f"this sheet is for cts-2025@2025-08-16, the case is measured by {KEY}"),
        (respelled(1, 2, "cts-2025@2025-08-16"), "this sheet is for cts-2025@2025-08-16"),
        (respelled(FIRST, 1, "9.9.9"), f"row 4: {KEY} has no clause 9.9.9"),
        (respelled(FIRST + 1, 1, "5.1.1.1"), "row 5: 5.1.1.1 stands already in row 4"),
        (respelled(3, 1, "Paragraph"), "no row with the column headings was found"),
        (merged(), "cells J4:J6 are merged"),
        (xlsx(("clause", "note"), ("5.1.1.1", "x")), "does not say its scheme"),
        (xlsx(("code", "name")), "no row with the column headings was found"),
        (xlsx(*(("Clause", "Note"), *((f"{n}", "x") for n in range(2_100)))), "2,000 rows"),
        (b"clause,met\n5.1.1.1,yes\n", "this is not an XLSX workbook"),
        (bomb(64), "the file is too large"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    assert sentence in " | ".join(told(data))


async def test_a_sheet_is_saved_once_and_downloads_as_it_was(
    any_engine: AsyncEngine, cases: Cases
) -> None:
    sheet = read(filled(
        KEY, ("5.1.1.2", "percent", 90), ("5.1.2.1", "met", 4), ("5.1.2.1", "of", 5),
        specials=(("special deduction", "one"), ("bonus", "two")),
    ))  # fmt: skip
    stated = audit_sheet.load(sheet.dump())  # what waits in the page until it is confirmed
    async with transaction(any_engine) as tx:
        case = await an_open_case(tx, cases)
        assert await save(tx, cases, case.id, stated, BY, NOON) == 4
        assert await save(tx, cases, case.id, stated, BY, NOON) == 0
        standing = await cases.stands(tx, case.id)

    assert len(standing.evidence) == 2
    assert (standing.specials, standing.bonus) == ((SpecialDeduction("one"),), Bonus("two"))
    again = read(template(SCHEME, "zh", standing))
    assert [(s.kind, s.clause, s.value) for s in again.stated] == [
        (s.kind, s.clause, s.value) for s in sheet.stated
    ]


async def test_what_the_company_says_of_itself_stays_out_of_the_auditors_sheet(
    engine: AsyncEngine, cases: Cases
) -> None:
    own = Source.SELF_ASSESSED
    sheet = read(filled(KEY, ("5.1.1.1", "conforms", "yes")))
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        assert await save(tx, cases, case.id, sheet.stated, BY, NOON) == 1
        no = {"met": False}
        await cases.enter(tx, case.id, "5.1.1.1", no, "our own view", BY, NOON, source=own)
        assert await save(tx, cases, case.id, sheet.stated, BY, NOON) == 0
        (line,) = read(template(SCHEME, "en", await cases.stands(tx, case.id))).stated
        assert (line.value, line.note) == ({"met": "true"}, "")
        assert await save(tx, cases, case.id, sheet.stated, BY, NOON, source=own) == 1
        standing = await cases.stands(tx, case.id)

    assert [f.value for f in standing.said_by(own)] == [{"met": "true"}]


async def test_lines_changed_on_the_way_are_checked_again_and_nothing_is_saved(
    engine: AsyncEngine, cases: Cases
) -> None:
    good = read(filled(KEY, ("5.1.1.1", "conforms", "yes"), ("5.1.1.2", "percent", 90)))
    changed = audit_sheet.load(good.dump().replace('"90"', '"190"'))
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
    with pytest.raises(Rejected):
        async with transaction(engine) as tx:
            await save(tx, cases, case.id, changed, BY, NOON)
    with pytest.raises(Rejected):
        audit_sheet.load('[{"kind": "clause"}]')

    async with transaction(engine) as tx:
        assert await cases.findings(tx, case.id) == []


def test_a_heading_that_was_changed_is_told_for_what_stands_below_it_would_be_lost() -> None:
    book = load_workbook(io.BytesIO(filled(KEY, ("5.2.5.5", "reason", "own brand"))))
    book.worksheets[0].cell(FIRST - 1, COLUMNS.index("reason") + 1).value = "why not"

    assert told(saved(book)) == [
        "row 3: the column 不适用（理由） / Not applicable (reason) is missing"
    ]


def test_the_example_audit_reads_without_a_problem() -> None:
    file = Path(__file__).parents[2] / "examples" / "appliance-retailer" / "audit.xlsx"

    sheet = read(file.read_bytes())

    assert sheet.problems == ()
    assert {line.clause for line in sheet.stated} == {
        clause.ref for clause in SCHEME.clauses if clause.points
    }
