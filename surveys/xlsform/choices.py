"""The choices sheet, and CSV files beside the workbook, as lists of our options."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surveys.xlsform.attached import Rows
from surveys.xlsform.extras import extras
from surveys.xlsform.languages import Languages
from surveys.xlsform.names import LONGEST_ID, codes, first, ids
from surveys.xlsform.remarks import Place, Remarks
from surveys.xlsform.sheets import OURS, Line, Sheet, known

IMAGE = r"https://\S{1,500}|[\w-]{1,60}\.(png|jpe?g|webp)"
OWN = frozenset(("list_name", "name", "label", "image", "big-image", "audio", "video"))
OTHER: dict[str, Any] = {
    "code": "other",
    "label": {"zh": "其他", "en": "Other"},
    "say": {"zh": "请说明。", "en": "Please say which."},
}
NEITHER: dict[str, Any] = {"code": "none", "label": {"zh": "没有", "en": "None of these"}}


@dataclass(slots=True)
class List:
    """One choice list.  *codes* and *columns* (what a choice filter can look at): from the form's
    names to ours."""

    name: str
    place: Place
    options: list[dict[str, Any]] = field(default_factory=list)
    codes: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    used: int = 0  # by questions that choose from it
    offered: bool = False  # by anything: a table of ratings draws its scale with one


def lists(choices: Sheet, languages: Languages, remarks: Remarks) -> dict[str, List]:
    """Every list of the sheet, by name, each option with its code."""
    lines: dict[str, list[Line]] = {}
    for line in choices.lines:
        name = line.get("list_name")
        if name and line.get("name"):
            lines.setdefault(name, []).append(line)
        elif name or line.get("name"):
            remarks.problem("choice-unnamed", line.place)
        else:
            remarks.noted("comment", line.place)
    return {name: _list(name, found, languages, remarks) for name, found in lines.items()}


def from_file(
    name: str, rows: Rows, value: str, label: str, languages: Languages, remarks: Remarks
) -> List:
    """The list that a file holds: *value* and *label* are the columns for name and label."""
    lines = []
    for number, row in enumerate(rows, start=2):
        cells: dict[tuple[str, str], str] = {}
        for heading, text in row.items():
            column, language = known(heading)
            if heading == value:
                column, language = "name", ""
            elif heading == label:
                column, language = "label", ""
            if text:
                cells[
                    column if column in OWN or column.startswith(OURS) else heading, language
                ] = text
        if ("name", "") in cells:
            lines.append(Line(name, number, cells))
        else:
            remarks.problem("choice-unnamed", Place(name, number))
    return _list(name, lines, languages, remarks)


def _list(name: str, lines: Sequence[Line], languages: Languages, remarks: Remarks) -> List:
    names = [line.get("name") for line in lines]
    given = codes(names)
    columns = _columns(lines, remarks)
    seen: set[str] = set()
    options: list[dict[str, Any]] = []
    for line, old, code in zip(lines, names, given, strict=True):
        if old in seen:
            remarks.changed("choice-twice", line.place, name=old, new=code)
        elif old != code:
            remarks.renamed("code", line.place, name=old, new=code)
        seen.add(old)
        options.append(_option(line, code, old, columns, languages, remarks))
    place = lines[0].place if lines else Place(name)
    return List(name, place, options, first(names, given), columns)


def _columns(lines: Sequence[Line], remarks: Remarks) -> dict[str, str]:
    """The author's own columns, which a choice filter can look at, as ours are called."""
    found = {
        column
        for line in lines
        for column, language in line.cells
        if column not in OWN and not column.startswith(OURS) and not language
    }
    named = sorted(found)
    given = dict(zip(named, ids((name, LONGEST_ID) for name in named), strict=True))
    for old, new in given.items():
        if old != new:
            remarks.renamed("choice-column", Place(lines[0].sheet, 1), name=old, new=new)
    return given


def _option(
    line: Line, code: str, name: str, columns: Mapping[str, str], languages: Languages,
    remarks: Remarks,
) -> dict[str, Any]:  # fmt: skip
    label = languages.said(line.texts("label"), remarks, line.place, "label")
    if label is None:
        label = dict.fromkeys(languages.all, name)
        remarks.review("choice-label", line.place)
    option: dict[str, Any] = {"code": code, "label": label}
    option |= extras(line, languages, remarks)
    if image := image_of(line, remarks):
        option["image"] = image
    beside = {
        columns[column]: text
        for (column, language), text in line.cells.items()
        if column in columns and not language
    }
    if beside:
        option["with"] = beside
    return option


def image_of(line: Line, remarks: Remarks) -> str | None:
    """The picture beside a question or a choice, if it can stay; other media are lost."""
    for medium in ("big-image", "audio", "video"):
        if line.get(medium):
            remarks.lost("medium", line.place, medium=medium)
    images = list(dict.fromkeys(line.texts("image").values()))
    if len(images) > 1:
        remarks.lost("image-languages", line.place, image=images[0])
    if images and not re.fullmatch(IMAGE, images[0]):
        remarks.lost("image-name", line.place, image=images[0])
        return None
    return images[0] if images else None


def with_other(options: Iterable[dict[str, Any]], languages: Languages) -> list[dict[str, Any]]:
    """The options, and one for "other" whose choice asks for words."""
    say = languages.made(OTHER["say"])
    found = [dict(option) for option in options]
    for option in found:
        if option["code"] == OTHER["code"]:
            option.setdefault("say", say)
            return found
    return [*found, {"code": "other", "label": languages.made(OTHER["label"]), "say": say}]
