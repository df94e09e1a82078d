"""What an answer can be, and how it is stored.

Stored form: a JSON object with one tag, so that an entry can be read without its question:
``{"chosen": "yes"}``, ``{"all": ["a", "b"]}``, ``{"ranked": ["b", "a"]}``, ``{"amount": "12.5"}``,
``{"words": "…"}``, ``{"photos": ["id", …]}``, ``{"lasted": "90"}``, ``{"listed": [1, 3]}``,
``{"place": {"lat": …, "lon": …, "accuracy": …, "metres": …}}``,
``{"timed": {"seconds": "41.2", "late": false, "splits": ["9.5"]}}``, ``{"date": "2026-11-23"}``,
``{"time": "14:05"}``, ``{"seen": true}``, ``{"skipped": true}``.
"""

from collections.abc import Callable, Mapping
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
class Ranked:
    """Options in the person's order, best first."""

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
class Attachments:
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
    """Seconds between start and stop; *late* if the person says the tap came late; *splits*:
    seconds from the start to each time noted in between."""

    seconds: Decimal
    late: bool = False
    splits: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long something took, in seconds, as the person says."""

    seconds: Decimal


@dataclass(frozen=True, slots=True)
class Listed:
    """These instances of a repeat, and no other."""

    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Seen and left out, where the question allows it."""


Value = (
    Chosen | ChosenAll | Ranked | Amount | Words | Attachments | Place | Timed | Lasted
    | Day | Hour | Listed | Seen | Skipped
)  # fmt: skip
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
        case Ranked(codes):
            return {"ranked": list(codes)}
        case Attachments(attachments):
            return {"photos": list(attachments)}
        case Place(lat, lon, accuracy, metres):
            return {"place": {"lat": lat, "lon": lon, "accuracy": accuracy, "metres": metres}}
        case Timed(seconds, late, splits):
            timed: dict[str, Any] = {"seconds": str(seconds), "late": late}
            return {"timed": timed | {"splits": [str(one) for one in splits]} if splits else timed}
        case Lasted(seconds):
            return {"lasted": str(seconds)}
        case Listed(keys):
            return {"listed": list(keys)}
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
    for tag, held in stored.items():
        if (read := READ.get(tag)) is not None and len(stored) == 1:
            return read(held)
    raise ValueError(f"not a stored value: {stored!r}")


def _number(held: str) -> Decimal:
    """Raises ValueError for what `dump` writes of no number: NaN, true, a word."""
    try:
        number = Decimal(held)
    except ArithmeticError:
        raise ValueError(f"not a number: {held!r}") from None
    if isinstance(held, bool) or not number.is_finite():
        raise ValueError(f"not a number: {held!r}")
    return number


def _timed(held: Mapping[str, Any]) -> Timed:
    splits = tuple(_number(one) for one in held.get("splits", ()))
    return Timed(_number(held["seconds"]), held["late"], splits)


READ: Mapping[str, Callable[[Any], Value]] = {
    "chosen": Chosen,
    "all": lambda codes: ChosenAll(tuple(codes)),
    "amount": lambda number: Amount(_number(number)),
    "words": Words,
    "ranked": lambda codes: Ranked(tuple(codes)),
    "photos": lambda attachments: Attachments(tuple(attachments)),
    "place": lambda place: Place(**place),
    "timed": _timed,
    "lasted": lambda seconds: Lasted(_number(seconds)),
    "listed": lambda keys: Listed(tuple(keys)),
    "date": lambda day: Day(date.fromisoformat(day)),
    "time": lambda hour: Hour(time.fromisoformat(hour)),
    "seen": lambda _: Seen(),
    "skipped": lambda _: Skipped(),
}  # by the tag of the stored form


def scalar(value: Value | None) -> Scalar:
    """What an expression sees of an answer; '' where there is none.

    A code, several codes with spaces between (as XLSForm has it), a number, a text, an ISO date.
    """
    match value:  # the commonest first
        case Chosen(code):
            return code
        case Amount(number):
            return float(number)
        case Words(text):
            return text
        case None | Skipped() | Seen():
            return ""
        case ChosenAll(codes) | Ranked(codes):
            return " ".join(codes)
        case Day(day):
            return day.isoformat()
        case Hour(hour):
            return hour.isoformat("minutes")
        case Attachments(attachments):
            return float(len(attachments))
        case Place(metres=metres):
            return "" if metres is None else metres
        case Timed(seconds) | Lasted(seconds):
            return float(seconds)
        case Listed(keys):
            return float(len(keys))
        case unreachable:
            assert_never(unreachable)
