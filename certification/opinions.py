"""What customers think, as far as the questions that were asked carry it.  Pure.

Ratings enter as the place on their scale, 0 (worst) to 1, so that scales can differ.  Answers
about one outlet resemble each other: standard errors are those of the independent answers they are
worth (`scoring.clusters`).  Where a figure is made of several ratings of the same people, its
standard error is the sum of theirs, which bounds it whatever they have in common.  What fewer
customers say than policy fewest_shown is not shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from certification.pooling import Pool
from certification.sources import margins, squares
from scoring.clusters import RHO, Clusters
from scoring.evidence import Source
from scoring.index import CHARACTERISTICS
from scoring.statistics.domain import Interval
from scoring.statistics.perception import (
    Cut,
    Quadrant,
    acsi,
    importance_performance,
    net_promoter,
    servqual,
)
from scoring.statistics.quantiles import z_value
from surveys.counts import Count
from surveys.evidence import SOURCES
from surveys.questionnaire import AnyQuestion, Measure, Rating

LEVEL = 0.95
ACSI = (Measure.SATISFIED, Measure.CONFIRMED, Measure.IDEAL)


@dataclass(frozen=True, slots=True)
class Figure:
    """*value* of *n* customers with its standard *error*, both None where too few are shown;
    *about*: a characteristic, or "" for all."""

    about: str
    n: int
    value: Fraction | None
    error: float | None
    within: tuple[float, float]

    @property
    def interval(self) -> Interval | None:
        if self.value is None or self.error is None:
            return None
        half, middle = z_value(LEVEL) * self.error, float(self.value)
        return Interval(middle - half, middle + half).within(*self.within)


@dataclass(frozen=True, slots=True)
class Placed:
    """A characteristic between *importance* and *performance*, 0..100; the quadrant by each rule
    of where to cut, None where too few customers are shown."""

    about: str
    n: int
    importance: Fraction | None = None
    performance: Fraction | None = None
    quadrants: Mapping[Cut, Quadrant] | None = None


@dataclass(frozen=True, slots=True)
class Opinions:
    """*promoter* -100..100, *satisfaction* 0..100, *gaps* -100..100 by characteristic and over
    all, *places*; each empty where nothing asked for it."""

    promoter: Figure | None
    satisfaction: Figure | None
    gaps: tuple[Figure, ...]
    places: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """*people* said *times* how often each degree, worth *size* independent answers."""

    people: int
    times: Counter[Fraction]
    size: float

    @property
    def mean(self) -> Fraction:
        return sum((d * n for d, n in self.times.items()), Fraction()) / self.times.total()

    @property
    def error(self) -> float:
        """Of the mean; the variance of the sample has n - 1."""
        n, mean = self.times.total(), self.mean
        spread = sum((n_ * (d - mean) ** 2 for d, n_ in self.times.items()), Fraction())
        return sqrt(spread / max(n - 1, 1) / Fraction(self.size))


Key = tuple[Measure | None, str]


def opinions(pooled: Pool, counts: Iterable[Count], outlets: int, fewest: int) -> Opinions:
    """*outlets*: how many are registered; *fewest*: policy fewest_shown."""
    told = _told(pooled, counts, outlets)
    gaps = [
        name for name in CHARACTERISTICS
        if (None, name) in told and (Measure.EXPECTED, name) in told
    ]  # fmt: skip
    return Opinions(
        _promoter(told, fewest),
        _satisfaction(told, fewest),
        tuple(_gaps(told, gaps, fewest)),
        tuple(_places(told, fewest)),
    )


def _told(pooled: Pool, counts: Iterable[Count], outlets: int) -> dict[Key, _Told]:
    asked: dict[Key, dict[tuple[str, int], dict[str, int]]] = defaultdict(dict)
    times: dict[Key, Counter[Fraction]] = defaultdict(Counter)
    for one in counts:
        if one.degree is None or one.question not in pooled.together.get(one.edition, ()):
            continue
        questionnaire = pooled.used[one.edition]
        key = _key(questionnaire[one.question])
        if SOURCES[questionnaire.mode] is Source.PERCEIVED and key is not None:
            times[key][one.degree] += one.n
            by = asked[key].setdefault(one.edition, {})
            by[one.question] = by.get(one.question, 0) + one.n
    return {key: _Told(_people(asked[key]), times[key], _size(pooled, asked[key], outlets))
            for key in times}  # fmt: skip


def _key(question: AnyQuestion) -> Key | None:
    if not isinstance(question, Rating):
        return None
    about = question.characteristic.value if question.characteristic is not None else ""
    return (question.measure, about) if question.measure or about else None


def _people(asked: Mapping[tuple[str, int], Mapping[str, int]]) -> int:
    """At least so many: of each edition's questions the one most of them answered."""
    return sum(max(by.values()) for by in asked.values())


def _size(pooled: Pool, asked: Mapping[tuple[str, int], Mapping[str, int]], outlets: int) -> float:
    parts, square = [], 0
    for edition, by in asked.items():
        interviews = pooled.interviews[edition]
        each = margins(pooled.used[edition], by, interviews)
        shares = {str(id): n / interviews for id, n in pooled.outlets[edition].items()}
        parts.append((float(sum(each)), shares))
        square += squares(each)
    return Clusters(tuple(parts), square).size(RHO[Source.PERCEIVED], outlets)


def _promoter(told: Mapping[Key, _Told], fewest: int) -> Figure | None:
    found = told.get((Measure.RECOMMEND, ""))
    if found is None:
        return None
    if found.people < fewest:
        return Figure("", found.people, None, None, (-100, 100))
    n = found.times.total()
    promoters = sum(k for d, k in found.times.items() if d * 10 >= 9)
    detractors = sum(k for d, k in found.times.items() if d * 10 <= 6)
    score = net_promoter(promoters, n - promoters - detractors, detractors)
    error = sqrt(score.variance / Fraction(found.size))
    return Figure("", found.people, score.score * 100, error * 100, (-100, 100))


def _satisfaction(told: Mapping[Key, _Told], fewest: int) -> Figure | None:
    three = [told[measure, ""] for measure in ACSI if (measure, "") in told]
    if len(three) < len(ACSI):
        return None
    people = min(one.people for one in three)
    if people < fewest:
        return Figure("", people, None, None, (0, 100))
    value = acsi([one.mean for one in three], low=0, high=1)
    return Figure("", people, value, sum(one.error for one in three) * 100 / 3, (0, 100))


def _gaps(told: Mapping[Key, _Told], names: Sequence[str], fewest: int) -> Iterator[Figure]:
    pairs = {name: (told[None, name], told[Measure.EXPECTED, name]) for name in names}
    people = {name: min(p.people, e.people) for name, (p, e) in pairs.items()}
    shown = [name for name in names if people[name] >= fewest]
    by, overall = servqual(
        {name: [pairs[name][0].mean * 100] for name in shown},
        {name: [pairs[name][1].mean * 100] for name in shown},
    ) if shown else ({}, Fraction())  # fmt: skip
    errors = {name: sum(one.error for one in pairs[name]) * 100 for name in shown}
    for name in names:
        yield Figure(name, people[name], by.get(name), errors.get(name), (-100, 100))
    if len(shown) > 1:
        least = min(people[name] for name in shown)
        error = sum(errors.values()) / len(shown)
        yield Figure("", least, overall, error, (-100, 100))


def _places(told: Mapping[Key, _Told], fewest: int) -> Iterator[Placed]:
    pairs = {
        name: (told[Measure.IMPORTANT, name], told[None, name])
        for name in CHARACTERISTICS
        if (Measure.IMPORTANT, name) in told and (None, name) in told
    }
    people = {name: min(i.people, p.people) for name, (i, p) in pairs.items()}
    at = {name: (i.mean * 100, p.mean * 100) for name, (i, p) in pairs.items()
          if people[name] >= fewest}  # fmt: skip
    cut = {rule: importance_performance(at, rule) for rule in Cut} if at else {}
    for name, n in people.items():
        if name in at:
            yield Placed(name, n, *at[name], {rule: cut[rule][name] for rule in Cut})
        else:
            yield Placed(name, n)
