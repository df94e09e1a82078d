"""Whether the ratings of one characteristic go together: Cronbach's alpha.  Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.index import CHARACTERISTICS
from scoring.statistics.domain import Interval
from scoring.statistics.reliability import Missing, alpha_interval, cronbach_alpha
from surveys.counts import Edition
from surveys.load import Questionnaires
from surveys.questionnaire import Rating

NEWEST = 2000  # customers it is reckoned from
COMMON = Fraction(1, 2)  # of them answered an item of the scale: others stand in a branch
LEAST_PEOPLE = 10

Rated = tuple[int, Edition, str, Fraction]  # interview, edition, question, degree


@dataclass(frozen=True, slots=True)
class Scale:
    """Of *items* ratings of one edition by *n* customers who answered all of them: *alpha*, None
    where too few are shown or nothing varies; *pairwise*: the same over everybody who answered two
    of them.  *about*: a characteristic, or "" for all six."""

    edition: Edition
    about: str
    items: int
    n: int
    alpha: Fraction | None
    pairwise: Fraction | None
    interval: Interval | None


def scales(
    rated: Iterable[Rated], questionnaires: Questionnaires, fewest: int
) -> tuple[Scale, ...]:
    """By edition: each characteristic with two common ratings or more, and all together."""
    rows: dict[Edition, dict[int, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
    for interview, edition, question, degree in rated:
        asked = questionnaires[edition].get(question)
        if isinstance(asked, Rating) and asked.characteristic is not None and not asked.measure:
            rows[edition][interview][question] = degree
    return tuple(
        scale
        for edition, by in sorted(rows.items())
        for scale in _scales(edition, [*by.values()], questionnaires, fewest)
    )


def _scales(
    edition: Edition, people: Sequence[dict[str, Fraction]], known: Questionnaires, fewest: int
) -> Iterator[Scale]:
    common = [
        question for question in known[edition].questions
        if sum(question.id in one for one in people) >= COMMON * len(people)
    ]  # fmt: skip
    for about in (*CHARACTERISTICS, ""):
        items = [
            q.id for q in common
            if q.characteristic is not None and about in ("", q.characteristic.value)
            and not q.measure and isinstance(q, Rating)
        ]  # fmt: skip
        if len(items) > 1:
            yield _scale(edition, about, [[one.get(id) for id in items] for one in people], fewest)


def _scale(
    edition: Edition, about: str, rows: Sequence[Sequence[Fraction | None]], fewest: int
) -> Scale:
    items, n = len(rows[0]), sum(None not in row for row in rows)
    if n < max(fewest, LEAST_PEOPLE):
        return Scale(edition, about, items, n, None, None, None)
    alpha = cronbach_alpha(rows, Missing.LISTWISE)
    interval = alpha_interval(alpha, n, items) if alpha is not None else None
    return Scale(edition, about, items, n, alpha, cronbach_alpha(rows, Missing.PAIRWISE), interval)
