"""The pieces of an expression of XLSForm: texts, references, names, numbers, signs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A text, a reference, a number that is no part of a name, a name or function, an operator.
_TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|\$\{\s*(?P<ref>[^}]*?)\s*\}|(?P<name>[^\W\d][\w:.-]*)"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<space>\s+)|(?P<other>!=|<=|>=|\.\.|.)""",
    re.DOTALL,
)
SMART = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORDS = frozenset(("and", "or", "div", "mod"))
# A default is an expression if it looks at something or works something out, else words.
_DYNAMIC = re.compile(r"\$\{|[\w:-]+\s*\(|^\s*[\"']")


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str


def tokens_of(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text.strip()):
        kind = found.lastgroup or "other"
        yield Token(kind, found[kind])


def signed(tokens: Iterable[Token]) -> list[Token]:
    """The tokens, a minus that is no subtraction drawn to its number: -99 is one code."""
    found: list[Token] = []
    for token in tokens:
        before = [one for one in found[-3:] if one.kind != "space"]
        sign = bool(found) and found[-1].text == "-" and len(before) > 1
        if token.kind == "number" and sign and before[-2].text in ("=", "!=", ","):
            found[-1] = Token("number", f"-{token.text}")
        else:
            found.append(token)
    return found


def bare(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """The names that are neither functions nor operators, and where they stand."""
    after = ""
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.kind == "name" and after != "(" and token.text not in _WORDS:
            yield place, token.text
        if token.kind != "space":
            after = token.text


def pulls(tokens: list[Token], place: int) -> bool:
    """Whether the text at *place* names a table: ``pulldata('prices', …``."""
    before = [token.text for token in tokens[max(0, place - 4) : place] if token.kind != "space"]
    return before[-2:] == ["pulldata", "("]


def is_expression(text: str) -> bool:
    """Whether a default is worked out; otherwise it is words, as they stand."""
    return _DYNAMIC.search(text) is not None


def spoken_of(text: str, name: str) -> str:
    """*text* with the answer (``.``) named: ``. > 3`` is ``${wait} > 3``."""
    return "".join(f"${{{name}}}" if t.text == "." else _written(t) for t in tokens_of(text))


def _written(token: Token) -> str:
    return f"${{{token.text}}}" if token.kind == "ref" else token.text


def literal(text: str) -> str:
    """*text* as XPath writes it.  XPath 1.0 knows no way to write a quote inside its own kind."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    pieces = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({pieces})"
