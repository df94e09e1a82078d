"""The path: which questions these answers lead through.  Derived on every step, never stored."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from surveys.entries import View
from surveys.offer import holds_still
from surveys.questionnaire import (
    MOST_INSTANCES,
    AnyQuestion,
    Calculated,
    Node,
    Planned,
    QuestionId,
    Questionnaire,
    Repeat,
    Roster,
)
from surveys.rules import Rule
from surveys.scope import NOWHERE, Around, Scope
from surveys.values import Amount, Scalar, Value, Words, scalar

NO_KEYS: Mapping[QuestionId, tuple[int, ...]] = {}


@dataclass(slots=True)
class Stop:
    """A question on the path, what an expression there sees, and what it holds."""

    question: AnyQuestion
    scope: Scope
    value: Value | None


@dataclass(slots=True)
class Way:
    """The stops in order; *scope*: what an expression at the end sees; *whole*: it was gone to its
    end, and not only as far as the first question that waits for an answer."""

    stops: list[Stop] = field(default_factory=list)
    scope: Scope = field(default_factory=Scope)
    places: dict[QuestionId, int] = field(default_factory=dict)
    whole: bool = False

    def at(self, id: QuestionId) -> Stop | None:
        place = self.places.get(id)
        return None if place is None else self.stops[place]


def path(
    questionnaire: Questionnaire, answers: Mapping[QuestionId, Value]
) -> tuple[AnyQuestion, ...]:
    """The relevant questions, in order.  A condition sees only earlier answers on the path."""
    return tuple(stop.question for stop in walk(questionnaire, answers).stops)


def way_of(questionnaire: Questionnaire, seen: View, *, ahead: bool = True) -> Way:
    """The path of an interview; without *ahead* only as far as the question that is asked now."""
    now = around(questionnaire, seen)
    return walk(questionnaire, seen.values, seen.instances, seen.dropped, now, ahead=ahead)


def around(questionnaire: Questionnaire, seen: View) -> Around:
    """What is the same for every expression of an interview."""
    language = seen.language if seen.language in questionnaire.languages else None

    def label(question: str, code: str) -> str:
        asked = questionnaire.get(question)
        option = asked.option(code) if asked else None
        return option.label[language or questionnaire.languages[0]] if option else code

    if seen.clock is None:
        return Around(seed=seen.seed, label=label, tables=questionnaire.tables)
    return Around(seen.clock, seen.seed, label, questionnaire.tables)


def walk(
    questionnaire: Questionnaire,
    answers: Mapping[QuestionId, Value],
    instances: Mapping[QuestionId, tuple[int, ...]] = NO_KEYS,
    dropped: Mapping[QuestionId, tuple[int, ...]] = NO_KEYS,
    around: Around = NOWHERE,
    *,
    ahead: bool = True,
) -> Way:
    """The path of these answers; *instances*, *dropped*: keys by the roster of an open repeat;
    without *ahead* it ends at the first question that waits for an answer."""
    way = Way(scope=Scope(around=around))
    walking = _Walk(questionnaire, answers, instances, dropped, way, ahead)
    return walking.whole(questionnaire.plan)


def further(questionnaire: Questionnaire, seen: View, way: Way, *, ahead: bool = True) -> Way:
    """*way*, gone on with from the question it stopped at: only where that stands outside every
    repeat, and nothing looked at before it has changed."""
    last = way.stops.pop().question
    del way.places[last.id]
    walking = _Walk(questionnaire, seen.values, seen.instances, seen.dropped, way, ahead)
    return walking.whole(questionnaire.plan[questionnaire.outside[last.id] :])


class _Reached(Exception):
    """Nobody wants to know what comes behind this question."""


@dataclass(slots=True)
class _Walk:
    questionnaire: Questionnaire
    answers: Mapping[QuestionId, Value]
    instances: Mapping[QuestionId, tuple[int, ...]]
    dropped: Mapping[QuestionId, tuple[int, ...]]
    way: Way
    ahead: bool

    def whole(self, steps: tuple[Planned, ...]) -> Way:
        with suppress(_Reached):
            self.outside(steps)
            self.way.whole = True
        return self.way

    def outside(self, steps: tuple[Planned, ...]) -> None:
        """Nearly all of nearly every path: one question after another, in no repeat."""
        scope, stops, places = self.way.scope, self.way.stops, self.way.places
        answers, ahead, known = self.answers, self.ahead, scope.known
        for question, quick, other in steps:
            if question is None:
                self.along(other, scope, ())
                continue
            shown = None if quick is None else quick(known)
            if shown is None:
                shown = question.relevant is None or question.relevant.holds(scope)
            if not shown:
                continue
            value = answers.get(question.id)
            if value is not None and not holds_still(question, value, scope):
                value = None  # what it says cannot be said any more
            places[question.id] = len(stops)
            stops.append(Stop(question, scope, value))
            if value is not None:
                known[question.id] = scalar(value)
            elif not ahead:
                raise _Reached

    def along(self, nodes: tuple[Node, ...], scope: Scope, keys: tuple[int, ...]) -> None:
        stops, places, known = self.way.stops, self.way.places, scope.known
        for node in nodes:
            if isinstance(node, Repeat):
                self.each(node, scope, keys)
                continue
            if node.relevant is not None and not node.relevant.holds(scope):
                continue
            question = self.questionnaire[named(node.id, keys)] if keys else node
            if isinstance(question, Calculated):
                value = self.calculated(question, scope)
            else:
                value = self.answers.get(question.id)
                if value is not None and not holds_still(question, value, scope):
                    value = None
            places[question.id] = len(stops)
            stops.append(Stop(question, scope, value))
            if value is None:
                if question.asked and not self.ahead:
                    raise _Reached
            elif not isinstance(question, Roster):
                known[node.id] = scalar(value)

    def calculated(self, question: Calculated, scope: Scope) -> Value | None:
        kept = self.answers.get(question.id) if question.value.once else None
        return kept or value_of(question.value, scope)

    def each(self, repeat: Repeat, scope: Scope, keys: tuple[int, ...]) -> None:
        roster = repeat.nodes[-1] if repeat.count is None else None
        inside = repeat.nodes if roster is None else repeat.nodes[:-1]
        which = self.keys(repeat, roster, scope, keys)
        scopes = [
            Scope({}, scope.around, scope, position, repeat.id)
            for position in range(1, len(which) + 1)
        ]
        scope.instances[repeat.id] = scopes  # within it an earlier one can be looked at
        for one, key in zip(scopes, which, strict=True):
            self.along(inside, one, (*keys, key))
        scope.known[repeat.id] = tuple(float(one.position) for one in scopes)
        scope.gathered[repeat.id] = repeat.id
        for name in repeat.names():
            scope.known[name] = tuple(_gathered(scopes, name))
            scope.gathered[name] = repeat.id
        if roster is not None:
            self.along((roster,), scope, keys)

    def keys(
        self, repeat: Repeat, roster: Node | None, scope: Scope, keys: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Which instances there are."""
        if repeat.relevant is not None and not repeat.relevant.holds(scope):
            return ()
        if isinstance(roster, Roster):
            return keys_of(roster, named(roster.id, keys), self.instances, self.dropped)
        assert repeat.count is not None
        count = value_of(repeat.count, scope)
        many = int(count.number) if isinstance(count, Amount) else int(_digits(count))
        return tuple(range(1, max(0, min(many, repeat.most, MOST_INSTANCES)) + 1))


def _digits(count: Value | None) -> str:
    """A count that is a text: what was typed, or nothing."""
    text = count.text.strip() if isinstance(count, Words) else ""
    return text if text.isascii() and text.isdecimal() and len(text) < 4 else "0"


def keys_of(
    roster: Roster,
    id: QuestionId,
    instances: Mapping[QuestionId, tuple[int, ...]],
    dropped: Mapping[QuestionId, tuple[int, ...]],
) -> tuple[int, ...]:
    """The instances of an open repeat: the first *least* without being added, unless removed."""
    first = set(range(1, roster.least + 1)) - set(dropped.get(id, ()))
    return tuple(sorted(first | set(instances.get(id, ()))))


def named(id: QuestionId, keys: tuple[int, ...]) -> QuestionId:
    return QuestionId(".".join((id, *map(str, keys)))) if keys else id


def _gathered(scopes: list[Scope], name: str) -> Iterator[Scalar]:
    for scope in scopes:
        held = scope.known.get(name, ())
        yield from held if isinstance(held, tuple) else (held,)


def value_of(rule: Rule, scope: Scope, this: Scalar = "") -> Value | None:
    """What a calculation gives, as an answer; None where it gives nothing."""
    found = rule.value(scope, this)
    if isinstance(found, bool):
        return Words("true" if found else "false")
    if isinstance(found, str):
        return Words(found) if found else None
    if found != found or found in (float("inf"), float("-inf")):
        return None
    return Amount(Decimal(int(found)) if found.is_integer() else Decimal(repr(found)))


def current(questionnaire: Questionnaire, seen: View) -> AnyQuestion | None:
    """The first question on the path without an answer; None when all have one."""
    stop = waiting(way_of(questionnaire, seen, ahead=False))
    return stop.question if stop else None


def waiting(way: Way) -> Stop | None:
    """Where the path stops for an answer."""
    return next((stop for stop in way.stops if stop.value is None and stop.question.asked), None)


def result(questionnaire: Questionnaire, seen: View) -> dict[QuestionId, Value]:
    """The answers that count: those on the path, and what is calculated from them.  The others
    stay in the log."""
    stops = way_of(questionnaire, seen).stops
    return {stop.question.id: stop.value for stop in stops if stop.value is not None}
