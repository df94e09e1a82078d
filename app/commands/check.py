"""``anfang check``: all data files, every problem with file and line."""

import sys
from collections.abc import Iterable, Iterator

from scoring.datafile import DataFileError, Problem
from scoring.load import shipped
from scoring.scheme import Role, Scheme
from surveys import items
from surveys.evidence import SOURCES
from surveys.load import Questionnaires, packaged
from surveys.questionnaire import Questionnaire


def run() -> int:
    """Print every problem; 0 when there is none, else 2."""
    problems: list[Problem] = []
    schemes: list[Scheme] = []
    questionnaires: Questionnaires = {}
    try:
        schemes = list(shipped().values())
    except DataFileError as error:
        problems += error.problems
    try:
        questionnaires = packaged()
    except DataFileError as error:
        problems += error.problems
    try:
        problems += items.uncovered(items.packaged(), questionnaires.values())
    except DataFileError as error:
        problems += error.problems
    for questionnaire in questionnaires.values():
        problems += out_of_place(questionnaire, schemes)
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{len(schemes)} schemes, {len(questionnaires)} questionnaires: no problems")
    return 2 if problems else 0


def out_of_place(questionnaire: Questionnaire, schemes: Iterable[Scheme]) -> Iterator[Problem]:
    """Clauses a questionnaire names that a scheme lacks, or does not let this source speak of."""
    source = SOURCES[questionnaire.mode]
    file = f"surveys/questionnaires/{questionnaire.key}.yaml"
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
