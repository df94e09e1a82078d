"""Conditions over earlier answers, in the language XLSForm writes them in: XPath 1.0.

    compile_rule("${served} != 'nobody' and ${queue} > 3") -> Rule

elementpath reads the grammar; we compile its tree to plain functions, from a list of tokens we
know.  So every rule is total: bounded length, no loops, no nodes, nothing but answers to look at.
An unanswered question is '', and '' compared with a number is false (as ODK has it).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from elementpath import XPath1Parser
from elementpath.exceptions import ElementPathError

from surveys.values import Scalar

LONGEST = 1000
DEEPEST = 40
REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

XPathValue = str | float | bool
Lookup = Callable[[str], Scalar]
Eval = Callable[[Lookup], XPathValue]


class BadRule(Exception):
    """The author wrote something we cannot evaluate; the message says what."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled condition; *names* are the questions it looks at ('.' is the answer itself)."""

    text: str
    names: frozenset[str]
    evaluate: Eval
    tables: frozenset[str] = frozenset()
    once: bool = False

    def value(self, answers: Any, this: Any = "") -> Any:
        get = answers.answer if hasattr(answers, "answer") else lambda n: answers.get(n, "")
        return self.evaluate(lambda name: this if name == "." else get(name))

    def holds(self, answers: Any, this: Any = "") -> bool:
        """Whether the condition is true of *answers* (by question id) and *this* answer."""
        return _boolean(self.value(answers, this))


@cache
def compile_rule(text: str, columns: Any = None) -> Rule:
    """Compile *text*; raises BadRule."""
    if len(text) > LONGEST:
        raise BadRule(f"longer than {LONGEST} characters")
    if "$" in REFERENCE.sub("", text):
        raise BadRule("a question is written ${name}")
    names = set(REFERENCE.findall(text))
    try:
        tree = XPath1Parser().parse(REFERENCE.sub(r"$\1", text))
    except (ElementPathError, RecursionError) as error:
        raise BadRule(str(error).split(": ", 1)[-1]) from None
    evaluate = _compile(tree, 0)
    if _mentions_this(tree):
        names.add(".")
    return Rule(text, frozenset(names), evaluate)


def _mentions_this(token: Any) -> bool:
    return token.symbol == "." or any(_mentions_this(child) for child in token)


def _compile(token: Any, depth: int) -> Eval:
    if depth > DEEPEST:
        raise BadRule(f"nested deeper than {DEEPEST}")
    match token.symbol:
        case "(string)" | "(integer)" | "(decimal)" | "(float)":
            constant: XPathValue = (
                token.value if token.symbol == "(string)" else float(token.value)
            )
            return lambda _: constant
        case "$":
            name = token[0].value
            return lambda answers: answers(name)
        case ".":
            return lambda answers: answers(".")
        case "(" if len(token) == 1:
            return _compile(token[0], depth + 1)
    parts = [_compile(child, depth + 1) for child in token]
    if token.symbol == "-" and len(parts) == 1:
        return lambda answers: -_number(parts[0](answers))
    if token.symbol in OPERATORS and len(parts) == 2:
        return _binary(OPERATORS[token.symbol], *parts)
    if token.symbol in ("and", "or") and len(parts) == 2:
        return _logical(token.symbol, *parts)
    known = FUNCTIONS.get(token.symbol)
    if token.symbol == "(name)":
        raise BadRule(f"{token.value}: a question is written ${{name}}")
    if known is None or len(parts) not in known[0]:
        raise BadRule(f"{token.symbol} is not part of the language here, or not like this")
    function = known[1]
    return lambda answers: function(*(part(answers) for part in parts))


def _binary(
    operator: Callable[[XPathValue, XPathValue], XPathValue], left: Eval, right: Eval
) -> Eval:
    return lambda answers: operator(left(answers), right(answers))


def _logical(word: str, left: Eval, right: Eval) -> Eval:
    if word == "and":
        return lambda answers: _boolean(left(answers)) and _boolean(right(answers))
    return lambda answers: _boolean(left(answers)) or _boolean(right(answers))


def _boolean(value: XPathValue) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _number(value: XPathValue) -> float:
    if isinstance(value, str):
        try:
            return float(value) if NUMERAL.fullmatch(value.strip()) else math.nan
        except ValueError:
            return math.nan
    return float(value)


NUMERAL = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")


def _string(value: XPathValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "NaN" if isinstance(value, float) and math.isnan(value) else str(value)


def _equal(left: XPathValue, right: XPathValue) -> bool:
    """XPath 1.0 section 3.4: booleans first, then numbers, then strings."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _boolean(left) == _boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return _number(left) == _number(right)
    return left == right


def _divide(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left)
    return left / right


def _modulo(left: float, right: float) -> float:
    return math.nan if right == 0 or math.isinf(left) else math.fmod(left, right)


def _round(value: XPathValue) -> float:
    number = _number(value)
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def _whole(rounding: Callable[[float], int]) -> Callable[[XPathValue], float]:
    def apply(value: XPathValue) -> float:
        number = _number(value)
        return float(rounding(number)) if math.isfinite(number) else number

    return apply


OPERATORS: dict[str, Callable[[XPathValue, XPathValue], XPathValue]] = {
    "=": _equal,
    "!=": lambda a, b: not _equal(a, b),
    "<": lambda a, b: _number(a) < _number(b),
    "<=": lambda a, b: _number(a) <= _number(b),
    ">": lambda a, b: _number(a) > _number(b),
    ">=": lambda a, b: _number(a) >= _number(b),
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "div": lambda a, b: _divide(_number(a), _number(b)),
    "mod": lambda a, b: _modulo(_number(a), _number(b)),
}

FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[..., XPathValue]]] = {
    "not": ((1,), lambda a: not _boolean(a)),
    "true": ((0,), lambda: True),
    "false": ((0,), lambda: False),
    "boolean": ((1,), _boolean),
    "number": ((1,), _number),
    "string": ((1,), _string),
    "string-length": ((1,), lambda a: float(len(_string(a)))),
    "contains": ((2,), lambda a, b: _string(b) in _string(a)),
    "starts-with": ((2,), lambda a, b: _string(a).startswith(_string(b))),
    "floor": ((1,), cast(Callable[..., XPathValue], _whole(math.floor))),
    "ceiling": ((1,), cast(Callable[..., XPathValue], _whole(math.ceil))),
    "round": ((1,), _round),
}
