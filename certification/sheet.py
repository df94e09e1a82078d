"""Everything known of a case, put together: findings, interviews that count, score, grade.  Pure.

The score is `scoring.score` over the evidence of every source; the indices of the six
characteristics stand beside it and carry no points.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from certification.audit import Audit
from certification.case import Case
from certification.opinions import Opinions, opinions
from certification.pooling import KeptApart, Pool, pool
from certification.scales import Rated, Scale, scales
from certification.sources import fieldwork
from locales import say
from scoring.basis import Basis
from scoring.clusters import Fieldwork
from scoring.evidence import Piece, Source
from scoring.grade import FAIL, NONE, Grade, display, grade
from scoring.index import CHARACTERISTICS, Index, indices_of
from scoring.line import Otherwise
from scoring.numbers import number
from scoring.policies import stated as stated_policy
from scoring.scheme import Scheme
from scoring.score import ScoreSheet
from scoring.stated import Stated, stated
from surveys.counts import Answer, Count, InterviewCount
from surveys.double_coding import Agreement, Seen, agreement, coded
from surveys.entries import Status
from surveys.load import Questionnaires
from surveys.records import Outlet, Wave


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """Where a case stands.

    *statuses* counts its interviews by status; *counted* are those whose answers are evidence.
    *unvisited*: how many assignments have no interview that is over.  *apart*: what older
    editions' answers say that does not count with the newest one's.
    """

    case: Case
    scheme: Scheme
    audit: Audit
    basis: Basis
    sheet: ScoreSheet
    grade: Grade
    indices: tuple[Index, ...]
    stated: tuple[Stated, ...]
    opinions: Opinions | None
    scales: tuple[Scale, ...]
    agreement: tuple[Agreement, ...]
    apart: tuple[KeptApart, ...]
    outlets: tuple[Outlet, ...]
    statuses: Mapping[Status, int]
    counted: int
    to_review: int
    unvisited: int

    @property
    def best(self) -> Grade:
        """The grade if every clause still open turned out met, the same as *grade* if none is."""
        if not self.sheet.missing:
            return self.grade
        return grade(replace(self.basis, otherwise=Otherwise.MET).sheet())

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
            assignments=say(language, "cert-standing-assignments", count=self.unvisited),
        )


def basis_of(
    audit: Audit, evidence: Iterable[Piece], policies: Mapping[str, str], work: Fieldwork
) -> Basis:
    """What the case's score rests on."""
    return Basis(
        scheme=audit.scheme,
        evidence=tuple(evidence),
        specials=audit.specials,
        bonus=audit.bonus,
        reviewed=audit.reviewed,
        policies=policies,
        claimed=audit.claimed,
        fieldwork=work,
    )


@dataclass(frozen=True, slots=True)
class Ratings:
    """What was *said* of characteristics at each outlet in each wave; *people*: how many
    customers said it, by characteristic, outlet and wave; *rated*: what the newest customers
    rated, one by one; *seen*: what several shoppers saw of one outlet in one wave."""

    said: Sequence[Count]
    people: Mapping[tuple[str, int, int], int]
    rated: Sequence[Rated] = ()
    seen: Sequence[Seen] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What is kept of a case beside its logs: how its *interviews* stand, how many *assignments*
    there are, what was *said* and how often; *ratings*, where indices are wanted; *answers*:
    the answers themselves, where they are."""

    interviews: Sequence[InterviewCount]
    assignments: int
    said: Sequence[Count]
    ratings: Ratings | None = None
    answers: Sequence[Answer] | None = None


def case_sheet(
    case: Case,
    scheme: Scheme,
    audit: Audit,
    counts: Counts,
    questionnaires: Questionnaires,
    outlets: Sequence[Outlet],
    waves: Sequence[Wave] = (),
) -> CaseSheet:
    """The sheet of *case*.  Interviews that do not count add nothing but their number.

    Its lines have their evidence piece by piece if the answers are at hand; every number is the
    same without them.
    """
    pooled = pool(counts.interviews, questionnaires)
    evidence: list[Piece] = [*audit.evidence]
    if counts.answers is None:
        evidence += pooled.evidence(counts.said)
    else:
        evidence += pooled.pieces(counts.answers)

    work = fieldwork(pooled, counts.said, {one.id: one.code for one in outlets})
    basis = basis_of(audit, evidence, case.policies, work)
    sheet = basis.sheet()
    statuses: Counter[Status] = Counter()
    ratings, fewest = counts.ratings, int(stated_policy(sheet.policies, "fewest_shown"))
    for one in counts.interviews:
        statuses[one.status] += one.n
    return CaseSheet(
        case=case,
        scheme=scheme,
        audit=audit,
        basis=basis,
        sheet=sheet,
        grade=grade(sheet),
        indices=_indices(counts, pooled, sheet.policies, outlets, waves),
        stated=stated(sheet, pooled.clauses_of(), CHARACTERISTICS) if ratings else (),
        opinions=opinions(pooled, counts.said, len(outlets), fewest) if ratings else None,
        scales=scales(ratings.rated, questionnaires, fewest) if ratings else (),
        agreement=agreement(coded(ratings.seen, questionnaires)) if ratings else (),
        apart=pooled.apart(counts.said, counts.answers or ()),
        outlets=tuple(outlets),
        statuses=statuses,
        counted=sum(pooled.interviews.values()),
        to_review=sum(
            one.n for one in counts.interviews
            if one.status is Status.SUBMITTED and not one.countable
        ),
        unvisited=counts.assignments
        - sum(one.n for one in counts.interviews if one.assigned and one.status.over),
    )  # fmt: skip


def _indices(
    counts: Counts,
    pooled: Pool,
    policies: Mapping[str, str],
    outlets: Sequence[Outlet],
    waves: Sequence[Wave],
) -> tuple[Index, ...]:
    if counts.ratings is None:
        return ()
    codes, names = {o.id: o.code for o in outlets}, {wave.id: wave.name for wave in waves}
    people = {
        (name, Source.PERCEIVED, codes[outlet], names[wave]): n
        for (name, outlet, wave), n in counts.ratings.people.items()
    }
    said = pooled.cells(counts.ratings.said, codes, names)
    return indices_of(said, people, policies, outlets=len(outlets))
