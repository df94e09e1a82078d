"""A question of ours as a row of the survey sheet: its type, and what only we know beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surveys.build import AGREE, DECLINE
from surveys.xlsform.expressions import NUMBERS, NUMERAL
from surveys.xlsform.extras import cells
from surveys.xlsform.numbers import said_of
from surveys.xlsform.sheets import Cell
from surveys.xlsform.tokens import is_expression, spoken_of

Question = Mapping[str, Any]
Row = dict[Cell, Any]
Options = Sequence[Mapping[str, Any]]

TYPES = {
    "choice": "select_one", "choices": "select_multiple", "ranking": "rank", "rating": "range",
    "number": "integer", "money": "integer", "text": "text", "barcode": "barcode", "date": "date",
    "time": "time", "duration": "integer", "stopwatch": "decimal", "photo": "image",
    "video": "video", "audio": "audio", "document": "file", "signature": "image",
    "location": "geopoint", "note": "note", "consent": "select_one", "calculate": "calculate",
    "hidden": "hidden",
}  # fmt: skip
NAMED = frozenset(("money", "duration", "stopwatch", "consent"))  # XLSForm has no such kind
SELECTS = frozenset(("choice", "choices", "ranking"))
NEVER_ASKED = frozenset(("note", "calculate", "hidden"))
BOUNDED = frozenset(("number", "money", "duration"))
FILES = frozenset(("photo", "video", "audio", "document"))
# Said in columns that every XLSForm has; all else is ours.
COMMON = frozenset(
    ("id", "kind", "label", "text", "help", "image", "options", "choice_filter", "relevant",
     "required", "read_only", "default", "constraint", "constraint_message", "value", "rows")
)  # fmt: skip
_FORMS = re.compile(r"\$\{([A-Za-z_]\w*)\|(?:[^|{}]*\|)*([^|{}]*)\}")  # one, two … and the last
_SEED = re.compile(r"\d{1,9}|\$\{\w+\}")


def row_of(question: Question, options: str, codes: frozenset[str], languages: Any) -> Row:
    """*options*: the list's name in the choices sheet, "" for none; *codes*: what it holds."""
    kind = question["kind"]
    of = f" {options}" if kind in SELECTS or kind == "consent" else ""
    row: Row = {("type", ""): _type(question) + of, ("name", ""): question["id"]}
    row |= _words(question, kind)
    for name in ("relevant", "choice_filter"):
        row[name, ""] = question.get(name, "")
    # A picture without a language would make XLSForm add one, called "default".
    row |= {("image", one): question.get("image", "") for one in languages}
    if kind not in NEVER_ASKED:
        required = question.get("required", "true")
        row["required", ""] = {"true": "yes", "false": ""}.get(required, required)
    if question.get("read_only") == "true":
        row["read_only", ""] = "yes"
    row["calculation", ""] = question.get("value", "")
    row["constraint", ""] = _constraint(question)
    row |= _texts("constraint_message", question.get("constraint_message", {}))
    ours = {name: value for name, value in question.items() if name not in COMMON}
    if kind in NAMED:
        ours["kind"] = kind
    if options and not of:
        ours["options"] = options
    if "default" in question:
        default = question["default"]
        row["default", ""] = _default(default, kind, codes)
        if row["default", ""] == default and not _comes_back(default, kind):
            ours["default"] = default
    _looks(question, row, ours)
    for name in ("text", "help", "constraint_message"):
        if any("|" in words for words in question.get(name, {}).values()):
            ours[name] = question[name]
    return row | cells(ours, languages)


def _type(question: Question) -> str:
    kind = question["kind"]
    decimals = question.get("decimals", "2" if kind == "money" else "0")
    return "decimal" if kind in ("number", "money") and decimals != "0" else TYPES[kind]


def _words(question: Question, kind: str) -> Row:
    if kind in ("calculate", "hidden"):
        return _texts("label", question["label"])
    row = _texts("label", question["text"]) | _texts("hint", question.get("help", {}))
    return row | {("anfang::label", lang): words for lang, words in question["label"].items()}


def _texts(column: str, texts: Mapping[str, str]) -> Row:
    """Words by language; of plural forms, which XLSForm does not know, the general one."""
    return {(column, language): general(words) for language, words in texts.items()}


def general(words: str) -> str:
    return _FORMS.sub(lambda found: found[2], words)


def _constraint(question: Question) -> str:
    """The constraint, and the bounds that we say in fields of their own."""
    own = question.get("constraint", "")
    limits = said_of(question) if question["kind"] in BOUNDED else ""
    return f"({own}) and {limits}" if own and limits else own or limits


def _default(text: str, kind: str, codes: frozenset[str]) -> str:
    """Words where the expression is nothing but words: that is how XLSForm writes them."""
    found = re.fullmatch(r"'([^']+)'", text)
    if not found or kind in NUMBERS or is_expression(found[1]) or found[1] != found[1].strip():
        return text
    words = found[1].split() if kind in ("choices", "ranking") else [found[1]]
    return text if codes and not codes.issuperset(words) else found[1]


def _comes_back(text: str, kind: str) -> bool:
    return is_expression(text) or (kind in NUMBERS and NUMERAL.fullmatch(text) is not None)


def _looks(question: Question, row: Row, ours: dict[str, Any]) -> None:
    """appearance and parameters, and what therefore need not stand in a column of ours."""
    said: dict[str, str] = {}
    match question["kind"]:
        case "rating":
            said = {"start": ours.pop("low"), "end": ours.pop("high"), "step": "1"}
            if ours.get("look") == "stars":
                row["appearance", ""] = "rating"
                del ours["look"]
        case "text" if ours.pop("size", "long") == "long":
            row["appearance", ""] = "multiline"
        case "signature":
            row["appearance", ""] = "signature"
        case "location" if "accuracy_m" in ours:
            said = {"capture-accuracy": ours.pop("accuracy_m")}
        case kind if kind in FILES:
            ours.setdefault("most", "3")  # XLSForm has one
        case _:
            pass
    mixed = ours.get("randomize", "false")
    if mixed != "false":
        said["randomize"] = "true"
        if mixed == "true" or _SEED.fullmatch(mixed):
            del ours["randomize"]
            said |= {} if mixed == "true" else {"seed": mixed}
    if said:
        row["parameters", ""] = " ".join(f"{name}={value}" for name, value in said.items())


def followers(question: Question, options: Options) -> Iterator[Row]:
    """Rows for the questions that this one brings with it, so that a form can name them.

    They are marked as made: reading the workbook again, the question brings them itself.
    """
    id, gate = question["id"], question.get("relevant", "")
    for option in options:
        if "say" in option:
            when = f"selected(${{{id}}}, '{option['code']}')"
            yield _follower("text", f"{id}_{option['code']}", option["say"], gate, when, "yes")
    if proof := question.get("evidence"):
        required = {"true": "yes", "false": ""}[proof.get("required", "true")]
        kind = TYPES[proof.get("kind", "photo")]
        when = spoken_of(proof["when"], id)
        yield _follower(kind, f"{id}_ev", proof["text"], gate, when, required)


def _follower(
    type: str, name: str, text: Mapping[str, str], gate: str, when: str, required: str
) -> Row:
    relevant = f"({gate}) and {when}" if gate else when
    row: Row = {("type", ""): type, ("name", ""): name, ("relevant", ""): relevant}
    return row | _texts("label", text) | {("required", ""): required, ("anfang::made", ""): "yes"}


def agreement(question: Question, languages: Sequence[str]) -> Options:
    """What a consent offers, as a choice list."""
    agree, decline = question.get("agree", AGREE), question.get("decline", DECLINE)
    return [
        {"code": code, "label": {one: texts.get(one, texts["en"]) for one in languages}}
        for code, texts in (("yes", agree), ("no", decline))
    ]
