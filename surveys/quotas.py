"""Quotas: how many interviews of each kind are wanted, and whether there is a place for one more.

A quota stands over a wave and a questionnaire, of one outlet or of all.  Its *strata questions*
(`Quota.by`) sort interviews into cells; each cell takes so many.  Three rules, all of them here:

1. Nobody is sent away before every strata question of every quota over the interview is behind
   them: what is known of those sent away is as whole as of those counted, or weights would lie.
2. Whoever has a place keeps it; only an answer that changes the cell moves them.
3. What a reviewer asked for after submission moves an interview, but never sends it away.

Pure: how many are in a cell comes in as an argument, read under a lock (surveys.counting).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from surveys.entries import QuotaFull, ScreenedOut, Status
from surveys.path import Way, waiting
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, Value, scalar

MOST = 100_000  # places in a cell
Values = tuple[str, ...]  # of the strata questions, in their order; "" where not asked or skipped


class Otherwise(StrEnum):
    """What becomes of an interview outside every cell."""

    OPEN = "open"  # it goes on, without a limit
    CLOSED = "closed"  # it is screened out


@dataclass(frozen=True, slots=True)
class Cell:
    """*most* interviews with these *values* are wanted, at least 1."""

    values: Values
    most: int


@dataclass(frozen=True, slots=True)
class Quota:
    """*hold*: how long an unfinished interview keeps its place after the last thing that was done
    in it; after that, somebody else may have it."""

    name: str
    questionnaire: str  # its id: all editions count together
    by: tuple[QuestionId, ...]
    cells: tuple[Cell, ...]
    otherwise: Otherwise = Otherwise.OPEN
    hold: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class StoredQuota:
    """A quota over a wave, without its cells.  *outlet_id* None: all its outlets together."""

    id: int
    outlet_id: int | None
    questionnaire: str
    name: str
    by: tuple[QuestionId, ...]
    otherwise: Otherwise
    hold: timedelta


@dataclass(frozen=True, slots=True)
class Room:
    """The cell an interview belongs in, as it stands: *taken* of *most*."""

    cell: int
    most: int
    taken: int

    @property
    def full(self) -> bool:
        return self.taken >= self.most


NO_PLACE = -1


@dataclass(frozen=True, slots=True)
class Asked:
    """One quota over an interview: the *values* it brings, the *room* in their cell (None: outside
    every cell), and the place it *has*: a cell, None for one outside, NO_PLACE for none at all."""

    quota: StoredQuota
    values: Values
    room: Room | None
    has: int | None

    @property
    def belongs(self) -> int | None:
        """The cell; None outside every cell."""
        return self.room.cell if self.room else None

    @property
    def fits(self) -> bool:
        """Whether there is a place: its own, or one more."""
        if self.room is None:
            return self.quota.otherwise is Otherwise.OPEN
        return self.has == self.room.cell or not self.room.full

    @property
    def cell(self) -> str:
        return named(self.quota.by, self.values)


def past(questionnaire: Questionnaire, way: Way, by: Iterable[QuestionId]) -> bool:
    """Whether every one of the strata questions *by* is behind the person: answered, or certain
    not to be asked, because the path has come past its place."""
    stop = waiting(way)
    if stop is None:
        return True
    order = {question.id: place for place, question in enumerate(questionnaire.questions)}
    here = order[stop.question.base]
    return all(order.get(id, -1) < here for id in by)


def values_of(way: Way, by: Iterable[QuestionId]) -> Values:
    """What the interview brings to the strata questions."""
    stops = (way.at(id) for id in by)
    return tuple(text(stop.value if stop else None) for stop in stops)


def text(value: Value | None) -> str:
    """An answer as a cell names it: a code, a text, a number without needless zeros."""
    if isinstance(value, Amount):
        return f"{value.number.normalize():f}"
    seen = scalar(value)
    return seen if isinstance(seen, str) else f"{seen:g}"


def place(asked: Iterable[Asked], *, corrected: bool = False) -> ScreenedOut | QuotaFull | None:
    """None if there is a place in every quota, else why not: in the first that lacks one.

    To be outside comes before to be too late: it would have been so on the first day.
    *corrected*: it was submitted before, and a reviewer asked for the change.
    """
    lacking = [] if corrected else [one for one in asked if not one.fits]
    outside = next((one for one in lacking if one.room is None), None)
    if outside is not None:
        return ScreenedOut(outside.quota.name, outside.cell)
    full = next(iter(lacking), None)
    return QuotaFull(full.quota.name, full.cell) if full else None


def named(by: Iterable[QuestionId], values: Values) -> str:
    """A cell in a log: ``age=a18_34 visit_kind=repair``; empty where nothing is asked."""
    return " ".join(f"{id}={value}" for id, value in zip(by, values, strict=True))


def gives_back(status: Status) -> bool:
    """Whether an interview of this status leaves its places to others."""
    return status.over and status not in (Status.SUBMITTED, Status.ACCEPTED)
