"""What can be written into the log of an interview.  Each is one thing that happened."""

from dataclasses import dataclass

from surveys.questionnaire import QuestionId
from surveys.values import Value


@dataclass(frozen=True, slots=True)
class Began:
    """The person read the briefing and agreed to start.  *seed*: all that chance decides later."""

    seed: int = 0


@dataclass(frozen=True, slots=True)
class Declined:
    """The person cannot or will not: a conflict of interest, no consent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    question: QuestionId
    value: Value


@dataclass(frozen=True, slots=True)
class Reopened:
    """The person went back to it; its answer leaves the result until given again."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class Attached:
    """A file came for the question."""

    question: QuestionId
    attachment: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """Of several, these are ticked now, in this order; not yet the answer."""

    question: QuestionId
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubted:
    """This was given and looks odd: the person was asked whether it is so."""

    question: QuestionId
    value: Value


@dataclass(frozen=True, slots=True)
class Clocked:
    """The stopwatch of the question was started (``start``), noted a time (``split``) or was
    stopped (``stop``)."""

    question: QuestionId
    mark: str


@dataclass(frozen=True, slots=True)
class Added:
    """One more instance of the repeat, or one that was removed is back."""

    question: QuestionId  # the repeat's roster
    key: int


@dataclass(frozen=True, slots=True)
class Removed:
    """An instance of the repeat leaves the result; its answers stay in the log."""

    question: QuestionId
    key: int


@dataclass(frozen=True, slots=True)
class Paused:
    reason: str = "person"  # person | unreachable


@dataclass(frozen=True, slots=True)
class Explained:
    """Why it was not finished within its window, in the person's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class Submitted:
    receipt: str


@dataclass(frozen=True, slots=True)
class Accepted:
    by: str


@dataclass(frozen=True, slots=True)
class Returned:
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Voided:
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """From here on it is asked under edition *new*; *by* moved it there.  What was answered
    before was answered under edition *old*."""

    by: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class ScreenedOut:
    """Outside every cell of a closed *quota*: not of those who are asked.  *cell*: the answers
    that say so, as `surveys.quotas.named` writes them."""

    quota: str
    cell: str


@dataclass(frozen=True, slots=True)
class QuotaFull:
    """The *cell* of the *quota* has as many as are wanted."""

    quota: str
    cell: str


Other = (
    Began | Declined | Reopened | Attached | Ticked | Doubted | Clocked | Added | Removed | Paused
    | LanguageChosen | Submitted | Accepted | Returned | Voided | Explained
    | Moved | ScreenedOut | QuotaFull
)  # fmt: skip
Act = Answered | Other

REVIEWS = (Accepted, Returned, Voided)  # what others than the person write
ENDS = (Submitted, Declined, Voided, ScreenedOut, QuotaFull)  # nobody is waited for after these
