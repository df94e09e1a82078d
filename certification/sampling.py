"""Which outlets to visit, how often, and how many customers to ask.  Pure: the same list of
outlets, seed and stated risks give the same plan, on any machine.

The documents ask for a statement of the sampling (document 003 6.3.7, report item 3) and give no
rule; the default is the multi-site one of IAF MD1 (policy site_sample of the domain: number,
at least a quarter at random, the rest by stated risk).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil

from scoring.line import Line, Status
from scoring.scheme import Method, Role
from scoring.statistics.domain import need
from scoring.statistics.reliability import spearman_brown
from scoring.statistics.sizes import sample_size, whole_answers

RANDOM_SHARE = Fraction(1, 4)  # IAF MD1: at least


class AuditKind(StrEnum):
    """Where in the cycle of three years the sample is drawn."""

    INITIAL = "initial"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"


# y = f sqrt(x), f = 1, 0.6 and 0.8 (IAF MD1), written as f^2 = s/25 so that no root is rounded.
_SQUARES = {AuditKind.INITIAL: 25, AuditKind.SURVEILLANCE: 9, AuditKind.RECERTIFICATION: 16}


class Why(StrEnum):
    RANDOM = "random"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Risk:
    """What speaks for visiting an outlet: the higher the *weight* (> 0) the sooner."""

    weight: Fraction
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An outlet of the sample, by its code, and why it is in it."""

    outlet: str
    why: Why
    risk: Risk | None


@dataclass(frozen=True, slots=True)
class Plan:
    """*drawn* of *of* outlets, at random or by risk; *visits* to each in a wave, of which the mean
    has this *reliability* if one has *one_visit*; *customers* to ask at each, None where so few
    outlets cannot reach *margin* however many are asked."""

    kind: AuditKind
    seed: int
    of: int
    drawn: tuple[Drawn, ...]
    visits: int
    min_sample: int
    one_visit: Fraction
    reliability: Fraction
    customers: int | None
    margin: Fraction
    rho: Fraction


@dataclass(frozen=True, slots=True)
class Enough:
    """A sampled clause: *have* samples that count, of *need* (policy min_sample)."""

    clause: str
    have: int
    need: int

    @property
    def short(self) -> int:
        return max(0, self.need - self.have)


def outlets_needed(outlets: int, kind: AuditKind) -> int:
    """The smallest k with k >= f sqrt(n): 10, 6 and 8 of a hundred (IAF MD1; the central function
    is audited besides, every time).  At least one outlet; else OutOfDomain."""
    need(outlets >= 1, f"a sample of {outlets} outlets")
    square, k = _SQUARES[kind] * outlets, 1
    while 25 * k * k < square:
        k += 1
    return k


def draw(
    outlets: Sequence[str], kind: AuditKind, seed: int, risks: Mapping[str, Risk]
) -> tuple[Drawn, ...]:
    """The sample of *outlets* (codes, each once).  A quarter of it, rounded up, is drawn at random
    from all of them; the rest by risk, the highest first, and at random where no risk is stated.

    Chance is the order of SHA-256 of "seed:code": nobody needs our program to draw it again.
    Raises OutOfDomain: no outlets, a code twice, a risk of an outlet that is not among them.
    """
    need(len(set(outlets)) == len(outlets), "an outlet stands in the list twice")
    need(risks.keys() <= set(outlets), "a risk is stated of an outlet that is not in the list")
    size = outlets_needed(len(outlets), kind)
    by_chance = sorted(outlets, key=lambda code: sha256(f"{seed}:{code}".encode()).digest())
    first = by_chance[: ceil(size * RANDOM_SHARE)]
    rest = [code for code in by_chance if code not in first]
    rest.sort(key=lambda code: -(risks[code].weight if code in risks else 0))  # keeps the order
    return tuple(
        Drawn(code, Why.RISK if code in risks and code not in first else Why.RANDOM,
              risks.get(code))
        for code in [*first, *rest][:size]
    )  # fmt: skip


def visits_needed(outlets: int, min_sample: int) -> int:
    """Visits to each of *outlets* in a wave, so that a clause every visit sees has *min_sample*
    samples.  No standard states a number; this is the fewest that the policy allows."""
    need(outlets >= 1 and min_sample >= 1, f"{min_sample} samples from {outlets} outlets")
    return ceil(Fraction(min_sample, outlets))


def customers_needed(
    outlets: int, margin: Fraction, rho: Fraction, level: float = 0.95
) -> int | None:
    """Customers per outlet for a share known to +- *margin* over all: from n0 (1 + (m - 1) rho) =
    G m follows m = n0 (1 - rho) / (G - n0 rho).  None where G <= n0 rho: answers of so few outlets
    repeat each other, and more of them do not help.  Kish (1965) 5.4.  Raises OutOfDomain."""
    need(outlets >= 1 and 0 <= rho < 1, f"{outlets} outlets with a correlation of {rho}")
    alone = sample_size(float(margin), level)
    independent = outlets - alone * float(rho)
    if independent <= 0:
        return None
    return max(1, whole_answers(alone * (1 - float(rho)) / independent))


def plan(
    outlets: Sequence[str],
    kind: AuditKind,
    seed: int,
    *,
    risks: Mapping[str, Risk],
    min_sample: int,
    one_visit: Fraction = Fraction(3, 10),
    margin: Fraction = Fraction(1, 10),
    rho: Fraction = Fraction(3, 100),
) -> Plan:
    """All of it.  *one_visit*, *margin* and *rho* are assumptions, printed with the plan: replace
    them by what earlier waves showed.  Raises OutOfDomain."""
    drawn = draw(outlets, kind, seed, risks)
    visits = visits_needed(len(drawn), min_sample)
    return Plan(
        kind, seed, len(outlets), drawn, visits, min_sample, one_visit,
        spearman_brown(one_visit, visits), customers_needed(len(drawn), margin, rho), margin, rho,
    )  # fmt: skip


def sufficiency(lines: Sequence[Line], min_sample: int) -> tuple[Enough, ...]:
    """Of every sampled clause that is not left out, how many samples that count there are."""
    return tuple(
        Enough(
            line.clause.ref,
            sum(tally.of for tally in line.tallies if tally.role is Role.COUNTS),
            min_sample,
        )
        for line in lines
        if line.clause.method is Method.SAMPLED and line.status is not Status.NOT_APPLICABLE
    )
