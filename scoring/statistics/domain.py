"""What every statistic checks first, and the interval most of them answer with."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

Number = int | float | Fraction


class OutOfDomain(ValueError):
    """An argument the formula is not defined for: no data, a share above 1, NaN."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From *low* to *high*, both included, in the unit of what was estimated."""

    low: float
    high: float

    def within(self, least: float, most: float) -> "Interval":
        """The part of it that can be: a share lies between 0 and 1."""
        return Interval(min(max(self.low, least), most), min(max(self.high, least), most))

    def times(self, factor: float) -> "Interval":
        """In another unit; *factor* > 0."""
        return Interval(self.low * factor, self.high * factor)


def need(holds: bool, otherwise: str) -> None:
    """Raises OutOfDomain saying *otherwise* unless it *holds*."""
    if not holds:
        raise OutOfDomain(otherwise)


def need_level(level: float) -> None:
    need(0 < level < 1, f"a confidence level lies between 0 and 1, not {level}")


def need_counts(hits: int, n: int) -> None:
    whole = all(isinstance(x, int) and not isinstance(x, bool) for x in (hits, n))
    need(whole and n >= 1 and 0 <= hits <= n, f"{hits} of {n} is no share of whole numbers")


def exact(values: Sequence[Number]) -> list[Fraction]:
    """*values* as the fractions they are.  Raises OutOfDomain for NaN and infinities."""
    for value in values:
        whole = isinstance(value, Fraction | int)
        need(whole or isfinite(value), f"{value} is no number to reckon with")
    return [value if isinstance(value, Fraction) else Fraction(value) for value in values]


def mean(values: Sequence[Fraction]) -> Fraction:
    """Raises OutOfDomain for no values."""
    need(bool(values), "no values, no mean")
    return sum(values, Fraction()) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """Of a sample, dividing by n - 1.  Raises OutOfDomain below two values."""
    need(len(values) > 1, "a variance needs two values")
    middle = mean(values)
    return sum(((x - middle) ** 2 for x in values), Fraction()) / (len(values) - 1)
