"""How many answers are needed, and how many those are worth that came in clusters."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from scoring.statistics.domain import Number, exact, need
from scoring.statistics.quantiles import z_value


def sample_size(
    margin: float, level: float = 0.95, share: float = 0.5, population: int | None = None
) -> float:
    """Answers for a share known to +- *margin*: z^2 p(1-p)/e^2, corrected for a *population* that
    is known.  Not rounded; `whole_answers` does that, once, at the end.

    0 < margin < 1, 0 < share < 1 (0.5 is the worst), population >= 1.  Raises OutOfDomain.
    Cochran (1977), Sampling Techniques, 4.4: 384.16 for 5 points at 95 %.
    """
    need(0 < margin < 1, f"a margin lies between 0 and 1, not {margin}")
    need(0 < share < 1, f"an expected share lies between 0 and 1, not {share}")
    wanted = z_value(level) ** 2 * share * (1 - share) / margin**2
    return wanted if population is None else corrected_size(wanted, population)


def corrected_size(wanted: float, population: int) -> float:
    """n0 / (1 + (n0 - 1)/N): the finite population correction of a sample size (Cochran 4.4;
    not the n0 / (1 + n0/N) also seen).  Never above *population* N >= 1.  Raises OutOfDomain."""
    need(population >= 1, f"a population has at least one, not {population}")
    need(wanted > 0, f"a sample has at least one, not {wanted}")
    return min(float(population), wanted / (1 + (wanted - 1) / population))


def yamane(population: int, margin: float) -> float:
    """N / (1 + N e^2), the rule of thumb for z = 2 and p = 1/2, to check others' figures by.
    Yamane (1967), Statistics, p. 886.  Raises OutOfDomain."""
    need(population >= 1, f"a population has at least one, not {population}")
    need(0 < margin < 1, f"a margin lies between 0 and 1, not {margin}")
    return population / (1 + population * margin**2)


def whole_answers(size: float) -> int:
    """*size* rounded up, a hair of floating point above a whole number forgiven."""
    return ceil(size - 1e-9)


def population_correction(sampled: int, population: int) -> Fraction:
    """1 - n/N: what remains of a variance once *sampled* of the *population* were seen.
    1 <= sampled <= population, else OutOfDomain.  Cochran (1977) 2.6."""
    need(1 <= sampled <= population, f"{sampled} of {population} is no sample")
    return 1 - Fraction(sampled, population)


def cluster_effect(size: Number, rho: Number) -> Fraction:
    """1 + (m - 1) rho: the design effect of clusters of *size* m >= 1 whose answers correlate by
    *rho* (0..1).  Kish (1965), Survey Sampling, 5.4.  Raises OutOfDomain."""
    m, r = exact((size, rho))
    need(m >= 1 and 0 <= r <= 1, f"no clusters of {size} with a correlation of {rho}")
    return 1 + (m - 1) * r


def weight_effect(weights: Sequence[Number]) -> Fraction:
    """n sum(w^2) / (sum w)^2 = 1 + CV^2: the design effect of unequal weights >= 0, not all 0.
    Kish (1965) 11.7; (1992), J. Official Statistics 8:183.  Raises OutOfDomain."""
    found = exact(weights)
    total = sum(found, Fraction())
    need(total > 0 and min(found) >= 0, "weights are not negative and not all 0")
    return len(found) * sum((w * w for w in found), Fraction()) / (total * total)


def effective_size(n: Number, effect: Number) -> Fraction:
    """n / deff: how many independent answers *n* of them are worth; both > 0, else OutOfDomain."""
    size, deff = exact((n, effect))
    need(size > 0 and deff > 0, f"{n} answers and a design effect of {effect}: neither is 0")
    return size / deff
