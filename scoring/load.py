"""Scheme files -> Scheme, with every mistake in its line.  Only this module opens files."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

from scoring.checks import complaints, parent
from scoring.datafile import DataFileError, Node, Problem, line_of, plain, read, validate
from scoring.evidence import ClauseRef
from scoring.form import ClauseSpec, SchemeSpec, SpecialSpec
from scoring.scheme import (
    Clause,
    GradeBand,
    Group,
    Policy,
    Scheme,
    ScoreBand,
    Special,
)

SCHEMES = Path(__file__).parent / "schemes"


def load(text: str, file: str) -> Scheme:
    """The scheme written in *text*; *file* only names it.  Raises DataFileError with all mistakes.

    Checked beyond the form: points add up per group, per category and to 100; as many rows as the
    file announces; codes counting up (A1, A2, ...); grades and bands in order; and every
    policy known, with known values and the known default first.
    """
    node = read(text, file)
    spec = validate(SchemeSpec, node)
    problems = [Problem(file, line_of(node, loc), message) for loc, message in complaints(spec)]
    if problems:
        raise DataFileError(problems)
    return _scheme(spec, node)


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
                parent(ref) if parent(ref) in spec.groups else None,
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
        group=parent(ref),
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
        file = path.relative_to(folder.parent.parent).as_posix()
        try:
            scheme = load(path.read_text("utf-8"), file)
        except DataFileError as error:
            problems += error.problems
            continue
        if scheme.key != path.stem:
            problems.append(Problem(file, 1, f"holds {scheme.key}, so name it {scheme.key}.yaml"))
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
