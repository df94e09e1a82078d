"""The index of the six service characteristics (document 000, 4.3): 0..100, never without its n.

What shoppers observed and what customers perceived are two things and are never pooled.  An answer
that is an absence is missing, not 0 (policy missing_rule).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from scoring.evidence import Source

CHARACTERISTICS = ("functionality", "economy", "safety", "timeliness", "comfort", "courtesy")
ENOUGH = 4  # of the six, before one number may stand for all (policy missing_rule)


class Rating(Protocol):
    """One answer on one characteristic; *degree* 0 (worst) to 1 (best)."""

    @property
    def characteristic(self) -> str: ...
    @property
    def source(self) -> Source: ...
    @property
    def outlet(self) -> str: ...
    @property
    def degree(self) -> Fraction: ...


@dataclass(frozen=True, slots=True)
class Index:
    """The mean degree of *n* answers (n >= 1), 0..100; *outlet* None: over all outlets."""

    characteristic: str
    source: Source
    outlet: str | None
    n: int
    value: Fraction


def indices(rated: Iterable[Rating]) -> tuple[Index, ...]:
    """One index per characteristic and source that has answers: over all, then per outlet.

    In the order of CHARACTERISTICS.  Every answer weighs the same.
    """
    groups: dict[tuple[str, Source, str | None], list[Fraction]] = defaultdict(list)
    for item in rated:
        groups[item.characteristic, item.source, None].append(item.degree)
        groups[item.characteristic, item.source, item.outlet].append(item.degree)
    found = [
        Index(*key, n=len(degrees), value=sum(degrees, Fraction()) * 100 / len(degrees))
        for key, degrees in groups.items()
    ]
    return tuple(sorted(found, key=_order))


def whole(found: Sequence[Index], source: Source, outlet: str | None = None) -> Fraction | None:
    """One number for all characteristics, each weighing the same; None below ENOUGH of them."""
    values = [i.value for i in found if i.source is source and i.outlet == outlet]
    return sum(values, Fraction()) / len(values) if len(values) >= ENOUGH else None


def _order(index: Index) -> tuple[str, str, int]:
    return index.outlet or "", index.source.value, CHARACTERISTICS.index(index.characteristic)
