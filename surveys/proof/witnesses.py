"""A few values that stand for all a question can hold, as a condition sees them.

Each is a value the question really takes, for words and numbers pass through the door they come
in by (surveys.replies.read).  *exact* says that nothing the question can hold would make its
conditions true or false in another way than one of these.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations

from surveys.offer import needed
from surveys.proof.atoms import Mention, mention
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Choices,
    Location,
    Media,
    Note,
    Number,
    Rating,
    Stopwatch,
    Text,
)
from surveys.replies import Refused, read, several
from surveys.rules import BadRule, compile_rule
from surveys.scope import Scope
from surveys.values import Chosen, Scalar, scalar

FEW = 20  # so many values are all tried
FEW_OPTIONS = 8  # of several: 256 sets at most
AT = datetime(2026, 1, 1, tzinfo=UTC)  # "today", where a date is read
WHOLE = Decimal(1)
TENTH = Decimal("0.1")  # of a second, the stopwatch's own step
METRE = Decimal("0.001")  # a thousandth of one: no condition looks closer
FAR = Decimal(10**9)  # nobody waits or stands further


@dataclass(frozen=True, slots=True)
class Witnesses:
    """*own*: through the question's own input; *ways_out*: its options beside that."""

    own: tuple[Scalar, ...]
    ways_out: tuple[Scalar, ...]
    exact: bool

    def given(self, question: AnyQuestion, known: Mapping[str, Scalar]) -> Iterator[Scalar]:
        """What *question* can hold once it has an answer, the earlier answers being *known*."""
        rule = question.constraint
        yield from (one for one in self.own if rule is None or rule.holds(known, one))
        yield from self.ways_out
        if not needed(question, Scope(dict(known))):
            yield ""


def witnesses(question: AnyQuestion, asked: Mention) -> Witnesses:
    """What *question* can hold where conditions mention it like *asked*."""
    if question.constraint is not None:
        asked |= mention(".", [question.constraint.text])
    own, exact = _own(question, asked)
    own = list(dict.fromkeys(own))
    if asked.simple and len(own) > 4:
        own = list(_one_each(own, question.id, asked))
    # The chat takes a place, and the last of several photos, without asking the constraint.
    unsure = question.constraint is not None and isinstance(question, Media | Location)
    beside = () if isinstance(question, Choice | Choices) else question.options
    ways_out = tuple(option.code for option in beside)
    return Witnesses(tuple(own), ways_out, exact and bool(own) and not unsure)


def _own(question: AnyQuestion, asked: Mention) -> tuple[list[Scalar], bool]:
    match question:
        case Choice():
            return [option.code for option in question.options], True
        case Note():
            return [""], True
        case Choices() if len(question.options) <= FEW_OPTIONS:
            return list(_sets(question)), True
        case Rating(low=low, high=high):
            return [float(n) for n in range(low, high + 1)], True
        case Number(least=least, most=most, decimals=decimals):
            step = WHOLE.scaleb(-decimals)
            few = (most - least) / step < FEW
            first = (least / step).to_integral_value("ROUND_CEILING") * step
            numbers = (
                (first + step * n for n in range(FEW + 1))
                if few
                else _grid(least, most, step, asked.constants)
            )
            return list(_taken(question, (f"{n:f}" for n in numbers))), few or asked.simple
        case Media(most=most):
            if most <= FEW:
                return [float(n) for n in range(1, most + 1)], True
            return _floats(_grid(WHOLE, Decimal(most), WHOLE, asked.constants)), asked.simple
        case Stopwatch():
            return _floats(_grid(Decimal(0), FAR, TENTH, asked.constants)), asked.simple
        case Location():
            return ["", *_floats(_grid(Decimal(0), FAR, METRE, asked.constants))], asked.simple
        case Text():
            return list(_taken(question, _words(asked))), asked.only_texts
        case _:  # a kind that nobody has taught this module yet: what it takes, and no claim
            return list(_taken(question, _words(asked))), False


def _sets(question: Choices) -> Iterator[Scalar]:
    """Every set of options that may be given together, as a condition sees it."""
    codes = [option.code for option in question.options]
    for count in range(question.least, min(question.most, len(codes)) + 1):
        for some in combinations(codes, count):
            try:
                yield scalar(several(question, some, question.options))
            except Refused:
                continue


def _grid(
    least: Decimal, most: Decimal, step: Decimal, constants: Iterable[str | float]
) -> Iterator[Decimal]:
    """The ends, each constant, and its neighbours on the grid of *step*."""
    yield from (least, most)
    for number in map(_decimal, constants):
        if number is None:
            continue
        below = (number / step).to_integral_value("ROUND_FLOOR") * step
        above = (number / step).to_integral_value("ROUND_CEILING") * step
        yield from (n for n in (below - step, below, above, above + step) if least <= n <= most)
    if least <= 0 <= most:
        yield Decimal(0)


def _decimal(constant: str | float) -> Decimal | None:
    try:
        number = float(constant)
    except ValueError:
        return None
    return Decimal(str(number)) if math.isfinite(number) and abs(number) < FAR else None


def _floats(numbers: Iterable[Decimal]) -> list[Scalar]:
    return [float(number) for number in numbers]


def _words(asked: Mention) -> Iterator[str]:
    yield from ("w", "w. w. w. w. w.", "7")
    for constant in asked.constants:
        if isinstance(constant, str):
            yield from (constant, f"{constant} w", f"w {constant}", f"w {constant} w")
        elif math.isfinite(constant):
            yield from (f"{constant + n:g}" for n in (-1, 0, 1))
            length = min(max(0, int(constant)), 4000)
            yield from ("w" * (length + n) for n in (-1, 0, 1))


def _taken(question: AnyQuestion, replies: Iterable[str]) -> Iterator[Scalar]:
    """The values of those *replies* that the question takes."""
    for reply in replies:
        try:
            value = read(question, reply, AT)
        except Refused:
            continue
        if not isinstance(value, Chosen):
            yield scalar(value)


def _one_each(values: Iterable[Scalar], name: str, asked: Mention) -> Iterator[Scalar]:
    """One of all those values that no comparison in *asked* tells apart."""
    try:
        rules = [compile_rule(atom) for atom in sorted(asked.atoms)]
    except BadRule:
        yield from values
        return
    seen: set[tuple[bool, ...]] = set()
    for value in values:
        told = tuple(rule.holds({name: value}, value) for rule in rules)
        if told not in seen:
            seen.add(told)
            yield value
