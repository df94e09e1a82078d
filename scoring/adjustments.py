"""What is adjusted outside the clauses: special deductions (row D1) and the bonus (row D2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Trigger(StrEnum):
    """What makes something a special deduction (document 002 section 3, special items)."""

    LAW = "law"  # against laws and regulations
    OWN_RULES = "own-rules"  # against the organisation's own service rules
    TRADE = "trade"  # against a special requirement of the trade
    SERVICE_SYSTEM = "service-system"  # it disturbs the running of the service system


@dataclass(frozen=True, slots=True)
class SpecialDeduction:
    """One of them: *text* says what happened.

    *event* names what happened, so that it is not counted twice; *clauses* are those the same
    event also cost points on, *why* says why it is both; *correction* is what the organisation
    does about it.
    """

    text: str
    trigger: Trigger | None = None
    event: str = ""
    clauses: tuple[str, ...] = ()
    why: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Bonus:
    """The one bonus: what it is for, and whether a second person *signed* it."""

    text: str
    signed: bool = False


def same_event(text: str) -> str:
    """Two spellings of one event are one: case and spaces tell nothing apart."""
    return "".join(text.split()).casefold()


def counted(
    specials: Sequence[SpecialDeduction], policies: Mapping[str, str]
) -> tuple[SpecialDeduction, ...]:
    """Those that count, for points and for the gate (policy special_dedup).

    Never two for one event: of those that name the same one, the first counts.
    clause_or_special: what is linked to a clause is dealt with there and is no special deduction
    besides, whatever became of the clause: making good on a clause must not cost points.
    """
    seen, found = set(), []
    for special in specials:
        event = same_event(special.event)
        if event and event in seen:
            continue
        if policies["special_dedup"] == "clause_or_special" and special.clauses:
            continue
        seen.add(event)
        found.append(special)
    return tuple(found)
