"""Our own columns (``anfang::…``): what we know of a question and XLSForm has no word for."""

from collections.abc import Mapping
from typing import Any

from scoring.datafile import DataFileError, plain, read
from surveys.xlsform.languages import Languages
from surveys.xlsform.remarks import Remarks
from surveys.xlsform.sheets import OURS, Line

PREFIX = f"{OURS}::"
LISTS = frozenset(("items", "clauses"))
# Written as YAML in one cell: what has parts of its own.
STRUCTURED = frozenset(("evidence", "ends", "labels", "order"))
MORE = "more"  # all in one cell: a sheet with a column for everything is wider than anybody reads
APART = frozenset(
    ("id", "kind", "label", "characteristic", "items", "clauses", "options", "met", "degree",
     "weight", "critical", "measure", "trap", "warning", "warning_message", "evidence", "made")
)  # fmt: skip
TEXTS = frozenset(
    ("label", "text", "title", "warning_message", "unit", "start", "stop", "split", "agree",
     "decline", "add", "done", "intro", "thanks", "say", "help", "constraint_message")
)  # fmt: skip
QUESTION = APART | {
    "text", "help", "constraint_message", "low", "high", "ends", "labels", "look", "least", "most",
    "unit", "decimals", "currency", "least_sentences", "size", "within_m", "accuracy_m", "start",
    "stop", "split", "splits", "agree", "decline", "show", "default", "randomize", "order",
    "value",
}  # fmt: skip
REPEAT = frozenset(("least", "most", "label", "text", "add", "done"))
SETTINGS = frozenset(("mode", "minutes", "source", "intro", "thanks", "title", "edition"))


def extras(line: Line, languages: Languages, remarks: Remarks) -> dict[str, Any]:
    """What stands in our columns on *line*, each as the questionnaire file has it."""
    names = {name for name, _ in line.cells if name.startswith(PREFIX)}
    found: dict[str, Any] = {}
    for column in sorted(names):
        name = column.removeprefix(PREFIX)
        if name in TEXTS:
            said = languages.said(line.texts(column), remarks, line.place, column)
            if said:
                found[name] = said
        elif name in STRUCTURED or name == MORE:
            try:
                value = plain(read(line.get(column), line.sheet))
            except DataFileError as error:
                why = error.problems[0].message
                remarks.problem("not-yaml", line.place, column=column, why=why)
                continue
            if name != MORE:
                found[name] = value
            elif isinstance(value, dict):
                found = value | found
            else:
                remarks.problem("not-yaml", line.place, column=column, why="{name: value, …}")
        elif name in LISTS:
            found[name] = line.get(column).replace(",", " ").split()
        else:
            found[name] = line.get(column)
    return found


def cells(
    values: Mapping[str, Any], languages: tuple[str, ...], *, wide: bool = False
) -> dict[tuple[str, str], Any]:
    """The other way: *values* of a questionnaire file as cells of our columns.

    What has parts stays as it is: the sheet's writer makes YAML of it.  *wide*: a column for each.
    """
    found: dict[tuple[str, str], Any] = {}
    more: dict[str, Any] = {}
    for name, value in values.items():
        if name not in APART and not wide:
            more[name] = value
        elif name in TEXTS and isinstance(value, Mapping):
            found |= {(PREFIX + name, one): value[one] for one in languages if one in value}
        elif name in LISTS:
            found[PREFIX + name, ""] = ", ".join(value)
        else:
            found[PREFIX + name, ""] = value
    if more:
        found[PREFIX + MORE, ""] = more
    return found
