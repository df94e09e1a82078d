"""What can happen to an interview, and what must then be done.  Both are plain data.

A tap names its question and the revision it was offered at, so a late one is known as late.
Codes that start with ``@`` are ours; all others are option codes or ratings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.entries import Given, Interview, Status
from surveys.questionnaire import AnyQuestion, QuestionId, Texts
from surveys.values import Place, Value

KEEP, SKIP, DONE, NEXT, SURE = "@keep", "@skip", "@done", "@next", "@sure"
START, STOP, RIGHT, LATE = "@start", "@stop", "@right", "@late"

# What happened.


@dataclass(frozen=True, slots=True)
class Opened:
    """The person is here: a deep link, a page load."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Yes to the briefing."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """No to the briefing: *reason* ``conflict`` (knows somebody there) or ``no-consent``.

    *revision*: that of the screen, so that an old briefing's button cannot end a visit under way.
    """

    reason: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    question: QuestionId
    revision: int
    code: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Several options at once, as a page sends them."""

    question: QuestionId
    revision: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replied:
    text: str


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """*attachment*: the id it will be stored under; *size* in bytes, if known."""

    attachment: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SentPlace:
    place: Place
    live: bool = False


@dataclass(frozen=True, slots=True)
class SentOther:
    """A sticker, a voice message, an edited message …: *kind* names it in the catalogue."""

    kind: str


@dataclass(frozen=True, slots=True)
class WentBack:
    """*revision*: that of the screen whose button was tapped, so that a second tap is known as
    one; None for a command, which always means now."""

    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Jumped:
    """From the summary to one answer, to change it."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class Rested:
    """Pause: *reason* ``person`` or ``unreachable``."""

    reason: str = "person"


@dataclass(frozen=True, slots=True)
class Spoke:
    """Chose a language."""

    language: str


@dataclass(frozen=True, slots=True)
class AskedStatus:
    pass


@dataclass(frozen=True, slots=True)
class AskedToChange:
    """From the summary: which answer?"""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Submit."""


Event = (
    Opened | Agreed | Refusal | Tapped | Picked | Replied | SentPhoto | SentPlace | SentOther
    | WentBack | Jumped | Rested | Spoke | AskedStatus | AskedToChange | Confirmed
)  # fmt: skip

# What to do now: any number of Say, then one screen.


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of the catalogue.  An argument may be wording in every language."""

    id: str
    args: Mapping[str, str | int | Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """Show the briefing and ask for agreement."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Show the question.  *number* of *total* on today's path; *held*: what it held before it was
    reopened; *stage* of a stopwatch: ready, running, stopped; *photos* received so far; *ticked*
    of several options; *doubt*: what was given and looks odd, to be confirmed; *known*: the
    answers its words speak of.
    """

    question: AnyQuestion
    number: int
    total: int
    revision: int
    held: Given | None = None
    stage: str = "ready"
    seconds: int = 0
    photos: int = 0
    ticked: tuple[str, ...] = ()
    doubt: Value | None = None
    optional: bool = False
    known: Mapping[QuestionId, Value] = field(default_factory=dict)
    can_go_back: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """Something to look at before submitting; *id* names the sentence."""

    question: AnyQuestion
    id: str
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summarise:
    """What is done and what is missing; *ready* to submit when nothing required is missing."""

    done: tuple[tuple[AnyQuestion, Given], ...]
    missing: tuple[AnyQuestion, ...]
    points: tuple[Point, ...]
    ready: bool
    revision: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Which answer to change?"""

    answered: tuple[tuple[AnyQuestion, Given], ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """Nothing more to answer: submitted, accepted, voided or declined."""

    status: Status
    receipt: str | None = None


Effect = Say | Brief | Ask | Summarise | Offer | Finish


@dataclass(frozen=True, slots=True)
class Step:
    """The interview after the event, and the effects to carry out once it is stored."""

    interview: Interview
    effects: tuple[Effect, ...]
