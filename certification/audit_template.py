"""The spreadsheet an auditor fills in: one row a clause, and the special items on a second sheet.

Everything but the cells to fill in is locked (without a password: against slips, not people).
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from certification.audit import Audit, Finding, Kind, Value
from certification.cells import LINE, Cut, legible, lines_of, printable, risky
from locales import say
from scoring.adjustments import Trigger
from scoring.finding import FRAME
from scoring.numbers import exact
from scoring.scheme import Clause, Method, Scheme

COLUMNS = (
    "clause", "code", "points", "requirement", "method", "enter",
    "met", "of", "percent", "conforms", "reason", "note", *FRAME,
)  # fmt: skip
TO_FILL = COLUMNS[6:]
NUMBERS = ("met", "of", "percent", "population")
POINTS = COLUMNS.index("points") + 1
WIDTHS = (10, 7, 7, 60, 12, 34, 9, 9, 9, 11, 30, 40, 30, 11, 14)
SPECIAL_COLUMNS = ("item", "what", "note")
SPECIAL_DETAILS = ("trigger", "event", "clauses", "why", "correction")
SPECIAL_ROWS = 20
FIRST = 4  # the row of the first clause; 1 names the scheme, 2 explains, 3 is the head

GREY = PatternFill("solid", fgColor="FFE7E7E7")
OPEN = PatternFill("solid", fgColor="FFFFFBE6")
BOLD = Font(name="Calibri", size=11, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def template(scheme: Scheme, language: str, standing: Audit | None = None) -> bytes:
    """The XLSX for *scheme* in *language*; *standing* findings are filled in already."""
    book = Workbook()
    book.properties.identifier = scheme.key
    book.properties.creator = "Anfang"
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = say(language, "cert-sheet-findings")
    _clauses(first, scheme, language, standing)
    _specials(book.create_sheet(say(language, "cert-sheet-specials")), scheme, language, standing)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clauses(sheet: Worksheet, scheme: Scheme, language: str, standing: Audit | None) -> None:
    _top(sheet, scheme, language, COLUMNS, "cert-sheet-how")
    said = standing.said_by(scheme.decided_by) if standing else ()
    stated = {found.subject: found for found in said}
    for row, clause in enumerate(scheme.clauses, start=FIRST):
        known = (
            clause.ref,
            clause.code or "",
            exact(clause.points),
            clause.text.in_language(language),
            say(language, f"cert-method-{clause.method}"),
            _enter(clause, language),
        )
        sheet.row_dimensions[row].height = LINE * max(
            lines_of(text, width) for text, width in zip(known, WIDTHS, strict=False)
        )
        for column, text in enumerate(known, start=1):
            _put(sheet, row, column, text, number=column == POINTS)
        fits = _fits(clause)
        filled = _filled(stated.get(clause.ref), clause, language)
        for column, name in enumerate(TO_FILL, start=len(known) + 1):
            cell = _put(sheet, row, column, filled.get(name, ""), number=name in NUMBERS)
            cell.fill = OPEN if name in fits else GREY
            cell.protection = Protection(locked=name not in fits)
    last = FIRST + len(scheme.clauses) - 1
    _validate(sheet, language, last)
    for letter, width in zip("ABCDEFGHIJKLMNO", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"D{FIRST}"
    printable(sheet, FIRST - 1)
    _lock(sheet)


def _specials(sheet: Worksheet, scheme: Scheme, language: str, standing: Audit | None) -> None:
    columns = SPECIAL_COLUMNS + SPECIAL_DETAILS
    _top(sheet, scheme, language, columns, "cert-sheet-how-specials")
    kinds = [say(language, "cert-item-special"), say(language, "cert-item-bonus")]
    stated = [*standing.of(Kind.SPECIAL), *standing.of(Kind.BONUS)] if standing else []
    for row in range(FIRST, FIRST + max(SPECIAL_ROWS, len(stated) + 5)):
        found = stated[row - FIRST] if row - FIRST < len(stated) else None
        kind = kinds[found.kind is Kind.BONUS] if found else ""
        said = _details(found, language)
        for column, text in enumerate(
            (kind, found.text if found else "", found.note if found else "", *said), start=1
        ):
            cell = _put(sheet, row, column, text)
            cell.fill, cell.protection = OPEN, Protection(locked=False)
    choice = DataValidation("list", formula1=f'"{",".join(kinds)}"', allow_blank=True)
    choice.add(f"A{FIRST}:A{FIRST + SPECIAL_ROWS}")
    triggers = ",".join(say(language, f"cert-trigger-{trigger}") for trigger in Trigger)
    trigger = DataValidation("list", formula1=f'"{triggers}"', allow_blank=True)
    trigger.add(f"D{FIRST}:D{FIRST + SPECIAL_ROWS}")
    sheet.add_data_validation(choice)
    sheet.add_data_validation(trigger)
    for letter, width in zip("ABCDEFGH", (16, 70, 50, 24, 40, 20, 40, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    printable(sheet, FIRST - 1)
    _lock(sheet)


def _details(found: Finding | None, language: str) -> tuple[str, ...]:
    """What is said of a special deduction besides its text."""
    value: Value = (found.value if found else None) or {}
    texts = {name: value.get(name, "") for name in SPECIAL_DETAILS}
    if texts["trigger"]:
        texts["trigger"] = say(language, f"cert-trigger-{texts['trigger']}")
    return tuple(texts.values())


def _top(
    sheet: Worksheet, scheme: Scheme, language: str, columns: tuple[str, ...], how: str
) -> None:
    _put(sheet, 1, 1, say(language, "cert-sheet-scheme")).font = BOLD
    key = _put(sheet, 1, 2, scheme.key)
    key.font, key.alignment = BOLD, Alignment(vertical="top")  # it runs on over the next cell
    _put(sheet, 1, 4, scheme.title.in_language(language))
    _put(sheet, 2, 4 if len(columns) > 3 else 2, say(language, how))
    for column, name in enumerate(columns, start=1):
        _put(sheet, FIRST - 1, column, say(language, f"cert-column-{name}")).font = BOLD


def _enter(clause: Clause, language: str) -> str:
    """What to enter, in words."""
    method = "partial" if clause.partial else clause.method.value
    told = say(language, f"cert-enter-{method}")
    return told + (say(language, "cert-enter-deletable") if clause.deletable else "")


def _fits(clause: Clause) -> set[str]:
    """The columns that a finding on this clause may use."""
    by_method: Mapping[Method, set[str]] = {
        Method.SAMPLED: {"met", "of", *FRAME},
        Method.BANDED: {"percent"},
        Method.ALL_OR_NOTHING: {"conforms", "percent"} if clause.partial else {"conforms"},
        Method.INFORMATION: {"conforms"},
    }
    return by_method[clause.method] | {"note"} | ({"reason"} if clause.deletable else set())


def _filled(found: Finding | None, clause: Clause, language: str) -> Mapping[str, str]:
    if found is None:
        return {}
    value: Value = found.value or {}
    filled = {"note": found.note, "reason": value.get("not_applicable", "")}
    if "of" in value or "percent" in value:
        return filled | {name: value.get(name, "") for name in ("met", "of", "percent", *FRAME)}
    if "met" in value:
        word = "yes" if value["met"].lower() in ("true", "yes") else "no"
        filled["conforms"] = say(language, f"cert-{word}")
    return filled


def _validate(sheet: Worksheet, language: str, last: int) -> None:
    yes_no = f'"{say(language, "cert-yes")},{say(language, "cert-no")}"'
    rules = (
        ("G", DataValidation("whole", operator="greaterThanOrEqual", formula1="0")),
        ("H", DataValidation("whole", operator="greaterThanOrEqual", formula1="1")),
        ("I", DataValidation("decimal", operator="between", formula1="0", formula2="100")),
        ("J", DataValidation("list", formula1=yes_no)),
        ("N", DataValidation("whole", operator="greaterThanOrEqual", formula1="1")),
    )
    for letter, rule in rules:
        rule.allow_blank = True
        rule.showErrorMessage = True
        rule.add(f"{letter}{FIRST}:{letter}{last}")
        sheet.add_data_validation(rule)


def _put(sheet: Worksheet, row: int, column: int, text: str, *, number: bool = False) -> Any:
    """Text, and inert: it may be an auditor's own words that begin with ``=``.  *number*: a number
    as such, if it comes back as it was written: 90.10 would be 90.1."""
    cell: Any = sheet.cell(row, column)
    kept = legible(text, Cut())
    cell.alignment = WRAPPED
    if number and re.fullmatch(r"0|[1-9][0-9]{0,8}|(0|[1-9][0-9]{0,5})\.[0-9]{0,4}[1-9]", kept):
        cell.value = int(kept) if kept.isdecimal() else float(kept)
        cell.alignment = Alignment(horizontal="center", vertical="top")
    elif kept:
        cell.value = kept
        cell.data_type = "s"
        cell.quotePrefix = risky(kept)
    return cell


def _lock(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False  # widths and heights may be changed
    sheet.protection.formatRows = False
