"""When each question was shown, answered and changed: read off the log, nothing is kept for it.

    audit(editions, edition, interview) -> (AuditEvent, …)     in the words of ODK's audit log
    timings(events) -> {question: Timing}

The reply to an answer is the next question, and it is put into the outbox in the transaction that
stores the answer: a question is shown from the moment the one before it was stored.  So *start*
is the server's clock at that entry, *end* its clock at this one, and the device's claims are those
that came with the two entries, where it made any.  A rest in between belongs to the time: a chat
goes on showing its last message; ``form exit`` and ``form resume`` say when.  When somebody came
back is known by the first thing they did.

Every stored change has its event, whatever came between the two answers: a rest, another
channel, another device, a change of edition, a review.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from surveys.entries import (
    Added,
    Answered,
    Began,
    Declined,
    Entry,
    Interview,
    Moment,
    Moved,
    Paused,
    Removed,
    Reopened,
    Returned,
    Submitted,
    View,
    fold,
)
from surveys.path import current
from surveys.questionnaire import AnyQuestion, QuestionId, Questionnaire
from surveys.values import Value, Words


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """*event* as ODK Collect names it (docs.getodk.org/form-audit-log), and one of ours:
    ``edition moved``.  *question*: of a question or a repeat; with *key*, that instance of it.
    *end* None: it is still shown, or a moment and no span.  *old*, *new* where they differ."""

    event: str
    start: Moment
    end: Moment | None = None
    question: QuestionId | None = None
    key: int | None = None
    old: Value | None = None
    new: Value | None = None
    by: str = ""
    reason: str = ""

    @property
    def seconds(self) -> float:
        """By the server's clock; 0 if it was set back in between."""
        if self.end is None:
            return 0.0
        return max(0.0, (self.end.at - self.start.at).total_seconds())


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer was replaced by another one."""

    at: datetime
    device_at: datetime | None
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: first shown, first answered, changed; *seconds* on the screen in all, of
    which *rests* were interrupted by a rest."""

    shown: Moment
    answered: Moment | None = None
    changes: tuple[Changed, ...] = ()
    seconds: float = 0.0
    rests: int = 0


def audit(
    editions: Mapping[int, Questionnaire], edition: int, interview: Interview
) -> tuple[AuditEvent, ...]:
    """The events of an interview that now is on *edition*; *editions* by their number."""
    return tuple(_Reading(editions, edition, interview).events())


def timings(events: Iterable[AuditEvent]) -> dict[QuestionId, Timing]:
    """What they say of each question, in the order they were first shown."""
    found: dict[QuestionId, Timing] = {}
    rested = False
    for event in events:
        rested = rested or event.event == "form exit"
        if event.event != "question" or event.question is None:
            continue
        before = found.get(event.question, Timing(event.start))
        found[event.question] = _with(before, event, rested)
        rested = False
    return found


def _with(timing: Timing, event: AuditEvent, rested: bool) -> Timing:
    answered, changes = timing.answered, timing.changes
    if event.end is not None and (event.old or event.new):
        if answered is None:
            answered = event.end
        else:
            changed = Changed(event.end.at, event.end.device_at, event.old, event.new)
            changes = (*changes, changed)
    seconds, rests = timing.seconds + event.seconds, timing.rests + rested
    return Timing(timing.shown, answered, changes, seconds, rests)


@dataclass(slots=True)
class _Reading:
    """Goes through the log once.  *advanced*: the entry that brought up what is shown now;
    *shown*: the one before it, for what else came in the same step as it (a table's rows)."""

    editions: Mapping[int, Questionnaire]
    edition: int
    interview: Interview
    seen: View = field(default_factory=View)
    held: dict[QuestionId, Value] = field(default_factory=dict)
    advanced: Moment | None = None
    shown: Moment | None = None
    resting: bool = False

    def events(self) -> Iterator[AuditEvent]:
        entries = self.interview.entries
        first = (entry.act.old for entry in entries if isinstance(entry.act, Moved))
        self.edition = next(first, self.edition)
        for number, entry in enumerate(entries):
            yield from self.of(number, entry)
        if self.advanced is None:
            return  # never begun
        question = self.on_screen(len(entries))
        if not self.seen.status.over:  # still on the screen
            id = question.id if question else None
            yield AuditEvent("question" if question else "end screen", self.advanced, None, id)

    def of(self, number: int, entry: Entry) -> Iterator[AuditEvent]:
        act, moment = entry.act, entry.moment
        if self.resting and (isinstance(act, Submitted) or hasattr(act, "question")):
            self.resting = False
            yield AuditEvent("form resume", moment)
        match act:
            case Began():
                yield AuditEvent("form start", moment)
                self.advance(moment)
            case Answered(id, value):
                before, self.held[id] = self.held.get(id), value
                asked = self.editions[self.edition].get(id)
                if asked is not None and not asked.asked:
                    return  # calculated, or from the link: nobody was shown anything
                start = self.advance(moment)
                given = (None, None) if before == value else (before, value)
                yield AuditEvent("question", start, moment, id, None, *given)
            case Reopened():
                if moment != self.advanced:
                    yield from self.left(number, moment)
                self.advance(moment)
            case Added(id, key):
                yield AuditEvent("add repeat", self.advance(moment), moment, id, key)
            case Removed(id, key):
                yield AuditEvent("delete repeat", self.advance(moment), moment, id, key)
            case Submitted():
                yield AuditEvent("end screen", self.advance(moment), moment)
                yield AuditEvent("form finalize", moment)
            case Paused() | Declined():
                self.resting = isinstance(act, Paused)
                yield AuditEvent("form exit", moment)
            case Returned(by, reason):
                yield AuditEvent("change reason", moment, by=by, reason=reason)
                self.advance(moment)
            case Moved(by, old_edition, new_edition):
                self.edition = new_edition
                old, new = Words(str(old_edition)), Words(str(new_edition))
                yield AuditEvent("edition moved", moment, old=old, new=new, by=by)
            case _:
                pass  # on the way to an answer, or nothing that is shown

    def left(self, number: int, moment: Moment) -> Iterator[AuditEvent]:
        """What was shown and is left without an answer."""
        if self.advanced is None:
            return
        question = self.on_screen(number)
        id = question.id if question else None
        yield AuditEvent("question" if question else "end screen", self.advanced, moment, id)

    def advance(self, moment: Moment) -> Moment:
        """The next thing is shown; returns since when this one was."""
        if moment != self.advanced:
            self.shown, self.advanced = self.advanced, moment
        return self.shown or moment

    def on_screen(self, number: int) -> AnyQuestion | None:
        """The question shown after the first *number* entries; None for the summary."""
        self.seen = fold(self.seen, Interview(self.interview.entries[:number]))
        return current(self.editions[self.edition], self.seen)
