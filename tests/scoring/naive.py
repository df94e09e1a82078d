"""A second score, from the documents and the scheme's YAML alone, to hold the first against.

Plain loops over Fractions; nothing of ``scoring`` is imported.  It is slow and says nothing about
why: it only has to come to the same numbers.

A piece of evidence is ``(clause, source, kind, a, b)``: ``met`` with a degree, ``sampled`` with
met and of, ``out`` (not applicable) with whether another person approved it, ``unseen``.
"""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SCHEMES = Path(__file__).parents[2] / "scoring" / "schemes"
Piece = tuple[str, str, str, Fraction | int | bool, int]

# What an edition means that came before these were stated.
BEFORE = {"na_approval": "none", "na_floor": "note", "bonus_signature": "none"}


@cache
def scheme(key: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(  # every scalar a text
        (SCHEMES / f"{key}.yaml").read_text("utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 (builds nothing but texts)
    )
    if "extends" in found:
        old = scheme(found["extends"])
        policies = {**old["policies"], **found["policies"]}
        found = {**old, **found, "policies": policies}
    return found


def score(
    key: str,
    pieces: list[Piece],
    *,
    specials: list[tuple[str, bool]],
    bonus: bool | None,
    reviewed: bool,
    policies: dict[str, str],
    met_otherwise: bool,
) -> dict[str, Any]:
    """*specials*: (event, linked to a clause); *bonus*: None, or whether it is signed."""
    rules = scheme(key)
    how = {**BEFORE, **{n: p["value"] for n, p in rules["policies"].items()}, **policies}
    lines: dict[str, tuple[Fraction, Fraction | None]] = {}
    out_points = Fraction(0)
    for ref, clause in rules["clauses"].items():
        points = Fraction(clause["points"])
        mine = [p for p in pieces if p[0] == ref]
        if clause["method"] == "information":
            lines[ref] = (Fraction(0), Fraction(0))
            continue
        if is_out(clause, mine, rules["decided_by"], how):
            out_points += points
            lines[ref] = {
                "rescale": (Fraction(0), Fraction(0)),
                "full": (points, points),
                "zero": (points, Fraction(0)),
            }[how["na_rule"]]
            continue
        share = share_of(clause, mine, rules["decided_by"], how)
        if share is None and met_otherwise:
            share = Fraction(1)
        lines[ref] = (points, None if share is None else points * share)
    earned = sum((e for _, e in lines.values() if e is not None), Fraction(0))
    applicable = sum((a for a, _ in lines.values()), Fraction(0))

    events: list[str] = []
    counting = 0
    for event, linked in specials:
        if event and event in events:
            continue
        if linked and how["special_dedup"] == "clause_or_special":
            continue
        events.append(event)
        counting += 1
    minus = Fraction(counting) * Fraction(rules["special_deduction"]["points"])
    if how["special_effect"] == "gate_only":
        minus = Fraction(0)
    plus = Fraction(0)
    signed = bonus or (bonus is not None and how["bonus_signature"] == "none")
    if signed and how["bonus"] == "one_point":
        plus = Fraction(rules["bonus"]["points"])

    final = end(earned, applicable, plus - minus, how)
    unknown = [ref for ref, (_, e) in lines.items() if e is None]
    gate_shut = counting >= 5 if how["special_gate"] == "lt5" else counting > 5
    awaits = how["na_floor"] == "committee_review" and 100 - out_points < 70 and not reviewed
    if unknown or applicable == 0 or awaits:
        grade = "none"
    else:
        reached = [n for n, g in rules["grades"].items() if final >= Fraction(g["at_least"])]
        grade = reached[0] if reached and not gate_shut else "fail"
    return {
        "lines": lines,
        "earned": earned,
        "applicable": applicable,
        "final": final,
        "without_bonus": end(earned, applicable, -minus, how),
        "grade": grade,
    }


def is_out(clause: dict[str, Any], mine: list[Piece], decider: str, how: dict[str, str]) -> bool:
    said = [p for p in mine if p[1] == decider]
    outs = [p for p in said if p[2] == "out"]
    if not outs or any(p[2] in ("met", "sampled") for p in said):
        return False
    if how["na_approval"] == "another_person" and not all(p[3] for p in outs):
        return False
    return clause.get("deletable") == "true" or how["na_allowed"] == "any"


def share_of(
    clause: dict[str, Any], mine: list[Piece], decider: str, how: dict[str, str]
) -> Fraction | None:
    counts = {s for s, role in clause["sources"].items() if role == "counts"}
    if how["evidence_link"] == "audit_only":
        counts &= {decider}
    seen: list[tuple[str, Fraction, int]] = []  # source, met (may be part of one), of
    for _, source, kind, a, b in mine:
        if source in counts and kind == "met":
            seen.append((source, Fraction(a), 1))
        elif source in counts and kind == "sampled":
            seen.append((source, Fraction(a), b))
    if not seen:
        return None
    if clause["method"] == "sampled":
        good = sum((met for _, met, _ in seen), Fraction(0))
        share = good / sum(of for _, _, of in seen)
        if how["sampled_rule"] == "all_or_nothing":
            return Fraction(1) if share == 1 else Fraction(0)
        return share
    own = [one for one in seen if one[0] == decider]
    if how["qualitative_rule"] == "auditor_decides" and own:
        seen = own
    elif clause["method"] == "banded" and not own:
        return None
    worst = min(met / of for _, met, of in seen)
    if clause["method"] == "banded":
        return worst
    if clause.get("partial") == "true" and how["partial_cap"] == "below_full":
        return worst
    return Fraction(1) if worst == 1 else Fraction(0)


def end(earned: Fraction, applicable: Fraction, extra: Fraction, how: dict[str, str]) -> Fraction:
    if how["adjust_order"] == "before_rescale":
        total = (earned + extra) * 100 / applicable if applicable else Fraction(0)
    else:
        total = (earned * 100 / applicable if applicable else Fraction(0)) + extra
    total = max(Fraction(0), min(Fraction(100), total))
    if how["rounding"] == "half_up_integer":
        whole, rest = divmod(total, 1)
        return Fraction(whole) + (1 if rest >= Fraction(1, 2) else 0)
    return total
