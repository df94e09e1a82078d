"""What we ask.  Loaded from YAML (surveys.load), never changed once an edition is fielded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NewType

from surveys.rules import Rule

QuestionId = NewType("QuestionId", str)
Texts = Mapping[str, str]  # by language: {"zh": …, "en": …}


class Mode(StrEnum):
    """Whose eyes: a shopper's under assignment, or a customer's own."""

    MYSTERY = "mystery"
    PERCEPTION = "perception"


class Characteristic(StrEnum):
    """The six service characteristics (document 000, 4.3)."""

    FUNCTIONALITY = "functionality"
    ECONOMY = "economy"
    SAFETY = "safety"
    TIMELINESS = "timeliness"
    COMFORT = "comfort"
    COURTESY = "courtesy"


class Meaning(StrEnum):
    """What an option says of the clause.  Four of the six are kinds of absence, none of them 0."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Option:
    """One button.  *degree* (0..1): what it is worth on the clause; None where it says nothing."""

    code: str
    label: Texts
    meaning: Meaning | None = None
    degree: Fraction | None = None
    exclusive: bool = False  # of several: with this one, no other


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind has.  *options*: the answers of a choice; beside any other kind, ways out
    of it ("nobody came").  *relevant* and *required* are over earlier answers; *met*, *constraint*
    (what must hold) and *warning* (what deserves "sure?") over this one too (``.``)."""

    id: QuestionId
    label: Texts
    text: Texts
    help: Texts | None = None
    section: str = ""
    characteristic: Characteristic | None = None
    items: tuple[str, ...] = ()  # of document 000
    clauses: tuple[str, ...] = ()  # of GB/T 27922-2011
    options: tuple[Option, ...] = ()
    relevant: Rule | None = None
    required: bool | Rule = True
    met: Rule | None = None
    constraint: Rule | None = None
    constraint_message: Texts | None = None
    warning: Rule | None = None
    warning_message: Texts | None = None
    mentions: frozenset[QuestionId] = frozenset()  # earlier answers its words speak of
    line: int = 0  # in its file

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One of the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Question):
    """Several of the options: from *least* to *most* of them."""

    least: int = 0
    most: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Question):
    """A day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Question):
    """A time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Question):
    """Words to read, nothing to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Question):
    """A whole number from *low* to *high*, words at both ends."""

    low: int
    high: int
    ends: tuple[Texts, Texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question):
    """A decimal within [least, most], in *unit*."""

    least: Decimal
    most: Decimal
    decimals: int = 0
    unit: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """Free words: at least so many sentences, at most so many characters."""

    least_sentences: int = 0
    most: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Question):
    """One to *most* pictures."""

    most: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Question):
    """Where the person stands; further than *within_m* from the outlet is flagged, not refused."""

    within_m: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch(Question):
    """Started and stopped in the chat or on the page; the server's clock counts."""

    start: Texts
    stop: Texts


AnyQuestion = (
    Choice | Choices | Rating | Number | Text | Date | Time | Photo | Location | Stopwatch | Note
)


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One immutable edition.  *written* is the file's text, *hash* its SHA-256."""

    id: str
    edition: int
    mode: Mode
    title: Texts
    intro: Texts
    thanks: Texts
    minutes: int
    source: str
    sections: tuple[Section, ...]
    questions: tuple[AnyQuestion, ...]
    hash: str = ""
    written: str = field(default="", repr=False)
    _by_id: dict[QuestionId, AnyQuestion] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._by_id.update((question.id, question) for question in self.questions)

    @property
    def key(self) -> str:
        return f"{self.id}@{self.edition}"

    def get(self, wanted: str) -> AnyQuestion | None:
        return self._by_id.get(QuestionId(wanted))

    def __getitem__(self, wanted: QuestionId) -> AnyQuestion:
        return self._by_id[wanted]

    def __iter__(self) -> Iterator[AnyQuestion]:
        return iter(self.questions)
