"""How fast typical conditions are worked out, beside libxml2 evaluating the same text."""

from collections.abc import Callable
from typing import Any

from surveys.rules import REFERENCE, compile_rule
from surveys.scope import Scope
from surveys.values import Scalar

# As bundled questionnaires and imported forms have them.
TYPICAL = (
    "${served} = 'yes'",
    "${served} != 'nobody' and ${queue} > 3",
    ". >= 0 and . <= ${most}",
    "${wait} > 180 or ${greeted} = 'no' or ${told} = ''",
    "not(contains(${words}, 'x')) and string-length(${words}) > 2",
    "(${queue} + 1) * 2 div 4 >= ${most} - 3",
)
ROUNDS = 200
KNOWN: dict[str, Scalar] = {
    "served": "yes", "queue": 5.0, "most": 9.0, "wait": 20.0, "greeted": "yes", "told": "",
    "words": "a counter with two people",
}  # fmt: skip


def ours(rounds: int = 1) -> Callable[[], object]:
    """One evaluation of each, through the public face; *rounds* of them."""
    rules = [compile_rule(text) for text in TYPICAL]
    scope = Scope({**KNOWN})
    return lambda: [rule.holds(scope, 4.0) for _ in range(rounds) for rule in rules]


def theirs(rounds: int = 1) -> Callable[[], object] | None:
    """The same by libxml2; None without lxml, which only developers have."""
    try:
        from lxml import etree
    except ImportError:
        return None
    root = etree.Element("root")
    known: dict[str, Any] = {**KNOWN, "this": 4.0}
    paths = [etree.XPath(f"boolean({_in_theirs(text)})") for text in TYPICAL]
    return lambda: [path(root, **known) for _ in range(rounds) for path in paths]


def pair() -> tuple[Callable[[], object], Callable[[], object]] | None:
    """Theirs and ours, enough of both to be timed."""
    other = theirs(ROUNDS)
    return None if other is None else (other, ours(ROUNDS))


def _in_theirs(text: str) -> str:
    return REFERENCE.sub(r"$\1", text).replace(". ", "$this ")
