"""What can happen to an interview, and what must then be done.  Both are plain data.

A tap names its question and the revision it was offered at, so a late one is known as late.
Codes that start with ``@`` are ours; all others are option codes or ratings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.entries import Given, Interview, Status
from surveys.questionnaire import AnyQuestion, Medium, Option, QuestionId, Texts
from surveys.values import Place, Value

KEEP, SKIP, DONE, NEXT, SURE = "@keep", "@skip", "@done", "@next", "@sure"
START, STOP, SPLIT, RIGHT, LATE = "@start", "@stop", "@split", "@right", "@late"
ADD, EDIT, DROP, RESTORE = "@add", "@edit-", "@drop-", "@back-"  # of a roster; three with a key

# What happened.


@dataclass(frozen=True, slots=True)
class Opened:
    """The person is here: a deep link, a page load."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Yes to the briefing.  *seed*: all that chance decides later; *hidden*: what the link or the
    assignment says, by question."""

    seed: int = 0
    hidden: Mapping[str, str] = field(default_factory=dict)


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
    """Several options at once, as a page sends them; of a ranking, in the person's order."""

    question: QuestionId
    revision: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A table at once, as a page sends it: a code for each row that was answered."""

    revision: int
    codes: Mapping[QuestionId, str]


@dataclass(frozen=True, slots=True)
class Replied:
    text: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """*attachment*: the id it will be stored under; *size* in bytes, if known."""

    attachment: str
    size: int | None = None
    medium: Medium = Medium.PHOTO


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
    Opened | Agreed | Refusal | Tapped | Picked | Filled | Replied | SentFile | SentPlace
    | SentOther | WentBack | Jumped | Rested | Spoke | AskedStatus | AskedToChange | Confirmed
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


Known = Mapping[QuestionId, Value | tuple[Value, ...]]  # of a repeat, from outside: every one


@dataclass(frozen=True, slots=True)
class Instance:
    """One of a roster: what its name speaks of is in *known*."""

    key: int
    known: Known


@dataclass(frozen=True, slots=True)
class Inside:
    """Where in a repeat a question stands: the *position*th (from 1) of *total*, None while it is
    open."""

    title: Texts
    position: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, and what it holds."""

    question: AnyQuestion
    value: Value | None
    touched: int  # the revision of its last entry


@dataclass(frozen=True, slots=True)
class Ask:
    """Show the question.  *number* of *total* on today's path; *options*: those on offer, in
    order; *held*: what it held before it was reopened; *suggested*: its default; *stage* of a
    stopwatch: ready, running, stopped; *files* received so far; *ticked* of several options;
    *doubt*: what was given and looks odd, to be confirmed; *known*: the answers its words speak
    of; *inside*: the repeats around it; *rows*: the table it is a row of, as far as it is on the
    path; *instances* and *dropped* of a roster.
    """

    question: AnyQuestion
    number: int
    total: int
    revision: int
    options: tuple[Option, ...] = ()
    held: Given | None = None
    suggested: Value | None = None
    stage: str = "ready"
    seconds: int = 0
    splits: int = 0
    files: int = 0
    ticked: tuple[str, ...] = ()
    doubt: Value | None = None
    optional: bool = False
    known: Known = field(default_factory=dict)
    inside: tuple[Inside, ...] = ()
    rows: tuple[Row, ...] = ()
    instances: tuple[Instance, ...] = ()
    dropped: tuple[Instance, ...] = ()
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
