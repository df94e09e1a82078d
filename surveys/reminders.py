"""When to remind somebody of an assignment.  Pure: the clock and what was sent come in.

    due(reminding, facts, now) -> whether to send the next one now

What was sent is counted, not timed: the third reminder is sent once, however often the machine
starts again and wherever its clock jumps.  After a jump forward one is due, never all that were
missed; after a jump back the last one sent still stands and the next waits its time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from surveys.entries import Status
from surveys.fieldwork_policy import Reminding


class Why(StrEnum):
    """What to remind of; the last part of the sentence's name."""

    UNFINISHED = "unfinished"
    NOT_BEGUN = "not-begun"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an assignment that a chat holds.

    *status*: of its interview, NEW too where there is none; *last*: when something was last
    written down in it, by anybody; *sent*: when the reminders went, in order; *unreachable_at*:
    when the bot was last found blocked.
    """

    status: Status
    opens: datetime
    closes: datetime
    last: datetime | None
    sent: Sequence[datetime] = ()
    unreachable_at: datetime | None = None

    @property
    def why(self) -> Why | None:
        """None: there is nothing to remind of."""
        if self.status.answerable:
            return Why.UNFINISHED
        return Why.NOT_BEGUN if self.status is Status.NEW else None

    @property
    def reachable(self) -> bool:
        """Whoever blocked the bot hears nothing until they come back and do something."""
        if self.unreachable_at is None:
            return True
        return self.last is not None and self.last > self.unreachable_at


def next_due(reminding: Reminding, facts: Facts) -> datetime | None:
    """When the next reminder goes, never in the quiet hours nor outside the window; None: never.

    A clock that moved back between two of them counts from the latest.
    """
    why = facts.why
    if why is None or not facts.reachable or len(facts.sent) >= reminding.most:
        return None
    if why is Why.UNFINISHED and facts.last is not None:
        first = facts.last + reminding.first_after
    else:
        first = facts.closes - reminding.first_after
    after = [facts.opens, first, *(sent + reminding.every for sent in facts.sent)]
    when = reminding.quiet.over(max(after))
    return when if when <= facts.closes else None


def due(reminding: Reminding, facts: Facts, now: datetime) -> bool:
    """Whether the next one goes now."""
    when = next_due(reminding, facts)
    if when is None or now < when or now > facts.closes:
        return False
    return not reminding.quiet.holds(now)
