"""What stands beside a score, held against the second implementation: the score under every other
reading, and the changes that would reach the next grade."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest

from scoring.adjustments import Bonus, SpecialDeduction
from scoring.basis import Basis
from scoring.grade import NONE, grade, most_specials
from scoring.line import Otherwise, Status
from scoring.load import shipped
from scoring.reaching import MOST_WAYS, next_grade
from scoring.scheme import Scheme
from scoring.sensitivity import sensitivity
from tests.scoring import naive
from tests.scoring.test_second_implementation import evidence, piece, pieces_on

SCHEMES = [scheme for key, scheme in shipped().items() if key.endswith("-r1")]


class Case:
    """A random case, scored by both."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        self.scheme: Scheme = SCHEMES[seed % len(SCHEMES)]
        clauses = [str(clause.ref) for clause in self.scheme.clauses]
        # Some clauses with much lost, so that scores lie about the lines.
        decider = self.scheme.decided_by.value
        self.pieces = []
        for ref in random.sample(clauses, random.randint(2, 10)):
            self.pieces += pieces_on(random, self.scheme, ref, 0)
            self.pieces.append(piece(random, ref, decider, good=random.random() < 0.3))
        events = ["a", "b", "c", "", "d", "", "e"][: random.choice([0, 0, 1, 2, 3, 4, 5, 7])]
        self.specials = [(event, random.random() < 0.3) for event in events]
        self.bonus = random.choice([None, False, False, True])
        self.policies = {
            policy.name: random.choice(policy.allowed)
            for policy in self.scheme.policies.values()
            if random.random() < 0.2
        }

    def theirs(self, **changed: Any) -> dict[str, Any]:
        given: dict[str, Any] = {
            "pieces": self.pieces, "specials": self.specials, "bonus": self.bonus,
            "reviewed": False, "policies": self.policies, "met_otherwise": True,
        }  # fmt: skip
        return naive.score(self.scheme.key, **given | changed)

    def under(self, reading: Mapping[str, str]) -> dict[str, Any]:
        return self.theirs(policies=self.policies | dict(reading))

    @property
    def basis(self) -> Basis:
        return Basis(
            self.scheme,
            tuple(evidence(piece) for piece in self.pieces),
            specials=tuple(
                SpecialDeduction(f"s{n}", event=event, clauses=("5.2.4.3",) if linked else ())
                for n, (event, linked) in enumerate(self.specials)
            ),
            bonus=None if self.bonus is None else Bonus("b", self.bonus),
            policies=self.policies,
            otherwise=Otherwise.MET,
        )


@pytest.mark.parametrize("seed", range(60))
def test_every_reading_beside_a_score_is_what_the_second_one_comes_to(seed: int) -> None:
    case = Case(seed)
    found = sensitivity(case.basis)

    for one in (found.here, *found.readings, found.lowest, found.highest):
        theirs = case.under(one.policies)
        assert (one.final, one.grade) == (theirs["final"], theirs["grade"]), one.policies
    here = case.theirs()["grade"]
    other = [one for one in found.readings if case.under(one.policies)["grade"] != here]
    assert [*found.deciding] == other


@pytest.mark.parametrize("seed", range(200))
def test_what_would_reach_the_next_grade_does_so_by_the_second_one(seed: int) -> None:
    case = Case(seed)
    sheet = case.basis.sheet()
    reach = next_grade(sheet, grade(sheet))
    names = [band.name for band in case.scheme.grades]  # best first
    if grade(sheet).name == NONE:
        return  # nothing to reach before the committee looked
    if reach is None:
        assert case.theirs()["grade"] == names[0]
        return
    enough = names[: names.index(reach.band.name) + 1]
    kept = [(special.event, bool(special.clauses)) for special in sheet.counted]
    kept = kept[: len(kept) - reach.specials]
    lost = {
        str(line.clause.ref): line.lost
        for line in sheet.lines
        if line.lost > 0 and line.status is Status.ASSESSED
    }

    def reaches(refs: Sequence[str] = (), *, fewer: int = 0, sign: bool = False) -> bool:
        decider = case.scheme.decided_by.value
        left = [piece for piece in case.pieces if piece[0] not in refs]
        found = case.theirs(
            pieces=[*left, *((ref, decider, "met", Fraction(1), 0) for ref in refs)],
            specials=kept[: len(kept) - fewer],
            bonus=True if sign else case.bonus,
        )
        return found["grade"] in enough

    assert case.theirs()["grade"] not in enough
    assert (reach.specials > 0) is (len(sheet.counted) > most_specials(sheet.policies))
    assert reaches() is (reach.missing == 0)
    if not reach.missing:
        assert case.theirs(specials=kept)["grade"] == reach.band.name
        return
    now = case.theirs()["grade"]
    assert reach.band.name == names[(names.index(now) if now in names else len(names)) - 1]
    for size in range(1, len(lost) + 1):
        if ways := [refs for refs in combinations(lost, size) if reaches(refs)]:
            costs = sorted(sum((lost[ref] for ref in refs), Fraction()) for refs in ways)
            assert [way.points for way in reach.ways] == costs[:MOST_WAYS]
            assert {len(way.lines) for way in reach.ways} == {size}
            break
    else:
        assert reach.ways == ()
    assert all(reaches([line.clause.ref for line in way.lines]) for way in reach.ways)
    assert reach.sign is (case.bonus is False and reaches(sign=True))
    assert reach.fewer == next((n for n in range(1, len(kept) + 1) if reaches(fewer=n)), 0)
