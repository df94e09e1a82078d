"""A case's own rules of fieldwork: when to remind, when a survey runs out, what is a partial.

They are stored as text, as people write them in case.yaml: ``24h``, ``21:00-09:00``, ``50%``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from locales import CHINA
from surveys.dispositions import Thresholds

T = TypeVar("T")
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=366)
MOST_REMINDERS = 10


@dataclass(frozen=True, slots=True)
class Quiet:
    """From *starts* to *ends*, China's time, nobody is written to; over midnight if *ends* is
    the earlier one; never if both are the same."""

    starts: time = time(21)
    ends: time = time(9)

    def holds(self, at: datetime) -> bool:
        now = at.astimezone(CHINA).time().replace(tzinfo=None)
        if self.starts <= self.ends:
            return self.starts <= now < self.ends
        return now >= self.starts or now < self.ends

    def over(self, at: datetime) -> datetime:
        """The first moment from *at* on that is not quiet."""
        if not self.holds(at):
            return at
        local = at.astimezone(CHINA)
        ends = datetime.combine(local.date(), self.ends, CHINA)
        return ends if ends > local else ends + timedelta(days=1)

    def begins(self, at: datetime) -> datetime:
        """When it is quiet next, *at* being a moment that is not."""
        local = at.astimezone(CHINA)
        starts = datetime.combine(local.date(), self.starts, CHINA)
        return starts if starts > local else starts + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminding:
    """*first_after* the last thing somebody did (or as long before closing, where nothing was
    begun), then *every* so often, *most* times for one assignment; 0 is never."""

    first_after: timedelta = timedelta(hours=24)
    every: timedelta = timedelta(hours=48)
    most: int = 3
    quiet: Quiet = Quiet()


@dataclass(frozen=True, slots=True)
class FieldworkPolicy:
    """*expire_after*: how long after its start a customer's survey may be finished; None: for
    ever."""

    reminders: Reminding = field(default_factory=Reminding)
    expire_after: timedelta | None = timedelta(days=7)
    thresholds: Thresholds = field(default_factory=Thresholds)


DEFAULT = FieldworkPolicy()


def duration(text: str) -> timedelta:
    """``90m``, ``24h``, ``7d``: a minute to a year.  Raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,6})([mhd])", text)
    length = int(found[1]) * UNITS[found[2]] if found else None
    if length is None or not SHORTEST <= length <= LONGEST:
        raise ValueError(f"{text!r} is no length of time like 90m, 24h or 7d, up to 366d")
    return length


def quiet(text: str) -> Quiet:
    """``21:00-09:00``.  Raises ValueError."""
    found = re.fullmatch(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])",
                         text)  # fmt: skip
    if found is None:
        raise ValueError(f"{text!r} are no hours like 21:00-09:00")
    return Quiet(time.fromisoformat(found[1]), time.fromisoformat(found[2]))


def percent(text: str) -> Fraction:
    """``50%``: 0 to 100.  Raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,3})%", text)
    if found is None or int(found[1]) > 100:
        raise ValueError(f"{text!r} is no share like 50%")
    return Fraction(int(found[1]), 100)


def parse(written: Mapping[str, Any]) -> FieldworkPolicy:
    """The policy as written; what is not written is the default's.  Raises ValueError.

    {"reminders": {"first_after": "24h", "every": "48h", "most": 3, "quiet": "21:00-09:00"},
     "expire_after": "7d" | "never", "partial": "50%", "complete": "80%"}
    """
    said = written.get("reminders") or {}
    base, line = DEFAULT.reminders, DEFAULT.thresholds
    most = int(said.get("most", base.most))
    if not 0 <= most <= MOST_REMINDERS:
        raise ValueError(f"most: 0 to {MOST_REMINDERS}")
    ends = written.get("expire_after")
    return FieldworkPolicy(
        Reminding(
            first_after=_given(said.get("first_after"), duration, base.first_after),
            every=_given(said.get("every"), duration, base.every),
            most=most,
            quiet=_given(said.get("quiet"), quiet, base.quiet),
        ),
        None if ends == "never" else _given(ends, duration, DEFAULT.expire_after),
        Thresholds(
            _given(written.get("partial"), percent, line.partial),
            _given(written.get("complete"), percent, line.complete),
        ),
    )


def _given(text: str | None, read: Callable[[str], T], default: T) -> T:
    return default if text is None else read(text)
