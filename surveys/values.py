"""What an answer can be, and how it is stored.

Stored form: a JSON object with one tag, so that an entry can be read without its question:
``{"chosen": "yes"}``, ``{"all": ["a", "b"]}``, ``{"amount": "12.5"}``, ``{"words": "…"}``,
``{"photos": ["id", …]}``,
``{"place": {"lat": …, "lon": …, "accuracy": …, "metres": …}}``,
``{"timed": {"seconds": "41.2", "late": false}}``, ``{"date": "2026-11-23"}``,
``{"time": "14:05"}``, ``{"seen": true}``, ``{"skipped": true}``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, assert_never


@dataclass(frozen=True, slots=True)
class Chosen:
    """One option of the question, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class ChosenAll:
    """Several options, in the questionnaire's order; none is a valid answer too."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    day: date


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, to the minute."""

    time: time


@dataclass(frozen=True, slots=True)
class Seen:
    """A note was read."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a rating, exactly as given."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Attachment ids, in the order they were sent."""

    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees (WGS 84); *accuracy* and *metres* (distance to the outlet) in metres, if known."""

    lat: float
    lon: float
    accuracy: float | None = None
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds between start and stop; *late* if the person says the tap came late."""

    seconds: Decimal
    late: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Seen and left out, where the question allows it."""


Value = Chosen | ChosenAll | Amount | Words | Photos | Place | Timed | Day | Hour | Seen | Skipped
Scalar = str | float  # what an expression sees


def dump(value: Value) -> dict[str, Any]:
    match value:
        case Chosen(code):
            return {"chosen": code}
        case ChosenAll(codes):
            return {"all": list(codes)}
        case Amount(number):
            return {"amount": str(number)}
        case Words(text):
            return {"words": text}
        case Photos(attachments):
            return {"photos": list(attachments)}
        case Place(lat, lon, accuracy, metres):
            return {"place": {"lat": lat, "lon": lon, "accuracy": accuracy, "metres": metres}}
        case Timed(seconds, late):
            return {"timed": {"seconds": str(seconds), "late": late}}
        case Day(day):
            return {"date": day.isoformat()}
        case Hour(hour):
            return {"time": hour.isoformat("minutes")}
        case Seen():
            return {"seen": True}
        case Skipped():
            return {"skipped": True}
        case unreachable:
            assert_never(unreachable)


def parse(stored: Mapping[str, Any]) -> Value:
    """The inverse of `dump`.  Raises ValueError on a tag nobody wrote."""
    match dict(stored):
        case {"chosen": code}:
            return Chosen(code)
        case {"all": codes}:
            return ChosenAll(tuple(codes))
        case {"amount": number}:
            return Amount(Decimal(number))
        case {"words": text}:
            return Words(text)
        case {"photos": attachments}:
            return Photos(tuple(attachments))
        case {"place": place}:
            return Place(**place)
        case {"timed": {"seconds": seconds, "late": late}}:
            return Timed(Decimal(seconds), late)
        case {"date": day}:
            return Day(date.fromisoformat(day))
        case {"time": hour}:
            return Hour(time.fromisoformat(hour))
        case {"seen": _}:
            return Seen()
        case {"skipped": _}:
            return Skipped()
        case other:
            raise ValueError(f"not a stored value: {other!r}")


def scalar(value: Value | None) -> Scalar:
    """What an expression sees of an answer; '' where there is none.

    A code, several codes with spaces between (as XLSForm has it), a number, a text, an ISO date.
    """
    match value:
        case None | Skipped() | Seen():
            return ""
        case Chosen(code):
            return code
        case ChosenAll(codes):
            return " ".join(codes)
        case Day(day):
            return day.isoformat()
        case Hour(hour):
            return hour.isoformat("minutes")
        case Amount(number):
            return float(number)
        case Words(text):
            return text
        case Photos(attachments):
            return float(len(attachments))
        case Place(metres=metres):
            return "" if metres is None else metres
        case Timed(seconds):
            return float(seconds)
        case unreachable:
            assert_never(unreachable)
