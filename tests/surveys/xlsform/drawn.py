"""A form drawn as tables, in and out, without a workbook in between."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from surveys.load import questionnaire
from surveys.questionnaire import AnyQuestion, Node, Questionnaire, Repeat
from surveys.xlsform.attached import Rows
from surveys.xlsform.exporting import as_form
from surveys.xlsform.reading import Imported, read_form
from surveys.xlsform.remarks import Remarks
from surveys.xlsform.sheets import sheet

Grids = Mapping[str, Sequence[Sequence[str]]]


def drawn(text: str) -> Grids:
    """A table a sheet: a line with its name, then rows that begin with an empty cell."""
    grids: dict[str, list[list[str]]] = {}
    name = ""
    for line in text.strip().splitlines():
        cells = [
            cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
        ]
        if cells[0]:
            name = cells[0]
            grids[name] = []
        else:
            grids[name].append(cells[1:])
    return grids


def imported(
    grids: Grids | str, tables: Mapping[str, Rows] | None = None, mode: str | None = None
) -> Imported:
    remarks = Remarks()
    if isinstance(grids, str):
        grids = drawn(grids)
    sheets = {name: sheet(name, enumerate(rows, 1), remarks) for name, rows in grids.items()}
    return read_form(sheets, remarks, name="form", tables=tables, mode=mode)


def told(made: Imported, severity: str = "") -> list[str]:
    """What was remarked, in English: "survey, row 3: lost: …"."""
    return [one.in_language("en") for one in made.remarks if severity in ("", str(one.severity))]


def read(grids: Grids | str, tables: Mapping[str, Rows] | None = None) -> Questionnaire:
    """The questionnaire a form becomes; it must be one without a hand's help."""
    made = imported(grids, tables)
    assert made.problems == (), told(made)
    return questionnaire(made.text, "form.yaml")


def there_and_back(text: str) -> Imported:
    """A questionnaire file as a form, and that form read again."""
    form = as_form(text, "q.yaml")
    tables = {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(rows)))
        for name, rows in form.tables.items()
    }
    return imported(form.sheets, tables)


def bare(one: Questionnaire) -> Questionnaire:
    """What it says, without where and how that is written."""
    return replace(one, hash="", written="", nodes=tuple(map(_bare, one.nodes)))


def _bare(node: Node) -> Node:
    if isinstance(node, Repeat):
        return replace(node, nodes=tuple(map(_bare, node.nodes)))
    return replace(node, line=0)


LISTS = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | wares | tea | Tea |
| | wares | cup | Cup |
"""


def one(row: str, headings: str = "type | name | label", more: str = LISTS) -> AnyQuestion:
    """The one question of a form with this one row."""
    found = read(f"| survey |\n| | {headings} |\n| | {row} |\n{more}")
    return found.questions[0]


def heard(row: str, headings: str = "type | name | label") -> list[str]:
    return told(imported(f"| survey |\n| | {headings} |\n| | {row} |\n{LISTS}"))
