"""Read YAML that people write: every scalar a plain string, every mistake with file and line.

YAML guesses types: ``no`` becomes false, ``1:30`` ninety, ``5.10`` five point one.  Here nothing
is guessed: a scalar is the text as written, and only an empty one, ``~`` or ``null`` is None.
Text comes in as an argument: this module opens no file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

MAX_DEPTH = 40
MAX_BYTES = 2 * 1024 * 1024

Plain = str | list["Plain"] | dict[str, "Plain"] | None
Loc = tuple[str | int, ...]
T = TypeVar("T", bound=BaseModel)

# The C parser is some ten times faster; a build of PyYAML without it still works.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a data file; *line* counts from 1.  Prints as ``file:line: message``."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DataFileError(Exception):
    """A data file cannot be used: *problems* holds every mistake found, sorted, at least one."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and where it stands; the value of a key stands where its key does."""

    value: "str | list[Node] | dict[str, Node] | None"
    file: str
    line: int


def read(text: str, file: str) -> Node:
    """The one document in *text*; *file* only names it in messages.

    Raises DataFileError with every problem: syntax, aliases and anchors, tags, duplicate or
    complex keys, nesting deeper than MAX_DEPTH, more than MAX_BYTES, characters YAML forbids.
    """
    text = text.removeprefix("\ufeff")
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise DataFileError([Problem(file, 1, f"larger than {MAX_BYTES} bytes")])
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise DataFileError([Problem(file, line, f"character U+{ord(bad[0]):04X} is not allowed")])
    reader = _Reader(file, yaml.parse(text, Loader=_LOADER))
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What is missing at the very end is noticed one line after it.
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1
        reader.problems.append(Problem(file, line, f"not valid YAML: {error.problem}"))
        raise DataFileError(reader.problems) from None
    if reader.problems:
        raise DataFileError(reader.problems)
    return node


class _Reader:
    """Builds nodes from the parser's events, where anchors, tags and repeats are still visible."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.events = events
        self.problems: list[Problem] = []

    def document(self) -> Node:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Node(None, self.file, 1)
        root = self.node(next(self.events), 1, None)
        next(self.events)  # the document ends
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.refuse(extra, "a second document in one file")
        return root

    def node(self, event: yaml.Event, depth: int, line: int | None) -> Node:
        line = line or _line(event)
        if depth > MAX_DEPTH:
            # Going on would mean following the nesting down; the rest of the file stays unread.
            self.refuse(event, f"nested deeper than {MAX_DEPTH} levels")
            raise DataFileError(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, f"alias *{event.anchor} is not allowed: write the value out")
            return Node(None, self.file, line)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            self.refuse(event, f"anchor &{event.anchor} is not allowed")
        if event.tag is not None:
            self.refuse(event, f"tag {event.tag} is not allowed")
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event), self.file, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.sequence(depth), self.file, line)
        return Node(self.mapping(depth), self.file, line)

    def scalar(self, event: yaml.ScalarEvent) -> str | None:
        # An escape in double quotes can still write what may not stand in the file.
        if bad := _UNPRINTABLE.search(event.value):
            self.refuse(event, f"character U+{ord(bad[0]):04X} is not allowed")
        plain_style = event.implicit[0]
        return None if plain_style and event.value in ("", "~", "null") else str(event.value)

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1, None))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            key = self.node(event, depth + 1, line).value
            value = self.node(next(self.events), depth + 1, line)
            if not isinstance(key, str):
                self.refuse(event, "a key must be a text")
            elif key in entries:
                self.refuse(
                    event, f"key {_short(key)} stands twice, first in line {entries[key].line}"
                )
            else:
                entries[key] = value
        return entries

    def refuse(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.file, _line(event), message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def plain(node: Node) -> Plain:
    """The same value without places, as pydantic takes it: str, None, list, dict."""
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    return node.value


def line_of(node: Node, loc: Loc) -> int:
    """The line of a pydantic error's location, or of what is around it if that is missing."""
    for part in loc:
        if isinstance(node.value, dict) and str(part) in node.value:
            node = node.value[str(part)]
        elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        # Anything else is pydantic's own word for a member of a union or for a key.
    return node.line


def validate(model: type[T], node: Node) -> T:
    """*node* as a *model*, parsed from strings ("3" is an int, "true" a bool).

    Raises DataFileError with every error pydantic finds, each in its line.
    """
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        raise DataFileError(
            [Problem(node.file, line_of(node, item["loc"]), _message(item)) for item in details]
        ) from None


def _message(error: ErrorDetails) -> str:
    where = ".".join(_short(str(part), quote=False) for part in error["loc"])
    said = _short(error["input"]) if isinstance(error["input"], str) else None
    match error["type"]:
        case "missing":
            what = "is missing"
        case "extra_forbidden":
            what = "is not a known key"
        case "value_error" | "assertion_error":
            what = error["msg"].partition(", ")[2]
        case _:
            what = error["msg"] + (f" (found {said})" if said else "")
    return f"{where}: {what}" if where else what


def _short(text: str, limit: int = 40, *, quote: bool = True) -> str:
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{text}"' if quote else text
