"""``anfang check``: data files, every problem with file and line; warnings ask "sure?"."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scoring.datafile import DataFileError, Problem, read
from scoring.findings import read_findings
from scoring.load import current, load, scheme_named, shipped
from scoring.scheme import Role, Scheme
from surveys import items
from surveys.evidence import SOURCES
from surveys.load import packaged, questionnaire
from surveys.proof import prove
from surveys.questionnaire import Questionnaire


@dataclass(slots=True)
class Checked:
    """What was looked at, and what was found."""

    schemes: int = 0
    questionnaires: int = 0
    findings: int = 0
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def questionnaire(self, one: Questionnaire, file: str, schemes: Iterable[Scheme]) -> None:
        self.questionnaires += 1
        proof = prove(one, file)
        self.errors += [*proof.errors, *out_of_place(one, file, schemes)]
        self.warnings += proof.warnings


def run(files: Iterable[Path] = ()) -> int:
    """Print every problem of *files*, or of all that ships; 0 when there is no error, else 2."""
    chosen = list(files)
    checked = _files(chosen) if chosen else _shipped()
    for problem in sorted(checked.errors):
        print(problem, file=sys.stderr)
    for problem in sorted(checked.warnings):
        print(f"{problem.file}:{problem.line}: warning: {problem.message}", file=sys.stderr)
    if not checked.errors:
        print(_said(checked))
    return 2 if checked.errors else 0


def _said(checked: Checked) -> str:
    counts = {
        "schemes": checked.schemes,
        "questionnaires": checked.questionnaires,
        "findings files": checked.findings,
    }
    looked_at = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    found = f"{len(checked.warnings)} warnings" if checked.warnings else "no problems"
    return f"{looked_at}: {found}"


def _shipped() -> Checked:
    checked = Checked()
    schemes: list[Scheme] = []
    try:
        schemes = list(current(shipped()).values())
        checked.schemes = len(shipped())
    except DataFileError as error:
        checked.errors += error.problems
    try:
        for one in packaged().values():
            checked.questionnaire(one, f"surveys/questionnaires/{one.key}.yaml", schemes)
        checked.errors += items.uncovered(items.packaged(), packaged().values())
    except DataFileError as error:
        checked.errors += error.problems
    return checked


def _files(files: Iterable[Path]) -> Checked:
    checked = Checked()
    for path in files:
        try:
            _file(checked, path.read_text("utf-8"), str(path))
        except DataFileError as error:
            checked.errors += error.problems
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            checked.errors.append(Problem(str(path), line, "not UTF-8 text"))
        except OSError as error:
            checked.errors.append(Problem(str(path), 1, error.strerror or "cannot be read"))
    return checked


def _file(checked: Checked, text: str, file: str) -> None:
    """One file, known by its first key.  Raises DataFileError."""
    top = read(text, file).value
    first = next(iter(top), None) if isinstance(top, dict) else None
    match first:
        case "questionnaire":
            checked.questionnaire(questionnaire(text, file), file, current(shipped()).values())
        case "scheme":
            read_findings(text, file, scheme_named, at=datetime.now(UTC), lang="en")
            checked.findings += 1
        case "id":
            load(text, file)
            checked.schemes += 1
        case _:
            wanted = '"questionnaire", "scheme" (a findings file) or "id" (a scheme)'
            raise DataFileError([Problem(file, 1, f"the first key is not {wanted}")])


def out_of_place(
    questionnaire: Questionnaire, file: str, schemes: Iterable[Scheme]
) -> Iterator[Problem]:
    """Clauses a questionnaire names that a scheme lacks, or does not let this source speak of."""
    source = SOURCES[questionnaire.mode]
    for scheme in schemes:
        if all(clause.role(source) is Role.NONE for clause in scheme.clauses):
            continue  # the scheme listens to nobody but the organisation itself
        known = {str(clause.ref): clause.role(source) for clause in scheme.clauses}
        for question in questionnaire.questions:
            for clause in question.clauses:
                if (role := known.get(clause)) in (None, Role.NONE):
                    why = "has no such clause" if role is None else f"does not let {source} speak"
                    message = f"{question.id}: clause {clause}: {scheme.key} {why}"
                    yield Problem(file, question.line, message)
