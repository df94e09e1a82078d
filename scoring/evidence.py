"""The one currency every source pays in: audits, visits, customers, oneself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import NewType

ClauseRef = NewType("ClauseRef", str)
"""A clause number as printed, such as "5.2.1.4".  A text: "5.10" is not "5.1"."""


class Source(StrEnum):
    """Who says so."""

    SELF_ASSESSED = "self-assessed"  # the organisation itself
    AUDITED = "audited"  # the auditor's finding
    OBSERVED = "observed"  # a mystery shopper
    PERCEIVED = "perceived"  # a customer


@dataclass(frozen=True, slots=True)
class Met:
    """The clause was seen; *degree* is 0 (not at all) to 1 (fully).

    Raises ValueError outside that range.
    """

    degree: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.degree <= 1:
            raise ValueError(f"a degree lies between 0 and 1, not {self.degree}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sample was drawn from: *what* it was, how many (*size*), and the *seed* of the draw.

    With the three anybody can draw the same sample again (document 003 6.3.7, the report's
    sampling and sample information).
    """

    what: str
    size: int | None = None
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Sampled:
    """*met* of *of* samples of one kind conformed; 0 <= met <= of, of >= 1, else ValueError."""

    met: int
    of: int
    frame: Frame | None = None

    def __post_init__(self) -> None:
        if not (self.of >= 1 and 0 <= self.met <= self.of):
            raise ValueError(f"{self.met} of {self.of} is not a sample")


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The clause does not concern this organisation, or the question not this visit.

    *approved*: somebody else than who left it out agreed (policy na_approval).
    """

    reason: str
    approved: bool = False


@dataclass(frozen=True, slots=True)
class NotObserved:
    """It could have been seen and was not, or the person does not know.  Never a 0."""

    reason: str


Outcome = Met | Sampled | NotApplicable | NotObserved


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing one source says about one clause."""

    clause: ClauseRef
    source: Source
    outcome: Outcome
    at: datetime
    trace: str
    """Where to look it up again, such as "interview:42#q7" or "findings.yaml:12"."""

    @property
    def n(self) -> int:
        """One piece is one piece."""
        return 1


@dataclass(frozen=True, slots=True)
class Counted:
    """One source said *outcome* of one clause *n* times (n >= 1): pieces of evidence that were
    counted where they lie.  `scoring.score` takes it like the pieces themselves."""

    clause: ClauseRef
    source: Source
    outcome: Outcome
    n: int


Piece = Evidence | Counted
