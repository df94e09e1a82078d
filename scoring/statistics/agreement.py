"""Do raters agree beyond chance: Cohen's kappa for two, Fleiss' for many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from scoring.statistics.domain import Interval, need
from scoring.statistics.quantiles import z_value

Table = Sequence[Sequence[int]]


class Weights(StrEnum):
    """How bad a disagreement by several steps of the scale is."""

    PLAIN = "plain"  # as bad as by one
    LINEAR = "linear"  # in proportion to the steps
    QUADRATIC = "quadratic"  # to their square


@dataclass(frozen=True, slots=True)
class Kappa:
    """*value* at most 1, 0 for chance; *standard_error* for large n (away from 0)."""

    value: Fraction
    standard_error: float

    def interval(self, level: float = 0.95) -> Interval:
        """value +- z SE, within [-1, 1].  Raises OutOfDomain for a level that is none."""
        half, middle = z_value(level) * self.standard_error, float(self.value)
        return Interval(middle - half, middle + half).within(-1, 1)


def cohen_kappa(table: Table, weights: Weights = Weights.PLAIN) -> Kappa | None:
    """(po - pe) / (1 - pe), agreement weighted by *weights*; *table[i][j]*: how often the first
    rater said category i and the second j, categories in the order of the scale.

    A square table of counts >= 0, not all 0, of two categories or more; else OutOfDomain.  None
    where chance alone gives full agreement: one category is all that was ever said.
    Cohen (1960), Educ. Psychol. Meas. 20:37; (1968), Psychol. Bull. 70:213; standard error:
    Fleiss, Cohen & Everitt (1969), Psychol. Bull. 72:323.
    """
    k = len(table)
    need(k > 1 and all(len(row) == k for row in table), "a square table of two or more")
    n = sum(map(sum, table))
    need(n > 0 and min(map(min, table)) >= 0, "counts are not negative and not all 0")
    p = [[Fraction(cell, n) for cell in row] for row in table]
    first = [sum(row, Fraction()) for row in p]
    second = [sum((row[j] for row in p), Fraction()) for j in range(k)]
    weight = _weight(k, weights)
    cells = [(i, j) for i in range(k) for j in range(k)]
    observed = sum((weight(i, j) * p[i][j] for i, j in cells), Fraction())
    chance = sum((weight(i, j) * first[i] * second[j] for i, j in cells), Fraction())
    if chance == 1:
        return None
    kappa = (observed - chance) / (1 - chance)
    row = [sum((weight(i, j) * second[j] for j in range(k)), Fraction()) for i in range(k)]
    column = [sum((weight(i, j) * first[i] for i in range(k)), Fraction()) for j in range(k)]
    spread = sum(
        (p[i][j] * (weight(i, j) - (row[i] + column[j]) * (1 - kappa)) ** 2 for i, j in cells),
        Fraction(),
    )
    rest = (kappa - chance * (1 - kappa)) ** 2
    return Kappa(kappa, sqrt(max(Fraction(), spread - rest) / n) / float(1 - chance))


def _weight(k: int, weights: Weights) -> Callable[[int, int], Fraction]:
    if weights is Weights.PLAIN:
        return lambda i, j: Fraction(i == j)
    power = 1 if weights is Weights.LINEAR else 2
    return lambda i, j: 1 - Fraction(abs(i - j), k - 1) ** power


def fleiss_kappa(table: Table) -> Fraction | None:
    """(P - Pe) / (1 - Pe); *table[i][j]*: how many raters put subject i into category j.

    Every subject was rated by as many raters, two at least; else OutOfDomain.  None where one
    category is all that was ever said.  Fleiss (1971), Psychol. Bull. 76:378.
    """
    raters = sum(table[0]) if table else 0
    need(raters > 1 and all(sum(row) == raters and min(row) >= 0 for row in table),
         "every subject rated by as many raters, two at least")  # fmt: skip
    subjects, width = len(table), len(table[0])
    need(all(len(row) == width for row in table), "every subject has every category")
    pairs = sum((cell * (cell - 1) for row in table for cell in row), 0)
    observed = Fraction(pairs, subjects * raters * (raters - 1))
    shares = (Fraction(sum(row[j] for row in table), subjects * raters) for j in range(width))
    chance = sum((share**2 for share in shares), Fraction())
    return (observed - chance) / (1 - chance) if chance != 1 else None
