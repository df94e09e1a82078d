"""(scheme, evidence) -> ScoreSheet.  Pure and exact: every number is a Fraction.

One line per clause (document 003 6.3.6 and annex 2).  What a source may do on a clause, and how a
clause loses points, is the scheme's data; where the documents are silent a named policy decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from fractions import Fraction

from scoring.adjustments import Bonus, SpecialDeduction, counted
from scoring.clusters import Fieldwork
from scoring.evidence import Counted, Piece
from scoring.exact import total
from scoring.line import Line, Otherwise, Status, line
from scoring.policies import resolve, stated
from scoring.scheme import Clause, Group, Method, Scheme

ZERO, HUNDRED = Fraction(0), Fraction(100)
LEAST_APPLICABLE = Fraction(70)
"""Points still applicable below which so much was left out that a committee looks at it."""


class SheetFlag(StrEnum):
    """What a reader of the whole sheet must know."""

    DELETED_MANY = "applicable-below-70"  # policy na_floor: so much left out needs a review
    SPECIAL_NOT_COUNTED = "special-not-counted"  # policy special_dedup
    BONUS_NOT_SIGNED = "bonus-not-signed"  # policy bonus_signature
    STRAY_EVIDENCE = "evidence-on-unknown-clauses"


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The sums of one group or category.  *earned* counts the assessed clauses only."""

    group: Group
    applicable: Fraction
    earned: Fraction
    assessed: Fraction


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """All clauses' accounts.  Points are exact; *base* and *final* are out of 100.

    *base* = earned / applicable * 100; *final* is after specials, bonus, clamping to 0..100 and
    the rounding policy, *exact_final* before that policy.  A clause not assessed earns nothing
    yet, so below full *coverage* (0..1) base and final are what is proven so far, not a score.
    *counted* are the special deductions that count; *reviewed*: a committee looked at what was
    left out.
    """

    scheme: Scheme
    policies: Mapping[str, str]
    lines: tuple[Line, ...]
    groups: tuple[GroupScore, ...]
    earned: Fraction
    applicable: Fraction
    assessed: Fraction
    base: Fraction
    specials: tuple[SpecialDeduction, ...]
    counted: tuple[SpecialDeduction, ...]
    deducted: Fraction
    bonus: Bonus | None
    added: Fraction
    exact_final: Fraction
    final: Fraction
    final_without_bonus: Fraction
    flags: tuple[SheetFlag, ...]
    stray: tuple[Piece, ...]
    """Evidence on clauses this scheme does not have."""
    reviewed: bool
    fieldwork: Fieldwork = field(default_factory=Fieldwork)
    """Where the samples come from.  It changes no score: only how sure one may be of it."""

    @property
    def coverage(self) -> Fraction:
        """Assessed points / applicable points, 0..1."""
        return self.assessed / self.applicable if self.applicable else ZERO

    @property
    def missing(self) -> tuple[Clause, ...]:
        """The clauses with points that nobody has assessed."""
        return tuple(x.clause for x in self.lines if x.status is Status.NOT_ASSESSED)

    def line(self, ref: str) -> Line | None:
        return next((found for found in self.lines if found.clause.ref == ref), None)


def score(
    scheme: Scheme,
    evidence: Iterable[Piece],
    *,
    specials: Sequence[SpecialDeduction] = (),
    bonus: Bonus | None = None,
    reviewed: bool = False,
    policies: Mapping[str, str] | None = None,
    otherwise: Otherwise = Otherwise.NOT_ASSESSED,
    fieldwork: Fieldwork | None = None,
) -> ScoreSheet:
    """The score sheet of *evidence* under *scheme*; the order of evidence does not matter, nor
    whether the same said often comes piece by piece or counted.

    *reviewed*: a committee agreed to what was left out; *policies* overrides the scheme's;
    *otherwise* says what a clause without evidence that counts is; *fieldwork*: where the samples
    come from, if it is known.

    Raises UnknownPolicyError for an override the scheme does not allow.
    """
    chosen = resolve(scheme, policies or {})
    by_clause: dict[str, list[Piece]] = defaultdict(list)
    for item in sorted(evidence, key=_place):
        by_clause[item.clause].append(item)
    lines = tuple(
        line(scheme, clause, tuple(by_clause.pop(clause.ref, ())), chosen, otherwise)
        for clause in scheme.clauses
    )
    stray = tuple(item for ref in sorted(by_clause) for item in by_clause[ref])
    earned = total(x.earned or ZERO for x in lines)
    applicable = total(x.applicable for x in lines)
    counting = counted(specials, chosen)
    deducted = _deducted(scheme, len(counting), chosen)
    signed = bonus is not None and (bonus.signed or stated(chosen, "bonus_signature") == "none")
    added = scheme.bonus.points if signed and chosen["bonus"] == "one_point" else ZERO
    exact = final_of(earned, applicable, added - deducted, chosen)
    return ScoreSheet(
        scheme=scheme,
        policies=chosen,
        lines=lines,
        groups=tuple(_group(group, lines) for group in scheme.groups),
        earned=earned,
        applicable=applicable,
        assessed=total(x.applicable for x in lines if x.earned is not None),
        base=_base(earned, applicable),
        specials=tuple(specials),
        counted=counting,
        deducted=deducted,
        bonus=bonus,
        added=added,
        exact_final=exact,
        final=rounded(exact, chosen),
        final_without_bonus=rounded(final_of(earned, applicable, -deducted, chosen), chosen),
        flags=(
            *_flags(scheme, lines, stray),
            *([SheetFlag.SPECIAL_NOT_COUNTED] if len(counting) < len(specials) else []),
            *([SheetFlag.BONUS_NOT_SIGNED] if bonus and not signed else []),
        ),
        stray=stray,
        reviewed=reviewed,
        fieldwork=fieldwork or Fieldwork(),
    )


def _place(item: Piece) -> tuple[str, ...]:
    """One order whatever the caller's, so that the same evidence always gives the same sheet."""
    if isinstance(item, Counted):
        return item.source, "", "", repr(item.outcome)
    return item.source, item.at.astimezone(UTC).isoformat(), item.trace, repr(item.outcome)


def _base(earned: Fraction, applicable: Fraction) -> Fraction:
    return earned / applicable * HUNDRED if applicable else ZERO


def _deducted(scheme: Scheme, specials: int, policies: Mapping[str, str]) -> Fraction:
    """Policy special_effect: gate_only counts specials for the gate and takes no points."""
    if policies["special_effect"] == "gate_only":
        return ZERO
    return scheme.special_deduction.points * specials


def final_of(
    earned: Fraction, applicable: Fraction, adjustment: Fraction, policies: Mapping[str, str]
) -> Fraction:
    """The final score before rounding.  *adjustment*: bonus less specials, in points.

    Policy adjust_order: a special is a point of the hundred, or one of the applicable points.

    Before rescaling it weighs more the more clauses were left out: 1 of 80 points is 1.25 of 100.
    """
    if policies["adjust_order"] == "before_rescale":
        reached = _base(earned + adjustment, applicable)
    else:
        reached = _base(earned, applicable) + adjustment
    return min(max(reached, ZERO), HUNDRED)


def rounded(value: Fraction, policies: Mapping[str, str]) -> Fraction:
    """The score as policy rounding has it; *value* 0..100."""
    if policies["rounding"] == "half_up_integer":
        return Fraction((value + Fraction(1, 2)).__floor__())
    return value


def _group(group: Group, lines: Sequence[Line]) -> GroupScore:
    inside = [x for x in lines if x.clause.ref.startswith(group.ref + ".")]
    return GroupScore(
        group,
        applicable=total(x.applicable for x in inside),
        earned=total(x.earned or ZERO for x in inside),
        assessed=total(x.applicable for x in inside if x.earned is not None),
    )


def _flags(scheme: Scheme, lines: Sequence[Line], stray: Sequence[Piece]) -> Iterable[SheetFlag]:
    left_out = total(x.clause.points for x in lines if x.status is Status.NOT_APPLICABLE)
    all_of_them = total(c.points for c in scheme.clauses if c.method is not Method.INFORMATION)
    if all_of_them - left_out < LEAST_APPLICABLE:
        yield SheetFlag.DELETED_MANY
    if stray:
        yield SheetFlag.STRAY_EVIDENCE
