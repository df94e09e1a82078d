"""Do the items of a scale go together, and how many visits make a mean reliable."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from scoring.statistics.domain import Interval, Number, exact, need, need_level, variance
from scoring.statistics.quantiles import f_value

Row = Sequence[Number | None]


class Missing(StrEnum):
    """What happens to somebody who left an item out.  The value of alpha depends on it."""

    PAIRWISE = "pairwise"  # every pair of items is compared on those who answered both
    LISTWISE = "listwise"  # only those who answered everything


def cronbach_alpha(rows: Sequence[Row], missing: Missing) -> Fraction | None:
    """k/(k-1) (1 - sum of the items' variances / sum of the whole covariance matrix).

    *rows*: one per person, an answer or None per item, at least two items; all rows as long; else
    OutOfDomain.  None if the data leave it open: a pair of items with fewer than two answers, or
    nothing varies.  At most 1, and below 0 where items run against each other.
    Cronbach (1951), Psychometrika 16:297.
    """
    items = len(rows[0]) if rows else 0
    need(items > 1 and all(len(row) == items for row in rows), "two items, all rows as long")
    kept = [row for row in rows if missing is Missing.PAIRWISE or None not in row]
    own = total = Fraction()
    for i in range(items):
        for j in range(i, items):
            shared = [(a, b) for row in kept if (a := row[i]) is not None
                      and (b := row[j]) is not None]  # fmt: skip
            if len(shared) < 2:
                return None
            found = _covariance(exact([a for a, _ in shared]), exact([b for _, b in shared]))
            own += found if i == j else 0
            total += found if i == j else 2 * found
    return Fraction(items, items - 1) * (1 - own / total) if total else None


def alpha_interval(alpha: Number, people: int, items: int, level: float = 0.95) -> Interval:
    """1 - (1 - alpha) F: Feldt's interval, F with (n-1) and (n-1)(k-1) degrees of freedom.

    alpha <= 1, people >= 2, items >= 2; else OutOfDomain.  Feldt (1965), Psychometrika 30:357.
    """
    need_level(level)
    need(alpha <= 1 and people > 1 and items > 1, "alpha of two people and two items at least")
    tail, n, k = (1 - level) / 2, people - 1, items - 1
    rest = 1 - float(alpha)
    return Interval(1 - rest * f_value(1 - tail, n, n * k), 1 - rest * f_value(tail, n, n * k))


def spearman_brown(r: Number, k: Number) -> Fraction:
    """k r / (1 + (k - 1) r): the reliability of the mean of *k* > 0 visits when one has *r*
    (0 <= r <= 1).  Raises OutOfDomain.  Spearman (1910), Brown (1910), Br. J. Psychology 3:271,
    296; several visits for retail services: Finn & Kayande (1999), J. Retailing 75:195."""
    one, visits = exact((r, k))
    need(0 <= one <= 1 and visits > 0, f"no reliability {r} of {k} visits")
    return visits * one / (1 + (visits - 1) * one)


def visits_for(wanted: Number, r: Number) -> Fraction:
    """The k of `spearman_brown` that reaches *wanted*; both between 0 and 1, neither included,
    else OutOfDomain.  Not rounded: 9 1/3 visits are ten."""
    goal, one = exact((wanted, r))
    need(0 < goal < 1 and 0 < one < 1, f"no visits lead from {r} to {wanted}")
    return goal * (1 - one) / (one * (1 - goal))


def _covariance(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    """cov(x, y) = (var(x + y) - var(x - y)) / 4, n - 1 in the denominator."""
    plus = [x + y for x, y in zip(xs, ys, strict=True)]
    less = [x - y for x, y in zip(xs, ys, strict=True)]
    return (variance(plus) - variance(less)) / 4
