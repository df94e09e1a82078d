"""What we ask.  Loaded from YAML (surveys.load), never changed once an edition is fielded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from surveys.expressions.quick import Quick
from surveys.kinds import (
    AnyQuestion,
    Barcode,
    Calculated,
    Characteristic,
    Choice,
    Choices,
    Consent,
    Date,
    Duration,
    Hidden,
    Location,
    Meaning,
    Measure,
    Media,
    Medium,
    Note,
    Number,
    Option,
    Question,
    QuestionId,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
    Text,
    Texts,
    Time,
    instance,
)
from surveys.limits import DEFAULT, Limits
from surveys.rules import Rule
from surveys.scope import Rows

__all__ = [
    "AnyQuestion", "Barcode", "Calculated", "Characteristic", "Choice", "Choices", "Consent",
    "Date", "Duration", "Hidden", "Location", "Meaning", "Measure", "Media", "Medium", "Mode",
    "Node", "Note", "Number", "Option", "Question", "QuestionId", "Questionnaire", "Ranking",
    "Rating", "Repeat", "Roster", "Section", "Stopwatch", "Text", "Texts", "Time",
]  # fmt: skip

MOST_INSTANCES = 99


class Mode(StrEnum):
    """Whose eyes: a shopper's under assignment, or a customer's own."""

    MYSTERY = "mystery"
    PERCEPTION = "perception"


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same questions once for each of several things.  *count* says how many there are; where
    it is None, the last of *nodes* is a Roster: it asks after each whether there was another.
    Where *relevant* does not hold there is none."""

    id: str
    title: Texts
    nodes: "tuple[Node, ...]"
    count: Rule | None = None
    most: int = 20
    relevant: Rule | None = None

    def questions(self) -> Iterator[AnyQuestion]:
        """All within it, as written, those of a repeat in the repeat included."""
        for node in self.nodes:
            if isinstance(node, Repeat):
                yield from node.questions()
            else:
                yield node

    def names(self) -> Iterator[str]:
        """All within it that can be looked at from outside, the repeats in it included."""
        for node in self.nodes:
            if isinstance(node, Repeat):
                yield node.id
                yield from node.names()
            elif not isinstance(node, Roster):
                yield node.id


Node = AnyQuestion | Repeat
# One of the nodes as a path takes it: a question that is asked, and the short way to whether it
# is; or what takes longer (a repeat, what is calculated).
Planned = tuple[AnyQuestion | None, Quick | None, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One immutable edition.  *nodes* in the order of asking; *written* is the file's text, *hash*
    its SHA-256."""

    id: str
    edition: int
    mode: Mode
    title: Texts
    intro: Texts
    thanks: Texts
    minutes: int
    source: str
    sections: tuple[Section, ...]
    nodes: tuple[Node, ...]
    languages: tuple[str, ...] = ("zh", "en")
    tables: Mapping[str, Rows] = field(default_factory=dict)
    hash: str = ""
    written: str = field(default="", repr=False)
    limits: Limits = field(default=DEFAULT, repr=False, compare=False)
    questions: tuple[AnyQuestion, ...] = field(init=False, repr=False, compare=False)
    repeats: Mapping[str, Repeat] = field(init=False, repr=False, compare=False)
    keeps: tuple[Calculated, ...] = field(init=False, repr=False, compare=False)
    outside: Mapping[QuestionId, int] = field(init=False, repr=False, compare=False)
    plan: tuple[Planned, ...] = field(init=False, repr=False, compare=False)
    timed: bool = field(init=False, repr=False, compare=False)  # a rule looks at the clock
    _by_id: dict[str, AnyQuestion | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        flat: list[AnyQuestion] = []
        for node in self.nodes:
            flat += node.questions() if isinstance(node, Repeat) else (node,)
        repeats = {one.id: one for one in _repeats(self.nodes)}
        once = tuple(q for q in flat if isinstance(q, Calculated) and q.value.once)
        object.__setattr__(self, "questions", tuple(flat))
        object.__setattr__(self, "repeats", repeats)
        object.__setattr__(self, "keeps", once)  # calculated once and then kept
        places = {one.id: n for n, one in enumerate(self.nodes) if not isinstance(one, Repeat)}
        object.__setattr__(self, "outside", places)  # of every repeat: which of the nodes it is
        object.__setattr__(self, "plan", tuple(map(_planned, self.nodes)))
        looking = (*flat, *repeats.values())
        object.__setattr__(self, "timed", any(rule.timed for rule in _rules(looking)))
        self._by_id.update((question.id, question) for question in flat)

    @property
    def key(self) -> str:
        return f"{self.id}@{self.edition}"

    def get(self, wanted: str) -> AnyQuestion | None:
        """A question as written, or as asked in one instance (``name.2``); None otherwise."""
        if wanted not in self._by_id and len(wanted) <= 24:
            found = self._instance(wanted)
            if found is None:
                return None  # not kept: anything at all can be asked for
            self._by_id[wanted] = found
        return self._by_id.get(wanted)

    def _instance(self, wanted: str) -> AnyQuestion | None:
        base, *numbers = wanted.split(".")
        written = self._by_id.get(base)
        if written is None or len(numbers) != len(written.repeats):
            return None
        if not all(n.isascii() and n.isdecimal() and n[0] != "0" and len(n) < 3 for n in numbers):
            return None
        return instance(written, tuple(int(number) for number in numbers))

    def __getitem__(self, wanted: str) -> AnyQuestion:
        found = self.get(wanted)
        if found is None:
            raise KeyError(wanted)
        return found

    def __iter__(self) -> Iterator[AnyQuestion]:
        return iter(self.questions)


def _planned(node: Node) -> Planned:
    if isinstance(node, Repeat) or not node.asked:
        return None, None, (node,)
    return node, node.relevant.quick if node.relevant else None, ()


def _rules(nodes: Iterable[Node]) -> Iterator[Rule]:
    """All that a question or a repeat says of earlier answers, whatever it says it of."""
    for node in nodes:
        for one in fields(node):
            if isinstance(rule := getattr(node, one.name), Rule):
                yield rule


def _repeats(nodes: tuple[Node, ...]) -> Iterator[Repeat]:
    for node in nodes:
        if isinstance(node, Repeat):
            yield node
            yield from _repeats(node.nodes)
