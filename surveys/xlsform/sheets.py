"""A sheet of an XLSForm as lines with named cells; headings are known in all their spellings.

The spellings: https://xlsform.org/en/ and pyxform's own list of what it accepts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.xlsform.remarks import Place, Remarks

OURS = "anfang"  # what only we know stands in columns that begin so
TRANSLATED = frozenset(
    ("label", "hint", "guidance_hint", "constraint_message", "required_message",
     "image", "big-image", "audio", "video")
)  # fmt: skip
NAMES = TRANSLATED | {
    "type", "name", "required", "relevant", "constraint", "calculation", "choice_filter",
    "default", "read_only", "repeat_count", "appearance", "parameters", "trigger", "disabled",
    "list_name", "form_title", "form_id", "version", "default_language",
    "allow_choice_duplicates",
}  # fmt: skip
ALIASES = {
    "caption": "label", "command": "type", "tag": "name", "relevance": "relevant",
    "readonly": "read_only", "calculate": "calculation",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message", "count": "repeat_count", "jr:count": "repeat_count",
    "media::image": "image", "media::big-image": "big-image", "media::audio": "audio",
    "media::video": "video", "bind::relevant": "relevant", "bind::required": "required",
    "bind::constraint": "constraint", "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message", "bind::calculate": "calculation",
    "bind::readonly": "read_only", "control::appearance": "appearance",
    "body::appearance": "appearance", "control::jr:count": "repeat_count",
    "set_form_title": "form_title", "set_form_id": "form_id", "id_string": "form_id",
    "title": "form_title",
}  # fmt: skip
# Two words in a heading are told apart by "::", in old forms by ":", in ours on the choices also
# by "_": a choices column becomes an element of XML, where "::" cannot stand.
_OURS = re.compile(rf"{OURS}(?:::|:|\.|_)\s*(.+)", re.IGNORECASE)

Cell = tuple[str, str]  # the column, the language as its heading says it


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings."""

    sheet: str
    row: int
    cells: Mapping[Cell, str]

    @property
    def place(self) -> Place:
        return Place(self.sheet, self.row)

    def get(self, column: str) -> str:
        """The text in *column*, of whatever language its heading names first; "" if empty."""
        if text := self.cells.get((column, "")):
            return text
        return next((t for (name, _), t in self.cells.items() if name == column and t), "")

    def texts(self, column: str) -> dict[str, str]:
        """What stands in *column*, by language as the headings say it; "" for none."""
        return {lang: text for (name, lang), text in self.cells.items() if name == column and text}


@dataclass(frozen=True, slots=True)
class Sheet:
    """*headings*: every column, as it was written."""

    name: str
    lines: tuple[Line, ...] = ()
    headings: Mapping[Cell, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return Place(self.name)


Sheets = Mapping[str, Sheet]


def sheet(name: str, rows: Iterable[tuple[int, Sequence[str]]], remarks: Remarks) -> Sheet:
    """The sheet in *rows* (number from 1, cells): the first is its headings."""
    every = iter(rows)
    first = next(every, None)
    if first is None:
        return Sheet(name)
    number, cells = first
    columns: list[Cell | None] = []
    headings: dict[Cell, str] = {}
    for heading in cells:
        column = known(heading) if heading.strip() else None
        if column is not None and column in headings:
            remarks.problem("heading-twice", Place(name, number), heading=heading)
            column = None
        elif column is not None:
            headings[column] = heading.strip()
        columns.append(column)
    lines: list[Line] = []
    for number, cells in every:
        found = {c: t for c, t in zip(columns, cells, strict=False) if c is not None and t}
        unheaded = any(cells[len(columns) :]) or any(
            text for text, heading in zip(cells, first[1], strict=False) if not heading.strip()
        )
        if unheaded:
            remarks.lost("cell-unheaded", Place(name, number))
        if found:
            lines.append(Line(name, number, found))
    return Sheet(name, tuple(lines), headings)


def known(heading: str) -> Cell:
    """A heading as we name it: ``Media::Image::English (en)`` -> ("image", "English (en)")."""
    text = " ".join(heading.split())
    if ours := _OURS.fullmatch(text):
        return _ours(ours[1])
    parts = [part.strip() for part in text.split("::" if "::" in text else ":")]
    head = parts[0].lower().replace(" ", "_")
    if head in ("media", "bind", "control", "body") and len(parts) > 1:
        head = f"{head}::{parts[1].lower()}"
        parts = parts[1:]
    name = ALIASES.get(head, head)
    if len(parts) > 1 and name in TRANSLATED:
        return name, "::".join(parts[1:])
    # What nobody knows keeps its capitals: a choice filter may look at a column called so.
    return (name, "") if len(parts) == 1 and name in NAMES else (text, "")


def _ours(rest: str) -> Cell:
    parts = [part.strip() for part in re.split(r"::|:|\.", rest)]
    if len(parts) == 1 and parts[0].lower().startswith("say_"):
        parts = ["say", parts[0][4:]]
    return f"{OURS}::{parts[0].lower()}", parts[1] if len(parts) > 1 else ""
