"""A form's sheets become the text of a questionnaire file, and a list of what has to be said.

    read_form(sheets, ...) -> Imported(key, text, images, remarks)

Pure: workbook and files are read, and what comes out is written, by app/commands/xlsform.py.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.xlsform.attached import Rows
from surveys.xlsform.choices import lists
from surveys.xlsform.extras import SETTINGS, extras
from surveys.xlsform.form import Form
from surveys.xlsform.languages import Languages, languages
from surveys.xlsform.names import slug
from surveys.xlsform.remarks import Place, Remark, Remarks, Severity
from surveys.xlsform.sections import sections
from surveys.xlsform.sheets import NAMES, OURS, Line, Sheet, Sheets
from surveys.xlsform.texts import written
from surveys.xlsform.tree import tree
from surveys.xlsform.vocabulary import parameters

SHEETS = ("survey", "choices", "settings")
NOTES = frozenset(("note", "notes", "comment", "comments", "remark", "remarks", "#"))
_FILES = (
    re.compile(r"""pulldata\s*\(\s*['"‘’“”]([^'"‘’“”]{1,100})['"‘’“”]"""),
    re.compile(r"from[_ ]file\s+(\S.{0,100}?)\.csv\b", re.IGNORECASE),
)
INTRO = {"zh": "请逐题作答。", "en": "Please answer one question after the other."}
THANKS = {"zh": "谢谢，填完了。", "en": "Thank you, that was all."}
DEFAULT_LANGUAGES = ("zh", "en")  # what a questionnaire file without the word speaks


@dataclass(frozen=True, slots=True)
class Imported:
    """*key*: ``id@edition``.  *text* is empty if a problem stands in the way.  *images*: files
    that belong beside it."""

    key: str
    text: str
    images: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def problems(self) -> tuple[Remark, ...]:
        return tuple(one for one in self.remarks if one.severity is Severity.PROBLEM)


def read_form(
    sheets: Sheets,
    remarks: Remarks,
    *,
    name: str,
    mode: str | None = None,
    tables: Mapping[str, Rows] | None = None,
) -> Imported:
    """*name*: of the workbook's file.  *mode*: mystery or perception, if the workbook does not
    say.  *tables*: the CSV files beside it, without ``.csv``.  Every problem is told at once."""
    _unheld(sheets, remarks)
    if "survey" not in sheets:
        remarks.problem("no-survey")
        return Imported(name, "", (), remarks.all())
    for column in ("type", "name"):
        if (column, "") not in sheets["survey"].headings:
            remarks.problem("no-column-at-all", Place("survey", 1), name=column)
    lines = sheets["settings"].lines if "settings" in sheets else ()
    settings = lines[0] if lines else Line("settings", 2, {})
    spoken = languages(sheets, settings.get("default_language"), remarks)
    head = _head(settings, spoken, name, mode, remarks)
    root = tree(sheets["survey"], remarks)
    choices = lists(sheets.get("choices", Sheet("choices")), spoken, remarks)
    form = Form(spoken, choices, tables or {}, remarks, root, head["title"])
    blocks = sections(form)
    if not blocks:
        remarks.problem("no-question")
    _unused(form, sheets["survey"], remarks)
    count = sum(1 for part, _ in root.every() if part.line is not None)
    if "minutes" not in head:
        head["minutes"] = str(min(600, max(1, math.ceil(count / 3))))
        remarks.review("minutes", minutes=head["minutes"])
    top = _top(head, spoken, form)
    top["sections"] = blocks
    key = f"{head['questionnaire']}@{head['edition']}"
    found = remarks.all()
    if any(one.severity is Severity.PROBLEM for one in found):
        return Imported(key, "", (), found)
    text = written(top, f"From the XLSForm {name}; docs/xlsform.md says what was made up for it.")
    return Imported(key, text, tuple(_images(top)), found)


def wanted(sheets: Sheets) -> tuple[str, ...]:
    """The CSV files that the form looks into, without ``.csv``."""
    found: set[str] = set()
    for line in sheets.get("survey", Sheet("survey")).lines:
        if line.get("type") == "csv-external":
            found.add(line.get("name"))
        for text in line.cells.values():
            if "pulldata" in text or ".csv" in text:
                found.update(name for pattern in _FILES for name in pattern.findall(text))
    # A name, never a way to another folder.
    return tuple(sorted(name for name in found if not set(name) & set("/\\:\0")))


def _top(head: Mapping[str, Any], spoken: Languages, form: Form) -> dict[str, Any]:
    top = {name: head[name] for name in ("questionnaire", "edition", "mode")}
    if spoken.all != DEFAULT_LANGUAGES:
        top["languages"] = list(spoken.all)
    top |= {name: head[name] for name in ("title", "minutes", "source", "intro", "thanks")}
    if tables := form.expressions.attached.written():
        top["tables"] = tables
    sets = {name: one.options for name, one in form.lists.items() if one.used > 1}
    if sets:
        top["option_sets"] = sets
    return top


def _head(
    settings: Line, spoken: Languages, name: str, mode: str | None, remarks: Remarks
) -> dict[str, Any]:
    """What the settings sheet says, and what had to be made up."""
    ours = extras(settings, spoken, remarks)
    for other in sorted(ours.keys() - SETTINGS):
        remarks.lost("our-column", settings.place, name=other)
    title = ours.get("title") or dict.fromkeys(spoken.all, settings.get("form_title") or name)
    form_id = settings.get("form_id") or name
    head: dict[str, Any] = {"questionnaire": slug(form_id, "form"), "title": title}
    if head["questionnaire"] != form_id:
        remarks.renamed("form-id", settings.place, name=form_id, new=head["questionnaire"])
    version = ours.get("edition") or settings.get("version")
    head["edition"] = version if re.fullmatch(r"[1-9]\d{0,3}", version) else "1"
    if head["edition"] != version:
        remarks.review("edition", settings.place, version=version)
    head["mode"] = mode or ours.get("mode") or "perception"
    if not mode and "mode" not in ours:
        remarks.review("mode")
    for field, texts in (("intro", INTRO), ("thanks", THANKS)):
        head[field] = ours.get(field) or spoken.made(texts)
        if field not in ours:
            remarks.review(field)
    head["source"] = ours.get("source") or f"XLSForm {form_id} {version}".strip()
    if "source" not in ours:
        remarks.review("source")
    if "minutes" in ours:
        head["minutes"] = ours["minutes"]
    return head


def _unheld(sheets: Sheets, remarks: Remarks) -> None:
    """Sheets and columns that nobody here reads."""
    for name, sheet in sheets.items():
        if name not in SHEETS:
            if not name.startswith("_") and sheet.lines:
                remarks.lost("sheet", Place(name))
            continue
        if name == "choices":
            continue  # what is unknown there is for choice filters
        filled = {column for line in sheet.lines for column in line.cells}
        for column, heading in sheet.headings.items():
            known = column[0] in NAMES or column[0].startswith(f"{OURS}::")
            if not known and column in filled and column[0].lower() not in NOTES:
                remarks.lost("column", Place(name, 1), heading=heading)


def _unused(form: Form, survey: Sheet, remarks: Remarks) -> None:
    """Lists that no question offers."""
    scales = {parameters(line.get("parameters")).get("tick_labelset", "") for line in survey.lines}
    for name, one in form.lists.items():
        if not one.offered and name not in scales:
            remarks.noted("list-unused", one.place, name=name)


def _images(value: Any) -> Sequence[str]:
    """Every picture that is a file, once, in order."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        match waiting.pop():
            case dict(mapping):
                image = mapping.get("image")
                if isinstance(image, str) and not image.startswith("https://"):
                    found[image] = None
                waiting.extend(mapping.values())
            case list(items):
                waiting.extend(items)
            case _:
                pass
    return sorted(found)
