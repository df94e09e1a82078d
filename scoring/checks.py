"""What must hold between the parts of a scheme file.  Each check yields (location, complaint)."""

from collections.abc import Iterator
from decimal import Decimal

from scoring.datafile import Loc
from scoring.form import SchemeSpec
from scoring.policies import KNOWN, UNSTATED
from scoring.scheme import Method, Role

Complaint = tuple[Loc, str]


def sums(spec: SchemeSpec) -> Iterator[Complaint]:
    """Document 003 table 1: the sums are what keeps a transcription honest (policy load_check)."""
    for ref, group in spec.groups.items():
        inside = [s.points for r, s in spec.groups.items() if parent(r) == ref]
        inside += [c.points for r, c in spec.clauses.items() if parent(r) == ref]
        if sum(inside) != group.points:
            yield (
                ("groups", ref),
                f"{ref} holds {sum(inside)} points, not the {group.points} stated",
            )
    total = sum(clause.points for clause in spec.clauses.values())
    if total != 100:
        yield ("clauses",), f"the clauses hold {total} points, not 100"


def rows(spec: SchemeSpec) -> Iterator[Complaint]:
    """As many rows, counted as the document counts them (003 annex 2: A1-A19, B1-B24, C1-C8)."""
    if len(spec.clauses) != spec.rows:
        yield ("rows",), f"there are {len(spec.clauses)} clauses, not {spec.rows}"
    codes = [f"{letter}{n}" for letter, top in spec.codes.items() for n in range(1, top + 1)]
    for ref, clause in spec.clauses.items():
        at = ("clauses", ref)
        if parent(ref) not in spec.groups:
            yield at, f"{ref} stands in no group"
        code = codes.pop(0) if codes else None
        if clause.code != code:
            yield (*at, "code"), f"{ref} has code {clause.code}, not {code} as counted"
        if (clause.method is Method.INFORMATION) != (clause.points == 0):
            yield (*at, "method"), f"{ref}: exactly the clauses without points are information"
        if clause.sources.get(spec.decided_by) is not Role.COUNTS:
            yield (
                (*at, "sources"),
                f"{ref}: {spec.decided_by} must count, it decides in this scheme",
            )
        if clause.partial and clause.method is not Method.ALL_OR_NOTHING:
            yield (*at, "partial"), f"{ref}: partial belongs to an all_or_nothing clause"
    for ref in spec.groups:
        if ref.count(".") > 1 and parent(ref) not in spec.groups:
            yield ("groups", ref), f"{ref} stands in no category"


def order(spec: SchemeSpec) -> Iterator[Complaint]:
    """Grades from the best down, bands from 0 to 100 without gap or overlap."""
    lines = [grade.at_least for grade in spec.grades.values()]
    if lines != sorted(set(lines), reverse=True):
        yield ("grades",), "grades go from the best down, each with a lower line"
    for name in {"fail", "none"} & spec.grades.keys():
        yield ("grades", name), f"{name} is no grade of a scheme: it is what is said without one"
    edges = [(band.low, band.high) for band in spec.score_bands]
    joined = [low for low, _ in edges] == [Decimal(0), *(high for _, high in edges)][:-1]
    if not (edges and joined and edges[-1][1] == 100 and all(low < high for low, high in edges)):
        yield ("score_bands",), "bands go from 0 to 100, each starting where the last one ends"


def policies(spec: SchemeSpec) -> Iterator[Complaint]:
    """Every policy the scoring knows is stated, with values it knows and the default first."""
    for name in KNOWN.keys() - UNSTATED.keys() - spec.policies.keys():
        yield ("policies",), f"policy {name} is not stated"
    for name, policy in spec.policies.items():
        at = ("policies", name)
        if name not in KNOWN:
            yield at, f"policy {name} is not known"
            continue
        for value in policy.allowed:
            if value not in KNOWN[name]:
                yield (*at, "allowed"), f"policy {name} knows no value {value}"
        if policy.value not in policy.allowed:
            yield (*at, "value"), f"policy {name}: the value {policy.value} is not allowed"
        if len(policy.allowed) > 1 and policy.allowed[0] != KNOWN[name][0]:
            yield (*at, "allowed"), f"policy {name}: the default {KNOWN[name][0]} comes first"


def parent(ref: str) -> str:
    """The number one level up: "5.1.2" of "5.1.2.1", "" of "5"."""
    return ref.rpartition(".")[0]


def complaints(spec: SchemeSpec) -> Iterator[Complaint]:
    """Everything that does not hold in *spec*."""
    for check in (sums, rows, order, policies):
        yield from check(spec)
