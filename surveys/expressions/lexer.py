"""An expression's text as tokens with their places (XPath 1.0, section 3.7)."""

import re
from dataclasses import dataclass
from itertools import pairwise

from surveys.expressions.errors import BadRule

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    | \$\{\s*(?P<ref>[A-Za-z_][A-Za-z0-9_]*)\s*\}
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<name>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)
    | (?P<sign><=|>=|!=|\.\.|[=<>+*|(),.-])""",
    re.VERBOSE,
)
REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}")  # a question, wherever it stands
# What hands type instead, and what was meant.
MEANT = {
    "&&": "and", "||": "or", "==": "=", "<>": "!=", "&": "and", "/": "div", "%": "mod",
    "!": "not(…) or !=", "（": "(", "）": ")", "，": ",", "＝": "=", "＞": ">", "＜": "<",
    "≥": ">=", "≤": "<=", "≠": "!=", "‘": "'", "’": "'", "“": '"', "”": '"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """*kind*: ref, text, number, name, sign, end.  *at*: its first character, from 1."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """All of *text*, an end behind.  Raises BadRule."""
    found, place = [], 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise BadRule(_odd(text, place))
        kind = match.lastgroup or ""
        if kind != "space":
            inside = match[kind][1:-1] if kind == "text" else match[kind]
            found.append(Token(kind, inside, place + 1))
        place = match.end()
    for one, two in pairwise(found):
        if (one.text, two.text) in (("=", "="), ("<", ">")) and one.kind == two.kind == "sign":
            raise BadRule(_odd(text, one.at - 1))
    return [*found, Token("end", "", len(text) + 1)]


def _odd(text: str, place: int) -> str:
    where = f"character {place + 1}"
    for wrong in (text[place : place + 2], text[place]):
        if wrong in MEANT:
            return f"{where}: {wrong} is written {MEANT[wrong]} here"
    if text[place] == "$":
        return f"{where}: a question is written ${{name}}"
    if text[place] in "'\"":
        return f"{where}: this quote is not closed"
    if text[place] in "[]@:":
        return f"{where}: {text[place]} belongs to paths, which are not part of the language here"
    return f"{where}: {text[place]} is not part of the language"
