"""Which parts of an expression cannot fit each other, whatever is answered."""

from collections.abc import Iterator
from typing import Literal

from surveys.expressions.functions import FUNCTIONS
from surveys.expressions.special import SPECIAL
from surveys.expressions.tree import Call, Chain, Constant, Negative, Node, inside
from surveys.expressions.values import number

Kind = Literal["text", "number", "truth", "any"]
LOGIC, EQUAL, ORDER = ("and", "or"), ("=", "!="), ("<", "<=", ">", ">=")


def misfits(node: Node) -> Iterator[str]:
    """What is the same for every answer: a comparison or a sum that its author cannot mean."""
    if isinstance(node, Chain):
        left = node.first
        for word, right in node.rest:
            yield from _pair(left, word, right)
            left = Chain(left, ((word, right),), node.at)
    elif isinstance(node, Negative):
        yield from _counts(node.of, "-")
    for one in inside(node):
        yield from misfits(one)


def _pair(left: Node, word: str, right: Node) -> Iterator[str]:
    if word in EQUAL:
        yield from _compared(left, right, word)
        yield from _compared(right, left, word)
    elif word not in LOGIC and word != "|":
        yield from _counts(left, word)
        yield from _counts(right, word)


def _compared(text: Node, other: Node, word: str) -> Iterator[str]:
    if not isinstance(text, Constant) or not isinstance(text.value, str):
        return
    kind = kind_of(other)
    if kind == "truth":
        yield (
            f"character {text.at}: what is true or false is compared with true() or false(), "
            f"not with '{text.value}'"
        )
    elif kind == "number" and not _counted(text.value):
        always = "never" if word == "=" else "always"
        yield f"character {text.at}: '{text.value}' is no number: {always} true"


def _counts(node: Node, word: str) -> Iterator[str]:
    if isinstance(node, Constant) and isinstance(node.value, str) and not _counted(node.value):
        yield f"character {node.at}: '{node.value}' is no number, so {word} means nothing"


def _counted(text: str) -> bool:
    found = number(text)
    return found == found


def kind_of(node: Node) -> Kind:
    """What *node* gives."""
    match node:
        case Constant(value):
            return "text" if isinstance(value, str) else "number"
        case Negative():
            return "number"
        case Chain(rest=rest):
            word = rest[-1][0]
            if word == "|":
                return "any"
            return "truth" if word in (*LOGIC, *EQUAL, *ORDER) else "number"
        case Call(name) if name in SPECIAL:
            return SPECIAL[name].gives
        case Call(name) if name in FUNCTIONS:
            return FUNCTIONS[name].gives
        case _:
            return "any"
