"""A questionnaire file as the sheets of an XLSForm, and the CSV files that belong beside it.

    as_form(text, file) -> Exported(name, sheets, tables, images)

Nothing is lost: what XLSForm has no word for stands in columns of ours (``anfang::…``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.datafile import plain, read
from surveys.form import ID
from surveys.xlsform.asking import Options, Row, agreement, followers, general, row_of
from surveys.xlsform.extras import PREFIX, cells
from surveys.xlsform.sheets import Cell
from surveys.xlsform.texts import flow

NAMES = {
    "zh": "中文", "en": "English", "fr": "Français", "es": "Español", "pt": "Português",
    "ar": "العربية", "ru": "Русский", "de": "Deutsch", "ja": "日本語", "ko": "한국어",
}  # fmt: skip
FIRST = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "calculation", "choice_filter", "default", "read_only", "repeat_count", "appearance",
    "parameters", "image",
)  # fmt: skip
CHOICES = ("list_name", "name", "label", "image")
SETTINGS = ("form_title", "form_id", "version", "default_language")
LONGEST_TITLE = 100
_PLURAL = re.compile(r"\$\{(\w+)\|")
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Exported:
    """*sheets* by name, headings first; *tables*: CSV text by file name."""

    name: str
    sheets: Mapping[str, Grid]
    tables: Mapping[str, str]


def as_form(text: str, file: str) -> Exported:
    """*text*: of a questionnaire file that was read without a problem (surveys.load)."""
    top: Any = plain(read(text, file))
    writer = _Writer(top, tuple(top.get("languages", ("zh", "en"))))
    for section in top["sections"]:
        writer.block(section, section["id"])
    writer.tables()
    spoken = writer.languages
    sheets = {
        "survey": _grid(writer.survey, FIRST, spoken),
        "choices": _grid(writer.choices(), CHOICES, spoken),
        "settings": _grid([_settings(top, spoken)], SETTINGS, spoken),
    }
    name = f"{top['questionnaire']}@{top['edition']}"
    tables = {f"{table}.csv": rows for table, rows in top.get("tables", {}).items()}
    return Exported(name, sheets, tables)


@dataclass(slots=True)
class _Writer:
    top: Mapping[str, Any]
    languages: tuple[str, ...]
    survey: list[Row] = field(default_factory=list)
    lists: dict[str, Options] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)  # of questions and repeats
    offered: set[str] = field(default_factory=set)  # lists of questions
    proofs: set[str] = field(default_factory=set)  # lists spelt out where they are used

    def __post_init__(self) -> None:
        self.names.update(_ids(self.top["sections"]))
        self.lists.update({_word(n): o for n, o in self.top.get("option_sets", {}).items()})

    def block(self, block: Mapping[str, Any], id: str) -> None:
        """A section or a group, and everything in it."""
        repeat = block.get("repeat")
        kind = "group" if repeat is None else "repeat"
        row = self._named(id, of_question=repeat is not None)
        row |= {("type", ""): f"begin_{kind}", ("relevant", ""): block.get("relevant", "")}
        row |= {("label", one): general(words) for one, words in block["title"].items()}
        if repeat is not None:
            row["repeat_count", ""] = repeat.get("count", "")
            ours = {name: value for name, value in repeat.items() if name != "count"}
            # Said even where it is what we take for granted: then it is nobody's guess.
            row |= cells({"least": "1", "most": "20"} | ours, self.languages)
        self.survey.append(row)
        for part in block["questions"]:
            if "group" in part:
                self.block(part, part["group"])
            elif part["kind"] == "matrix":
                self._matrix(part)
            else:
                self._question(part)
        self.survey.append({("type", ""): f"end_{kind}", ("name", ""): row["name", ""]})

    def tables(self) -> None:
        """What is attached, whether or not an expression looks into it."""
        for name in self.top.get("tables", {}):
            if name not in {row.get(("name", "")) for row in self.survey}:
                self.survey.append({("type", ""): "csv-external", ("name", ""): name})

    def choices(self) -> list[Row]:
        """Every list, one after the other."""
        rows: list[Row] = []
        for name, options in self.lists.items():
            if name in self.proofs - self.offered:
                continue  # no question of the form offers it
            for option in options:
                row: Row = {("list_name", ""): name, ("name", ""): option["code"]}
                row |= {("label", one): words for one, words in option["label"].items()}
                row |= {("image", one): option.get("image", "") for one in self.languages}
                row |= {(column, ""): text for column, text in option.get("with", {}).items()}
                kept = ("outcome", "degree", "exclusive", "say")
                ours = {key: value for key, value in option.items() if key in kept}
                rows.append(row | cells(ours, self.languages, wide=True))
        return rows

    def _named(self, id: str, *, of_question: bool) -> Row:
        """A name that XLSForm takes, and the id where that is another."""
        name = id if of_question or id not in self.names else f"{id}_group"
        name = f"_{name}" if name[0].isdigit() else name
        row: Row = {("name", ""): name}
        stays = name == id and re.fullmatch(ID, id) is not None
        return row if stays else row | {(f"{PREFIX}id", ""): id}

    def _question(self, question: Mapping[str, Any]) -> None:
        name, options = self._list(question)
        codes = frozenset(option["code"] for option in options)
        question = self._spelt_out(question)
        row = row_of(question, name, codes, self.languages)
        self.survey.append(row | self._named(question["id"], of_question=True))
        self.survey += followers(question, options)

    def _spelt_out(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the ways out of its proof written out: the form knows no set of our name."""
        proof = question.get("evidence", {})
        if not isinstance(named := proof.get("options"), str):
            return question
        self.proofs.add(_word(named))
        return {**question, "evidence": {**proof, "options": self.lists[_word(named)]}}

    def _list(self, question: Mapping[str, Any]) -> tuple[str, Options]:
        """The choice list of *question*, and what it holds."""
        given = question.get("options", ())
        if isinstance(given, str):
            self.offered.add(_word(given))
            return _word(given), self.lists[_word(given)]
        if question["kind"] == "consent":
            given = agreement(question, self.languages)
        if not given:
            return "", ()
        name = question["id"]
        while name in self.lists:
            name += "_list"
        self.lists[name] = given
        return name, given

    def _matrix(self, matrix: Mapping[str, Any]) -> None:
        """A group that looks like a table, one select a row."""
        row = self._named(matrix["id"], of_question=False)
        row |= {("type", ""): "begin_group", ("appearance", ""): "table-list"}
        row["relevant", ""] = matrix.get("relevant", "")
        row |= {("label", one): general(words) for one, words in matrix["text"].items()}
        apart = ("id", "text", "rows", "options", "relevant", "required")
        ours = {name: value for name, value in matrix.items() if name not in apart}
        if any(len(words) >= LONGEST_TITLE or "${" in words for words in matrix["text"].values()):
            ours["text"] = matrix["text"]
        self.survey.append(row | cells(ours, self.languages))
        given = matrix if "options" in matrix else {**matrix, "options": self._scale(matrix)}
        name, options = self._list({**given, "kind": "choice"})
        for part in matrix["rows"]:
            one = {"kind": "choice", "text": part["label"], **part}
            if "required" in matrix:
                one["required"] = matrix["required"]
            asked = row_of(one, name, frozenset(o["code"] for o in options), self.languages)
            if "options" not in matrix:
                asked[f"{PREFIX}kind", ""] = "rating"
            self.survey.append(asked | self._named(part["id"], of_question=True))
        self.survey.append({("type", ""): "end_group", ("name", ""): row["name", ""]})

    def _scale(self, matrix: Mapping[str, Any]) -> Options:
        """The points of a rating as choices: a table has nothing else."""
        points = range(int(matrix["low"]), int(matrix["high"]) + 1)
        words = matrix.get("labels", {})
        return [
            {
                "code": str(point),
                "label": words.get(str(point), dict.fromkeys(self.languages, str(point))),
            }
            for point in points
        ]


def _ids(blocks: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for block in blocks:
        if "questions" in block:
            if "repeat" in block:
                yield block.get("group", block.get("id", ""))
            yield from _ids(block["questions"])
        else:
            yield block["id"]
            yield from (row["id"] for row in block.get("rows", ()))


def _settings(top: Mapping[str, Any], languages: Sequence[str]) -> Row:
    row: Row = {
        ("form_title", ""): top["title"][languages[0]],
        ("form_id", ""): top["questionnaire"],
        ("version", ""): top["edition"],
        ("default_language", ""): _language(languages[0]),
    }
    kept = ("mode", "minutes", "source", "intro", "thanks", "title")
    return row | cells({name: top[name] for name in kept}, tuple(languages), wide=True)


def _word(name: str) -> str:
    """The name of an option set as that of a choice list."""
    return re.sub(r"[^\w.-]", "_", name)


def _language(code: str) -> str:
    return f"{NAMES.get(code, code)} ({code})"


def _grid(rows: Sequence[Row], first: Sequence[str], languages: Sequence[str]) -> Grid:
    """The rows below their headings; a column that nobody fills is left out."""
    used = {cell for row in rows for cell, value in row.items() if value}
    places = {name: place for place, name in enumerate(first)}

    def place(cell: Cell) -> tuple[int, str, int]:
        spoken = languages.index(cell[1]) if cell[1] in languages else -1
        ours = cell[0].startswith(PREFIX)
        return places.get(cell[0], len(first) + ours), cell[0] * (cell[0] not in places), spoken

    columns = sorted(used | {(name, "") for name in ("type", "name", "list_name")
                             if name in first}, key=place)  # fmt: skip
    in_choices = "list_name" in first
    grid = [[_heading(column, in_choices) for column in columns]]
    grid += ([_text(row.get(column, "")) for column in columns] for row in rows)
    return grid


def _heading(column: Cell, in_choices: bool) -> str:
    """As XLSForm writes it.  In the choices every extra column becomes an element of XML, whose
    name holds no ``::``."""
    name, language = column
    if name.startswith(PREFIX):
        parts = [name.removeprefix(PREFIX), *([language] if language else [])]
        return "_".join(["anfang", *parts]) if in_choices else "::".join([PREFIX[:-2], *parts])
    name = "media::image" if name == "image" else name
    return f"{name}::{_language(language)}" if language else name


def _text(value: Any) -> str:
    # Plural forms are no reference to XLSForm, and are not to look like one.
    return value if isinstance(value, str) else _PLURAL.sub(r"\\x24{\1|", flow(value))
