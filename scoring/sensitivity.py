"""What a score would be under every other reading its scheme allows.

Where the documents contradict each other or are silent, a named policy chose one reading.  Beside
the score stand the others: each policy by itself, and every policy at once at the value that by
itself is lowest, and highest.  Pure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.basis import Basis
from scoring.evidence import ClauseRef, Counted, Outcome, Source
from scoring.grade import FAIL, NONE, grade
from scoring.policies import OF_INDICES
from scoring.scheme import Scheme

BESIDE = OF_INDICES | {"min_sample", "special_record", "claimed_grade"}
"""They warn, ask for words or choose what is issued; no score depends on them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The score under *policies*, those that differ from the ones in force."""

    policies: Mapping[str, str]
    final: Fraction
    grade: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """*here*: what is in force.  *readings*: every other one, a policy at a time.

    *lowest* and *highest*: each policy at the value that by itself gives the lowest and the
    highest score, all at once.  They are readings like the others; policies that work on each
    other may leave room beyond them.
    """

    here: Reading
    readings: tuple[Reading, ...]
    lowest: Reading
    highest: Reading

    @property
    def deciding(self) -> tuple[Reading, ...]:
        """Those that by themselves give another grade."""
        return tuple(one for one in self.readings if one.grade != self.here.grade)


def sensitivity(basis: Basis) -> Sensitivity:
    """The readings of *basis*; a score for each value of each policy that can vary."""
    compact = _counted(basis)
    here = _reading(compact, {})
    readings = tuple(_reading(compact, {name: value}) for name, value in _others(basis))
    lowest: dict[str, str] = {}
    highest: dict[str, str] = {}
    rank = _ranks(basis.scheme)
    place = {id(one): (rank[one.grade], one.final) for one in (here, *readings)}
    for name in {name for name, _ in _others(basis)}:
        mine = [here, *(one for one in readings if name in one.policies)]
        lowest |= min(mine, key=lambda one: place[id(one)]).policies
        highest |= max(mine, key=lambda one: place[id(one)]).policies
    return Sensitivity(here, readings, _reading(compact, lowest), _reading(compact, highest))


def _others(basis: Basis) -> Iterator[tuple[str, str]]:
    """Each policy that can change a score, with each value that is not in force."""
    for name, value in basis.resolved.items():
        if name not in BESIDE:
            for other in basis.scheme.policies[name].allowed:
                if other != value:
                    yield name, other


def _reading(basis: Basis, policies: Mapping[str, str]) -> Reading:
    sheet = basis.under(policies).sheet() if policies else basis.sheet()
    return Reading(dict(sorted(policies.items())), sheet.final, grade(sheet).name)


def _ranks(scheme: Scheme) -> Mapping[str, int]:
    """The grades from the worst up.  No grade is neither above nor below: it stands with fail."""
    names = [band.name for band in reversed(scheme.grades)]
    return {FAIL: 0, NONE: 0} | {name: n for n, name in enumerate(names, start=1)}


def _counted(basis: Basis) -> Basis:
    """The same with equal pieces counted: so many scores of one body of evidence cost less."""
    numbers: Counter[tuple[ClauseRef, Source, Outcome]] = Counter()
    for piece in basis.evidence:
        numbers[piece.clause, piece.source, piece.outcome] += piece.n
    pieces = (Counted(*said, n) for said, n in numbers.items())
    return replace(basis, evidence=tuple(pieces))
