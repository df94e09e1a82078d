"""What stands beside a score: every other reading, the grade applied for, and whether the grade is
settled.  JSON and text."""

from collections.abc import Iterator
from typing import Any

from scoring import report, self_assessment
from scoring.basis import Basis
from scoring.claim import Claim, compare
from scoring.evidence import Source
from scoring.grade import Grade, display, grade
from scoring.score import ScoreSheet
from scoring.sensitivity import Reading, Sensitivity, sensitivity
from scoring.settled import settled
from scoring.settled_words import settled_document, settled_text
from scoring.wording import sentence


def document(basis: Basis, lang: str = "en") -> dict[str, Any]:
    """`scoring.report.document` of the basis's score, with what stands beside it."""
    sheet = basis.sheet()
    graded = grade(sheet)
    return report.document(sheet, graded, lang) | beside(basis, sheet, graded)


def beside(basis: Basis, sheet: ScoreSheet, graded: Grade) -> dict[str, Any]:
    """The keys ``sensitivity``, ``claim`` (null if no grade is applied for) and ``settled``."""
    found, firm = sensitivity(basis), settled(sheet)
    claim = claim_of(basis, sheet, graded)
    return {
        "sensitivity": {
            "grade_hangs_on_a_reading": bool(found.deciding),
            "readings": [_reading(one, found) for one in found.readings],
            "lowest": _reading(found.lowest, found),
            "highest": _reading(found.highest, found),
        },
        "claim": claim
        and {
            "claimed": claim.claimed,
            "achieved": claim.achieved,
            "issued": claim.issued,
            "difference": claim.difference,
        },
        "settled": settled_document(firm),
    }


def claim_of(basis: Basis, sheet: ScoreSheet, graded: Grade) -> Claim | None:
    """The grade applied for beside the achieved one; None if none is applied for."""
    if basis.claimed is None:
        return None
    return compare(basis.scheme, basis.claimed, graded, sheet.policies)


def text(basis: Basis, lang: str) -> str:
    """The score sheet to be read in a terminal, with what stands beside it."""
    sheet = basis.sheet()
    graded = grade(sheet)
    lines = ["", settled_text(settled(sheet), lang),
             *_claim(basis, claim_of(basis, sheet, graded), lang),
             *_own(basis, sheet, graded, lang),
             *readings_text(basis, sensitivity(basis), lang)]  # fmt: skip
    return report.text(sheet, graded, lang) + "".join(f"{line}\n" for line in lines)


def _own(basis: Basis, sheet: ScoreSheet, graded: Grade, lang: str) -> Iterator[str]:
    """Of a self-assessment its table: conforms or not, points, what is to be shown."""
    if basis.scheme.decided_by is Source.SELF_ASSESSED:
        yield from self_assessment.text(self_assessment.SelfAssessment(sheet, graded), lang)


def hanging_text(basis: Basis, found: Sensitivity, lang: str) -> Iterator[str]:
    """Whether the grade hangs on a reading, and on which: what gives another grade."""
    yield sentence("sensitivity-here" if found.deciding else "sensitivity-firm", lang)
    for one in found.deciding:
        yield from _said(basis, one, found, lang)


def readings_text(basis: Basis, found: Sensitivity, lang: str) -> Iterator[str]:
    """A line for every reading that gives another score or grade, ``*`` where another grade."""
    yield ""
    yield f"{sentence('sensitivity-title', lang)}:"
    hangs = "sensitivity-here" if found.deciding else "sensitivity-firm"
    yield f"  {sentence(hangs, lang)}"
    for one in found.readings:
        if (one.final, one.grade) != (found.here.final, found.here.grade):
            yield from _said(basis, one, found, lang)
    for name, one in (("lowest", found.lowest), ("highest", found.highest)):
        label = sentence(f"sensitivity-{name}", lang)
        yield f"  {label}: {display(one.final)} {grade_said(basis, one.grade, lang)}"


def grade_said(basis: Basis, name: str, lang: str) -> str:
    """A grade of the scheme, "fail" or "none" in words."""
    band = next((band for band in basis.scheme.grades if band.name == name), None)
    return band.text.in_language(lang) if band else sentence(f"grade-{name}", lang)


def _said(basis: Basis, one: Reading, found: Sensitivity, lang: str) -> Iterator[str]:
    """The reading with its score; of one that gives another grade also what it is about."""
    chosen = ", ".join(f"{name}: {value}" for name, value in one.policies.items())
    mark = " *" if one.grade != found.here.grade else ""
    yield f"  {chosen} = {display(one.final)} {grade_said(basis, one.grade, lang)}{mark}"
    if mark:
        for name in one.policies:
            yield f"    {basis.scheme.policies[name].meaning.in_language(lang)}"


def _claim(basis: Basis, claim: Claim | None, lang: str) -> Iterator[str]:
    if claim is not None:
        names = {"claimed": claim.claimed, "achieved": claim.achieved, "issued": claim.issued}
        args = {key: grade_said(basis, name, lang) for key, name in names.items()}
        yield ""
        policy = basis.resolved["claimed_grade"]
        yield sentence("claim-issued", lang, args | {"policy": f"claimed_grade {policy}"})


def _reading(one: Reading, found: Sensitivity) -> dict[str, Any]:
    return {
        "policies": dict(one.policies),
        "final": str(one.final),
        "final_display": display(one.final),
        "grade": one.grade,
        "changes_grade": one.grade != found.here.grade,
    }
