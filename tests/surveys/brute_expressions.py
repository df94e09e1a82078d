"""Expressions a second time: each text is walked on every look, nothing is compiled or kept.

Written to be obvious and slow, and from docs/expressions.md alone: nothing of surveys is imported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Scalar = str | float | bool
Seen = Scalar | list[Scalar]
NAN = float("nan")
TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{\w+\})|(?P<text>'[^']*')|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[a-z-]+)|(?P<sign><=|>=|!=|[=<>+*(),.-]))"
)
LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


@dataclass
class Place:
    """What was answered so far, here and around."""

    held: dict[str, Seen] = field(default_factory=dict)
    outer: "Place | None" = None
    option: Mapping[str, str] = field(default_factory=dict)  # its columns, in a choice filter

    def __getitem__(self, name: str) -> Seen:
        place: Place | None = self
        while place is not None:
            if name in place.held:
                return place.held[name]
            place = place.outer
        return ""


@dataclass
class Expression:
    """One look at one text."""

    words: list[str]
    place: Place

    def value(self, level: int = 0) -> Any:
        if level == len(LEVELS):
            return self.one()
        left = self.value(level + 1)
        while self.words and self.words[0] in LEVELS[level]:
            sign = self.words.pop(0)
            left = combined(sign, left, self.value(level + 1))
        return left

    def one(self) -> Any:
        word = self.words.pop(0)
        if word == "-":
            return -number(self.one())
        if word == "(":
            inside = self.value()
            assert self.words.pop(0) == ")"
            return inside
        if word.startswith("${"):
            return self.place[word[2:-1]]
        if word.startswith("'"):
            return word[1:-1]
        if word[0].isdigit():
            return float(word)
        if word == ".":
            return self.place.held["."]
        if self.words[:1] != ["("]:
            return self.place.option.get(word, "")
        return self.call(word)

    def call(self, name: str) -> Any:
        assert self.words.pop(0) == "("
        given: list[Any] = []
        while self.words[0] != ")":
            given.append(self.value())
            if self.words[0] == ",":
                self.words.pop(0)
        self.words.pop(0)
        return function(name, given)


def evaluate(text: str, place: Place) -> Any:
    words, at = [], 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        assert found is not None, text[at:]
        words.append(found[0].strip())
        at = found.end()
    reading = Expression(words, place)
    value = reading.value()
    assert reading.words == []
    return value


def combined(sign: str, left: Any, right: Any) -> Any:
    match sign:
        case "or":
            return truth(left) or truth(right)
        case "and":
            return truth(left) and truth(right)
        case "=" | "!=":
            return same(left, right) == (sign == "=")
        case "<":
            return number(left) < number(right)
        case "<=":
            return number(left) <= number(right)
        case ">":
            return number(left) > number(right)
        case ">=":
            return number(left) >= number(right)
        case "+":
            return number(left) + number(right)
        case "-":
            return number(left) - number(right)
        case "*":
            return number(left) * number(right)
        case _:
            raise AssertionError(sign)


def function(name: str, given: list[Any]) -> Any:
    match name, given:
        case "not", [one]:
            return not truth(one)
        case "contains", [whole, part]:
            return words(part) in words(whole)
        case "string-length", [one]:
            return float(len(words(one)))
        case "selected", [whole, code]:
            return words(code) in words(whole).split(" ")
        case "count", [list() as many]:
            return float(len(many))
        case "count", [one]:
            return 0.0 if one == "" else 1.0
        case "sum", [list() as many]:
            return sum((number(one) for one in many if one != ""), 0.0)
        case "sum", [one]:
            return number(one)
        case _:
            raise AssertionError((name, given))


def same(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return number(left) == number(right)
    return bool(left == right)


def truth(value: Any) -> bool:
    return value == value and bool(value)


def number(value: Any) -> float:
    if isinstance(value, bool | float):
        return float(value)
    return float(value) if re.fullmatch(r"\s*-?\d+(\.\d*)?\s*", str(value)) else NAN


def words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if value != value else f"{value:g}"
    return str(value)
