"""The case files of ``cases/``: findings as an auditor writes them, and what must come of them.

Each file is a list of cases: a ``name``, an ``input`` in the form of a findings file, and
``expected`` values, as many as matter.  Whatever is wrong is told with file and line, all at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from scoring.basis import Basis
from scoring.beside import claim_of
from scoring.datafile import DataFileError, Node, Problem, read
from scoring.findings import findings_of
from scoring.grade import Grade, display, grade
from scoring.load import scheme_named
from scoring.report import band_of
from scoring.score import ScoreSheet

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"
KEYS = {"name", "input", "expected"}
NUMBERS = ("earned", "applicable", "base", "final", "coverage")
TEXTS = ("final_display", "grade", "issued", "reasons")
MAPS = ("lines", "line_flags", "bands")


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    input: Node
    expected: Node


def cases_of(text: str, file: str) -> tuple[list[Case], list[Problem]]:
    """The cases of a file that can be tried, and what is wrong with the others."""
    try:
        top = read(text, file)
    except DataFileError as error:
        return [], list(error.problems)
    if not isinstance(top.value, list):
        return [], [Problem(file, top.line, "a case file is a list of cases")]
    found: dict[str, Case] = {}
    wrong: list[Problem] = []
    for node in top.value:
        said = list(_shape(node, found))
        wrong += said
        if not said and isinstance(node.value, dict):
            name = str(node.value["name"].value)
            found[name] = Case(name, node.value["input"], node.value["expected"])
    return [*found.values()], wrong


def _shape(node: Node, others: Mapping[str, Case]) -> Iterator[Problem]:
    def problem(at: Node, message: str) -> Problem:
        return Problem(node.file, at.line, message)

    if not isinstance(node.value, dict):
        yield problem(node, "a case has a name, an input and what is expected")
        return
    for key in sorted(KEYS - node.value.keys()):
        yield problem(node, f"a case without {key}")
    for key, at in node.value.items():
        if key not in KEYS:
            yield problem(at, f'unknown key "{key}"; a case has {", ".join(sorted(KEYS))}')
    name = node.value.get("name")
    if name and not isinstance(name.value, str):
        yield problem(name, "a name is a text")
    elif name and name.value in others:
        yield problem(name, f"two cases of the name {name.value}")
    expected = node.value.get("expected")
    if expected and not (isinstance(expected.value, dict) and expected.value):
        yield problem(expected, "expected is at least one value")


def wrong_in(case: Case) -> list[Problem]:
    """Everything that does not come as written, or cannot be read; nothing where all is well."""
    try:
        basis = findings_of(case.input, scheme_named, at=AT)
    except DataFileError as error:
        basis, wrong = None, list(error.problems)
    else:
        wrong = []
    assert isinstance(case.expected.value, dict)
    found = _comes(basis) if basis else {}
    for name, node in case.expected.value.items():
        if name not in (*NUMBERS, *TEXTS, *MAPS):
            known = ", ".join((*NUMBERS, *TEXTS, *MAPS))
            told = f'"{name}" is not expected of a case; there are {known}'
            wrong.append(Problem(node.file, node.line, told))
        else:
            wrong += _compared(name, node, found.get(name) if basis else None, told=bool(basis))
    return sorted(wrong)


def _compared(name: str, node: Node, found: object, *, told: bool) -> Iterator[Problem]:
    """*told*: whether it is known what comes; else only the writing is looked at."""

    def problem(at: Node, message: str) -> Problem:
        return Problem(at.file, at.line, f"{name} {message}")

    if name in MAPS:
        if not isinstance(node.value, dict):
            yield problem(node, "is written clause: value")
            return
        known = found if isinstance(found, Mapping) else {}
        for ref, one in node.value.items():
            if told and ref not in known:
                yield problem(one, f"of {ref}: the scheme has no such clause")
            else:
                yield from _one(f"{name} of {ref}", one, known.get(ref), told, name == "lines")
    else:
        yield from _one(name, node, found, told, name in NUMBERS)


def _one(what: str, node: Node, found: object, told: bool, number: bool) -> Iterator[Problem]:
    said: object = node.value
    if isinstance(said, list):
        said = [one.value for one in said]
    if number:
        try:
            said = Fraction(str(said))
        except (ValueError, ZeroDivisionError):
            text = f'{what} is a number or a fraction such as 49/3, not "{said}"'
            yield Problem(node.file, node.line, text)
            return
    if told and said != found:
        yield Problem(node.file, node.line, f"{what} comes to {found}, not {said}")


def _comes(basis: Basis) -> Mapping[str, object]:
    """All that a case may expect, as it comes."""
    sheet = basis.sheet()
    graded = grade(sheet)
    return {
        **{name: getattr(sheet, name) for name in NUMBERS},
        "final_display": display(sheet.final),
        "grade": graded.name,
        "reasons": [reason.id for reason in graded.reasons],
        "issued": _issued(basis, sheet, graded),
        "lines": {str(line.clause.ref): line.earned for line in sheet.lines},
        "line_flags": {
            str(line.clause.ref): [flag.value for flag in line.flags] for line in sheet.lines
        },
        "bands": {str(line.clause.ref): _band(sheet, line.clause.ref) for line in sheet.lines},
    }


def _issued(basis: Basis, sheet: ScoreSheet, graded: Grade) -> str | None:
    claim = claim_of(basis, sheet, graded)
    return claim.issued if claim else None


def _band(sheet: ScoreSheet, ref: str) -> str:
    """ "60-80 at 1/2": the band and the place in it; "none" where there is none."""
    line = sheet.line(ref)
    assert line is not None
    if (found := band_of(line, sheet.scheme)) is None:
        return "none"
    band, position = found
    return f"{band.low}-{band.high} at {position}"
