"""What an expression is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constant:
    value: str | float
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """``${name}``: a question or a repeat."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class This:
    """``.``: the answer itself."""

    at: int


@dataclass(frozen=True, slots=True)
class Around:
    """``..``: what stands around; only `position` takes it."""

    at: int


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name in a choice filter: a column of the option."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    parts: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one rank in a row, done from left to right: ``a - b + c``.  In a flat list, so
    that a long row is not deep."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    of: "Node"
    at: int


Node = Constant | Name | This | Around | Column | Call | Chain | Negative


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes right below."""
    match node:
        case Call(parts=parts):
            return parts
        case Chain(first, rest):
            return (first, *(one for _, one in rest))
        case Negative(of):
            return (of,)
        case _:
            return ()
