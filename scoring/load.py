"""Scheme files -> Scheme, with every mistake in its line.  The one place that knows their form."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scoring.datafile import DataFileError, Node, Problem, line_of, plain, read, validate
from scoring.evidence import ClauseRef, Source
from scoring.policies import KNOWN
from scoring.scheme import (
    Clause,
    GradeBand,
    Group,
    Method,
    Policy,
    Role,
    Scheme,
    ScoreBand,
    Special,
    Text,
)

SCHEMES = Path(__file__).parent / "schemes"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Points = Annotated[Decimal, Field(ge=0, le=100)]
Ref = Annotated[str, StringConstraints(pattern=r"^[1-9]\d*(\.[1-9]\d*)*$")]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextSpec(Spec):
    zh: Words
    en: Words

    def text(self) -> Text:
        return Text(self.zh, self.en)


class GroupSpec(TextSpec):
    points: Points


class ClauseSpec(TextSpec):
    code: Words | None = None
    points: Points
    method: Method
    sources: dict[Source, Role]
    deletable: bool = False
    partial: bool = False
    reference: Words
    asks: tuple[TextSpec, ...] = ()


class GradeSpec(TextSpec):
    at_least: Points


class ScoreBandSpec(TextSpec):
    low: Points
    high: Points


class SpecialSpec(TextSpec):
    code: Words | None = None
    points: Points


class PolicySpec(TextSpec):
    value: Words
    allowed: Annotated[tuple[Words, ...], Field(min_length=1)]
    source: Words


class SchemeSpec(Spec):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    edition: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+$")]
    title: TextSpec
    reference: TextSpec
    decided_by: Literal[Source.AUDITED, Source.SELF_ASSESSED]
    rows: Annotated[int, Field(ge=1)]
    codes: dict[Words, Annotated[int, Field(ge=1, le=99)]] = {}
    groups: dict[Ref, GroupSpec]
    clauses: dict[Ref, ClauseSpec]
    grades: dict[Words, GradeSpec]
    score_bands: tuple[ScoreBandSpec, ...]
    special_deduction: SpecialSpec
    bonus: SpecialSpec
    policies: dict[Words, PolicySpec]


def load(text: str, file: str) -> Scheme:
    """The scheme written in *text*; *file* only names it.  Raises DataFileError with all mistakes.

    Checked beyond the form: points add up per group, per category and to 100; as many rows as the
    file announces; codes counting up (A1, A2, ...); grades and bands in order; and every
    policy known, with known values and the known default first.
    """
    node = read(text, file)
    spec = validate(SchemeSpec, node)
    problems = [
        Problem(file, line_of(node, loc), message)
        for check in (_sums, _rows, _order, _policies)
        for loc, message in check(spec)
    ]
    if problems:
        raise DataFileError(problems)
    return _scheme(spec, node)


Complaint = tuple[tuple[str | int, ...], str]


def _sums(spec: SchemeSpec) -> Iterator[Complaint]:
    """Document 003 table 1: the sums are what keeps a transcription honest (policy load_check)."""
    for ref, group in spec.groups.items():
        inside = [s.points for r, s in spec.groups.items() if _parent(r) == ref]
        inside += [c.points for r, c in spec.clauses.items() if _parent(r) == ref]
        if sum(inside) != group.points:
            yield (
                ("groups", ref),
                f"{ref} holds {sum(inside)} points, not the {group.points} stated",
            )
    total = sum(clause.points for clause in spec.clauses.values())
    if total != 100:
        yield ("clauses",), f"the clauses hold {total} points, not 100"


def _rows(spec: SchemeSpec) -> Iterator[Complaint]:
    if len(spec.clauses) != spec.rows:
        yield ("rows",), f"there are {len(spec.clauses)} clauses, not {spec.rows}"
    refs = {*spec.groups, *spec.clauses}
    codes = [f"{letter}{n}" for letter, top in spec.codes.items() for n in range(1, top + 1)]
    for ref, clause in spec.clauses.items():
        at = ("clauses", ref)
        if _parent(ref) not in spec.groups:
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
        if "." in ref and ref.count(".") > 1 and _parent(ref) not in refs:
            yield ("groups", ref), f"{ref} stands in no category"


def _order(spec: SchemeSpec) -> Iterator[Complaint]:
    lines = [grade.at_least for grade in spec.grades.values()]
    if lines != sorted(set(lines), reverse=True):
        yield ("grades",), "grades go from the best down, each with a lower line"
    edges = [(band.low, band.high) for band in spec.score_bands]
    joined = [low for low, _ in edges] == [Decimal(0), *(high for _, high in edges)][:-1]
    if not (edges and joined and edges[-1][1] == 100 and all(low < high for low, high in edges)):
        yield ("score_bands",), "bands go from 0 to 100, each starting where the last one ends"


def _policies(spec: SchemeSpec) -> Iterator[Complaint]:
    for name in KNOWN.keys() - spec.policies.keys():
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


def _parent(ref: str) -> str:
    return ref.rpartition(".")[0]


def _scheme(spec: SchemeSpec, node: Node) -> Scheme:
    canonical = json.dumps(plain(node), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Scheme(
        id=spec.id,
        edition=spec.edition,
        title=spec.title.text(),
        reference=spec.reference.text(),
        decided_by=spec.decided_by,
        groups=tuple(
            Group(
                ref,
                _parent(ref) if _parent(ref) in spec.groups else None,
                Fraction(group.points),
                group.text(),
            )
            for ref, group in spec.groups.items()
        ),
        clauses=tuple(_clause(ref, clause) for ref, clause in spec.clauses.items()),
        grades=tuple(
            GradeBand(name, Fraction(grade.at_least), grade.text())
            for name, grade in spec.grades.items()
        ),
        score_bands=tuple(
            ScoreBand(Fraction(band.low), Fraction(band.high), band.text())
            for band in spec.score_bands
        ),
        special_deduction=_special(spec.special_deduction),
        bonus=_special(spec.bonus),
        policies={
            name: Policy(name, policy.value, policy.allowed, policy.text(), policy.source)
            for name, policy in spec.policies.items()
        },
        hash=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def _clause(ref: str, spec: ClauseSpec) -> Clause:
    return Clause(
        ref=ClauseRef(ref),
        code=spec.code,
        points=Fraction(spec.points),
        group=_parent(ref),
        method=spec.method,
        roles=dict(spec.sources),
        deletable=spec.deletable,
        partial=spec.partial,
        text=spec.text(),
        reference=spec.reference,
        asks=tuple(item.text() for item in spec.asks),
    )


def _special(spec: SpecialSpec) -> Special:
    return Special(spec.code, Fraction(spec.points), spec.text())


class UnknownSchemeError(LookupError):
    """No scheme file of this name is shipped."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        self.key, self.known = key, known
        super().__init__(f"no scheme {key!r}; there are {', '.join(known)}")


def schemes(folder: Path = SCHEMES) -> Mapping[str, Scheme]:
    """Every scheme file of *folder*, by key.  Raises DataFileError with the mistakes of all."""
    found: dict[str, Scheme] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            scheme = load(path.read_text("utf-8"), path.name)
        except DataFileError as error:
            problems += error.problems
            continue
        if scheme.key != path.stem:
            problems.append(
                Problem(path.name, 1, f"holds {scheme.key}, so name it {scheme.key}.yaml")
            )
        found[scheme.key] = scheme
    if problems:
        raise DataFileError(problems)
    return found


@cache
def shipped() -> Mapping[str, Scheme]:
    """The schemes that come with the package, by key."""
    return schemes()


def scheme_named(key: str) -> Scheme:
    """The shipped scheme with this key, such as "cct-gz-sc03@B2".  Raises UnknownSchemeError."""
    known = shipped()
    if key not in known:
        raise UnknownSchemeError(key, tuple(known))
    return known[key]
