"""Krippendorff's alpha: agreement of any number of raters, with gaps, on any kind of scale."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction

from scoring.statistics.domain import Number, exact, need


class Level(StrEnum):
    """What the values mean, which decides how far two of them are apart."""

    NOMINAL = "nominal"  # names: the same or not
    ORDINAL = "ordinal"  # ranks
    INTERVAL = "interval"  # differences mean something
    RATIO = "ratio"  # and there is a zero: values are not negative


Distance = Callable[[Fraction, Fraction], Fraction]


def krippendorff_alpha(units: Sequence[Sequence[Number | None]], level: Level) -> Fraction | None:
    """1 - Do/De over the coincidences of values; *units[i]*: what each rater said of unit i, None
    where somebody said nothing.  A unit with one value compares nothing and is left out.

    None where nothing can be compared, or all values are the same.  At most 1, 0 for chance.
    Raises OutOfDomain: NaN, a negative ratio.
    Krippendorff (2011), Computing Krippendorff's alpha-reliability; (2019), Content Analysis, 12.
    """
    coincidences: dict[tuple[Fraction, Fraction], Fraction] = defaultdict(Fraction)
    for unit in units:
        values = Counter(exact([value for value in unit if value is not None]))
        if (count := values.total()) > 1:
            for a, times in values.items():
                for b, others in values.items():
                    coincidences[a, b] += Fraction(times * (others - (a == b)), count - 1)
    margins: dict[Fraction, Fraction] = defaultdict(Fraction)
    for (a, _), pairs in coincidences.items():
        margins[a] += pairs
    need(level is not Level.RATIO or all(v >= 0 for v in margins), "a ratio is not negative")
    total = sum(margins.values(), Fraction())
    if len(margins) < 2:
        return None
    distance = _distance(level, margins)
    observed = sum((o * distance(a, b) for (a, b), o in coincidences.items()), Fraction())
    expected = sum(
        (na * nb * distance(a, b) for a, na in margins.items() for b, nb in margins.items()),
        Fraction(),
    )
    return 1 - (total - 1) * observed / expected


def _distance(level: Level, margins: dict[Fraction, Fraction]) -> Distance:
    """The squared difference of two values on this kind of scale."""
    match level:
        case Level.NOMINAL:
            return lambda a, b: Fraction(a != b)
        case Level.ORDINAL:
            below, ranks = Fraction(), {}
            for value in sorted(margins):  # the middle of the ranks it takes up
                ranks[value] = below + margins[value] / 2
                below += margins[value]
            return lambda a, b: (ranks[a] - ranks[b]) ** 2
        case Level.INTERVAL:
            return lambda a, b: (a - b) ** 2
        case Level.RATIO:
            return lambda a, b: ((a - b) / (a + b)) ** 2 if a != b else Fraction()
