"""Functions over dates and times, as texts and as days (surveys.expressions.times)."""

import math

from surveys.expressions import times
from surveys.expressions.values import Value, number, string


def date(value: Value) -> str:
    """The day of a date, a moment, or a number of days; '' of anything else."""
    return times.date_of(number(value))


def date_time(value: Value) -> str:
    return times.moment_of(number(value))


def decimal_date_time(value: Value) -> float:
    return number(value)


def decimal_time(value: Value) -> float:
    return times.time_part(number(value))


def form(value: Value, letters: Value, language: str) -> str:
    found = number(value)
    if not math.isfinite(found):
        return ""
    return times.formatted(found, string(letters), language)
