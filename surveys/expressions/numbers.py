"""Functions over numbers.  What has no result is NaN, as in Java, where ODK reckons."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from surveys.expressions.values import Value, number

MOST_PLACES = 15  # a float knows no more


def rounded(value: Value) -> float:
    """XPath's: halves go up, -2.5 to -2."""
    found = number(value)
    if not math.isfinite(found) or abs(found) >= 2**52:
        return found
    down = math.floor(found)
    return float(down + 1 if found - down >= 0.5 else down)


def round_to(value: Value, places: Value = 0.0) -> float:
    """With *places*, halves go away from 0, as ODK has it; below 0 they are tens, hundreds, …"""
    found, to = number(value), number(places)
    if to == 0:
        return rounded(found)
    if not math.isfinite(found) or not math.isfinite(to):
        return math.nan if to != to else found
    if to > MOST_PLACES or abs(found) >= 2**52:
        return found
    with localcontext() as reckoning:
        reckoning.prec = 400
        step = Decimal(1).scaleb(-max(int(to), -300))
        return float(Decimal(repr(found)).quantize(step, ROUND_HALF_UP))


def whole(rounding: Callable[[float], int]) -> Callable[[Value], float]:
    def apply(value: Value) -> float:
        found = number(value)
        return float(rounding(found)) if math.isfinite(found) else found

    return apply


def real(function: Callable[..., float]) -> Callable[..., float]:
    """*function* over values, total: what it is not defined for is NaN."""

    def apply(*values: Value) -> float:
        try:
            return float(function(*map(number, values)))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return apply


def power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and math.fmod(exponent, 2) else math.inf


def logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda found: -math.inf if found == 0 else function(found)
