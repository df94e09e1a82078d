"""The questionnaire file's own look: texts in one line where they fit, a blank line between
questions, so that a person can go on editing."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

WIDE = 99
Plain = Any  # str, list, dict of such

# In this order; what is not named here comes after.
ORDER = (
    "id", "group", "title", "kind", "label", "text", "help", "image", "characteristic", "items",
    "measure", "clauses", "options", "choice_filter", "randomize", "order", "rows", "relevant",
    "repeat", "required", "read_only", "default", "value", "met", "degree", "weight", "critical",
    "trap", "constraint", "constraint_message", "warning", "warning_message", "low", "high",
    "ends", "least", "most", "unit", "decimals", "evidence", "questions",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(ORDER)}
_BARE = re.compile(r"[\w(（“一-鿿][^\n\r\t#:{}\[\],&*!|>'\"%@`\\]*")
_BREAKS = re.compile("[\u0085\u2028\u2029\ufeff]")
# Lines that a block gives back as they are.
_LINES = re.compile(r"([!-~\w][^\n\r\t]*(?<! )\n){2,}")
_LINE = re.compile(r"[\w(（“一-鿿](?!.*(: | #|:$))[^\n\r\t`\\]*")  # bare where nothing ends it
_WORDS = frozenset(("Yes", "No", "True", "False", "On", "Off", "null", "Null", "NULL", "Y", "N"))
RULES = frozenset(
    ("relevant", "constraint", "warning", "met", "degree", "trap", "default", "value",
     "choice_filter", "when", "count", "required", "randomize")
)  # fmt: skip


def scalar(text: str, alone: bool = False) -> str:
    """*text* as YAML that reads back as exactly that; *alone*: nothing follows it in its line."""
    if (_LINE if alone else _BARE).fullmatch(text) and text == text.strip() and text not in _WORDS:
        return text
    # JSON is YAML; what it leaves as it is and YAML takes for the end of a line is written out.
    quoted = json.dumps(text, ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def flow(value: Plain, name: str = "") -> str:
    """*value* in one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(k)}: {flow(v, k)}" for k, v in value.items()) + "}"
        case str():
            quoted = name in RULES and value not in ("true", "false")
            return json.dumps(value, ensure_ascii=False) if quoted else scalar(value)
        case Sequence():
            return "[" + ", ".join(flow(item) for item in value) + "]"
        case _:
            raise TypeError(type(value))


def _entry(name: str, value: Plain, deep: int) -> Iterator[str]:
    """One key of a mapping, indented by *deep* spaces, in one line if that is wide enough."""
    pad = " " * deep
    if isinstance(value, str) and _LINES.fullmatch(value):
        yield f"{pad}{scalar(name)}: |"
        yield from (f"{pad}  {line}" for line in value.splitlines())
        return
    if isinstance(value, str) and name not in RULES:
        yield f"{pad}{scalar(name)}: {scalar(value, alone=True)}"
        return
    line = f"{pad}{scalar(name)}: {flow(value, name)}"
    many = isinstance(value, Sequence) and not isinstance(value, str)
    if isinstance(value, str) or not value or (len(line) <= WIDE and not _tall(name, value)):
        yield line
    elif many:
        yield f"{pad}{scalar(name)}:"
        for item in value:
            yield from _item(item, deep + 2)
    else:
        yield f"{pad}{scalar(name)}:"
        for key, inner in _sorted(value) if name == "repeat" else value.items():
            yield from _entry(key, inner, deep + 2)


def _tall(name: str, value: Plain) -> bool:
    """Whether *value* is written below its key even where it would fit beside it."""
    if name in ("questions", "sections", "rows", "repeat", "option_sets", "tables"):
        return True
    return name in ("options",) and isinstance(value, Sequence)


def _item(value: Plain, deep: int) -> Iterator[str]:
    """One entry of a list: an option in one line, a question below its dash."""
    pad = " " * deep
    line = f"{pad}- {flow(value)}"
    if not isinstance(value, Mapping) or (len(line) <= WIDE + 40 and "code" in value):
        yield line
        return
    lines = [line for key, inner in _sorted(value) for line in _entry(key, inner, deep + 2)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def _sorted(value: Mapping[str, Plain]) -> Iterable[tuple[str, Plain]]:
    return sorted(value.items(), key=lambda pair: _PLACES.get(pair[0], len(ORDER)))


def written(top: Mapping[str, Plain], remark: str) -> str:
    """The whole file; *remark* is its first line."""
    lines = [f"# {remark}"]
    for name, value in top.items():
        if name == "option_sets":
            lines += ["", "option_sets:"]
            for key, options in value.items():
                lines.append(f"  {scalar(key)}:")
                for option in options:
                    lines += _item(option, 4)
        elif name == "sections":
            lines += ["", "sections:"]
            for place, section in enumerate(value):
                lines += [""] * bool(place)
                lines += _block(section, 2)
        else:
            lines += _entry(name, value, 0)
    return "\n".join(lines) + "\n"


def _block(value: Mapping[str, Plain], deep: int) -> Iterator[str]:
    """A section or a group: its own fields, then its questions with blank lines between."""
    head = {key: inner for key, inner in value.items() if key != "questions"}
    lines = [line for key, inner in _sorted(head) for line in _entry(key, inner, deep + 2)]
    yield f"{' ' * deep}- {lines[0].lstrip()}"
    yield from lines[1:]
    yield f"{' ' * (deep + 2)}questions:"
    for place, question in enumerate(value["questions"]):
        if place:
            yield ""
        if "group" in question:
            yield from _block(question, deep + 4)
        else:
            yield from _item(question, deep + 4)
