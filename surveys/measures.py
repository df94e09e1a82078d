"""Ratings that measure something beside the service: what their questions must be like."""

from collections.abc import Iterator

from surveys.form import QuestionSpec
from surveys.questionnaire import Measure

OF_A_CHARACTERISTIC = (Measure.EXPECTED, Measure.IMPORTANT)


def unfit(spec: QuestionSpec) -> Iterator[str]:
    """What a question with ``measure`` has wrong: its scale is the answer, and nothing else is."""
    measure = spec.measure
    if measure is None:
        return
    if spec.kind not in ("rating", "matrix"):
        yield f"{measure} is measured by a rating"
    if spec.clauses or spec.met or spec.degree:
        yield f"{measure} is no evidence: no clauses, met or degree"
    if measure is Measure.RECOMMEND and (spec.low, spec.high) != (0, 10):
        yield "a recommendation is rated from 0 to 10"
    if (measure in OF_A_CHARACTERISTIC) != (spec.characteristic is not None):
        needs = "needs a" if measure in OF_A_CHARACTERISTIC else "is of no"
        yield f"{measure} {needs} characteristic"
