"""Visits of one outlet in one wave by different shoppers: do they see the same?  Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.statistics.krippendorff import Level, krippendorff_alpha


@dataclass(frozen=True, slots=True)
class Coded:
    """What one shopper's visit says: *degree* (0..1) by (characteristic, question)."""

    outlet: int
    wave: int
    questionnaire: str
    person: int
    degrees: dict[tuple[str, str], Fraction]


@dataclass(frozen=True, slots=True)
class Agreement:
    """On *units* things seen by two shoppers or more: *alpha* (Krippendorff's, interval), None
    where all that was seen is the same; *same*: the share of units all agreed on."""

    characteristic: str
    units: int
    alpha: Fraction | None
    same: Fraction


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
    return tuple(
        Agreement(
            characteristic,
            len(said),
            krippendorff_alpha(said, Level.INTERVAL),
            Fraction(sum(len(set(unit)) == 1 for unit in said), len(said)),
        )
        for characteristic, said in found.items()
    )
