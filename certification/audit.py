"""The findings of a case: a log in, evidence out.  Pure.

The last row on a (kind, subject, source) is what stands; a row without a value withdraws it;
undoing appends the value that stood before, so nothing that was ever stated is lost.  What a
finding may say is `scoring.finding.outcome`, the same as for the file an auditor scores offline.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from certification.errors import (
    Complaint,
    NothingToUndo,
    RejectedFinding,
    complaint,
    objected,
)
from scoring.adjustments import Bonus, SpecialDeduction, Trigger
from scoring.evidence import Evidence, NotApplicable, Source
from scoring.finding import APPROVED, KEYS, FindingError, outcome
from scoring.scheme import Role, Scheme

SOURCES = (Source.AUDITED, Source.SELF_ASSESSED)
BONUS = "bonus"  # the subject of the one bonus there can be
DELETIONS = "deletions"  # the subject of a committee's review of all that was left out
CLAIM = "grade"  # the subject of the grade that is applied for


class Kind(StrEnum):
    CLAUSE = "clause"
    SPECIAL = "special"
    BONUS = "bonus"
    APPROVAL = "approval"  # of a deletion, of the bonus, of all deletions together
    CLAIM = "claim"  # the grade applied for (document 001's closing statement)


Subject = tuple[Kind, str, Source]
Value = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the log: what *by* stated at *at*.

    *subject*: the clause, the number of the special deduction, BONUS, DELETIONS or CLAIM.
    *value*: on a clause what `scoring.finding.outcome` takes, numbers as texts; of a special what
    `scoring.special_form.special` takes; of the bonus ``{"text": …}``; of an approval the finding
    it is of, ``{"of": id}``; of a claim ``{"grade": name}``.  None withdraws.
    """

    id: int
    kind: Kind
    subject: str
    source: Source
    value: Value | None
    note: str
    by: str
    at: datetime

    @property
    def about(self) -> Subject:
        return self.kind, self.subject, self.source

    @property
    def text(self) -> str:
        """What a special deduction or the bonus is for."""
        return (self.value or {}).get("text", "")


@dataclass(frozen=True, slots=True)
class Audit:
    """What stands: ready for `scoring.score`."""

    scheme: Scheme
    findings: Mapping[Subject, Finding]
    evidence: tuple[Evidence, ...]

    def said_by(self, source: Source) -> tuple[Finding, ...]:
        """What one source says of the clauses."""
        return tuple(found for found in self.of(Kind.CLAUSE) if found.source is source)

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings.values() if found.kind is kind)

    @property
    def specials(self) -> tuple[SpecialDeduction, ...]:
        return tuple(_special(found.value or {}) for found in self.of(Kind.SPECIAL))

    @property
    def bonus(self) -> Bonus | None:
        stated = self.stands(Kind.BONUS, BONUS)
        return Bonus(stated.text, signed=self.approval(BONUS) is not None) if stated else None

    @property
    def left_out(self) -> tuple[Finding, ...]:
        """The clauses the deciding source left out as not applicable."""
        said = self.said_by(self.scheme.decided_by)
        return tuple(found for found in said if "not_applicable" in (found.value or {}))

    @property
    def reviewed(self) -> bool:
        """Whether a committee agreed to everything that is left out now."""
        return self.approval(DELETIONS) is not None

    @property
    def claimed(self) -> str | None:
        """The grade that is applied for."""
        stated = self.stands(Kind.CLAIM, CLAIM, Source.SELF_ASSESSED)
        return (stated.value or {}).get("grade") if stated else None

    def stands(self, kind: Kind, subject: str, source: Source | None = None) -> Finding | None:
        return self.findings.get((kind, subject, source or self.scheme.decided_by))

    def to_approve(self, subject: str) -> Finding | None:
        """What an approval of *subject* is of: a deletion, the bonus, the newest deletion."""
        if subject == BONUS:
            return self.stands(Kind.BONUS, BONUS)
        if subject == DELETIONS:
            return max(self.left_out, key=lambda found: found.id, default=None)
        return next((found for found in self.left_out if found.subject == subject), None)

    def approval(self, subject: str) -> Finding | None:
        """The approval that stands, by another person and of what stands now: what is stated
        anew has to be approved anew."""
        of, given = self.to_approve(subject), self.stands(Kind.APPROVAL, subject)
        if of is None or given is None or (given.value or {}).get("of") != str(of.id):
            return None
        return None if given.by in self.authors(subject) else given

    def authors(self, subject: str) -> frozenset[str]:
        """Who stated what an approval of *subject* is of: none of them can approve it."""
        if subject == DELETIONS:
            return frozenset(found.by for found in self.left_out)
        of = self.to_approve(subject)
        return frozenset({of.by} if of else ())


def _special(value: Value) -> SpecialDeduction:
    """A stored special deduction; the oldest have a text only."""
    trigger = value.get("trigger", "")
    return SpecialDeduction(
        text=value.get("text", ""),
        trigger=Trigger(trigger) if trigger else None,
        event=value.get("event", ""),
        clauses=tuple(ref.strip() for ref in value.get("clauses", "").split(",") if ref.strip()),
        why=value.get("why", ""),
        correction=value.get("correction", ""),
    )


def standing(log: Iterable[Finding]) -> dict[Subject, Finding]:
    """What stands after *log*, oldest subject first."""
    last = {found.about: found for found in log}
    return {about: found for about, found in last.items() if found.value is not None}


def audit(scheme: Scheme, log: Iterable[Finding], policies: Mapping[str, str]) -> Audit:
    """The findings that stand, and the evidence they are; *policies* are the resolved ones.

    Raises RejectedFinding if one cannot be under these policies.
    """
    findings = standing(log)
    evidence: list[Evidence] = []
    problems: list[Complaint] = []
    for found in findings.values():
        if found.kind is not Kind.CLAUSE:
            continue
        try:
            evidence.append(_evidence(scheme, found, policies))
        except RejectedFinding as error:
            problems += error.problems
    if problems:
        raise RejectedFinding(problems)
    found_so_far = Audit(scheme, findings, ())
    return Audit(scheme, findings, tuple(_approved(found_so_far, item) for item in evidence))


def _approved(audit: Audit, item: Evidence) -> Evidence:
    """A deletion that another person approved, as such."""
    if not isinstance(item.outcome, NotApplicable) or item.source is not audit.scheme.decided_by:
        return item
    agreed = audit.approval(item.clause) is not None
    return replace(item, outcome=replace(item.outcome, approved=agreed))


def checked(
    scheme: Scheme,
    clause_ref: str,
    source: Source,
    given: Mapping[str, Any],
    policies: Mapping[str, str],
    *,
    row: int = 0,
    sheet: str = "",
) -> Value:
    """*given* as it is stored, if it can be a finding of *source* on the clause.

    Numbers and truth values may come as such ({"percent": 90}) or as texts.  Raises
    RejectedFinding with everything that is wrong; *row* and *sheet* say where it stood.
    """

    def refuse(id: str, **args: str) -> RejectedFinding:
        return RejectedFinding([complaint(id, row=row, sheet=sheet, **args)])

    clause = scheme.clause(clause_ref)
    if clause is None:
        raise refuse("finding-unknown-clause", scheme=scheme.key, clause=clause_ref[:40])
    if source not in SOURCES or clause.role(source) is Role.NONE:
        raise refuse("finding-wrong-source", clause=clause.ref, source=source.value)
    value = {key[:40]: _text(item) for key, item in given.items()}
    if APPROVED in value:  # here an approval is somebody else's own act, never a word beside
        known = ", ".join(key for key in KEYS if key != APPROVED)
        raise refuse("finding-unknown-key", key=APPROVED, known=known)
    try:
        outcome(clause, value, policies)
    except FindingError as error:
        problems: list[Complaint] = [
            objected(objection, row=row, sheet=sheet) for objection in error.objections
        ]
        raise RejectedFinding(problems) from None
    return {key: (item or "").strip() for key, item in value.items()}


def undone(log: Sequence[Finding], about: Subject) -> Value | None:
    """The value that stood on *about* before its last row; undoing twice is redoing.

    Raises NothingToUndo if nothing was ever stated there.
    """
    stated = [found.value for found in log if found.about == about]
    if not stated:
        raise NothingToUndo(subject=about[1])
    return stated[-2] if len(stated) > 1 else None


def next_special(log: Iterable[Finding]) -> str:
    """The number of the next special deduction; a withdrawn one keeps its number."""
    taken = [int(found.subject) for found in log if found.kind is Kind.SPECIAL]
    return str(max(taken, default=0) + 1)


def _evidence(scheme: Scheme, found: Finding, policies: Mapping[str, str]) -> Evidence:
    clause = scheme.clause(found.subject)
    if clause is None:
        raise RejectedFinding(
            [complaint("finding-unknown-clause", scheme=scheme.key, clause=found.subject)]
        )
    try:
        said = outcome(clause, found.value or {}, policies)
    except FindingError as error:
        raise RejectedFinding([objected(objection) for objection in error.objections]) from None
    return Evidence(clause.ref, found.source, said, found.at, f"finding:{found.id}")


def _text(item: Any) -> str | None:
    """A value from JSON as text; numbers exactly as they print."""
    match item:
        case None | str():
            return item
        case bool():
            return "true" if item else "false"
        case _:
            return str(item)[:80]
