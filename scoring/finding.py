"""One finding on one clause, as an auditor writes it -> Outcome, or everything wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.evidence import Frame, Met, NotApplicable, Outcome, Sampled
from scoring.scheme import Clause, Method

FRAME = ("frame", "population", "seed")
"""What may stand beside a sample: what it was drawn from, of how many, with which seed."""
APPROVED = "approved_by"
"""What may stand beside a deletion: who else agreed to it."""
KEYS = ("met", "of", "percent", "not_applicable", *FRAME, APPROVED)
MOST_TEXT = 500

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,30})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing wrong with a finding: a message id of ``wording``, its arguments, and the key."""

    id: str
    args: Mapping[str, str]
    key: str | None = None


class FindingError(ValueError):
    """The finding cannot be; *objections* says why, all of it."""

    def __init__(self, objections: list[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(", ".join(objection.id for objection in objections))


def outcome(
    clause: Clause, given: Mapping[str, str | None], policies: Mapping[str, str]
) -> Outcome:
    """*given* as an Outcome: {met: "17", of: "20"} on a sampled clause, {met: "true"} or "false"
    on an all-or-nothing one, {percent: "90"} on a banded one, {not_applicable: reason} where the
    clause may be left out.  A sample may say what it was drawn from (FRAME), a deletion who
    else agreed (APPROVED).  Numbers are texts and stay exact.  *policies* are the resolved ones.

    Raises FindingError with every objection.
    """
    objections = list(_shape(clause, given, policies))
    if objections:
        raise FindingError(objections)
    texts = {key: (value or "").strip() for key, value in given.items()}
    objections = list(_values(clause, texts))
    if objections:
        raise FindingError(objections)
    if "not_applicable" in texts:
        return NotApplicable(texts["not_applicable"], approved=APPROVED in texts)
    if "percent" in texts:
        return Met(Fraction(texts["percent"]) / 100)
    if "of" in texts:
        return Sampled(int(texts["met"]), int(texts["of"]), _frame(texts))
    return Met(Fraction(_TRUTH[texts["met"].lower()]))


def _frame(texts: Mapping[str, str]) -> Frame | None:
    if not any(key in texts for key in FRAME):
        return None
    size = int(texts["population"]) if "population" in texts else None
    return Frame(texts.get("frame", ""), size, texts.get("seed", ""))


def _shape(
    clause: Clause, given: Mapping[str, str | None], policies: Mapping[str, str]
) -> Iterator[Objection]:
    """Are these the keys this clause's method asks for?"""
    about = {"clause": clause.ref}
    unknown = [key for key in given if key not in KEYS]
    for key in unknown:
        yield Objection("unknown-key", {"key": key, "known": ", ".join(KEYS)}, key)
    beside = {*FRAME, APPROVED}
    keys = [key for key in given if key in KEYS and key not in beside]
    if not keys and not unknown:
        yield Objection("says-nothing", about)
    for key in (key for key in given if key in beside):
        wanted = "not_applicable" if key == APPROVED else "of"
        if wanted not in keys:
            yield Objection("out-of-place", about | {"key": key, "beside": wanted}, key)
    if "not_applicable" in keys:
        if len(keys) > 1:
            yield Objection("says-too-much", about | {"keys": ", ".join(keys)})
        if not clause.deletable and policies["na_allowed"] != "any":
            yield Objection("may-not-be-left-out", about, "not_applicable")
    elif keys and set(keys) not in _expected(clause, policies):
        expected = " / ".join(", ".join(sorted(way)) for way in _expected(clause, policies))
        args = about | {"expected": expected, "found": ", ".join(keys)}
        yield Objection("wrong-kind", args, keys[0])


def _expected(clause: Clause, policies: Mapping[str, str]) -> list[set[str]]:
    match clause.method:
        case Method.SAMPLED:
            return [{"met", "of"}]
        case Method.BANDED:
            return [{"percent"}]
        case Method.ALL_OR_NOTHING if clause.partial and policies["partial_cap"] == "below_full":
            return [{"met"}, {"percent"}]
        case Method.ALL_OR_NOTHING | Method.INFORMATION:
            return [{"met"}]


def _values(clause: Clause, given: Mapping[str, str]) -> Iterator[Objection]:
    """Can these values be?  The keys are known to fit."""
    about = {"clause": clause.ref}
    if "not_applicable" in given:
        if given["not_applicable"].lower() in {"", *_TRUTH}:
            yield Objection("reason-needed", about, "not_applicable")
        if given.get(APPROVED, "x").lower() in {"", *_TRUTH}:
            yield Objection("name-needed", about | {"key": APPROVED}, APPROVED)
    elif "percent" in given:
        yield from _percent(clause, given["percent"])
    elif "of" in given:
        yield from _sample(clause, given["met"], given["of"])
        yield from _drawn(clause, given)
    elif given["met"].lower() not in _TRUTH:
        yield Objection("not-true-or-false", about | {"value": _clip(given["met"])}, "met")


def _percent(clause: Clause, value: str) -> Iterator[Objection]:
    args = {"clause": clause.ref, "key": "percent", "value": _clip(value)}
    if not _NUMBER.fullmatch(value):
        yield Objection("not-a-number", args, "percent")
    elif not 0 <= Fraction(value) <= 100:
        yield Objection("out-of-range", args | {"low": "0", "high": "100"}, "percent")
    elif clause.partial and Fraction(value) == 100:
        yield Objection("full-marks-by-met", args, "percent")


def _sample(clause: Clause, met: str, of: str) -> Iterator[Objection]:
    about = {"clause": clause.ref}
    numbers: dict[str, int] = {}
    for key, value in (("met", met), ("of", of)):
        args = about | {"key": key, "value": _clip(value)}
        if not _WHOLE.fullmatch(value):
            yield Objection("not-a-whole-number", args, key)
        elif int(value) < 0:
            yield Objection("negative", args, key)
        else:
            numbers[key] = int(value)
    if numbers.get("of") == 0:
        yield Objection("nothing-sampled", about, "of")
    elif len(numbers) == 2 and numbers["met"] > numbers["of"]:
        yield Objection("more-than-sampled", about | {"met": met, "of": of}, "met")


def _drawn(clause: Clause, given: Mapping[str, str]) -> Iterator[Objection]:
    """What the sample was drawn from: more than was sampled, and said in a few words."""
    about = {"clause": clause.ref}
    size, of = given.get("population"), given["of"]
    if size is not None and not _WHOLE.fullmatch(size):
        args = about | {"key": "population", "value": _clip(size)}
        yield Objection("not-a-whole-number", args, "population")
    elif size is not None and _WHOLE.fullmatch(of) and int(size) < int(of):
        yield Objection("more-than-there-are", about | {"of": of, "size": size}, "population")
    for key in ("frame", "seed"):
        if key in given and not 0 < len(given[key]) <= MOST_TEXT:
            yield Objection("text-length", about | {"key": key, "most": str(MOST_TEXT)}, key)


def _clip(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"
