"""A special deduction as an auditor states it -> SpecialDeduction, or all that is wrong in it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from scoring.adjustments import SpecialDeduction, Trigger, same_event
from scoring.finding import FindingError, Objection
from scoring.policies import stated
from scoring.scheme import Scheme

KEYS = ("text", "trigger", "event", "clauses", "why", "correction")
NEEDED = ("trigger", "event", "correction")
"""What must be said beside the text where policy special_record is full."""

_BETWEEN = re.compile(r"[\s,;，；、]+")


def special(
    given: Mapping[str, str],
    scheme: Scheme,
    policies: Mapping[str, str],
    others: Sequence[SpecialDeduction] = (),
    left_out: Collection[str] = (),
) -> SpecialDeduction:
    """*given*, by KEYS, as a special deduction.  *clauses* are numbers with commas between.

    *others* stand already: never two for one event.  *left_out* are clauses that do not apply.
    Raises FindingError with every objection.
    """
    texts = {key: (value or "").strip() for key, value in given.items()}
    clauses = tuple(ref for ref in _BETWEEN.split(texts.get("clauses", "")) if ref)
    objections = [
        *_words(texts, stated(policies, "special_record") == "full", bool(clauses)),
        *_links(clauses, scheme, left_out),
        *_twice(texts, others),
    ]
    if objections:
        raise FindingError(objections)
    trigger = texts.get("trigger")
    return SpecialDeduction(
        text=texts["text"],
        trigger=Trigger(trigger) if trigger else None,
        event=texts.get("event", ""),
        clauses=clauses,
        why=texts.get("why", ""),
        correction=texts.get("correction", ""),
    )


def _words(texts: Mapping[str, str], full: bool, linked: bool) -> Iterator[Objection]:
    for key in texts:
        if key not in KEYS:
            yield Objection("unknown-key", {"key": key[:40], "known": ", ".join(KEYS)}, key)
    needed = ("text", *NEEDED, *(("why",) if linked else ())) if full else ("text",)
    for key in needed:
        if not texts.get(key):
            yield Objection("special-needs", {"key": key}, key)
    trigger = texts.get("trigger", "")
    if trigger and trigger not in tuple(Trigger):
        args = {"key": "trigger", "known": ", ".join(Trigger), "value": trigger[:40]}
        yield Objection("not-one-of", args, "trigger")


def _links(
    clauses: Sequence[str], scheme: Scheme, left_out: Collection[str]
) -> Iterator[Objection]:
    for ref in clauses:
        if scheme.clause(ref) is None:
            args = {"scheme": scheme.key, "clause": ref[:40]}
            yield Objection("unknown-clause", args, "clauses")
        elif ref in left_out:
            yield Objection("clause-left-out", {"clause": ref}, "clauses")


def _twice(texts: Mapping[str, str], others: Sequence[SpecialDeduction]) -> Iterator[Objection]:
    event = same_event(texts.get("event", ""))
    for other in others:
        if event and event == same_event(other.event):
            yield Objection("special-twice", {"event": texts["event"][:60]}, "event")
        elif texts.get("text") and texts["text"] == other.text:
            yield Objection("special-twice", {"event": other.text[:60]}, "text")
