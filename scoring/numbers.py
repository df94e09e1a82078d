"""Exact numbers as they are said: to a machine without a loss, to a person readably.

A score is displayed cut off (`scoring.grade.display`), for it is held against a line.  Points are
not: they stand as they are, or with their fraction.
"""

from fractions import Fraction

DIGITS = 4
"""Decimals that are still read at a glance."""
SHORT = 1000
"""Fractions of a smaller denominator can be checked by hand."""


def exact(value: Fraction) -> str:
    """As short as it is exact: "1.5", "20", else the fraction "20/3"; *value* >= 0."""
    return _cut(value, 2) if (value * 100).denominator == 1 else str(value)


def number(value: Fraction) -> str:
    """To be read: "1.5", "0.125"; with its fraction where no short decimal says it, "6.67 (20/3)";
    begun where the fraction is no shorter, "87.5046…".  *value* >= 0.
    """
    if _ends(value) or value.denominator >= SHORT:
        return decimal(value)
    digits = 2
    while (rounded := round(value, digits)).denominator == 1:
        digits += 1  # what is not whole does not look whole: "6.998 (3492/499)"
    return f"{_cut(rounded, digits)} ({value})"


def decimal(value: Fraction) -> str:
    """The same where a fraction would be in the way: "6.6666…"; *value* >= 0."""
    if _ends(value):
        return _cut(value, DIGITS)
    digits = DIGITS
    while not int(value * 10**digits):
        digits += 1
    return f"{_digits(value, digits)}…"


def _ends(value: Fraction) -> bool:
    return bool((value * 10**DIGITS).denominator == 1)


def _cut(value: Fraction, digits: int) -> str:
    return _digits(value, digits).rstrip("0").rstrip(".")


def _digits(value: Fraction, digits: int) -> str:
    """The first *digits* decimals, zeros at the end and all."""
    whole, rest = divmod(int(value * 10**digits), 10**digits)
    return f"{whole}.{rest:0{digits}d}"
