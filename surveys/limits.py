"""How large a questionnaire may be, and how much one may ask of the engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Options of `surveys.load.questionnaire`.  *path*: questions on the longest path, every
    instance of every repeat counted."""

    questions: int = 2000
    options: int = 500
    groups: int = 4  # deep
    repeats: int = 2  # deep
    path: int = 5000


DEFAULT = Limits()
