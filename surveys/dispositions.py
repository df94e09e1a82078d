"""How every visit and every customer's survey ended: final disposition codes in AAPOR's sense.

The American Association for Public Opinion Research, Standard Definitions: Final Dispositions of
Case Codes and Outcome Rates for Surveys (9th edition, 2016), table for Internet surveys of
specifically named persons: a shopper is such a person, the assignment is the case that was drawn.
Derived from the log and the windows whenever somebody asks; nothing of it is stored.

    what the log and the clock say                            code     letter
    submitted or accepted                                     1.1      I
    unfinished when time ran out, more than *complete* held   1.1      I
    the same, from *partial* to *complete*                    1.2      P
    the same, begun, less than *partial*                      2.12     R   break-off
    the same, opened, nothing answered                        2.1121   R   looked at, no item
    declined: no consent, or knows somebody there             2.112    R   refusal
    a person had it, never opened                             2.20     NC  non-contact
    voided by a reviewer                                      2.30     O
    nobody ever came with its link                            3.19     UO  nothing ever returned
    screened out                                              4.10     NE
    its quota was full                                        4.80     NE
    time has not run out                                      none: pending, in no rate

A refusal stays one however much was answered before it: who withdraws takes their answers along.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from surveys.entries import Status, View
from surveys.offer import needed
from surveys.path import way_of
from surveys.questionnaire import Questionnaire
from surveys.values import Skipped


class Letter(StrEnum):
    """AAPOR's letters in the formulas of the rates."""

    I = "I"  # noqa: E741 - complete interview
    P = "P"  # partial interview
    R = "R"  # refusal and break-off
    NC = "NC"  # non-contact
    O = "O"  # noqa: E741 - other, eligible
    UH = "UH"  # unknown whether there is anybody eligible there; none of ours
    UO = "UO"  # unknown, other
    NE = "NE"  # known not to be eligible


class Disposition(StrEnum):
    """The ways to end; *code* is AAPOR's, *letter* its place in the formulas."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNANSWERED = "unanswered"
    BREAK_OFF = "break-off"
    NEVER_OPENED = "never-opened"
    VOIDED = "voided"
    NOTHING_RETURNED = "nothing-returned"
    SCREENED_OUT = "screened-out"
    QUOTA_FULL = "quota-full"
    PENDING = "pending"

    @property
    def code(self) -> str | None:
        """None for what has not ended."""
        found = CODES.get(self)
        return found[0] if found else None

    @property
    def letter(self) -> Letter | None:
        found = CODES.get(self)
        return found[1] if found else None


CODES = {
    Disposition.COMPLETE: ("1.1", Letter.I),
    Disposition.PARTIAL: ("1.2", Letter.P),
    Disposition.REFUSED: ("2.112", Letter.R),
    Disposition.CONFLICT: ("2.112", Letter.R),
    Disposition.UNANSWERED: ("2.1121", Letter.R),
    Disposition.BREAK_OFF: ("2.12", Letter.R),
    Disposition.NEVER_OPENED: ("2.20", Letter.NC),
    Disposition.VOIDED: ("2.30", Letter.O),
    Disposition.NOTHING_RETURNED: ("3.19", Letter.UO),
    Disposition.SCREENED_OUT: ("4.10", Letter.NE),
    Disposition.QUOTA_FULL: ("4.80", Letter.NE),
}

# Ends that the log states by itself, whenever it was.
STATED = {
    "submitted": Disposition.COMPLETE,
    "accepted": Disposition.COMPLETE,
    "voided": Disposition.VOIDED,
    "screened-out": Disposition.SCREENED_OUT,
    "quota-full": Disposition.QUOTA_FULL,
}
CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Of the required questions on the path: below *partial* a break-off, above *complete* a
    complete interview, 0 to 1.  Standard Definitions leaves the line to the study and names less
    than 50 %, 50 to 80 % and more than 80 % of all applicable questions as one way to draw it."""

    partial: Fraction = Fraction(1, 2)
    complete: Fraction = Fraction(4, 5)

    def __post_init__(self) -> None:
        if not 0 <= self.partial <= self.complete <= 1:
            raise ValueError("0 <= partial <= complete <= 1")


def share_answered(questionnaire: Questionnaire, seen: View) -> Fraction:
    """Of the required questions on today's path, those that hold an answer, 0 to 1; what was
    skipped holds none.  Where nothing is required: of all that are asked."""
    stops = [stop for stop in way_of(questionnaire, seen).stops if stop.question.asked]
    wanted = [stop for stop in stops if needed(stop.question, stop.scope)] or stops
    if not wanted:
        return Fraction(1 if seen.began_at else 0)
    held = [s for s in wanted if s.value is not None and not isinstance(s.value, Skipped)]
    return Fraction(len(held), len(wanted))


def disposition(
    seen: View,
    share: Fraction,
    closes: datetime | None,
    now: datetime,
    thresholds: Thresholds | None = None,
) -> Disposition:
    """How an interview that somebody opened ended, if it did: *share* as `share_answered`,
    *closes* the end of its window or `expires`.  What a reviewer returned has no end."""
    if (stated := STATED.get(seen.status)) is not None:
        return stated
    if seen.status is Status.DECLINED:
        return Disposition.CONFLICT if seen.reason == CONFLICT else Disposition.REFUSED
    if seen.status is Status.RETURNED or closes is None or now <= closes:
        return Disposition.PENDING
    if not seen.answers:
        return Disposition.UNANSWERED
    line = thresholds or Thresholds()
    if share < line.partial:
        return Disposition.BREAK_OFF
    return Disposition.COMPLETE if share > line.complete else Disposition.PARTIAL


def unopened(*, known: bool, closes: datetime, now: datetime) -> Disposition:
    """How an assignment ended that has no interview; *known*: a person had it."""
    if now <= closes:
        return Disposition.PENDING
    return Disposition.NEVER_OPENED if known else Disposition.NOTHING_RETURNED


def expires(started: datetime, after: timedelta | None) -> datetime | None:
    """When a customer's survey takes no more answers; None: never."""
    return None if after is None else started + after


def expired(status: Status, expires: datetime | None, now: datetime) -> bool:
    """Whether a customer's unfinished survey has run out: derived, nothing is written for it."""
    waiting = status in (Status.NEW, Status.OPEN, Status.PAUSED)
    return waiting and expires is not None and now > expires
