"""How many independent samples the samples of visits and customers are worth.  Pure.

Samples of one interview resemble each other, and so do interviews about one outlet: five of five
at one visit are not five of five.  Of the share over all registered outlets, each weighing the
same,

    variance = p(1-p) (sum m^2 / n^2 + rho (sum w^2 - 1/N)),    size = p(1-p) / variance

with m samples of each interview, n of all, w the part of them about each outlet, N the number of
outlets (Kish 1965, 5.4; Cochran 1977, 10.3).  Within an interview the samples count as one whole:
they may all have gone the same way.  *rho* is how alike two interviews about one outlet are; where
every outlet was visited as often as the others, nothing is left of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.evidence import Source

RHO: Mapping[Source, float] = {Source.OBSERVED: 0.3, Source.PERCEIVED: 0.03}
"""Assumed, as in the sampling plans (`certification.sampling`): no document states a number."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """How the samples of one source on one clause lie: *parts*, each so many samples (> 0) and the
    share of them about each outlet, by code, adding up to 1; and *squares*, the sum over the
    interviews of the square of the number of samples, or a bound above it."""

    parts: tuple[tuple[float, Mapping[str, float]], ...]
    squares: float

    @property
    def of(self) -> float:
        return sum(n for n, _ in self.parts)

    @property
    def outlets(self) -> dict[str, float]:
        """The share of all samples about each outlet, in the order of codes."""
        of, found = self.of, dict[str, float]()
        for n, shares in self.parts:
            for code, share in shares.items():
                found[code] = found.get(code, 0.0) + share * n / of
        return {code: found[code] for code in sorted(found)}

    def more(self, visits: Mapping[str, int]) -> "Clusters":
        """After so many more interviews about each outlet (at least one), of one sample each."""
        n = sum(visits.values())
        part = (float(n), {code: times / n for code, times in visits.items()})
        return Clusters((*self.parts, part), self.squares + n)

    def size(self, rho: float, outlets: int) -> float:
        """The number of independent samples they are worth, at most their own; *outlets*: how many
        are registered."""
        of = self.of
        shares = self.outlets.values()
        uneven = max(sum(share**2 for share in shares) - 1 / max(outlets, len(shares)), 0.0)
        return min(of, 1 / (self.squares / of**2 + rho * uneven))


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """What is known of where samples come from: the *visits* that count at every registered
    outlet, by code, and the *clusters* of each clause and source.  Empty: every sample is
    independent."""

    visits: Mapping[str, int] = field(default_factory=dict)
    clusters: Mapping[tuple[str, Source], Clusters] = field(default_factory=dict)

    def size(self, clause: str, source: Source, of: int) -> float:
        """What *of* >= 1 samples of a source are worth; its own number where nothing is known."""
        found = self.clusters.get((clause, source))
        return found.size(RHO[source], len(self.visits)) if found else float(of)

    def more(self, clause: str, visits: Mapping[str, int]) -> "Fieldwork":
        """The same after so many more visits that each saw a sample of *clause*."""
        if not visits:
            return self
        key = (clause, Source.OBSERVED)
        grown = self.clusters.get(key, Clusters((), 0)).more(visits)
        return replace(self, clusters={**self.clusters, key: grown})


def spread(visits: Mapping[str, int], more: int) -> dict[str, int]:
    """*more* visits given out, each to the outlet with the fewest so far, by code among equals."""
    if not visits:
        return {}
    level, rest = _filled(sorted(visits.values()), more)
    given = {code: max(level - has, 0) for code, has in visits.items()}
    for code in sorted(code for code, has in visits.items() if has <= level)[:rest]:
        given[code] += 1
    return {code: given[code] for code in sorted(given) if given[code]}


def _filled(counts: list[int], more: int) -> tuple[int, int]:
    """The number of visits that the outlets with the fewest of *counts*, sorted, are brought up to
    by *more* visits, and how many are left over."""
    level, low = counts[0], 1
    while low < len(counts) and (counts[low] - level) * low <= more:
        more -= (counts[low] - level) * low
        level, low = counts[low], low + 1
    return level + more // low, more % low
