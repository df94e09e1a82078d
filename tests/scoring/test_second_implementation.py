"""Two scores, written apart, agree on ten thousand random cases over all policies."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scoring.adjustments import Bonus, SpecialDeduction
from scoring.evidence import (
    ClauseRef,
    Evidence,
    Met,
    NotApplicable,
    NotObserved,
    Outcome,
    Sampled,
    Source,
)
from scoring.grade import grade
from scoring.line import Otherwise
from scoring.load import shipped
from scoring.policies import OF_INDICES
from scoring.scheme import Scheme
from scoring.score import score
from tests.scoring import naive

CASES, BATCHES = 10_000, 20
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
BESIDE = {"min_sample", "special_record", "claimed_grade"}
"""Policies that warn, that say what must be written, that choose what is issued: no score."""
ODD = [Fraction(n, d) for d in (1, 3, 7, 9, 10, 11, 100) for n in range(d + 1)]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_come_to_the_same(batch: int) -> None:
    random = Random(batch)
    schemes = list(shipped().values())
    for n in range(CASES // BATCHES):
        one_case(random, schemes[n % len(schemes)], f"batch {batch}, case {n}")


def a_case(random: Random, scheme: Scheme) -> dict[str, Any]:
    """What the second implementation takes, drawn at random."""
    # Most cases are full, so that there is a grade; some are thin; of some much is left out.
    clauses = [str(c.ref) for c in scheme.clauses]
    thin, out = random.random() < 0.3, 0.6 if random.random() < 0.1 else 0.1
    pieces = [
        piece
        for ref in clauses
        for piece in pieces_on(random, scheme, ref, random.choice([0, 1]) if thin else 1, out)
    ]
    policies = {
        policy.name: random.choice(policy.allowed)
        for policy in scheme.policies.values()
        if random.random() < 0.5
    }
    events = [random.choice(["", "a", "b", "c"]) for _ in range(random.choice([0, 0, 1, 4, 5, 7]))]
    specials = [(event, random.random() < 0.3) for event in events]
    bonus = random.choice([None, False, True])
    reviewed, met = random.random() < 0.3, random.random() < 0.6
    return {
        "pieces": pieces, "specials": specials, "bonus": bonus, "reviewed": reviewed,
        "policies": policies, "met_otherwise": met,
    }  # fmt: skip


def one_case(random: Random, scheme: Scheme, name: str) -> None:
    drawn = a_case(random, scheme)
    theirs = naive.score(scheme.key, **drawn)
    pieces, specials, bonus = drawn["pieces"], drawn["specials"], drawn["bonus"]
    sheet = score(
        scheme,
        [evidence(piece) for piece in random.sample(pieces, len(pieces))],
        specials=[
            SpecialDeduction(f"s{n}", event=event, clauses=("5.2.4.3",) if linked else ())
            for n, (event, linked) in enumerate(specials)
        ],
        bonus=None if bonus is None else Bonus("b", bonus),
        reviewed=drawn["reviewed"],
        policies=drawn["policies"],
        otherwise=Otherwise.MET if drawn["met_otherwise"] else Otherwise.NOT_ASSESSED,
    )

    ours = {
        "lines": {str(x.clause.ref): (x.applicable, x.earned) for x in sheet.lines},
        "earned": sheet.earned,
        "applicable": sheet.applicable,
        "final": sheet.final,
        "without_bonus": sheet.final_without_bonus,
        "grade": grade(sheet).name,
    }
    assert ours == theirs, name


def pieces_on(
    random: Random, scheme: Scheme, ref: str, decided: int, out: float = 0.1
) -> list[naive.Piece]:
    decider = scheme.decided_by.value
    found = [piece(random, ref, decider, good=random.random() < 0.9) for _ in range(decided)]
    if random.random() < out:
        found = [(ref, decider, "out", random.random() < 0.7 + out / 3, 0)]
    if random.random() < 0.05:
        found.append((ref, decider, "out", True, 0))
    for _ in range(random.choice([0, 0, 0, 1, 2])):
        source = random.choice([one.value for one in Source])
        found.append(piece(random, ref, source, good=random.random() < 0.8))
    return found


def piece(random: Random, ref: str, source: str, *, good: bool) -> naive.Piece:
    kind = random.choice(["met", "met", "sampled", "sampled", "out", "unseen"])
    match kind:
        case "met":
            return (ref, source, kind, Fraction(1) if good else random.choice(ODD), 0)
        case "sampled":
            of = random.choice([1, 2, 3, 7, 20])
            return (ref, source, kind, of if good else random.randint(0, of), of)
        case "out":
            return (ref, source, kind, random.random() < 0.5, 0)
        case _:
            return (ref, source, "unseen", False, 0)


def evidence(piece: naive.Piece) -> Evidence:
    ref, source, kind, a, b = piece
    outcomes: dict[str, Outcome] = {"out": NotApplicable("r", bool(a)), "unseen": NotObserved("r")}
    if kind == "met":
        outcomes["met"] = Met(Fraction(a))
    elif kind == "sampled":
        outcomes["sampled"] = Sampled(int(a), b)
    return Evidence(ClauseRef(ref), Source(source), outcomes[kind], AT, "t")


def test_the_second_one_imports_nothing_of_the_first() -> None:
    text = Path(naive.__file__).read_text("utf-8")
    imports = [line for line in text.splitlines() if line.startswith(("import", "from"))]

    assert [line for line in imports if "scoring" in line] == []


def test_the_cases_are_such_that_every_policy_of_the_score_decides_some_of_them() -> None:
    """Else agreement would say nothing of them: each flipped alone, the rest as drawn."""
    random, decided = Random(1), set[str]()
    schemes = list(shipped().values())
    touching = {name for scheme in schemes for name, policy in scheme.policies.items()
                if len(policy.allowed) > 1} - OF_INDICES - BESIDE  # fmt: skip
    for n in range(600):
        scheme = schemes[n % len(schemes)]
        drawn = a_case(random, scheme)
        for name in (touching - decided) & scheme.policies.keys():
            ends = [
                naive.score(scheme.key, **drawn | {"policies": drawn["policies"] | {name: value}})
                for value in scheme.policies[name].allowed
            ]
            if any(end != ends[0] for end in ends):
                decided.add(name)

    assert decided == touching
