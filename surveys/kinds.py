"""The kinds of question, and what each has.  Frozen; built by surveys.build from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, NewType, TypeVar

from surveys.rules import Rule

QuestionId = NewType("QuestionId", str)
Texts = Mapping[str, str]  # by language: {"zh": …, "en": …}


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


class Medium(StrEnum):
    """What a file shows.  A signature is a picture, drawn on the page or photographed."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Option:
    """One button.  *degree* (0..1): what it is worth on the clause; None where it says nothing.
    *columns*: what a choice filter can ask of it."""

    code: str
    label: Texts
    meaning: Meaning | None = None
    degree: Fraction | None = None
    exclusive: bool = False  # of several: with this one, no other
    image: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


class Measure(StrEnum):
    """What a customer's rating measures beside the service: it enters no index and no score."""

    RECOMMEND = "recommend"  # 0 to 10: net promoter score
    SATISFIED = "satisfied"  # these three: the ACSI-type index
    CONFIRMED = "confirmed"  # against what was expected
    IDEAL = "ideal"  # against an ideal
    EXPECTED = "expected"  # what a characteristic should be like: SERVQUAL
    IMPORTANT = "important"  # how much a characteristic matters


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind has.  *options*: the answers of a choice; beside any other kind, ways out
    of it ("nobody came").  *relevant*, *required* and *default* are over earlier answers; *met*,
    *degree*, *trap*, *constraint* (what must hold) and *warning* (what deserves "sure?") over this
    one too (``.``).  *weight*: within its characteristic's index, > 0.  *keys*: which instance of
    the *repeats* around it (outermost first) this is; empty for the question as written."""

    id: QuestionId
    label: Texts
    text: Texts
    help: Texts | None = None
    image: str | None = None
    section: str = ""
    characteristic: Characteristic | None = None
    measure: Measure | None = None
    items: tuple[str, ...] = ()  # of document 000
    clauses: tuple[str, ...] = ()  # of GB/T 27922-2011
    critical: bool = False
    weight: Fraction = Fraction(1)
    options: tuple[Option, ...] = ()
    choice_filter: Rule | None = None
    randomize: bool | Rule = False  # a rule is the seed
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language: codes
    relevant: Rule | None = None  # with those of the groups around it
    required: bool | Rule = True
    default: Rule | None = None
    read_only: bool = False
    met: Rule | None = None
    degree: Rule | None = None
    trap: Rule | None = None
    constraint: Rule | None = None
    constraint_message: Texts | None = None
    warning: Rule | None = None
    warning_message: Texts | None = None
    mentions: frozenset[QuestionId] = frozenset()  # earlier answers its words speak of
    matrix: QuestionId | None = None  # the table it is a row of
    of: QuestionId | None = None  # the question it follows up: "other, please say", a photo of it
    repeats: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    line: int = 0  # in its file
    asked: ClassVar[bool] = True  # whether a person ever sees it

    @property
    def base(self) -> QuestionId:
        """Its id as written, whatever the instance."""
        return QuestionId(self.id.split(".", 1)[0])

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


Q = TypeVar("Q", bound=Question)


def instance(question: Q, keys: tuple[int, ...]) -> Q:
    """The question as asked in one instance of the repeats around it: ``name.2``, ``name.2.1``."""
    number = ".".join(map(str, keys))
    label = {language: f"{words} {number}" for language, words in question.label.items()}
    return replace(question, id=QuestionId(f"{question.id}.{number}"), label=label, keys=keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One of the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Question):
    """Several of the options: from *least* to *most* of them."""

    least: int = 0
    most: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Question):
    """The options in the person's order, best first: the first *most* of them."""

    most: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Question):
    """A day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Question):
    """A time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Question):
    """How long something took, as the person says; *least*, *most* in seconds."""

    least: int = 0
    most: int = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Question):
    """Words to read, nothing to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Question):
    """Yes to what the text says, or the interview ends here.  Options ``yes`` and ``no``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Question):
    """A whole number from *low* to *high*, words at both ends.  *look*: numbers, stars or faces;
    *labels*: words for single points."""

    low: int
    high: int
    ends: tuple[Texts, Texts]
    look: str = "numbers"
    labels: Mapping[int, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question):
    """A decimal within [least, most], in *unit*; *currency* (ISO 4217) where it is money."""

    least: Decimal
    most: Decimal
    decimals: int = 0
    unit: Texts = field(default_factory=dict)
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """Free words: at least so many sentences, at most so many characters."""

    least_sentences: int = 0
    most: int = 2000
    size: str = "long"  # short | long: how large the page's box is


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode(Question):
    """A code or serial number: typed, or photographed."""

    most: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Question):
    """*least* to *most* files of one medium."""

    medium: Medium = Medium.PHOTO
    least: int = 1
    most: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Question):
    """Where the person stands; further than *within_m* from the outlet is flagged, not refused,
    and so is a place known worse than *accuracy_m*."""

    within_m: int = 300
    accuracy_m: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch(Question):
    """Started and stopped in the chat or on the page; the server's clock counts.  *split*: what
    the button says that notes a time in between, up to *splits* of them."""

    start: Texts
    stop: Texts
    split: Texts | None = None
    splits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated(Question):
    """Never asked: *value* over earlier answers.  *show*: it stands in the summary."""

    value: Rule
    show: bool = False
    asked: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden(Question):
    """Never asked: comes from the link or the assignment."""

    asked: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Question):
    """ "Was there another one?" after each instance of an open repeat; its id is the repeat's."""

    least: int = 1
    most: int = 20
    one: Texts = field(default_factory=dict)  # what one instance is called
    add: Texts | None = None
    done: Texts | None = None


AnyQuestion = (
    Choice | Choices | Ranking | Rating | Number | Text | Barcode | Date | Time | Duration | Media
    | Location | Stopwatch | Note | Consent | Calculated | Hidden | Roster
)  # fmt: skip
