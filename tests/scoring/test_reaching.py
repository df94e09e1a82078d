"""What would have to change for the next grade: enough, no more clauses than needed, cheapest."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from scoring.basis import Basis
from scoring.evidence import ClauseRef, Evidence, Met, Sampled
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.line import Line, Otherwise
from scoring.load import scheme_named
from scoring.reaching import MOST_WAYS, next_grade
from scoring.scheme import Method
from scoring.score import ScoreSheet

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
CCT = scheme_named("cct-gz-sc03@B2-r1")


def basis(text: str) -> Basis:
    head = "scheme: cct-gz-sc03@B2-r1\notherwise: met\n"
    return read_findings(head + text, "f.yaml", scheme_named, at=AT)


def met(basis: Basis, lines: tuple[Line, ...]) -> ScoreSheet:
    """The score with these clauses fully met."""
    refs = {line.clause.ref for line in lines}
    kept = [piece for piece in basis.evidence if piece.clause not in refs]
    full = [Evidence(ref, CCT.decided_by, Met(Fraction(1)), AT, "met") for ref in refs]
    return replace(basis, evidence=(*kept, *full)).sheet()


def some_basis(seed: int, size: int) -> Basis:
    random = Random(seed)
    clauses = [c for c in CCT.clauses if c.method is not Method.INFORMATION]
    evidence = []
    for clause in random.sample(clauses, size):
        of = random.choice([3, 7, 8])
        outcome = Sampled(random.randint(0, of), of)
        evidence.append(Evidence(ClauseRef(clause.ref), CCT.decided_by, outcome, AT, "t"))
    policies = {
        name: random.choice(CCT.policies[name].allowed)
        for name in ("rounding", "adjust_order", "sampled_rule")
    }
    return Basis(CCT, tuple(evidence), policies=policies, otherwise=Otherwise.MET)


@pytest.mark.parametrize("seed", range(40))
def test_every_way_reaches_the_grade_and_none_is_smaller_or_cheaper(seed: int) -> None:
    here = some_basis(seed, 4 + seed % 6)
    sheet = here.sheet()
    reach = next_grade(sheet, grade(sheet))
    if reach is None:
        assert grade(sheet).name == "five-star"
        return
    wanted = {band.name for band in CCT.grades if band.at_least >= reach.band.at_least}
    lost = [line for line in sheet.lines if line.lost > 0]

    def enough(lines: tuple[Line, ...]) -> bool:
        return grade(met(here, lines)).name in wanted

    best: list[Fraction] = []
    for size in range(1, len(lost) + 1):
        costs = [
            sum((x.lost for x in c), Fraction()) for c in combinations(lost, size) if enough(c)
        ]
        if costs:
            best = sorted(costs)[:MOST_WAYS]
            assert {len(way.lines) for way in reach.ways} == {size}
            break
    assert [way.points for way in reach.ways] == best
    assert all(enough(way.lines) for way in reach.ways)


def test_the_best_grade_has_none_above() -> None:
    sheet = basis("").sheet()

    assert next_grade(sheet, grade(sheet)) is None


def specials(count: int) -> str:
    each = (f"{{text: t{n}, trigger: law, event: e{n}, correction: c}}" for n in range(count))
    return f"special_deductions: [{', '.join(each)}]\n"


def test_special_deductions_beyond_the_gate_have_to_fall_first_and_give_points_back() -> None:
    sheet = basis(specials(7)).sheet()
    reach = next_grade(sheet, grade(sheet))
    assert reach is not None

    # 93 as it is, 96 without the three.
    assert (reach.band.name, reach.specials, str(reach.missing)) == ("five-star", 3, "0")
    assert not reach.ways


def test_one_clause_that_is_enough_is_named_alone() -> None:
    sheet = basis("findings: {5.1.1.2: {percent: 50}}\n" + specials(4)).sheet()  # 94.5
    reach = next_grade(sheet, grade(sheet))
    assert reach is not None

    assert [[str(line.clause.ref) for line in way.lines] for way in reach.ways] == [["5.1.1.2"]]


def test_what_all_clauses_together_cannot_reach_is_said() -> None:
    here = basis(
        "findings: {5.2.3.2: {not_applicable: carried home, approved_by: b}}\n"
        + specials(4)
        + "policies: {na_rule: zero}\n"
    )
    sheet = here.sheet()  # 93: no clause is left to make good
    reach = next_grade(sheet, grade(sheet))
    assert reach is not None

    assert (reach.band.name, str(reach.missing)) == ("five-star", "2")
    assert not reach.ways
