"""What customers think, in one number each: NPS, an ACSI-type index, SERVQUAL, importance and
performance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from scoring.statistics.domain import Interval, Number, exact, mean, need
from scoring.statistics.quantiles import z_value


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """*score* = promoters' share less detractors', -1..1, of *n* answers; *variance* of one."""

    score: Fraction
    variance: Fraction
    n: int

    @property
    def standard_error(self) -> float:
        return sqrt(self.variance / self.n)

    def interval(self, level: float = 0.95) -> Interval:
        """score +- z SE, within [-1, 1].  Raises OutOfDomain for a level that is none."""
        half, middle = z_value(level) * self.standard_error, float(self.score)
        return Interval(middle - half, middle + half).within(-1, 1)


def net_promoter(promoters: int, passives: int, detractors: int) -> NetPromoter:
    """Of answers 9-10, 7-8 and 0-6: p - d, with variance p + d - (p - d)^2.

    Counts >= 0, not all 0; else OutOfDomain.  Reichheld (2003), HBR 81(12):46; the variance is
    that of a variable that is 1, 0 or -1.
    """
    counts = (promoters, passives, detractors)
    n = sum(counts)
    need(min(counts) >= 0 and n > 0, f"{counts} are no numbers of answers")
    p, d = Fraction(promoters, n), Fraction(detractors, n)
    return NetPromoter(p - d, p + d - (p - d) ** 2, n)


def net_promoter_of(answers: Sequence[int]) -> NetPromoter:
    """From answers 0..10 themselves.  Raises OutOfDomain for any other answer, or none."""
    need(all(0 <= a <= 10 for a in answers), "an answer to the recommendation is 0 to 10")
    promoters, detractors = sum(a >= 9 for a in answers), sum(a <= 6 for a in answers)
    return net_promoter(promoters, len(answers) - promoters - detractors, detractors)


def acsi(
    answers: Sequence[Number], weights: Sequence[Number] | None = None, *, low: int = 1,
    high: int = 10,
) -> Fraction:  # fmt: skip
    """sum w (x - low) / ((high - low) sum w) * 100: satisfaction, expectation met and closeness
    to the ideal, each *low* to *high*, as one index 0..100; equal weights if none are given.

    Raises OutOfDomain.  Fornell et al. (1996), J. Marketing 60:7; the weights are those of a
    model fitted elsewhere.
    """
    xs = exact(answers)
    ws = exact(weights) if weights is not None else [Fraction(1)] * len(xs)
    need(bool(xs) and len(xs) == len(ws), "as many weights as answers, and one at least")
    need(low < high and all(low <= x <= high for x in xs), f"answers lie in {low}..{high}")
    need(min(ws) >= 0 and sum(ws) > 0, "weights are not negative and not all 0")
    total = sum((w * (x - low) for x, w in zip(xs, ws, strict=True)), Fraction())
    return total * 100 / ((high - low) * sum(ws, Fraction()))


def servqual(
    perceived: Mapping[str, Sequence[Number]],
    expected: Mapping[str, Sequence[Number]],
    weights: Mapping[str, Number] | None = None,
) -> tuple[dict[str, Fraction], Fraction]:
    """Per dimension mean(P) - mean(E), and overall sum w_d gap_d / sum w_d (equal weights if none
    are given): below 0, service falls short of what was expected.

    The dimensions of both must be the same and answered; else OutOfDomain.
    Parasuraman, Zeithaml & Berry (1988), J. Retailing 64:12.
    """
    need(bool(perceived) and perceived.keys() == expected.keys(), "P and E of the same dimensions")
    gaps = {name: mean(exact(perceived[name])) - mean(exact(expected[name])) for name in perceived}
    chosen = dict.fromkeys(gaps, 1) if weights is None else dict(weights)
    need(chosen.keys() == gaps.keys(), "a weight for every dimension")
    ws = dict(zip(chosen, exact([*chosen.values()]), strict=True))
    total = sum(ws.values(), Fraction())
    need(min(ws.values()) >= 0 and total > 0, "weights are not negative and not all 0")
    return gaps, sum((ws[name] * gap for name, gap in gaps.items()), Fraction()) / total


class Cut(StrEnum):
    """Where importance-performance is cut into quadrants; the choice moves items, so it is named
    wherever one is shown."""

    MEANS = "means"  # the items' grand means
    MIDPOINT = "midpoint"  # the middle of the scale


class Quadrant(StrEnum):
    """A value on the line counts as high."""

    CONCENTRATE = "concentrate"  # important, and performed badly
    KEEP = "keep"  # important, and performed well
    LOW_PRIORITY = "low-priority"  # neither
    OVERDONE = "overdone"  # unimportant, and performed well


def importance_performance(
    items: Mapping[str, tuple[Number, Number]], cut: Cut, *, low: Number = 0, high: Number = 100
) -> dict[str, Quadrant]:
    """The quadrant of each item, given its (importance, performance) on the scale *low*..*high*.

    Raises OutOfDomain without items or off the scale.
    Martilla & James (1977), J. Marketing 41:77.
    """
    need(bool(items) and low < high, "items on a scale")
    importance = exact([i for i, _ in items.values()])
    performance = exact([p for _, p in items.values()])
    need(all(low <= x <= high for x in (*importance, *performance)), f"off {low}..{high}")
    if cut is Cut.MEANS:
        lines = mean(importance), mean(performance)
    else:
        lines = ((Fraction(low) + Fraction(high)) / 2,) * 2
    places = {
        (True, False): Quadrant.CONCENTRATE,
        (True, True): Quadrant.KEEP,
        (False, False): Quadrant.LOW_PRIORITY,
        (False, True): Quadrant.OVERDONE,
    }
    return {
        name: places[i >= lines[0], p >= lines[1]]
        for name, i, p in zip(items, importance, performance, strict=True)
    }
