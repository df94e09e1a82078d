"""One clause's account: what each source says, what it earns and what a reader must notice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from scoring.evidence import (
    Counted,
    Evidence,
    Frame,
    Met,
    NotApplicable,
    NotObserved,
    Piece,
    Sampled,
    Source,
)
from scoring.policies import stated
from scoring.scheme import Clause, Method, Role, Scheme

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)


class Otherwise(StrEnum):
    """What a clause is on which nothing that counts was said."""

    MET = "met"
    NOT_ASSESSED = "not_assessed"


class Status(StrEnum):
    ASSESSED = "assessed"
    ASSUMED = "assumed"  # met, because whoever asked for the score said so of all the rest
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"
    INFORMATION = "information"


class Flag(StrEnum):
    """What a reader of this line must know."""

    SMALL_SAMPLE = "small-sample"  # fewer samples than policy min_sample
    SOURCES_DISAGREE = "sources-disagree"
    CONTRADICTORY_FINDINGS = (
        "contradictory-findings"  # deleted and assessed; the assessment stands
    )
    DELETION_NOT_ALLOWED = "deletion-not-allowed"  # ignored
    DELETION_NOT_APPROVED = "deletion-not-approved"  # does not count yet (policy na_approval)
    NOT_ASKED = "source-not-asked"  # evidence from a source that cannot see this clause


@dataclass(frozen=True, slots=True)
class Tally:
    """One source's own numbers on a clause: *met* of *of* (met may be part of one)."""

    source: Source
    role: Role
    met: Fraction
    of: int
    not_applicable: int
    not_observed: int

    @property
    def share(self) -> Fraction | None:
        """0..1, or None if the source saw nothing."""
        return self.met / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Line:
    """*earned* of *applicable* points; earned is None while the clause is not assessed.

    *evidence*: the pieces at hand; *counted*: those of which only the number is.
    """

    clause: Clause
    status: Status
    applicable: Fraction
    earned: Fraction | None
    tallies: tuple[Tally, ...]
    flags: tuple[Flag, ...]
    evidence: tuple[Evidence, ...]
    counted: tuple[Counted, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return *self.evidence, *self.counted

    @property
    def lost(self) -> Fraction:
        """Points lost for certain; 0 while not assessed."""
        return ZERO if self.earned is None else self.applicable - self.earned

    @property
    def frames(self) -> tuple[Frame, ...]:
        """What its samples were drawn from, as far as it was said."""
        outcomes = (e.outcome for e in self.evidence)
        return tuple(said.frame for said in outcomes if isinstance(said, Sampled) and said.frame)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the clause was left out, each reason once, in the auditor's words."""
        if self.status is not Status.NOT_APPLICABLE:
            return ()
        given = (
            (piece.source, piece.outcome.reason)
            for piece in self.pieces
            if isinstance(piece.outcome, NotApplicable)
        )
        return tuple(dict.fromkeys(reason for _, reason in sorted(given)))


def line(
    scheme: Scheme,
    clause: Clause,
    evidence: tuple[Piece, ...],
    policies: Mapping[str, str],
    otherwise: Otherwise,
) -> Line:
    """*clause*'s account from the evidence on it.  *policies* are the resolved ones."""
    tallies = tuple(
        _tally(source, role(scheme, clause, source, policies), evidence)
        for source in Source
        if any(item.source is source for item in evidence)
    )
    counting = [tally for tally in tallies if tally.role is Role.COUNTS]
    decided = next((tally for tally in tallies if tally.source is scheme.decided_by), None)
    degree = _degree(clause, counting, decided, evidence, policies)
    wants_out = decided is not None and decided.not_applicable > 0
    allowed = clause.deletable or policies["na_allowed"] == "any"
    approved = stated(policies, "na_approval") == "none" or _approved(scheme, evidence)
    deleted = wants_out and allowed and approved and not (decided and decided.of)

    applicable, earned = clause.points, None
    if clause.method is Method.INFORMATION:
        status, applicable, earned = Status.INFORMATION, ZERO, ZERO
    elif deleted:
        status = Status.NOT_APPLICABLE
        applicable, earned = _left_out(clause.points, policies["na_rule"])
    elif degree is not None:
        status, earned = Status.ASSESSED, clause.points * degree
    elif otherwise is Otherwise.MET:
        status, earned = Status.ASSUMED, clause.points
    else:
        status = Status.NOT_ASSESSED
    flags = [
        *_doubts(clause, status, degree, tallies, policies),
        *_deletion(tallies, wants_out, allowed, approved),
    ]
    return Line(
        clause, status, applicable, earned, tallies, tuple(flags),
        tuple(piece for piece in evidence if isinstance(piece, Evidence)),
        tuple(piece for piece in evidence if isinstance(piece, Counted)),
    )  # fmt: skip


def role(scheme: Scheme, clause: Clause, source: Source, policies: Mapping[str, str]) -> Role:
    """What a source does on *clause*.

    Policy evidence_link: audit_only lets no visit and no customer earn or lose a point."""
    found = clause.role(source)
    if (
        found is Role.COUNTS
        and source is not scheme.decided_by
        and policies["evidence_link"] == "audit_only"
    ):
        return Role.CORROBORATES
    return found


def _tally(source: Source, role: Role, evidence: Sequence[Piece]) -> Tally:
    met, of, not_applicable, not_observed = ZERO, 0, 0, 0
    for item in evidence:
        if item.source is not source:
            continue
        match item.outcome:
            case Met(degree):
                met, of = met + degree * item.n, of + item.n
            case Sampled(m, n):
                met, of = met + m * item.n, of + n * item.n
            case NotApplicable():
                not_applicable += item.n
            case NotObserved():
                not_observed += item.n
            case unreachable:
                assert_never(unreachable)
    return Tally(source, role, met, of, not_applicable, not_observed)


def _degree(
    clause: Clause,
    counting: Sequence[Tally],
    decided: Tally | None,
    evidence: Sequence[Piece],
    policies: Mapping[str, str],
) -> Fraction | None:
    """How far the clause is met, 0..1, or None if nothing that counts was said."""
    seen = [tally for tally in counting if tally.of]
    match clause.method:
        case Method.INFORMATION:
            return None
        case Method.SAMPLED:
            # Document 003 annex 2 note 1.  The sources' samples are one pool.
            of = sum(tally.of for tally in seen)
            if not of:
                return None
            share = sum((tally.met for tally in seen), ZERO) / of
            return share if policies["sampled_rule"] == "proportional" else Fraction(share == 1)
        case Method.ALL_OR_NOTHING | Method.BANDED:
            finder = decided if decided in seen else None
            if policies["qualitative_rule"] == "auditor_decides" and finder:
                deciding = [finder]
            elif clause.method is Method.BANDED and finder is None:
                return None  # how far is a judgement, and only the auditor makes it
            else:
                deciding = seen
            worst = _worst({tally.source for tally in deciding}, evidence)
            if worst is None or clause.method is Method.BANDED:
                return worst
            # Document 003 annex 2 note 2; document 001 row 1 knows partly for 5.1.1.1.
            if clause.partial and policies["partial_cap"] == "below_full":
                return worst
            return Fraction(worst == 1)
        case unreachable:
            assert_never(unreachable)


def _worst(sources: set[Source], evidence: Sequence[Piece]) -> Fraction | None:
    """The lowest degree any of *sources* gave: one thing not met is not met."""
    degrees = []
    for item in evidence:
        if item.source in sources and isinstance(item.outcome, Met):
            degrees.append(item.outcome.degree)
        elif item.source in sources and isinstance(item.outcome, Sampled):
            degrees.append(Fraction(item.outcome.met, item.outcome.of))
    return min(degrees, default=None)


def _left_out(points: Fraction, rule: str) -> tuple[Fraction, Fraction]:
    """(applicable, earned) of a clause left out.

    rescale: it is in neither, so the rest is the whole.  full: it stays and counts as earned.
    zero: it stays and counts as lost.
    """
    match rule:
        case "full":
            return points, points
        case "zero":
            return points, ZERO
        case _:
            return ZERO, ZERO


def _doubts(
    clause: Clause,
    status: Status,
    degree: Fraction | None,
    tallies: Sequence[Tally],
    policies: Mapping[str, str],
) -> Iterator[Flag]:
    counted = sum(tally.of for tally in tallies if tally.role is Role.COUNTS)
    sampled = status is Status.ASSESSED and clause.method is Method.SAMPLED
    if sampled and counted < int(policies["min_sample"]):
        yield Flag.SMALL_SAMPLE
    verdicts = {_says_met(clause, tally) for tally in tallies if tally.of}
    if status is Status.ASSUMED:
        verdicts.add(True)
    elif status is Status.ASSESSED and clause.method is Method.ALL_OR_NOTHING:
        verdicts.add(degree == 1)
    if len(verdicts) > 1 or (status is Status.NOT_APPLICABLE and True in verdicts):
        yield Flag.SOURCES_DISAGREE
    if any(tally.role is Role.NONE and tally.of for tally in tallies):
        yield Flag.NOT_ASKED


def _approved(scheme: Scheme, evidence: Sequence[Piece]) -> bool:
    """Whether somebody else agreed to every deletion the deciding source made."""
    outcomes = [item.outcome for item in evidence if item.source is scheme.decided_by]
    return all(said.approved for said in outcomes if isinstance(said, NotApplicable))


def _deletion(
    tallies: Sequence[Tally], wants_out: bool, allowed: bool, approved: bool
) -> Iterator[Flag]:
    if wants_out and not allowed:
        yield Flag.DELETION_NOT_ALLOWED
    elif wants_out and not approved:
        yield Flag.DELETION_NOT_APPROVED
    elif any(t.of and t.not_applicable for t in tallies if t.role is Role.COUNTS) and wants_out:
        yield Flag.CONTRADICTORY_FINDINGS


def _says_met(clause: Clause, tally: Tally) -> bool:
    """A source that counts must find all of an all-or-nothing clause met; else half is enough.

    One dissatisfied customer in sixty is no contradiction.
    """
    share = tally.share or ZERO
    if clause.method is Method.ALL_OR_NOTHING and tally.role is Role.COUNTS:
        return share == 1
    return share >= HALF
