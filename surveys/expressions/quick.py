"""The conditions that nearly all questions hang on, by a short way.

``${served} = 'yes'``, ``${queue} > 3``, ``selected(${seen}, 'a')``, and such joined with ``and``
and ``or``: one look into the answers each, nothing counted, nothing that can fail.  A short way
knows what the long one (surveys.expressions.compiling) would say, or says None.
"""

import operator
from collections.abc import Callable, Mapping

from surveys.expressions.tree import Call, Chain, Constant, Name, Node
from surveys.expressions.values import number
from surveys.scope import Seen

Quick = Callable[[Mapping[str, Seen]], bool | None]  # of the answers by name
ORDERED: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def quick(node: Node) -> Quick | None:
    """The short way to what is under *node*, if there is one."""
    match node:
        case Chain(Name(name), ((word, Constant(str(text))),)) if word in ("=", "!="):
            return _text(name, text, word == "=")
        case Chain(Name(name), ((word, Constant(float(than))),)) if word in ORDERED:
            return _number(name, ORDERED[word], than, word == "!=")
        case Call("selected", (Name(name), Constant(str(code)))):
            return _selected(name, code.strip())
        case Chain(first, rest) if all(word == "and" for word, _ in rest):
            return _joined((first, *(one for _, one in rest)), until=False)
        case Chain(first, rest) if all(word == "or" for word, _ in rest):
            return _joined((first, *(one for _, one in rest)), until=True)
        case _:
            return None


def _text(name: str, text: str, same: bool) -> Quick | None:
    if number(text) == number(text):
        return None  # a text that is a number equals one written otherwise

    def compared(known: Mapping[str, Seen]) -> bool | None:
        found = known.get(name, "")
        return None if found.__class__ is tuple else (found == text) is same

    return compared


def _number(
    name: str, order: Callable[[float, float], bool], than: float, unanswered: bool
) -> Quick:
    def compared(known: Mapping[str, Seen]) -> bool | None:
        found = known.get(name, "")
        if type(found) is float:
            return order(found, than)
        return None if found else unanswered

    return compared


def _selected(name: str, code: str) -> Quick:
    def selected(known: Mapping[str, Seen]) -> bool | None:
        found = known.get(name, "")
        return code in found.split() if type(found) is str else None

    return selected


def _joined(nodes: tuple[Node, ...], *, until: bool) -> Quick | None:
    """One after the other until one is *until*: ``or`` until one is true."""
    parts = [quick(node) for node in nodes]
    ways = [part for part in parts if part is not None]
    if len(ways) < len(parts):
        return None
    if len(ways) == 2:
        one, two = ways

        def either(known: Mapping[str, Seen]) -> bool | None:
            found = one(known)
            return two(known) if found is not until and found is not None else found

        return either

    def joined(known: Mapping[str, Seen]) -> bool | None:
        for way in ways:
            found = way(known)
            if found is until or found is None:
                return found
        return not until

    return joined
