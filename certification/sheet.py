"""Everything known of a case, put together: findings, interviews that count, score, grade.  Pure.

The score is `scoring.score` over the evidence of every source; the indices of the six
characteristics stand beside it and carry no points.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from certification.audit import Audit
from certification.case import Case
from certification.pooling import KeptApart, pool
from locales import say
from scoring.basis import Basis
from scoring.evidence import Piece
from scoring.grade import FAIL, NONE, Grade, display, grade
from scoring.index import Index, indices
from scoring.line import Otherwise
from scoring.report import number
from scoring.scheme import Scheme
from scoring.score import ScoreSheet
from surveys.entries import Status, view
from surveys.evidence import Rated
from surveys.load import Questionnaires
from surveys.records import Assignment, Held, Outlet, Wave
from surveys.review import countable


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """Where a case stands.

    *statuses* counts its interviews by status; *counted* are those whose answers are evidence.
    *best* is the grade if every clause still open turned out met, the same as *grade* if none is.
    *unvisited* are the assignments without a submitted interview.  *apart*: what older editions'
    answers say that does not count with the newest one's.
    """

    case: Case
    scheme: Scheme
    audit: Audit
    basis: Basis
    sheet: ScoreSheet
    grade: Grade
    best: Grade
    rated: tuple[Rated, ...]
    apart: tuple[KeptApart, ...]
    outlets: tuple[Outlet, ...]
    statuses: Mapping[Status, int]
    counted: int
    to_review: int
    unvisited: tuple[Assignment, ...]

    @property
    def indices(self) -> tuple[Index, ...]:
        """Worked out whenever they are asked for: most pages show none of them."""
        return indices(self.rated, self.sheet.policies, outlets=len(self.outlets))

    @property
    def so_far(self) -> str:
        """The grade that what is proven so far would give, or "fail"."""
        reached = (b for b in self.scheme.grades if self.sheet.final >= b.at_least)
        return next((band.name for band in reached), FAIL)

    def grade_named(self, name: str, language: str) -> str:
        """A grade of the scheme, "fail" or "none" in words."""
        bands = (b.text.in_language(language) for b in self.scheme.grades if b.name == name)
        return next(bands, None) or say(language, f"cert-grade-{name}")

    def standing(self, language: str) -> str:
        """The line that says where the case stands."""
        graded = self.grade.name != NONE
        score = say(
            language,
            "cert-standing-graded" if graded else "cert-standing-open",
            final=display(self.sheet.final),
            assessed=number(self.sheet.assessed),
            applicable=number(self.sheet.applicable),
            grade=self.grade_named(self.grade.name if graded else self.so_far, language),
            best=self.grade_named(self.best.name, language),
        )
        return say(
            language,
            "cert-standing",
            score=score,
            review=say(language, "cert-standing-review", count=self.to_review),
            assignments=say(language, "cert-standing-assignments", count=len(self.unvisited)),
        )


def basis_of(audit: Audit, evidence: Iterable[Piece], policies: Mapping[str, str]) -> Basis:
    """What the case's score rests on."""
    return Basis(
        scheme=audit.scheme,
        evidence=tuple(evidence),
        specials=audit.specials,
        bonus=audit.bonus,
        reviewed=audit.reviewed,
        policies=policies,
        claimed=audit.claimed,
    )


def case_sheet(
    case: Case,
    scheme: Scheme,
    audit: Audit,
    interviews: Sequence[Held],
    questionnaires: Questionnaires,
    outlets: Sequence[Outlet],
    waves: Sequence[Wave],
    assignments: Iterable[Assignment],
) -> CaseSheet:
    """The sheet of *case*.  Interviews that do not count add nothing but their number."""
    statuses = {held.id: view(held.interview).status for held in interviews}
    counted = [held for held in interviews if countable(held.mode, statuses[held.id])]
    codes, names = {o.id: o.code for o in outlets}, {wave.id: wave.name for wave in waves}
    answers = pool(counted, questionnaires, codes, names)
    evidence = [*audit.evidence, *answers.evidence]

    basis = basis_of(audit, evidence, case.policies)
    sheet = basis.sheet()
    over = {
        held.assignment_id
        for held in interviews
        if held.assignment_id is not None and statuses[held.id].over
    }
    return CaseSheet(
        case=case,
        scheme=scheme,
        audit=audit,
        basis=basis,
        sheet=sheet,
        grade=grade(sheet),
        best=grade(replace(basis, otherwise=Otherwise.MET).sheet()),
        rated=answers.rated,
        apart=answers.apart,
        outlets=tuple(outlets),
        statuses=Counter(statuses.values()),
        counted=len(counted),
        to_review=sum(
            statuses[held.id] is Status.SUBMITTED and not countable(held.mode, Status.SUBMITTED)
            for held in interviews
        ),
        unvisited=tuple(a for a in assignments if a.id not in over),
    )
