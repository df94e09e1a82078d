"""The log of an interview, and the view derived from it.  Entries are only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never

from surveys.acts import (
    REVIEWS,
    Accepted,
    Act,
    Added,
    Answered,
    Attached,
    Began,
    Clocked,
    Declined,
    Doubted,
    Explained,
    LanguageChosen,
    Moved,
    Other,
    Paused,
    QuotaFull,
    Removed,
    Reopened,
    Returned,
    ScreenedOut,
    Submitted,
    Ticked,
    Voided,
)
from surveys.questionnaire import QuestionId
from surveys.values import Value

# The acts are the log's own words, and are imported with it.
__all__ = [
    "OVER",
    "REVIEWS",
    "Accepted",
    "Act",
    "Added",
    "Answered",
    "Attached",
    "Began",
    "Clocked",
    "Declined",
    "Doubted",
    "Entry",
    "Explained",
    "Given",
    "Interview",
    "LanguageChosen",
    "Moment",
    "Moved",
    "Paused",
    "QuotaFull",
    "Removed",
    "Reopened",
    "Returned",
    "ScreenedOut",
    "Status",
    "Submitted",
    "Ticked",
    "View",
    "Voided",
    "fold",
    "view",
]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and through what: the server's clock, the device's claim, the channel."""

    at: datetime
    channel: str = "chat"  # chat | page | console | play
    device_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    act: Act
    moment: Moment


@dataclass(frozen=True, slots=True)
class Interview:
    """One filling-in.  Its *revision* is the number of its entries."""

    entries: tuple[Entry, ...] = ()
    # What was last derived from the log, or from the beginning of it: see `view`.
    _seen: "View | None" = field(default=None, compare=False, repr=False)

    @property
    def revision(self) -> int:
        return len(self.entries)

    def add(self, act: Act, moment: Moment) -> "Interview":
        return self.longer(Entry(act, moment))

    def longer(self, *new: Entry) -> "Interview":
        return Interview((*self.entries, *new), self._seen)


class Status(StrEnum):
    NEW = "new"
    OPEN = "open"
    PAUSED = "paused"
    DECLINED = "declined"
    SUBMITTED = "submitted"
    RETURNED = "returned"  # open again: a reviewer asked for something
    ACCEPTED = "accepted"
    VOIDED = "voided"
    SCREENED_OUT = "screened-out"
    QUOTA_FULL = "quota-full"

    @property
    def answerable(self) -> bool:
        return self in (Status.OPEN, Status.PAUSED, Status.RETURNED)

    @property
    def over(self) -> bool:
        return self in OVER


PAUSED = Status.PAUSED
OVER = frozenset({
    Status.SUBMITTED, Status.ACCEPTED, Status.VOIDED, Status.DECLINED, Status.SCREENED_OUT,
    Status.QUOTA_FULL,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, when it was given, and the number of entries after it."""

    value: Value
    at: datetime
    revision: int


@dataclass(slots=True)
class View:
    """Everything derived from the log in one pass.  Once folded it is only read: many share it."""

    status: Status = Status.NEW
    language: str | None = None
    answers: dict[QuestionId, Given] = field(default_factory=dict)
    reopened: dict[QuestionId, Given] = field(default_factory=dict)  # what they held before
    files: dict[QuestionId, tuple[str, ...]] = field(default_factory=dict)
    ticked: dict[QuestionId, tuple[str, ...]] = field(default_factory=dict)
    doubted: dict[QuestionId, Value] = field(default_factory=dict)
    started: dict[QuestionId, datetime] = field(default_factory=dict)
    stopped: dict[QuestionId, datetime] = field(default_factory=dict)
    splits: dict[QuestionId, tuple[datetime, ...]] = field(default_factory=dict)
    instances: dict[QuestionId, tuple[int, ...]] = field(default_factory=dict)  # keys, by roster
    dropped: dict[QuestionId, tuple[int, ...]] = field(default_factory=dict)
    seed: int = 0
    clock: datetime | None = None  # when the person last did anything
    folded: int = 0  # entries
    touched: dict[QuestionId, int] = field(default_factory=dict)  # revision after the last entry
    began_at: datetime | None = None
    since: int = 0  # entries when it was last returned
    submitted_at: datetime | None = None
    receipt: str | None = None
    reason: str | None = None  # of the last return, void or decline, or for being late

    @property
    def values(self) -> Mapping[QuestionId, Value]:
        return {question: given.value for question, given in self.answers.items()}


def view(interview: Interview) -> View:
    """Fold the log; what was folded of it before is not folded again."""
    seen = interview._seen
    if seen is None or seen.folded != interview.revision:
        seen = fold(seen or View(), interview)
        object.__setattr__(interview, "_seen", seen)  # the same whoever asks, and whenever
    return seen


def fold(before: View, interview: Interview) -> View:
    """*before*, with what it has not seen of the log folded into it."""
    seen = View(*map(_own, (getattr(before, name) for name in View.__slots__)))
    for revision, entry in enumerate(interview.entries[seen.folded :], seen.folded + 1):
        act, at, seen.folded = entry.act, entry.moment.at, revision
        if isinstance(act, Answered):  # by far the most
            seen.clock = at
            _answered(seen, act.question, Given(act.value, at, revision))
            continue
        # Once it is over nothing more is said, and what is calculated from the time stays.
        if not (seen.status in OVER or isinstance(act, REVIEWS)):
            seen.clock = at
        _fold(seen, act, at, revision)
    return seen


def _own(value: Any) -> Any:
    return value.copy() if isinstance(value, dict) else value


def _answered(seen: View, question: QuestionId, given: Given) -> None:
    seen.answers[question] = given
    if seen.reopened:
        seen.reopened.pop(question, None)
    if seen.doubted:
        seen.doubted.pop(question, None)
    _touch(seen, question, given.revision)


def _fold(seen: View, act: Other, at: datetime, revision: int) -> None:
    match act:
        case Reopened(question):
            if (given := seen.answers.pop(question, None)) is not None:
                seen.reopened[question] = given
            for marks in (seen.files, seen.ticked, seen.splits):
                marks.pop(question, None)
            seen.doubted.pop(question, None)
            seen.started.pop(question, None)
            seen.stopped.pop(question, None)
            _touch(seen, question, revision)
        case Attached(question, attachment):
            seen.files[question] = (*seen.files.get(question, ()), attachment)
            _touch(seen, question, revision)
        case Ticked(question, codes):
            seen.ticked[question] = codes
            _touch(seen, question, revision)
        case Doubted(question, value):
            seen.doubted[question] = value
            _touch(seen, question, revision)
        case Clocked(question, "split"):
            seen.splits[question] = (*seen.splits.get(question, ()), at)
            _touch(seen, question, revision)
        case Clocked(question, mark):
            (seen.started if mark == "start" else seen.stopped)[question] = at
            _touch(seen, question, revision)
        case Added(question, key):
            _move(question, key, seen.dropped, seen.instances)
            _touch(seen, question, revision)
        case Removed(question, key):
            _move(question, key, seen.instances, seen.dropped)
            _touch(seen, question, revision)
        case act:
            _lifecycle(seen, act, at)


def _lifecycle(
    seen: View,
    act: Began | Declined | Paused | LanguageChosen | Submitted | Accepted | Returned | Voided
    | Explained | Moved | ScreenedOut | QuotaFull,
    at: datetime,
) -> None:  # fmt: skip
    match act:
        case Began(seed):
            seen.began_at, seen.status, seen.seed = at, Status.OPEN, seed
        case Paused():
            if seen.status is Status.OPEN:
                seen.status = Status.PAUSED
        case LanguageChosen(language):
            seen.language = language
        case Explained(text):
            seen.reason = text
        case Submitted(receipt):
            seen.status, seen.submitted_at, seen.receipt = Status.SUBMITTED, at, receipt
        case Accepted():
            seen.status = Status.ACCEPTED
        case Returned(_, reason):
            seen.status, seen.reason, seen.since = Status.RETURNED, reason, seen.folded
        case Voided(_, reason):
            seen.status, seen.reason = Status.VOIDED, reason
        case Declined(reason):
            seen.status, seen.reason = Status.DECLINED, reason
        case ScreenedOut():
            seen.status = Status.SCREENED_OUT
        case QuotaFull():
            seen.status = Status.QUOTA_FULL
        case Moved():
            pass  # which edition it is asked under stands with the interview
        case unreachable:
            assert_never(unreachable)


def _move(
    roster: QuestionId,
    key: int,
    source: dict[QuestionId, tuple[int, ...]],
    target: dict[QuestionId, tuple[int, ...]],
) -> None:
    source[roster] = tuple(one for one in source.get(roster, ()) if one != key)
    target[roster] = tuple(sorted({*target.get(roster, ()), key}))


def _touch(seen: View, question: QuestionId, revision: int) -> None:
    seen.touched[question] = revision
    if seen.status is PAUSED:
        seen.status = Status.OPEN
