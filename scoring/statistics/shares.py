"""Intervals of a share: *hits* of *n*.  The simple p +- z sqrt(p(1-p)/n) is not among them: at 0
of 30 it has no width."""

from fractions import Fraction
from math import inf, sqrt

from scoring.statistics.domain import Interval, need, need_counts, need_level
from scoring.statistics.quantiles import beta_quantile, z_value


def wilson(hits: int, n: int, level: float = 0.95) -> Interval:
    """Wilson's score interval, within [0, 1]; 0 <= hits <= n, n >= 1.

    (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).  Raises OutOfDomain.
    Wilson (1927), JASA 22:209; recommended by Newcombe (1998), Statist. Med. 17:857, method 3.
    """
    need_counts(hits, n)
    return wilson_of(Fraction(hits, n), n, level)


def wilson_of(share: Fraction, size: float, level: float = 0.95) -> Interval:
    """The same of a *share* (0..1) that so many independent answers would know as well: *size* > 0
    need not be whole.  For an estimate that came by outlet or with weights: Dean & Pagano (2015),
    J. Survey Statistics and Methodology 3:484.  Raises OutOfDomain."""
    need(0 <= share <= 1 and 0 < size < inf, f"a share of {share} of {size} answers")
    p, n, z = float(share), float(size), z_value(level)
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    low = 0.0 if share == 0 else (middle - half) / whole  # exactly, whatever the rounding says
    high = 1.0 if share == 1 else (middle + half) / whole
    return Interval(low, high).within(0, 1)


def clopper_pearson(hits: int, n: int, level: float = 0.95) -> Interval:
    """The exact interval: covers at least *level* whatever the share; 0 <= hits <= n, n >= 1.

    Beta quantiles B(a/2; hits, n-hits+1) and B(1-a/2; hits+1, n-hits), a = 1 - level.  Raises
    OutOfDomain.  Clopper & Pearson (1934), Biometrika 26:404.
    """
    need_counts(hits, n)
    need_level(level)
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else beta_quantile(tail, hits, n - hits + 1)
    high = 1.0 if hits == n else 1 - beta_quantile(tail, n - hits, hits + 1)
    return Interval(low, high)


def difference(
    one: Fraction, one_size: float, other: Fraction, other_size: float, level: float = 0.95
) -> Interval:
    """Of *one* share less *other*, each of a sample of its own: within [-1, 1].

    From the Wilson intervals (l, u) of both: d - sqrt((p1-l1)^2 + (u2-p2)^2) to
    d + sqrt((u1-p1)^2 + (p2-l2)^2).  Raises OutOfDomain.  Newcombe (1998), Statist. Med. 17:873,
    method 10.
    """
    a, b = wilson_of(one, one_size, level), wilson_of(other, other_size, level)
    p, q = float(one), float(other)
    below = sqrt((p - a.low) ** 2 + (b.high - q) ** 2)
    above = sqrt((a.high - p) ** 2 + (q - b.low) ** 2)
    return Interval(p - q - below, p - q + above).within(-1, 1)
