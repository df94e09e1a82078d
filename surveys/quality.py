"""What about an interview deserves a second look.  Pure.  A flag never excludes anything: it is a
sentence beside the answers, for whoever reviews them.  Traps that caught somebody are pointed at
where they were answered (surveys.evidence.failed_traps) and are no flag of their own.

    filled(questionnaire, interview, ...)  -> Filled      what the checks look at
    reference(filled interviews)           -> Reference   how long honest answers took
    flags(this, others, reference)         -> (Flag, ...)

How often each flag comes up on honest data: docs/statistics.md, measured in
tests/surveys/test_quality_false_alarms.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from locales import CHINA
from scoring.statistics.patterns import answer_spread, heaping, longstring
from scoring.statistics.percentiles import median
from surveys.acts import Answered, Began, Reopened
from surveys.entries import Interview, view
from surveys.questionnaire import QuestionId, Questionnaire, Rating, Text
from surveys.values import Amount, Lasted, Timed, Words

REFERENCE = 30  # interviews the reference is taken from, and no later ones
REFERENCE_LEAST = 10  # before that there is none
TIMED_LEAST = 5  # questions with a reference, before a pace is judged
TOO_FAST = 2  # times as fast as the reference, on the middle question
RATINGS_LEAST = 6
SPREAD_LEAST = 0.35  # steps on a scale of five
TIMES_LEAST, HEAPED = 10, 0.001
HONEST: Mapping[str, tuple[int, int]] = {
    "fast": (23, 1000), "straight": (31, 1000), "heaped": (0, 1000), "copied": (1, 300),
}  # fmt: skip
"""How often each flag came up (first) of so many simulated interviews that were honest (second);
`copied` beside 500 others of the case."""
TEXT_LEAST, ALIKE = 12, Fraction(7, 10)  # characters; share of shingles


@dataclass(frozen=True, slots=True)
class Filled:
    """What one interview shows of how it was filled in.  *seconds* by question, rests left out;
    *ratings* in steps of a scale of five, 0..4, in the order of asking; *times*: whole seconds
    reported or stopped."""

    key: str
    person: int | None
    seconds: Mapping[QuestionId, float]
    ratings: tuple[Fraction, ...]
    times: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Median *seconds* by question over the first *of* valid interviews of one edition; *frozen*:
    since when it is kept (`surveys.pace`), None while it may still move."""

    seconds: Mapping[QuestionId, Fraction]
    of: int
    frozen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """*id*: fast | straight | heaped | copied; *args*: what its sentence speaks of."""

    id: str
    args: Mapping[str, str | int]


def filled(
    questionnaire: Questionnaire, interview: Interview, key: str, person: int | None
) -> Filled:
    """Read off the log and the answers."""
    seen = view(interview)
    ratings: list[Fraction] = []
    times: list[int] = []
    texts: list[str] = []
    for id, given in seen.answers.items():
        question = questionnaire.get(id)
        match given.value:
            case Amount(number) if isinstance(question, Rating):
                wide = question.high - question.low
                ratings.append(Fraction(4) * (Fraction(number) - question.low) / wide)
            case Lasted(seconds) | Timed(seconds):
                times.append(int(seconds))
            case Words(text) if isinstance(question, Text):
                texts.append(text)
            case _:
                pass
    seconds_ = _seconds(interview)
    return Filled(key, person, seconds_, tuple(ratings), tuple(times), tuple(texts))


def _seconds(interview: Interview) -> dict[QuestionId, float]:
    """From the entry that brought a question up to its answer; after a rest nobody knows."""
    took: dict[QuestionId, float] = {}
    for before, entry in pairwise(interview.entries):
        if isinstance(entry.act, Answered) and isinstance(before.act, Began | Answered | Reopened):
            past = (entry.moment.at - before.moment.at).total_seconds()
            if past >= 0:  # else a clock was set back in between
                took[entry.act.question] = past
    return took


def reference(valid: Sequence[Filled]) -> Reference | None:
    """From the first REFERENCE of *valid*, interviews of one edition that count, in their order;
    None below REFERENCE_LEAST."""
    first = valid[:REFERENCE]
    if len(first) < REFERENCE_LEAST:
        return None
    by: dict[QuestionId, list[float]] = defaultdict(list)
    for one in first:
        for id, seconds in one.seconds.items():
            by[id].append(seconds)
    medians = {id: median(found) for id, found in by.items() if len(found) >= REFERENCE_LEAST}
    return Reference({id: middle for id, middle in medians.items() if middle > 0}, len(first))


def flags(this: Filled, others: Sequence[Filled], reference: Reference | None) -> tuple[Flag, ...]:
    """Everything to look at again; *others*: the case's other interviews, of any edition."""
    found = [*_straight(this), *_heaped(this, others), *_copied(this, others)]
    return (*_fast(this, reference), *found) if reference else tuple(found)


def _fast(this: Filled, reference: Reference) -> Iterator[Flag]:
    """The middle of the paces per question, after Leiner (2019), Survey Research Methods 13:229:
    one slow or quick question does not decide."""
    paces = [
        middle / Fraction(max(this.seconds[id], 0.1))
        for id, middle in reference.seconds.items()
        if id in this.seconds
    ]
    if len(paces) >= TIMED_LEAST and (pace := median(paces)) > TOO_FAST:
        since = (
            "none"
            if reference.frozen is None
            else f"{reference.frozen.astimezone(CHINA):%Y-%m-%d}"
        )
        yield Flag("fast", {"pace": f"{float(pace):.1f}", "of": reference.of, "since": since})


def _straight(this: Filled) -> Iterator[Flag]:
    n = len(this.ratings)
    if n >= RATINGS_LEAST and (spread := answer_spread(this.ratings)) < SPREAD_LEAST:
        run = longstring(this.ratings)
        yield Flag("straight", {"run": run, "n": n, "spread": f"{spread:.2f}"})


def _heaped(this: Filled, others: Sequence[Filled]) -> Iterator[Flag]:
    """Over everything the same person timed: one interview has too few times to tell."""
    theirs = [o for o in others if o.person is not None and o.person == this.person]
    times = [_last_unit(s) for one in (this, *theirs) for s in one.times]
    if this.times and len(times) >= TIMES_LEAST and (found := heaping(times)).p < HEAPED:
        yield Flag("heaped", {"round": found.round, "n": found.n})


def _last_unit(seconds: int) -> int:
    """Minutes, where it is whole minutes: 7 min is no rounder than 7 s."""
    return seconds // 60 if seconds and seconds % 60 == 0 else seconds


def _copied(this: Filled, others: Sequence[Filled]) -> Iterator[Flag]:
    mine = [shingles(text) for text in this.texts if len(_bare(text)) >= TEXT_LEAST]
    for other in others if mine else ():
        theirs = [shingles(text) for text in other.texts if len(_bare(text)) >= TEXT_LEAST]
        best = max((alike(a, b) for a in mine for b in theirs), default=Fraction())
        if best >= ALIKE:
            yield Flag("copied", {"share": int(best * 100), "other": other.key})


def shingles(text: str) -> frozenset[str]:
    """All runs of three characters, letters and digits only: no words, so that Chinese has them
    too.  Broder (1997), On the resemblance and containment of documents."""
    bare = _bare(text)
    return frozenset(bare[i : i + 3] for i in range(max(1, len(bare) - 2)))


def alike(a: frozenset[str], b: frozenset[str]) -> Fraction:
    """Jaccard's index: shared of all, 0..1."""
    return Fraction(len(a & b), len(a | b)) if a | b else Fraction()


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
