"""The grade an organisation applies for, beside the one it achieved (document 001, closing)."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.grade import FAIL, NONE, Grade
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Claim:
    """*claimed*, *achieved* and *issued* are names of grades, or "fail" or "none".

    *difference*: how many grades the claim lies above what was achieved; below it, negative; None
    while there is no grade.
    """

    claimed: str
    achieved: str
    issued: str
    difference: int | None


def compare(scheme: Scheme, claimed: str, achieved: Grade, policies: Mapping[str, str]) -> Claim:
    """Policy claimed_grade: the documents are silent, so what was achieved is issued and the
    claim shown; or the lower of the two is."""
    steps = {band.name: n for n, band in enumerate(reversed(scheme.grades), start=1)} | {FAIL: 0}
    if achieved.name == NONE:
        return Claim(claimed, NONE, NONE, None)
    difference = steps[claimed] - steps[achieved.name]
    lower = policies["claimed_grade"] == "lower_of_both" and difference < 0
    return Claim(claimed, achieved.name, claimed if lower else achieved.name, difference)
