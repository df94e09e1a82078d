"""Visits of one outlet in one wave by different shoppers: do they see the same?  Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.statistics.agreement import Kappa, cohen_kappa, fleiss_kappa
from scoring.statistics.krippendorff import Level, krippendorff_alpha
from surveys.counts import Edition
from surveys.load import Questionnaires

TOO_LOW = Fraction(2, 3)  # Krippendorff: below it nothing should be concluded
HONEST = 8, 500
"""In how many of so many simulated studies, ten outlets seen twice by honest shoppers who misread
3 %, alpha came below TOO_LOW."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What one shopper's visit says: *degree* (0..1) by (characteristic, question)."""

    outlet: int
    wave: int
    questionnaire: str
    person: int
    degrees: Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing one shopper saw; *base*: its question's name in the questionnaire."""

    outlet: int
    wave: int
    edition: Edition
    person: int
    question: str
    base: str
    degree: Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """On *units* things seen by two shoppers or more: *alpha* (Krippendorff's, interval), None
    where all that was seen is the same; *same*: the share of units all agreed on.

    *cohen*: where each was seen by two, the first to begin and the second; *fleiss*: where each
    was seen by as many.  None besides where chance alone gives full agreement.
    """

    characteristic: str
    units: int
    alpha: Fraction | None
    same: Fraction
    cohen: Kappa | None = None
    fleiss: Fraction | None = None


def agreement(visits: Iterable[Coded]) -> tuple[Agreement, ...]:
    """By characteristic, over every question of every outlet and wave that different people
    visited with the same questionnaire.  Of two visits by one person the last one is taken."""
    units: dict[tuple[str, str, int, int, str], dict[int, Fraction]] = defaultdict(dict)
    for visit in visits:
        for (characteristic, question), degree in visit.degrees.items():
            key = (characteristic, visit.questionnaire, visit.outlet, visit.wave, question)
            units[key][visit.person] = degree
    found: dict[str, list[list[Fraction]]] = defaultdict(list)
    for key, said in units.items():
        if len(said) > 1:
            found[key[0]].append([*said.values()])
    return tuple(_agreement(characteristic, said) for characteristic, said in found.items())


def coded(seen: Iterable[Seen], questionnaires: Questionnaires) -> list[Coded]:
    """What was seen, visit by visit."""
    visits: dict[tuple[int, int, str, int], dict[tuple[str, str], Fraction]] = defaultdict(dict)
    for one in seen:
        question = questionnaires[one.edition].get(one.base)
        if question is not None and question.characteristic is not None:
            key = (one.outlet, one.wave, one.edition[0], one.person)
            visits[key][question.characteristic.value, one.question] = one.degree
    return [Coded(*key, degrees) for key, degrees in visits.items()]


def _agreement(characteristic: str, said: Sequence[Sequence[Fraction]]) -> Agreement:
    same = Fraction(sum(len(set(unit)) == 1 for unit in said), len(said))
    alpha = krippendorff_alpha(said, Level.INTERVAL)
    raters, values = {len(unit) for unit in said}, sorted({v for unit in said for v in unit})
    cohen, fleiss = None, None
    if len(raters) == 1 and len(values) > 1:
        fleiss = fleiss_kappa([[Counter(unit)[v] for v in values] for unit in said])
        if raters == {2}:
            pairs = Counter((unit[0], unit[1]) for unit in said)
            cohen = cohen_kappa([[pairs[a, b] for b in values] for a in values])
    return Agreement(characteristic, len(said), alpha, same, cohen, fleiss)
