"""Values and how one kind becomes another (XPath 1.0, sections 3.4 and 4).

A tuple is a node-set: one answer of every instance of a repeat.  It is its first one where one
value is wanted, and true of any of them where it is compared.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal

from surveys.expressions import times
from surveys.values import Scalar

Value = str | float | bool | tuple[Scalar, ...]
One = str | float | bool
NUMERAL = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
SPACE = " \t\r\n"


def first(value: Value) -> One:
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def boolean(value: Value) -> bool:
    if type(value) is bool:
        return value
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def number(value: Value) -> float:
    """NaN where it is none.  A date or a time is a number of days, so that it can be compared."""
    if type(value) is float:
        return value
    if isinstance(value, tuple):
        value = first(value)
    if isinstance(value, str):
        text = value.strip(SPACE)
        if not text:
            return math.nan
        if NUMERAL.fullmatch(text):
            return float(text)
        found = times.days(text)
        return math.nan if found is None else found
    return float(value)


def string(value: Value) -> str:
    if isinstance(value, tuple):
        value = first(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    return f"{Decimal(repr(value)):f}"


def members(*values: Value) -> tuple[Scalar, ...]:
    """All that was answered, node-sets unfolded; what was not is left out."""
    found: list[Scalar] = []
    for value in values:
        found += value if isinstance(value, tuple) else (value,)
    return tuple(one for one in found if one != "")


def equal(left: Value, right: Value) -> bool:
    if type(left) is str and type(right) is str:
        return left == right  # by far the most
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _any(left, right, equal, lambda a, b: not a.isdisjoint(b))
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean(left) == boolean(right)
    return number(left) == number(right)


def unequal(left: Value, right: Value) -> bool:
    if type(left) is str and type(right) is str:
        return left != right
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _any(left, right, unequal, lambda a, b: bool(a and b) and len(a | b) > 1)
    return not equal(left, right)


def _any(
    left: Value,
    right: Value,
    one: Callable[[Value, Value], bool],
    both: Callable[[set[str], set[str]], bool],
) -> bool:
    """Two node-sets are compared as texts, by sets: never every one with every other."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return both(set(map(string, left)), set(map(string, right)))
    if isinstance(left, bool) or isinstance(right, bool):
        return one(boolean(left), boolean(right))
    if isinstance(left, tuple):
        return any(one(each, right) for each in left)
    assert isinstance(right, tuple)
    return any(one(left, each) for each in right)


def less(left: Value, right: Value) -> bool:
    if type(left) is float and type(right) is float:
        return left < right
    if isinstance(left, tuple) or isinstance(right, tuple):
        lows, highs = _numbers(left), _numbers(right)
        return bool(lows and highs) and min(lows) < max(highs)
    return number(left) < number(right)


def at_most(left: Value, right: Value) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        lows, highs = _numbers(left), _numbers(right)
        return bool(lows and highs) and min(lows) <= max(highs)
    return number(left) <= number(right)


def _numbers(value: Value) -> list[float]:
    every = value if isinstance(value, tuple) else (value,)
    return [found for one in every if (found := number(one)) == found]


def divide(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    if below == 0:
        if above == 0 or math.isnan(above):
            return math.nan
        return math.copysign(math.inf, above) * math.copysign(1, below)
    return above / below


def modulo(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    return math.nan if below == 0 or not math.isfinite(above) else math.fmod(above, below)


COMPARED: dict[str, Callable[[Value, Value], bool]] = {
    "=": equal,
    "!=": unequal,
    "<": less,
    "<=": at_most,
    ">": lambda a, b: less(b, a),
    ">=": lambda a, b: at_most(b, a),
}
RECKONED: dict[str, Callable[[Value, Value], float]] = {
    "+": lambda a, b: number(a) + number(b),
    "-": lambda a, b: number(a) - number(b),
    "*": lambda a, b: number(a) * number(b),
    "div": divide,
    "mod": modulo,
}
