"""Quantiles of the normal, beta, t and F distributions, from one incomplete beta function.

Why not scipy: docs/decisions/0008-statistics-in-plain-python.md.  The tests hold these against
scipy to ten digits.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

from scoring.statistics.domain import need, need_level

TINY = 1e-300  # in the place of a zero denominator (Lentz)
PRECISION = 1e-16
MOST_TERMS = 100_000


def z_value(level: float) -> float:
    """The z of a two-sided interval: 1.96 for *level* 0.95.  Raises OutOfDomain."""
    need_level(level)
    return NormalDist().inv_cdf((1 + level) / 2)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised I_x(a, b): the beta distribution's share below *x*; a, b > 0, 0 <= x <= 1.

    The continued fraction of DLMF 8.17.22, by Lentz's method; beyond the mean by the symmetry
    I_x(a, b) = 1 - I_(1-x)(b, a), where it converges quickly.  Raises OutOfDomain.
    """
    need(0 < a < inf and 0 < b < inf and 0 <= x <= 1, f"no beta({a}, {b}) at {x}")
    if x in (0.0, 1.0):
        return float(x)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return min(1.0, front / _fraction(a, b, x))


def _fraction(a: float, b: float, x: float) -> float:
    value, upper, lower = 1.0, 1.0, 0.0
    for k in range(1, MOST_TERMS):
        m, odd = divmod(k, 2)
        if odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / (1 + term * lower or TINY)
        upper = 1 + term / upper or TINY
        value *= upper * lower
        if abs(upper * lower - 1) < PRECISION:
            break
    return value


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with I_x(a, b) = *p*; 0 <= p <= 1.  Raises OutOfDomain."""
    need(0 <= p <= 1, f"a probability lies between 0 and 1, not {p}")
    if p in (0.0, 1.0):
        return float(p)
    return _bisect(lambda x: incomplete_beta(a, b, x) < p)


def _bisect(below: Callable[[float], bool]) -> float:
    """Where *below* turns false in [0, 1], to the last bit a float near it has."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


@lru_cache(maxsize=4096)
def t_value(level: float, df: float) -> float:
    """The t of a two-sided interval with *df* >= 1 degrees of freedom: 2.776 for 0.95 and 4.

    P(|T| > t) = I_y(df/2, 1/2) with y = df / (df + t^2) (DLMF 8.17; Abramowitz & Stegun 26.5.27).
    Raises OutOfDomain.
    """
    need_level(level)
    need(df >= 1, f"a t distribution needs a degree of freedom, not {df}")
    # 1 - y and not y: near 0, where t is small, a float keeps every digit.
    rest = beta_quantile(level, 0.5, df / 2)
    return sqrt(df * rest / (1 - rest))


def f_value(p: float, upper: float, lower: float) -> float:
    """The quantile *p* (0 <= p < 1) of the F distribution with *upper* and *lower* degrees of
    freedom: F = lower x / (upper (1 - x)) with I_x(upper/2, lower/2) = p.  Raises OutOfDomain."""
    need(0 <= p < 1, f"a probability lies between 0 and 1, not {p}")
    x = beta_quantile(p, upper / 2, lower / 2)
    return lower * x / (upper * (1 - x))
