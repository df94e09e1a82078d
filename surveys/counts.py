"""What was said and how often, and what is said as a text that can be counted.  Pure.

On a question's clauses an answer says a degree that is met, that they do not apply, or that
nothing was seen; on its characteristic a degree.  Equal answers have equal texts:

    met 1/2    not-applicable none    not-observed skipped    (nothing said: an empty text)
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from scoring.evidence import Met, NotApplicable, NotObserved, Outcome, Sampled
from surveys.entries import Status
from surveys.questionnaire import Mode
from surveys.review import countable

Edition = tuple[str, int]  # a questionnaire's id and edition


@dataclass(frozen=True, slots=True)
class Count:
    """*n* answers (n >= 1) to *question* of *edition* said *outcome* of its clauses and *degree*
    (0 to 1) of its characteristic; *place*: of one outlet and wave, by their ids; None: of all
    together."""

    id: int
    edition: Edition
    question: str
    outcome: Outcome | None
    degree: Fraction | None
    n: int
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a countable interview: *interview* is its key, *question* of a repeat the
    instance's, *base* the name it has in the questionnaire."""

    interview: str
    edition: Edition
    question: str
    base: str
    outcome: Outcome | None
    at: datetime

    @property
    def trace(self) -> str:
        return trace(self.interview, self.question)


def trace(interview: str, question: str) -> str:
    """Where to look an answer up again."""
    return f"interview:{interview}#{question}"


@dataclass(frozen=True, slots=True)
class InterviewCount:
    """*n* interviews (n >= 1) of *edition* about *outlet* (its id) stand at *status*; *assigned*:
    visits."""

    outlet: int
    edition: Edition
    mode: Mode
    status: Status
    assigned: bool
    n: int

    @property
    def countable(self) -> bool:
        return countable(self.mode, self.status)


def text_of(outcome: Outcome | None) -> str:
    """As it is stored.  Raises ValueError for a sample: no answer is one."""
    match outcome:
        case None:
            return ""
        case Met(degree):
            return f"met {degree}"
        case NotApplicable(reason):
            return f"not-applicable {reason}"
        case NotObserved(reason):
            return f"not-observed {reason}"
        case Sampled():
            raise ValueError("one answer is no sample")
        case unreachable:
            assert_never(unreachable)


@lru_cache(4096)
def outcome_of(text: str) -> Outcome | None:
    """What `text_of` made.  Raises ValueError for any other text."""
    kind, _, rest = text.partition(" ")
    match kind:
        case "":
            return None
        case "met":
            return Met(Fraction(rest))
        case "not-applicable":
            return NotApplicable(rest)
        case "not-observed":
            return NotObserved(rest)
        case _:
            raise ValueError(f"no outcome: {text[:40]!r}")


@lru_cache(4096)
def degree_of(text: str) -> Fraction | None:
    """An exact degree as it is stored; "" is none."""
    return Fraction(text) if text else None
