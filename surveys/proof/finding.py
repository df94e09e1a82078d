"""One thing found, before it is known which file it stands in."""

from dataclasses import dataclass
from enum import StrEnum

from surveys.questionnaire import AnyQuestion


class Level(StrEnum):
    ERROR = "error"  # not to be published like this
    WARNING = "warning"  # sure?


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    line: int
    message: str


def error(question: AnyQuestion, message: str) -> Finding:
    return Finding(Level.ERROR, question.line, f"{question.id}: {message}")


def warning(question: AnyQuestion, message: str) -> Finding:
    return Finding(Level.WARNING, question.line, f"{question.id}: {message}")
