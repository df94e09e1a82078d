"""Outcome rates from counts of final dispositions: the formulas of AAPOR's Standard Definitions.

    I complete   P partial   R refusal and break-off   NC non-contact   O other, eligible
    UH, UO of unknown eligibility   NE known not to be eligible   e: share of the unknown that
    would have been eligible

Each rate is exact, stands with its n, and has no value where that is 0.  What is
pending is in none of them.
A rate of response needs to know how many were approached: assignments are counted, those who
pass a card at an outlet are not.  For customers there is only `completion`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from surveys.dispositions import Disposition, Letter
from surveys.questionnaire import Mode


@dataclass(frozen=True, slots=True)
class Counts:
    """How many ended in each letter."""

    i: int = 0
    p: int = 0
    r: int = 0
    nc: int = 0
    o: int = 0
    uh: int = 0
    uo: int = 0
    ne: int = 0

    @property
    def eligible(self) -> int:
        return self.i + self.p + self.r + self.nc + self.o

    @property
    def unknown(self) -> int:
        return self.uh + self.uo


@dataclass(frozen=True, slots=True)
class Rate:
    """*part* of *whole*, the rate's n."""

    part: int
    whole: int | Fraction

    @property
    def value(self) -> Fraction | None:
        """0 to 1; None where there is nothing to divide by."""
        return _over(self.part, self.whole)


def e(n: Counts) -> Fraction:
    """(I + P + R + NC + O) / (I + P + R + NC + O + NE): the unknown are taken to be eligible as
    often as the known are (the proportional allocation, or CASRO, method, which AAPOR's own
    calculator uses by default).  1 where nothing is known."""
    return _over(n.eligible, n.eligible + n.ne) or Fraction(int(not n.ne))


def rr1(n: Counts) -> Rate:
    """I / ((I + P) + (R + NC + O) + (UH + UO)): the least the response rate can be."""
    return Rate(n.i, n.eligible + n.unknown)


def rr2(n: Counts) -> Rate:
    """(I + P) / ((I + P) + (R + NC + O) + (UH + UO))."""
    return Rate(n.i + n.p, n.eligible + n.unknown)


def rr3(n: Counts) -> Rate:
    """I / ((I + P) + (R + NC + O) + e (UH + UO))."""
    return Rate(n.i, n.eligible + e(n) * n.unknown)


def rr4(n: Counts) -> Rate:
    """(I + P) / ((I + P) + (R + NC + O) + e (UH + UO))."""
    return Rate(n.i + n.p, n.eligible + e(n) * n.unknown)


def rr5(n: Counts) -> Rate:
    """I / ((I + P) + (R + NC + O)): as if none of the unknown were eligible."""
    return Rate(n.i, n.eligible)


def rr6(n: Counts) -> Rate:
    """(I + P) / ((I + P) + (R + NC + O)): the most the response rate can be."""
    return Rate(n.i + n.p, n.eligible)


def coop1(n: Counts) -> Rate:
    """I / ((I + P) + R + O): of those who were reached."""
    return Rate(n.i, n.i + n.p + n.r + n.o)


def ref1(n: Counts) -> Rate:
    """R / ((I + P) + (R + NC + O) + (UH + UO))."""
    return Rate(n.r, n.eligible + n.unknown)


def con1(n: Counts) -> Rate:
    """((I + P) + R + O) / ((I + P) + (R + NC + O) + (UH + UO))."""
    return Rate(n.i + n.p + n.r + n.o, n.eligible + n.unknown)


def completion(n: Counts) -> Rate:
    """I / ((I + P) + R + O): completed of those opened by somebody eligible.  All that an opt-in
    survey allows (Callegaro and DiSogra 2008, Public Opinion Quarterly 72, 1008-1032)."""
    return coop1(n)


RATES: Mapping[str, Callable[[Counts], Rate]] = {
    "RR1": rr1, "RR2": rr2, "RR3": rr3, "RR4": rr4, "RR5": rr5, "RR6": rr6,
    "COOP1": coop1, "REF1": ref1, "CON1": con1,
}  # fmt: skip
COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class Ended:
    """One visit or one customer's survey, and how it ended."""

    mode: Mode
    wave: str
    outlet: str  # its code
    questionnaire: str  # id@edition
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: *by* case, wave, outlet or questionnaire, and which."""

    mode: Mode
    by: str
    what: str
    ended: Mapping[Disposition, int]
    rates: Mapping[str, Rate] = field(default_factory=dict)

    @property
    def pending(self) -> int:
        return self.ended.get(Disposition.PENDING, 0)

    @property
    def total(self) -> int:
        return sum(self.ended.values())

    @property
    def counts(self) -> Counts:
        return counts(self.ended)


BY: Mapping[str, Callable[[Ended], str]] = {
    "case": lambda one: "",
    "wave": lambda one: one.wave,
    "outlet": lambda one: one.outlet,
    "questionnaire": lambda one: one.questionnaire,
}


def counts(ended: Mapping[Disposition, int]) -> Counts:
    letters: Counter[Letter] = Counter()
    for disposition, number in ended.items():
        if disposition.letter is not None:
            letters[disposition.letter] += number
    return Counts(**{letter.lower(): number for letter, number in letters.items()})


def table(all_of_them: Iterable[Ended]) -> list[Row]:
    """For visits and for customers' surveys: one row for the case, one for each wave, outlet and
    questionnaire, in the order of their names."""
    ended, rows = list(all_of_them), []
    for mode in Mode:
        for by, named in BY.items():
            groups: dict[str, Counter[Disposition]] = {}
            for one in ended:
                if one.mode is mode:
                    groups.setdefault(named(one), Counter())[one.disposition] += 1
            rows += [_row(mode, by, what, groups[what]) for what in sorted(groups)]
    return rows


def _row(mode: Mode, by: str, what: str, ended: Counter[Disposition]) -> Row:
    n = counts(ended)
    if mode is Mode.PERCEPTION:
        return Row(mode, by, what, dict(ended), {COMPLETION: completion(n)})
    return Row(mode, by, what, dict(ended), {name: rate(n) for name, rate in RATES.items()})


def _over(part: int, whole: int | Fraction) -> Fraction | None:
    return Fraction(part) / whole if whole else None
