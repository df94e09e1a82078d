"""A tree becomes plain functions, once; then it only looks and reckons."""

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches

from surveys.expressions import special
from surveys.expressions.at import LETTERS, At, Eval
from surveys.expressions.errors import BadRule
from surveys.expressions.functions import AT_THIS, FUNCTIONS, UNSUPPORTED, Function, arity
from surveys.expressions.lexer import REFERENCE
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
from surveys.expressions.values import COMPARED, RECKONED, Value, boolean, members, number


@dataclass(slots=True)
class Compiling:
    """*place*: whose expression it is; chance at one place has nothing to do with another's."""

    place: str
    names: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    pulled: set[tuple[str, str]] = field(default_factory=set)
    repeats: set[str] = field(default_factory=set)  # in which a place is looked at
    once: bool = False
    timed: bool = False  # it looks at the clock

    def whole(self, node: Node) -> Eval:
        """The expression under *node*; `once` is allowed outermost only."""
        if isinstance(node, Call) and node.name == "once":
            self.once = True
            _counted(node, special.SPECIAL["once"].said)
            return self.part(node.parts[0])
        return self.part(node)

    def part(self, node: Node) -> Eval:
        """Raises BadRule."""
        match node:
            case Constant(value, at):
                if isinstance(value, str) and (found := REFERENCE.search(value)):
                    raise BadRule(
                        f"character {at}: {found[0]} in quotes is not looked at; "
                        "concat puts texts and answers together"
                    )
                return lambda _: value
            case Name(name):
                self.names.add(name)
                return _look(name)
            case This():
                self.names.add(".")
                return lambda at: at.this
            case Column(name):
                self.columns.add(name)
                return lambda at: at.scope.option.get(name, "")
            case Around(at):
                raise BadRule(f"character {at}: .. stands only in position(..)")
            case Negative(of):
                inner = self.part(of)
                return lambda at: -number(inner(at))
            case Chain(first, rest):
                return self.chain(first, rest)
            case Call():
                return self.call(node)

    def chain(self, first: Node, rest: tuple[tuple[str, Node], ...]) -> Eval:
        parts = [self.part(first), *(self.part(one) for _, one in rest)]
        words = [word for word, _ in rest]
        if (joined := JOINED.get(words[0])) is not None:
            return joined(parts)
        operators = [COMPARED.get(word) or RECKONED[word] for word in words]
        if len(parts) == 2:
            return _two(operators[0], parts[0], parts[1], first, rest[0][1])
        steps = list(zip(operators, parts[1:], strict=True))
        start = parts[0]

        def reckon(at: At) -> Value:
            value = start(at)
            for operator, part in steps:
                value = operator(value, part(at))
            return value

        return reckon

    def call(self, node: Call) -> Eval:
        if (odd := special.SPECIAL.get(node.name)) is not None:
            _counted(node, odd.said)
            return odd.build(node, self)
        function = FUNCTIONS.get(node.name)
        if function is None:
            raise BadRule(f"character {node.at}: {_unknown(node.name)}")
        _counted(node, function.said)
        if node.name == "weighted-checklist" and len(node.parts) % 2:
            raise BadRule(f"character {node.at}: every answer has a weight: {function.said}")
        parts = [self.part(part) for part in node.parts]
        if not parts and node.name in AT_THIS:
            parts = [self.part(This(node.at))]
        return _called(function, parts)


def _all(parts: list[Eval]) -> Eval:
    if len(parts) == 2:
        one, two = parts
        return lambda at: boolean(one(at)) and boolean(two(at))
    return lambda at: all(boolean(part(at)) for part in parts)


def _any(parts: list[Eval]) -> Eval:
    if len(parts) == 2:
        one, two = parts
        return lambda at: boolean(one(at)) or boolean(two(at))
    return lambda at: any(boolean(part(at)) for part in parts)


def _both(parts: list[Eval]) -> Eval:
    return lambda at: members(*(part(at) for part in parts))


JOINED = {"and": _all, "or": _any, "|": _both}


def _look(name: str) -> Eval:
    def look(at: At) -> Value:
        found = at.scope.answer(name)
        if type(found) is tuple:
            at.spend(len(found))
        return found

    return look


def _two(
    operator: Callable[[Value, Value], Value], left: Eval, right: Eval, first: Node, second: Node
) -> Eval:
    if isinstance(second, Constant):  # by far the most
        constant = second.value
        if not isinstance(first, Name):
            return lambda at: operator(left(at), constant)
        name = first.name

        def compared(at: At) -> Value:
            found = at.scope.answer(name)
            if type(found) is tuple:
                at.spend(len(found))
            return operator(found, constant)

        return compared
    return lambda at: operator(left(at), right(at))


def _called(function: Function, parts: list[Eval]) -> Eval:
    run = function.run

    def call(at: At) -> Value:
        given = [part(at) for part in parts]
        at.spend(1 + sum(len(one) // LETTERS for one in given if type(one) is str))
        return run(*given)

    return call


def _counted(node: Call, said: str) -> None:
    least, most = arity(said)
    if not least <= len(node.parts) <= most:
        raise BadRule(f"character {node.at}: it is {said}, not with {len(node.parts)} inside")


def _unknown(name: str) -> str:
    if name in UNSUPPORTED:
        return f"{name}: {UNSUPPORTED[name]}"
    near = get_close_matches(name, [*FUNCTIONS, *special.SPECIAL], 1, 0.6)
    return f"there is no function {name}" + (f"; is {near[0]} meant?" if near else "")
