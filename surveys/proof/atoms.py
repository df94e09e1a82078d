"""What a condition compares with what, read from its text.

A question is *simple* in a condition if it stands there only in comparisons with a constant,
``${wait} > 180``: then a few values around the constants stand for all it can hold.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

TOKEN = re.compile(
    r"""\$\{(?P<name>\w+)\}
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<compare><=|>=|!=|=|<|>)
    | (?P<other>[A-Za-z_][\w-]*|\S)""",
    re.VERBOSE,
)
BEFORE = {"", "(", ",", "and", "or"}  # what may stand around a comparison that is whole
AFTER = {"", ")", ",", "and", "or"}
Token = tuple[str, str]  # kind, text
NOTHING: Token = ("", "")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in one or more conditions: every constant they hold, and the comparisons it
    stands in; *only_texts*: none but equal and unequal to a text."""

    constants: frozenset[str | float] = frozenset()
    atoms: frozenset[str] = frozenset()
    simple: bool = True
    only_texts: bool = True

    def __or__(self, other: "Mention") -> "Mention":
        return Mention(
            self.constants | other.constants,
            self.atoms | other.atoms,
            self.simple and other.simple,
            self.only_texts and other.only_texts,
        )


@dataclass(slots=True)
class _Seen:
    atoms: set[str] = field(default_factory=set)
    simple: bool = True
    only_texts: bool = True


def tokens(text: str) -> tuple[Token, ...]:
    """The condition without its spaces: equal for two that differ only in those."""
    return tuple((found.lastgroup or "", found[0].strip()) for found in TOKEN.finditer(text))


@cache
def mentions(text: str) -> dict[str, Mention]:
    """Each name in the condition *text* (``.`` for the answer itself)."""
    row = tokens(text)
    seen: dict[str, _Seen] = {}
    for place, token in enumerate(row):
        if token[0] != "name" and token != ("other", "."):
            continue
        name = token[1].removeprefix("${").removesuffix("}")
        one = seen.setdefault(name, _Seen())
        atom = _atom(row, place)
        if atom is None:
            one.simple = one.only_texts = False
            continue
        one.atoms.add(" ".join(part for _, part in atom))
        kinds = {kind for kind, _ in atom}
        equal = {part for kind, part in atom if kind == "compare"} <= {"=", "!="}
        one.only_texts = one.only_texts and equal and "text" in kinds
    constants = frozenset(_constants(row))
    return {
        name: Mention(constants, frozenset(one.atoms), one.simple, one.only_texts)
        for name, one in seen.items()
    }


def mention(name: str, conditions: Iterable[str]) -> Mention:
    """*name* in all of *conditions*."""
    whole = Mention()
    for text in conditions:
        whole |= mentions(text).get(name, Mention())
    return whole


def _atom(row: tuple[Token, ...], place: int) -> tuple[Token, ...] | None:
    """The comparison with a constant that stands around *place*; None if there is none."""
    for start, end in ((0, 3), (0, 4), (-2, 1), (-3, 1)):
        if place + start < 0 or place + end > len(row):
            continue
        atom = row[place + start : place + end]
        rest = atom[1:] if start == 0 else tuple(reversed(atom[:-1]))
        constant = rest[1:] if start == 0 else tuple(reversed(rest[1:]))
        whole = _text(row, place + start - 1) in BEFORE and _text(row, place + end) in AFTER
        if whole and rest[0][0] == "compare" and _is_constant(constant):
            return atom
    return None


def _is_constant(row: tuple[Token, ...]) -> bool:
    if len(row) == 2:
        return row[0] == ("other", "-") and row[1][0] == "number"
    return row[0][0] in ("text", "number")


def _text(row: tuple[Token, ...], place: int) -> str:
    return row[place][1] if 0 <= place < len(row) else ""


def _constants(row: tuple[Token, ...]) -> Iterable[str | float]:
    for place, (kind, text) in enumerate(row):
        if kind == "text":
            yield text[1:-1]
        elif kind == "number":
            sign = -1 if _text(row, place - 1) == "-" else 1
            yield sign * float(text)
            yield float(text)
