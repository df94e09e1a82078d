"""What would have to change to reach the next grade: exactly, cheapest first.  Pure.

A change is a clause that lost points and would be fully met; beside those, a bonus that wants its
signature and special deductions.  Points are exact, and every way is enough: scored again with its
clauses met, the sheet has the grade.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

from scoring.grade import Grade, most_specials
from scoring.line import Line, Status
from scoring.scheme import GradeBand
from scoring.score import ScoreSheet, SheetFlag

MOST_WAYS = 5
MOST_STEPS = 200_000  # of the search for the cheapest among the smallest sets


@dataclass(frozen=True, slots=True)
class Way:
    """Clauses that, fully met, reach the grade.  *points*: what they lost together."""

    lines: tuple[Line, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """The next better grade and what stands between.

    *missing*: clause points that are lacking, 0 if none.  *specials*: how many special deductions
    are too many for any grade.  *ways*: of as few clauses as possible, the cheapest first; none if
    there is nothing lacking, or if all clauses fully met would not do.  *sign*: the bonus, once
    signed, is enough by itself.  *fewer*: so many special deductions less are enough by
    themselves; 0: none are.
    """

    band: GradeBand
    missing: Fraction
    specials: int
    ways: tuple[Way, ...]
    sign: bool = False
    fewer: int = 0


def next_grade(sheet: ScoreSheet, grade: Grade) -> Reach | None:
    """What lies between *sheet* and the next better grade; None at the best grade.

    Of a sheet that is not wholly assessed it speaks of what is proven so far.
    """
    bands = sheet.scheme.grades  # best first
    better = bands[: bands.index(grade.band)] if grade.band else bands
    if not better or not sheet.applicable:
        return None
    too_many = max(0, len(sheet.counted) - most_specials(sheet.policies))
    # Special deductions beyond the gate would have to fall first, and their points come back.
    each = sheet.deducted / len(sheet.counted) if sheet.counted else Fraction(0)
    adjustment = sheet.added - sheet.deducted + each * too_many

    def lacking(band: GradeBand, more: Fraction) -> Fraction:
        return max(Fraction(0), _needed(band, adjustment + more, sheet) - sheet.earned)

    band = next((one for one in better if not lacking(one, Fraction(0))), better[-1])
    if not (missing := lacking(band, Fraction(0))):
        return Reach(band, missing, too_many, ())
    lost = [line for line in sheet.lines if line.lost > 0 and line.status is Status.ASSESSED]
    fall = range(1, len(sheet.counted) - too_many + 1)
    return Reach(
        band, missing, too_many, _ways(lost, missing),
        sign=not lacking(band, _unsigned(sheet)),
        fewer=next((n for n in fall if not lacking(band, each * n)), 0),
    )  # fmt: skip


def _unsigned(sheet: ScoreSheet) -> Fraction:
    """What the bonus would add once it is signed (policies bonus and bonus_signature)."""
    waits = SheetFlag.BONUS_NOT_SIGNED in sheet.flags and sheet.policies["bonus"] == "one_point"
    return sheet.scheme.bonus.points if waits else Fraction(0)


def _needed(band: GradeBand, adjustment: Fraction, sheet: ScoreSheet) -> Fraction:
    """The points that have to be earned for *band*: policies rounding and adjust_order."""
    line = band.at_least
    if sheet.policies["rounding"] == "half_up_integer":
        line = Fraction(ceil(line)) - Fraction(1, 2)
    if sheet.policies["adjust_order"] == "before_rescale":
        return line * sheet.applicable / 100 - adjustment
    return (line - adjustment) * sheet.applicable / 100


def _ways(lost: Sequence[Line], missing: Fraction) -> tuple[Way, ...]:
    lines = sorted(lost, key=lambda line: -line.lost)
    total, least = Fraction(0), 0
    for line in lines:
        if total >= missing:
            break
        total, least = total + line.lost, least + 1
    if total < missing:
        return ()
    # Whole numbers compare much faster than fractions.
    unit = lcm(missing.denominator, *(line.lost.denominator for line in lines))
    sizes = [int(line.lost * unit) for line in lines]
    best: list[tuple[int, tuple[int, ...]]] = []
    for chosen in _sets(sizes, int(missing * unit), least, best):
        best.append((sum(sizes[n] for n in chosen), chosen))
        best.sort()
        del best[MOST_WAYS:]
    return tuple(Way(tuple(lines[n] for n in ns), Fraction(sum_, unit)) for sum_, ns in best)


def _sets(
    sizes: Sequence[int], need: int, count: int, best: Sequence[tuple[int, tuple[int, ...]]]
) -> Iterator[tuple[int, ...]]:
    """Every choice of *count* of *sizes* (largest first) that comes to *need*, except those that
    cannot be among the best: *best* are the ones kept so far."""
    heads = [0]
    for size in sizes:
        heads.append(heads[-1] + size)
    steps = 0
    stack: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    while stack and steps < MOST_STEPS:
        steps += 1
        start, sum_, chosen = stack.pop()
        left = count - len(chosen)
        if not left:
            yield chosen
            continue
        smallest = heads[-1] - heads[len(sizes) - left]
        if len(best) == MOST_WAYS and sum_ + smallest >= best[-1][0]:
            continue
        for n in range(start, len(sizes) - left + 1):
            if sum_ + heads[n + left] - heads[n] < need:
                break  # those that follow are smaller still
            # The stack is last in, first out: the smallest, and so the cheapest, is tried first.
            stack.append((n + 1, sum_ + sizes[n], (*chosen, n)))
