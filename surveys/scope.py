"""What an expression can look at: earlier answers, its own answer, and what stands around them.

Inside a repeat a name means the same instance's answer; from outside it means every instance's, in
order.  So a scope has a parent: the repeat's instance looks first at itself, then outwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from surveys.values import Scalar

Seen = Scalar | tuple[Scalar, ...]  # one answer, or one of every instance of a repeat
Rows = tuple[Mapping[str, str], ...]  # an attached table: column -> cell

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _no_label(question: str, code: str) -> str:
    return code


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for a whole interview: *now*, the time of its last answer (so that a log
    read again says the same); *seed*, drawn once; what an option is called; attached tables;
    the *language* in which months and days are named."""

    now: datetime = EPOCH
    seed: int = 0
    label: Callable[[str, str], str] = _no_label  # question, code -> words
    tables: Mapping[str, Rows] = field(default_factory=dict)
    language: str = "en"


NOWHERE = Around()


@dataclass(slots=True)
class Scope:
    """The names known at one place of the path.  *position*: of the instance, from 1; 0 outside.
    *options*: the columns of the option a choice filter looks at."""

    known: dict[str, Seen] = field(default_factory=dict)
    around: Around = NOWHERE
    parent: "Scope | None" = None
    position: int = 0
    repeat: str = ""
    option: Mapping[str, str] = field(default_factory=dict)

    def answer(self, name: str) -> Seen:
        """What *name* holds; '' where nothing was answered."""
        if (own := self.known.get(name)) is not None:
            return own
        if self.parent is None:
            return ""
        scope, inner = self, ""
        while name not in scope.known:
            if scope.parent is None:
                return ""
            scope, inner = scope.parent, scope.repeat
        found = scope.known[name]
        if inner and scope.gathered.get(name) == inner:
            return ""  # what other instances of the repeat that we stand in hold, not ours
        return found

    def instance(self, repeat: str, position: int) -> "Scope | None":
        """The scope of the *position*th instance of *repeat*, as far as it was reached."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.instances.get(repeat, ())
            if found:
                return found[position - 1] if 1 <= position <= len(found) else None
            scope = scope.parent
        return None

    instances: dict[str, list["Scope"]] = field(default_factory=dict)  # by repeat, in order
    gathered: dict[str, str] = field(default_factory=dict)  # the repeat that a name is many from
