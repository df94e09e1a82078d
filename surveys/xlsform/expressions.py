"""An XLSForm's expressions in our names: ``${Visit_Purpose} = 'Complaint_About_Repair'``.

The language is the same (XPath 1.0 with ODK's functions); what differs is how long a name may be.
So names change, and so do the codes that are compared with what was chosen there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from surveys.rules import BadRule, compile_rule
from surveys.xlsform.attached import Attached
from surveys.xlsform.remarks import Place, Remarks
from surveys.xlsform.tokens import (
    SMART,
    Token,
    bare,
    is_expression,
    literal,
    pulls,
    signed,
    tokens_of,
)

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
_LAST_SAVED = "last-saved#"
NUMBERS = frozenset(("number", "rating", "money", "duration", "stopwatch"))
NUMERAL = re.compile(r"-?\d+(\.\d+)?")


@dataclass(slots=True)
class Item:
    """One name of the form: a question, a calculation, a repeat.  *codes*: of a select, from the
    form's to ours.  *follows*: the names a calculation looks at.  *held*: whether we have it."""

    name: str
    id: str
    order: int
    codes: Mapping[str, str] = field(default_factory=dict)
    follows: tuple[str, ...] = ()
    held: bool = True


class _CannotBeSaid(Exception):
    """The expression looks at what is not there; the remark is already made."""


def references(text: str) -> tuple[str, ...]:
    """The names that *text* looks at."""
    return tuple(dict.fromkeys(_REFERENCE.findall(text)))


class Expressions:
    """Translates the expressions and texts of one form; what it cannot say it remarks."""

    def __init__(self, items: Iterable[Item], remarks: Remarks, attached: Attached) -> None:
        self.remarks, self.attached = remarks, attached
        self.items: dict[str, list[Item]] = {}
        for item in items:
            self.items.setdefault(item.name, []).append(item)

    def rule(
        self,
        text: str,
        at: Place,
        what: str,
        this: Item | None = None,
        *,
        before: int | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> str | None:
        """*text* in our names; None if it cannot be held, and then that is remarked.

        *what*: the column, for the remark.  *before*: only what stands earlier can be looked at.
        *columns*: of a choice filter, the names that stand without ``${}``, and ours.
        """
        tokens = signed(tokens_of(text.translate(SMART)))
        if columns is not None:
            for place, name in list(bare(tokens)):
                if name not in columns:
                    self.remarks.lost("no-column", at, what=what, name=name, text=text)
                    return None
                tokens[place] = Token("name", columns[name])
        try:
            new = "".join(self._translated(tokens, at, what, this, before))
        except _CannotBeSaid:
            return None
        if not self.attached.has(new, at, what):
            return None
        try:
            compile_rule(new, frozenset((columns or {}).values()))
        except BadRule as why:
            self.remarks.lost("expression", at, what=what, text=text, why=str(why))
            return None
        if "pulldata" in new:
            every = (item for items in self.items.values() for item in items)
            self.attached.takes(new, {item.id: item.codes for item in every})
        return new

    def words(self, text: str, at: Place, before: int) -> str:
        """A text for people with ``${name}`` in our names; "…" for what is not held."""

        def renamed(found: re.Match[str]) -> str:
            try:
                return f"${{{self._item(found[1], at, 'label', before).id}}}"
            except _CannotBeSaid:
                return "…"

        return _REFERENCE.sub(renamed, text)

    def default(
        self, text: str, at: Place, this: Item, kind: str, before: int | None = None
    ) -> str | None:
        """A default, as XLSForm writes it (words, or an expression), as an expression."""
        counted = kind in NUMBERS
        if is_expression(text) or (counted and not NUMERAL.fullmatch(text)):
            return self.rule(text, at, "default", this, before=before)
        if this.codes:
            words = text.split() if kind in ("choices", "ranking") else [text]
            if missing := [word for word in words if word not in this.codes]:
                self.remarks.lost("default-unknown", at, text=" ".join(missing))
                return None
            text = " ".join(this.codes[word] for word in words)
        elif counted:
            return text
        return literal(text)

    def _translated(
        self, tokens: list[Token], at: Place, what: str, this: Item | None, before: int | None
    ) -> Iterator[str]:
        scope = list(self._codes(tokens, this))
        for place, token in enumerate(tokens):
            match token.kind:
                case "ref":
                    item = self._item(token.text, at, what, before, this)
                    yield "." if item is this else f"${{{item.id}}}"
                case "text" if "${" in token.text:
                    yield _REFERENCE.sub(
                        lambda m: f"${{{self._item(m[1], at, what, before, this).id}}}", token.text
                    )
                case "text" if pulls(tokens, place) and token.text[1:-1] in self.attached.names:
                    yield f"'{self.attached.names[token.text[1:-1]]}'"
                case "text":
                    near = self._near(tokens, place, this)
                    quote = token.text[0]
                    yield quote + self._code(token.text[1:-1], near, scope, at, what) + quote
                case "number":
                    near = self._near(tokens, place, this)
                    code = near.codes.get(token.text) if near else None
                    yield token.text if code in (None, token.text) else f"'{code}'"
                case "space":
                    yield " "
                case _:
                    yield token.text

    def _item(
        self, name: str, at: Place, what: str, before: int | None, this: Item | None = None
    ) -> Item:
        """What *name* means there.  Raises _CannotBeSaid."""
        if name.startswith(_LAST_SAVED):
            self.remarks.lost("last-saved", at, what=what, name=name)
            raise _CannotBeSaid
        found = self.items.get(name, [])
        if not found:
            self.remarks.problem("name-unknown", at, what=what, name=name)
            raise _CannotBeSaid
        if len(found) > 1:
            self.remarks.problem("name-ambiguous", at, what=what, name=name)
            raise _CannotBeSaid
        item = found[0]
        if not item.held:
            self.remarks.lost("looks-at-lost", at, what=what, name=name)
            raise _CannotBeSaid
        if before is not None and item.order >= before and item is not this:
            self.remarks.lost("looks-ahead", at, what=what, name=name)
            raise _CannotBeSaid
        return item

    def _codes(self, tokens: list[Token], this: Item | None) -> Iterator[Mapping[str, str]]:
        """The choice lists that texts in the expression may be codes of, through calculations."""
        if this is not None and this.codes:
            yield this.codes
        waiting = [token.text for token in tokens if token.kind == "ref"]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for item in self.items.get(name, ()):
                if item.codes:
                    yield item.codes
                waiting.extend(item.follows)

    def _near(self, tokens: list[Token], place: int, this: Item | None) -> Item | None:
        """The question that the token at *place* is compared with."""
        for step in (-1, 1):
            around = (
                [
                    token
                    for token in tokens[max(place - 5, 0) : place][::-1]
                    if token.kind != "space"
                ]
                if step < 0
                else [t for t in tokens[place + 1 : place + 6] if t.kind != "space"]
            )
            joined = around[0].text if around else ""
            if joined in ("=", "!=", ",") and len(around) > 1:
                if around[1].kind == "ref":
                    found = self.items.get(around[1].text, [])
                    return found[0] if len(found) == 1 else None
                if around[1].text == ".":
                    return this
        return None

    def _code(
        self,
        text: str,
        near: Item | None,
        scope: list[Mapping[str, str]],
        at: Place,
        what: str,
    ) -> str:
        if near is not None and text in near.codes:
            return near.codes[text]
        found = list(dict.fromkeys(codes[text] for codes in scope if text in codes))
        if len(found) > 1:
            self.remarks.review("code-ambiguous", at, what=what, text=text, new=found[0])
        return found[0] if found else text
