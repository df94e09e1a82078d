"""Tokens become a tree, by rank of the operators (XPath 1.0, section 3)."""

from surveys.expressions.errors import BadRule
from surveys.expressions.lexer import Token, tokens
from surveys.expressions.tree import (
    Around,
    Call,
    Chain,
    Column,
    Constant,
    Name,
    Negative,
    Node,
    This,
)

DEEPEST = 80
RANKS = (
    ("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"),
)  # fmt: skip
RANK = {word: rank for rank, words in enumerate(RANKS) for word in words}


def parse(text: str, columns: frozenset[str] = frozenset()) -> Node:
    """The tree of *text*.  Raises BadRule, with the place."""
    parser = _Parser(tokens(text), columns)
    if parser.here.kind == "end":
        raise BadRule("an empty expression")
    found = parser.expression(0, 0)
    if parser.here.kind != "end":
        raise BadRule(parser.unexpected())
    return found


class _Parser:
    def __init__(self, row: list[Token], columns: frozenset[str]) -> None:
        self.row, self.columns, self.place = row, columns, 0

    @property
    def here(self) -> Token:
        return self.row[self.place]

    def next(self) -> Token:
        token = self.row[self.place]
        self.place += 1
        return token

    def takes(self, sign: str) -> bool:
        if self.here.kind == "sign" and self.here.text == sign:
            self.place += 1
            return True
        return False

    def expression(self, rank: int, depth: int) -> Node:
        """An expression whose operators are of *rank* or above: what binds tighter is met first,
        and each chain grows upwards from there."""
        if depth > DEEPEST:
            raise BadRule(f"character {self.here.at}: nested deeper than {DEEPEST}")
        left = self.signed(depth)
        while (found := self.operator()) is not None and found >= rank:
            first_at = self.here.at
            rest: list[tuple[str, Node]] = []
            while self.operator() == found:
                word = self.next().text
                rest.append((word, self.expression(found + 1, depth + 1)))
            left = Chain(left, tuple(rest), first_at)
        return left

    def operator(self) -> int | None:
        return RANK.get(self.here.text) if self.here.kind in ("sign", "name") else None

    def signed(self, depth: int) -> Node:
        at, minus = self.here.at, 0
        while self.takes("-"):
            minus += 1
        found = self.union(depth)
        if not minus:
            return found
        return Negative(found if minus % 2 else Negative(found, at), at)

    def union(self, depth: int) -> Node:
        at, first = self.here.at, self.primary(depth)
        rest: list[tuple[str, Node]] = []
        while self.takes("|"):
            rest.append(("|", self.primary(depth)))
        if not rest:
            return first
        for one in (first, *(node for _, node in rest)):
            if not isinstance(one, Name):
                raise BadRule(f"character {one.at}: | stands between questions, nothing else")
        return Chain(first, tuple(rest), at)

    def primary(self, depth: int) -> Node:
        token = self.next()
        match token.kind, token.text:
            case "text", text:
                return Constant(text, token.at)
            case "number", text:
                return Constant(float(text), token.at)
            case "ref", name:
                return Name(name, token.at)
            case "sign", ".":
                return This(token.at)
            case "sign", "..":
                return Around(token.at)
            case "sign", "(":
                found = self.expression(0, depth + 1)
                self.closed(token)
                return found
            case "name", name:
                if self.takes("("):
                    return self.call(token, depth)
                return self.bare(token)
            case _:
                self.place -= 1
                raise BadRule(self.unexpected())

    def call(self, token: Token, depth: int) -> Node:
        parts: list[Node] = []
        if not self.takes(")"):
            parts.append(self.expression(0, depth + 1))
            while self.takes(","):
                parts.append(self.expression(0, depth + 1))
            self.closed(token)
        return Call(token.text, tuple(parts), token.at)

    def bare(self, token: Token) -> Node:
        name = token.text
        if name in self.columns or (name == "name" and self.columns):
            return Column(name, token.at)
        if name in ("true", "false"):
            raise BadRule(f"character {token.at}: {name} is written {name}()")
        if self.columns:
            known = ", ".join(sorted({"name", *self.columns}))
            raise BadRule(f"character {token.at}: the options have no column {name}, only {known}")
        raise BadRule(f"character {token.at}: {name}: a question is written ${{name}}")

    def closed(self, opening: Token) -> None:
        if self.takes(")"):
            return
        if self.here.kind == "end":
            raise BadRule(f"character {opening.at}: the bracket after this is not closed")
        raise BadRule(self.unexpected())

    def unexpected(self) -> str:
        token = self.here
        if token.kind == "end":
            return f"character {token.at}: the expression stops short"
        said = {"ref": f"${{{token.text}}}", "text": f"'{token.text}'"}.get(token.kind, token.text)
        return f"character {token.at}: {said} cannot stand here"
