"""The functions that choose what they work out, or look at more than their arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from surveys.expressions import dates, tables, texts, times
from surveys.expressions.at import At, Eval
from surveys.expressions.errors import BadRule, Fault
from surveys.expressions.functions import Gives
from surveys.expressions.lexer import REFERENCE
from surveys.expressions.tree import Around, Call, Constant, Name, Node
from surveys.expressions.values import Value, boolean, number, string
from surveys.scope import Scope

if TYPE_CHECKING:
    from surveys.expressions.compiling import Compiling

PATTERN_STEPS = 1000  # a pattern that has to be compiled on the way costs as many


@dataclass(frozen=True, slots=True)
class Special:
    """*said*: how it is written; *build*: its function, from the call."""

    said: str
    build: Callable[[Call, Compiling], Eval]
    gives: Gives = "any"


def _if(call: Call, to: Compiling) -> Eval:
    condition, yes, no = (to.part(part) for part in call.parts)
    return lambda at: yes(at) if boolean(condition(at)) else no(at)


def _coalesce(call: Call, to: Compiling) -> Eval:
    parts = [to.part(part) for part in call.parts]

    def first(at: At) -> Value:
        return next((v for part in parts if string(v := part(at)) != ""), "")

    return first


def _once(call: Call, to: Compiling) -> Eval:
    raise BadRule(f"character {call.at}: once(…) holds the whole of an expression, not a part")


def _regex(call: Call, to: Compiling) -> Eval:
    text, given = to.part(call.parts[0]), call.parts[1]
    if isinstance(given, Constant):
        try:
            compiled = texts.pattern(string(given.value))
        except Fault as fault:
            raise BadRule(f"character {given.at}: {fault}") from None

        def fits(at: At) -> Value:
            whole = string(text(at))
            at.spend(1 + len(whole) // 10)
            return texts.matches(whole, compiled)

        return fits
    wanted = to.part(given)

    def fits_too(at: At) -> Value:
        whole = string(text(at))
        at.spend(PATTERN_STEPS + len(whole) // 10)
        return texts.matches(whole, texts.pattern(string(wanted(at))))

    return fits_too


def _today(call: Call, to: Compiling) -> Eval:
    to.timed = True
    return lambda at: times.civil(at.scope.around.now).date().isoformat()


def _now(call: Call, to: Compiling) -> Eval:
    to.timed = True
    return lambda at: times.civil(at.scope.around.now).isoformat("T", "milliseconds")


def _format(call: Call, to: Compiling) -> Eval:
    value, form = (to.part(part) for part in call.parts)
    given = call.parts[1]
    if isinstance(given, Constant) and (wrong := times.odd_letters(string(given.value))):
        raise BadRule(f"character {given.at}: {wrong} says nothing about a date or a time")

    def formatted(at: At) -> Value:
        letters = string(form(at))
        at.spend(1 + len(letters) // 5)
        return dates.form(value(at), letters, at.scope.around.language)

    return formatted


def _random(call: Call, to: Compiling) -> Eval:
    place = f"{to.place}:{call.at}"

    def drawn(at: At) -> Value:
        where = ".".join(str(scope.position) for scope in _outwards(at.scope))
        at.spend(10)
        return Random(f"{at.scope.around.seed}:{place}:{where}").random()  # noqa: S311 - no secret

    return drawn


def _choice_name(call: Call, to: Compiling) -> Eval:
    code, question = to.part(call.parts[0]), _question(call.parts[1])
    to.names.add(question)

    def named(at: At) -> Value:
        found = string(code(at))
        at.spend(10)
        return at.scope.around.label(question, found) if found else ""

    return named


def _question(node: Node) -> str:
    """``${name}``, with quotes around it or without."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Constant) and (found := REFERENCE.fullmatch(string(node.value).strip())):
        return found[1]
    raise BadRule(f"character {node.at}: here stands a question, ${{name}}")


def _position(call: Call, to: Compiling) -> Eval:
    (of,) = call.parts
    if isinstance(of, Name):
        to.repeats.add(of.name)
        return _place(of.name)
    if isinstance(of, Around):
        return _place("")
    raise BadRule(f"character {call.at}: it is position(..), or position(${{repeat}})")


def _place(name: str) -> Eval:
    """Of our instance of the repeat *name*, or of the innermost; 0 outside."""

    def place(at: At) -> Value:
        around = (scope for scope in _outwards(at.scope) if scope.repeat)
        return next((float(s.position) for s in around if name in ("", s.repeat)), 0.0)

    return place


def _outwards(scope: Scope | None) -> Iterator[Scope]:
    while scope is not None:
        yield scope
        scope = scope.parent


def _indexed_repeat(call: Call, to: Compiling) -> Eval:
    if len(call.parts) % 2 == 0:
        raise BadRule(f"character {call.at}: every repeat has a place: {SPECIAL[call.name].said}")
    of, *rest = call.parts
    steps: list[tuple[str, Eval]] = []
    for repeat, place in zip(rest[::2], rest[1::2], strict=True):
        if not isinstance(repeat, Name):
            raise BadRule(f"character {repeat.at}: here stands a repeat, ${{name}}")
        to.repeats.add(repeat.name)
        steps.append((repeat.name, to.part(place)))
    if not isinstance(of, Name):
        raise BadRule(f"character {of.at}: here stands a question, ${{name}}")
    name = of.name
    to.names.add(name)

    def look(at: At) -> Value:
        scope: Scope | None = at.scope
        for repeat, place in steps:
            wanted = number(place(at))
            at.spend(10)
            if scope is None or not 1 <= wanted < 100:
                return ""
            if any(s.repeat == repeat and wanted > s.position for s in _outwards(at.scope)):
                return ""  # a later instance than our own: not reached from here
            scope = scope.instance(repeat, int(wanted))
        return "" if scope is None else scope.known.get(name, "")

    return look


def _pulldata(call: Call, to: Compiling) -> Eval:
    table, column, key_column = call.parts[:3]
    if not isinstance(table, Constant) or not isinstance(table.value, str):
        raise BadRule(f"character {table.at}: the name of a table stands here in quotes")
    name = table.value
    to.tables.add(name)
    for one in (column, key_column):
        if isinstance(one, Constant):
            to.pulled.add((name, string(one.value)))
    wanted, by, key = (to.part(part) for part in call.parts[1:])

    def pull(at: At) -> Value:
        rows = at.scope.around.tables.get(name)
        if rows is None:
            raise Fault(f"there is no table {name}")
        at.spend(5)
        return tables.cell(rows, string(wanted(at)), string(by(at)), string(key(at)))

    return pull


SPECIAL: Mapping[str, Special] = {
    one.said.partition("(")[0]: one
    for one in (
        Special("if(condition, then, else)", _if),
        Special("coalesce(value, value, ...)", _coalesce),
        Special("once(value)", _once),
        Special("regex(text, pattern)", _regex, "truth"),
        Special("today()", _today),
        Special("now()", _now),
        Special("format-date(date, form)", _format, "text"),
        Special("format-date-time(moment, form)", _format, "text"),
        Special("random()", _random, "number"),
        Special("jr:choice-name(code, ${question})", _choice_name, "text"),
        Special("position(..)", _position, "number"),
        Special("indexed-repeat(${name}, ${repeat}, place[, ${inner}, place])", _indexed_repeat),
        Special("pulldata(table, column, key_column, key)", _pulldata, "text"),
    )
}
