"""Sums of exact numbers, as quick as they can be without losing a digit."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction


def total(values: Iterable[Fraction]) -> Fraction:
    """The sum; 0 of nothing.

    Adding two fractions looks for a common divisor each time.  Most of ours have one of few
    denominators, so numerators are added by denominator and divided once for each.
    """
    numerators: dict[int, int] = defaultdict(int)
    for value in values:
        numerators[value.denominator] += value.numerator
    return sum((Fraction(n, d) for d, n in numerators.items()), Fraction())
