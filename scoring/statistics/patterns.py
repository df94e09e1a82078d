"""Answers that look made up: the same over and over, no spread, times that end in 0 or 5."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import comb, sqrt

from scoring.statistics.domain import Number, exact, need, variance


def longstring(answers: Sequence[Number]) -> int:
    """The longest run of the same answer; 0 for none.  Johnson (2005), J. Res. Personality 39:103;
    Curran (2016), J. Exp. Soc. Psychol. 66:4."""
    return max((len(list(run)) for _, run in groupby(answers)), default=0)


def answer_spread(answers: Sequence[Number]) -> float:
    """The intra-individual response variability: the standard deviation (n - 1) of one person's
    answers, two at least, else OutOfDomain.  Dunn et al. (2018), J. Bus. Psychol. 33:105."""
    return sqrt(variance(exact(answers)))


@dataclass(frozen=True, slots=True)
class Heaping:
    """*round* of *n* times end in the digit 0 or 5; *p*: how probable as many are by chance."""

    round: int
    n: int
    p: float

    @property
    def chi_square(self) -> Fraction:
        """Pearson's, with one degree of freedom: (round - n/5)^2 / (n 1/5 4/5)."""
        return (self.round - Fraction(self.n, 5)) ** 2 / (self.n * Fraction(4, 25))


def heaping(seconds: Sequence[int]) -> Heaping:
    """How far whole *seconds* (or minutes) heap on 0 and 5, where a fifth of them would end.

    *p* is the exact binomial upper tail P(X >= round | n, 1/5): what the chi-square beside it
    approaches for large n, and true for a dozen times.  One at least, none negative, else
    OutOfDomain.  For times spread over well more than ten; cf. Camarda et al. (2008),
    Statistical Modelling 8:385, on digit preference.
    """
    need(bool(seconds) and min(seconds) >= 0, "times are not negative, and there is one at least")
    n, found = len(seconds), sum(s % 5 == 0 for s in seconds)
    fifth = Fraction(1, 5)
    tail = sum((comb(n, k) * fifth**k * (1 - fifth) ** (n - k) for k in range(found, n + 1)),
               Fraction())  # fmt: skip
    return Heaping(found, n, float(tail))
