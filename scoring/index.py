"""The index of the six service characteristics (document 000, 4.3): 0..100, never without its n.

What shoppers observed and what customers perceived are two things and are never pooled.  An answer
that is an absence is missing, not 0 (policy missing_rule).  How answers become a figure, which
interval stands around it and how few of them are shown are policies of the scheme; the documents
say nothing of any.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from scoring.estimate import Answer, Estimate, Reckoning, mean_estimate, top_estimate
from scoring.evidence import Source
from scoring.policies import UNSTATED

CHARACTERISTICS = ("functionality", "economy", "safety", "timeliness", "comfort", "courtesy")
TOP = {"top_two_of_five": Fraction(3, 4), "top_only": Fraction(1)}


Cell = tuple[str, Source, str, str]  # characteristic, source, outlet, wave
Said = Counter[tuple[Fraction, Fraction]]  # how often each (degree, weight)


class Rating(Protocol):
    """One answer on one characteristic; *degree* 0 (worst) to 1 (best), *weight* > 0,
    *by*: who said so, such as the interview's key."""

    @property
    def characteristic(self) -> str: ...
    @property
    def source(self) -> Source: ...
    @property
    def outlet(self) -> str: ...
    @property
    def wave(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def degree(self) -> Fraction: ...
    @property
    def weight(self) -> Fraction: ...


@dataclass(frozen=True, slots=True)
class Index:
    """Of *n* answers (n >= 1) about *outlets* outlets: the mean degree 0..100 and the share in the
    top box; both None where so few customers are not shown (policy fewest_shown).

    *outlet* and *wave* None: over all of them; never both given.
    """

    characteristic: str
    source: Source
    outlet: str | None
    wave: str | None
    n: int
    outlets: int
    mean: Estimate | None
    top: Estimate | None

    @property
    def value(self) -> Fraction | None:
        return self.mean.value if self.mean else None


def indices(
    rated: Iterable[Rating],
    policies: Mapping[str, str] | None = None,
    *,
    outlets: int | None = None,
) -> tuple[Index, ...]:
    """One index per characteristic and source that has answers: over all, per outlet, per wave.

    *policies*: the scheme's, resolved; what an edition does not state is as in UNSTATED.
    *outlets*: how many are registered for the client, which counts only under outlet_population:
    registered.  In the order of source and CHARACTERISTICS; waves in the order they come.
    """
    return indices_of(*cells(rated), policies, outlets=outlets)


def indices_of(
    said: Mapping[Cell, Said],
    people: Mapping[Cell, int],
    policies: Mapping[str, str] | None = None,
    *,
    outlets: int | None = None,
) -> tuple[Index, ...]:
    """`indices` of answers that come counted; *people*: how many gave them, of customers."""
    chosen = {**UNSTATED, **(policies or {})}
    how = reckoning(chosen, outlets)
    groups, many = _groups(said, people)
    hidden = _hidden(many, int(chosen["fewest_shown"]))
    found = [_index(key, answers, how, shown=key not in hidden) for key, answers in groups.items()]
    waves = [*dict.fromkeys(index.wave for index in found)]
    return tuple(sorted(found, key=lambda index: (
        waves.index(index.wave), index.outlet or "", index.source.value,
        CHARACTERISTICS.index(index.characteristic),
    )))  # fmt: skip


def reckoning(policies: Mapping[str, str], outlets: int | None) -> Reckoning:
    """What the policies say of the way from answers to a figure."""
    registered = policies["outlet_population"] == "registered"
    return Reckoning(
        weighted=policies["index_weights"] == "by_question",
        by_outlet=policies["index_aggregation"] == "mean_of_outlets",
        clustered=policies["index_interval"] == "by_outlet",
        level=int(policies["index_confidence"]) / 100,
        top=TOP[policies["top_box"]],
        population=outlets if registered else None,
    )


def whole(
    found: Sequence[Index],
    source: Source,
    outlet: str | None = None,
    *,
    enough: int = int(UNSTATED["enough_characteristics"]),
) -> Fraction | None:
    """One number for all characteristics, each weighing the same; None below *enough* of the six
    (policy enough_characteristics)."""
    values = [
        index.value
        for index in found
        if index.source is source and index.outlet == outlet and index.wave is None
        and index.value is not None
    ]  # fmt: skip
    return sum(values, Fraction()) / len(values) if len(values) >= enough else None


Key = tuple[str, Source, str | None, str | None]  # characteristic, source, outlet, wave


def cells(rated: Iterable[Rating]) -> tuple[dict[Cell, Said], dict[Cell, int]]:
    """How often each answer was given in each cell, and by how many."""
    said: dict[Cell, Said] = defaultdict(Counter)
    who: dict[Cell, set[str]] = defaultdict(set)
    for item in rated:
        cell = (item.characteristic, item.source, item.outlet, item.wave)
        said[cell][item.degree, item.weight] += 1
        who[cell].add(item.by)
    return said, {cell: len(names) for cell, names in who.items()}


def _groups(
    cells: Mapping[Cell, Said], people: Mapping[Cell, int]
) -> tuple[dict[Key, Counter[Answer]], dict[Key, int]]:
    """The same over all, per outlet, per wave."""
    groups: dict[Key, Counter[Answer]] = defaultdict(Counter)
    many: dict[Key, int] = defaultdict(int)
    for cell, said in cells.items():
        characteristic, source, outlet, wave = cell
        for place in ((None, None), (outlet, None), (None, wave)):
            many[characteristic, source, *place] += people.get(cell, 0)
            for (degree, weight), times in said.items():
                groups[characteristic, source, *place][Answer(degree, weight, outlet)] += times
    return groups, many


def _hidden(people: Mapping[Key, int], fewest: int) -> set[Key]:
    """What customers said is not shown where fewer than *fewest* of them say it, nor where it
    could be worked out from a total and the shown parts: those hidden under one total
    are none, or *fewest* people together."""
    perceived = {k: n for k, n in people.items() if k[1] is Source.PERCEIVED}
    hidden = {key for key, n in perceived.items() if n < fewest}
    for total in perceived:
        if total[2:] != (None, None):
            continue
        for part in (2, 3):  # its outlets, its waves
            shown = sorted(
                (key for key in perceived if key[:2] == total[:2] and key[part] is not None),
                key=lambda key: perceived[key],
            )
            kept_back = sum(perceived[key] for key in shown if key in hidden)
            for key in shown:
                if key not in hidden and 0 < kept_back < fewest:
                    hidden.add(key)
                    kept_back += perceived[key]
    return hidden


def _index(key: Key, answers: Counter[Answer], how: Reckoning, *, shown: bool) -> Index:
    one_outlet = key[2] is not None
    n, outlets = answers.total(), len({answer.outlet for answer in answers})
    if not shown:
        return Index(*key, n, outlets, None, None)
    mean = mean_estimate(answers, how, one_outlet=one_outlet)
    return Index(*key, n, outlets, mean, top_estimate(answers, how, one_outlet=one_outlet))
