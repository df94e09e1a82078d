"""What can be proved or refuted of a questionnaire before anybody is asked.

    prove(questionnaire, file) -> Proof(errors, warnings)

Every path ends: a path is derived from a finite list in its order, and a condition may look only
at earlier questions (an error here if it does not), so there is no cycle to be caught in.  What
can go wrong is looked for: questions nobody is ever asked, conditions that decide nothing, a path
without a question, answers after which nothing is taken (surveys.proof.paths); words and
buttons that do not fit (surveys.proof.wording); clauses that no answer can speak for or against
(surveys.proof.clauses); traps that nobody falls into, or that say their answer
(surveys.proof.integrity).
An error stands in the way of publishing; a warning asks "sure?".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.datafile import Problem
from surveys.proof import clauses, integrity, paths, wording
from surveys.proof.finding import Finding, Level
from surveys.questionnaire import Questionnaire

__all__ = ["Finding", "Level", "Proof", "prove"]


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was found, in the order of the file."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def prove(questionnaire: Questionnaire, file: str) -> Proof:
    """What is wrong with *questionnaire*; *file* only names it.  Nothing is raised."""
    found = list(findings(questionnaire))
    problems = {
        level: tuple(sorted(Problem(file, f.line, f.message) for f in found if f.level is level))
        for level in Level
    }
    return Proof(problems[Level.ERROR], problems[Level.WARNING])


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from paths.findings(questionnaire)
    yield from wording.findings(questionnaire)
    yield from clauses.findings(questionnaire)
    yield from integrity.findings(questionnaire)
