"""The nine sample quantiles of Hyndman and Fan; the answer depends on which, so it is named."""

from collections.abc import Sequence
from enum import IntEnum
from fractions import Fraction
from math import floor

from scoring.statistics.domain import Number, exact, need


class Type(IntEnum):
    """By number as in Hyndman & Fan and in R.  7 is R's and Excel's, 6 SPSS's, 2 SAS's, 8 the one
    the authors recommend."""

    INVERTED_CDF = 1
    AVERAGED_INVERTED_CDF = 2
    CLOSEST_OBSERVATION = 3
    INTERPOLATED_INVERTED_CDF = 4
    HAZEN = 5
    WEIBULL = 6
    LINEAR = 7
    MEDIAN_UNBIASED = 8
    NORMAL_UNBIASED = 9


# alpha and beta of the continuous ones: the place is n p + alpha + p (1 - alpha - beta).
_PLACES = {
    4: (Fraction(0), Fraction(1)), 5: (Fraction(1, 2), Fraction(1, 2)),
    6: (Fraction(0), Fraction(0)), 7: (Fraction(1), Fraction(1)),
    8: (Fraction(1, 3), Fraction(1, 3)), 9: (Fraction(3, 8), Fraction(3, 8)),
}  # fmt: skip


def percentile(values: Sequence[Number], p: Number, type: Type) -> Fraction:
    """The value below which the share *p* (0..1) of *values* lies, by *type*.

    One value at least; else OutOfDomain.  Hyndman & Fan (1996), The American Statistician 50:361.
    Give *p* as a Fraction where it matters: 0.1 as a float is a little more than a tenth.
    """
    xs = sorted(exact(values))
    (share,) = exact([p])
    need(bool(xs) and 0 <= share <= 1, "a share between 0 and 1 of at least one value")
    n = len(xs)
    if type in _PLACES:
        alpha, beta = _PLACES[type]
        place = n * share + alpha + share * (1 - alpha - beta)
        j = floor(place)
        gap = place - j
    else:
        place = n * share - (Fraction(1, 2) if type is Type.CLOSEST_OBSERVATION else 0)
        j = floor(place)
        gap = Fraction(_step(type, j, place == j))
    low, high = xs[min(max(j, 1), n) - 1], xs[min(max(j + 1, 1), n) - 1]
    return (1 - gap) * low + gap * high


def _step(type: Type, j: int, at: bool) -> Fraction | int:
    """How much of the next value counts where the distribution jumps."""
    match type:
        case Type.INVERTED_CDF:
            return 0 if at else 1
        case Type.AVERAGED_INVERTED_CDF:
            return Fraction(1, 2) if at else 1
        case _:  # the nearest even one
            return 0 if at and j % 2 == 0 else 1


def median(values: Sequence[Number]) -> Fraction:
    """The middle value, or the middle of the two: the same by types 2, 5, 6, 7, 8 and 9."""
    return percentile(values, Fraction(1, 2), Type.LINEAR)
