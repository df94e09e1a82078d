"""Dates and times as texts and as numbers of days since 1 January 1970.

Everything is in China's civil time, where the visits are: a moment with another zone is moved
there, and one without a zone is read as being there.  `days`, `date_of` and `moment_of` are each
other's inverse, so ``date(${day} + 7)`` is a week later.
"""

import math
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from locales import CHINA

WHEN = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ](?P<of>.+))?|(?P<time>[0-9]{1,2}:.+)"
)
CLOCK = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6})[0-9]*)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
EPOCH = datetime(1970, 1, 1, tzinfo=CHINA)
DAY_S = 86_400
LONGEST = 40  # characters of anything that is a date
FORMAT = re.compile(r"%(.?)", re.DOTALL)
LETTERS = frozenset("YymnbdeaHhMS3%")


def days(text: str) -> float | None:
    """A date in whole days, a moment with its part of the day, a time as a part of a day."""
    if not text or len(text) > LONGEST or not text[0].isdigit():
        return None
    found = WHEN.fullmatch(text)
    if found is None:
        return None
    if found["time"] is not None:
        return _part(found["time"])
    try:
        day = date(*map(int, found["day"].split("-")))
    except ValueError:
        return None
    whole = float((day - EPOCH.date()).days)
    if found["of"] is None:
        return whole
    part = _part(found["of"])
    return None if part is None else whole + part


def _part(text: str) -> float | None:
    """``14:05:30.5+09:00`` as a part of a day; below 0 or above 1 where the zone moves it."""
    found = CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(found[n] or 0) for n in (1, 2, 3))
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    whole = hours * 3600 + minutes * 60 + seconds + float(f"0.{found[4] or 0}")
    zone = found["zone"]
    if zone:
        offset = 0 if zone == "Z" else int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
        here = CHINA.utcoffset(None).total_seconds()
        whole += here - (-offset if zone[0] == "-" else offset)
    return whole / DAY_S


def moment(number: float) -> datetime | None:
    """*number* of days as a moment of China's; None where no calendar reaches."""
    if not math.isfinite(number) or abs(number) > 3_000_000:
        return None
    try:  # to the millisecond: a float of days knows no more
        return EPOCH + timedelta(milliseconds=round(number * DAY_S * 1000))
    except OverflowError:
        return None


def date_of(number: float) -> str:
    found = moment(math.floor(number) if math.isfinite(number) else number)
    return found.date().isoformat() if found else ""


def moment_of(number: float) -> str:
    found = moment(number)
    return found.isoformat("T", "milliseconds") if found else ""


def time_part(number: float) -> float:
    return number - math.floor(number) if math.isfinite(number) else math.nan


def civil(now: datetime) -> datetime:
    return (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(CHINA)


def odd_letters(form: str) -> str:
    """The first ``%x`` in *form* that nobody defines; '' if there is none."""
    wrong = (f"%{one}" for one in FORMAT.findall(form) if one not in LETTERS or not one)
    return next(wrong, "")


def formatted(number: float, form: str, language: str) -> str:
    """*form* with its ``%Y`` and so on filled in; '' where *number* is no moment."""
    found = moment(number)
    return FORMAT.sub(lambda m: _letter(m[1], found, language), form) if found else ""


def _letter(letter: str, at: datetime, language: str) -> str:
    match letter:
        case "Y":
            return f"{at.year:04}"
        case "y":
            return f"{at.year % 100:02}"
        case "m":
            return f"{at.month:02}"
        case "n":
            return str(at.month)
        case "b":
            return _names(language)[0][at.month - 1]
        case "d":
            return f"{at.day:02}"
        case "e":
            return str(at.day)
        case "a":
            return _names(language)[1][at.weekday()]
        case "H":
            return f"{at.hour:02}"
        case "h":
            return str(at.hour)
        case "M":
            return f"{at.minute:02}"
        case "S":
            return f"{at.second:02}"
        case "3":
            return f"{at.microsecond // 1000:03}"
        case "%":
            return "%"
        case _:
            return f"%{letter}"


@lru_cache(64)
def _names(language: str) -> tuple[list[str], list[str]]:
    """Short names of the months from January and of the days from Monday."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    months = locale.months["format"]["abbreviated"]
    week = locale.days["format"]["abbreviated"]
    return [months[n] for n in range(1, 13)], [week[n] for n in range(7)]
