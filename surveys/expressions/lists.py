"""Functions over several choices and over every instance of a repeat."""

import math
from itertools import repeat

from surveys.expressions.values import Value, members, number, string


def chosen(value: Value) -> list[str]:
    """The codes in an answer with several; of a repeat, those of every instance."""
    return [code for one in members(value) for code in string(one).split()]


def selected(value: Value, code: Value) -> bool:
    return string(code).strip() in chosen(value)


def selected_at(value: Value, place: Value) -> str:
    """The first is 0."""
    codes, at = chosen(value), number(place)
    return codes[int(at)] if 0 <= at < len(codes) else ""


def count_selected(value: Value) -> float:
    return float(len(chosen(value)))


def count(value: Value) -> float:
    return float(len(value) if isinstance(value, tuple) else len(members(value)))


def count_non_empty(value: Value) -> float:
    return float(len(members(value)))


def total(value: Value) -> float:
    return sum(map(number, members(value)), 0.0)


def least(*values: Value) -> float:
    found = [number(one) for one in members(*values)]
    return math.nan if not found or any(map(math.isnan, found)) else min(found)


def most(*values: Value) -> float:
    found = [number(one) for one in members(*values)]
    return math.nan if not found or any(map(math.isnan, found)) else max(found)


def checklist(low: Value, high: Value, *answers: Value) -> bool:
    """Whether so many of *answers* are yes; -1 is no bound."""
    return _within(sum(_yes(one) for one in members(*answers)), low, high)


def weighted_checklist(low: Value, high: Value, *pairs: Value) -> bool:
    """Answers and weights in turn; the weights of those that are yes are added."""
    found = 0.0
    for answer, weight in zip(pairs[::2], pairs[1::2], strict=True):
        of = weight if isinstance(weight, tuple) else repeat(weight)
        for one, much in zip(answer if isinstance(answer, tuple) else (answer,), of, strict=False):
            found += number(much) if _yes(one) else 0.0
    return _within(found, low, high)


def _yes(value: Value) -> bool:
    return value is True or value == "yes"


def _within(found: float, low: Value, high: Value) -> bool:
    least, most = number(low), number(high)
    return (least == -1 or found >= least) and (most == -1 or found <= most)
