"""Scheme files -> Scheme, with every mistake in its line.  Only this module opens files."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
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
EXTENDS = "extends"
_KEY = re.compile(r"[a-z0-9-]{1,40}@[A-Za-z0-9.-]{1,40}")


def shipped_text(key: str) -> str | None:
    """The text of the shipped scheme file of this key, or None."""
    return _beside(SCHEMES, key)


def load(text: str, file: str, base: Callable[[str], str | None] = shipped_text) -> Scheme:
    """The scheme written in *text*; *file* only names it.  Raises DataFileError with all mistakes.

    An edition that ``extends`` another says only what is different; *base* gives the text of that
    other one.  Its hash is that of the whole, as if it had been written out.

    Checked beyond the form: points add up per group, per category and to 100; as many rows as the
    file announces; codes counting up (A1, A2, ...); grades and bands in order; and every
    policy known, with known values and the known default first.
    """
    node = read(text, file)
    extended = node.value.get(EXTENDS) if isinstance(node.value, dict) else None
    if extended is not None:
        node = _whole(node, extended, base)
    spec = validate(SchemeSpec, node)
    problems = [Problem(file, line_of(node, loc), message) for loc, message in complaints(spec)]
    if problems:
        raise DataFileError(problems)
    return _scheme(spec, node, str(extended.value) if extended else None)


def _whole(node: Node, extended: Node, base: Callable[[str], str | None]) -> Node:
    """*node* with everything it does not say taken from the edition it extends."""
    key = extended.value if isinstance(extended.value, str) else ""
    text = base(key) if key else None
    if text is None:
        raise DataFileError([Problem(node.file, extended.line, f'no scheme "{key[:40]}"')])
    old = read(text, f"{key}.yaml").value
    assert isinstance(old, dict) and isinstance(node.value, dict)
    if EXTENDS in old:  # one step is enough to follow, also for a reader
        message = f"{key} itself extends another edition: extend that one"
        raise DataFileError([Problem(node.file, extended.line, message)])
    said = {name: value for name, value in node.value.items() if name != EXTENDS}
    return Node(old | {name: _over(old.get(name), new) for name, new in said.items()},
                node.file, node.line)  # fmt: skip


def _over(old: Node | None, new: Node) -> Node:
    """Of two maps the entries of both, the new ones first; of anything else the new one."""
    if old and isinstance(old.value, dict) and isinstance(new.value, dict):
        return Node(old.value | new.value, new.file, new.line)
    return new


def _scheme(spec: SchemeSpec, node: Node, extends: str | None) -> Scheme:
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
        extends=extends,
        whole=json.dumps(plain(node), ensure_ascii=False, indent=1),
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
            scheme = load(path.read_text("utf-8"), file, lambda key: _beside(folder, key))
        except DataFileError as error:
            problems += error.problems
            continue
        if scheme.key != path.stem:
            problems.append(Problem(file, 1, f"holds {scheme.key}, so name it {scheme.key}.yaml"))
        found[scheme.key] = scheme
    if problems:
        raise DataFileError(problems)
    return found


def _beside(folder: Path, key: str) -> str | None:
    path = folder / f"{key}.yaml"
    return path.read_text("utf-8") if _KEY.fullmatch(key) and path.is_file() else None


def current(known: Mapping[str, Scheme]) -> Mapping[str, Scheme]:
    """Those that no other edition of *known* extends: what a new case is opened under."""
    older = {scheme.extends for scheme in known.values()}
    return {key: scheme for key, scheme in known.items() if key not in older}


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
