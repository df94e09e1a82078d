"""An act as the three columns of a row, and back."""

from collections.abc import Mapping
from typing import Any, assert_never

from surveys.entries import (
    Accepted,
    Act,
    Added,
    Answered,
    Attached,
    Began,
    Clocked,
    Declined,
    Doubted,
    Explained,
    LanguageChosen,
    Moved,
    Paused,
    QuotaFull,
    Removed,
    Reopened,
    Returned,
    ScreenedOut,
    Submitted,
    Ticked,
    Voided,
)
from surveys.questionnaire import QuestionId
from surveys.values import dump, parse

NO_PLACE: Mapping[str, type[ScreenedOut] | type[QuotaFull]] = {
    "screened-out": ScreenedOut,
    "quota-full": QuotaFull,
}

Columns = tuple[str, str | None, dict[str, Any] | None]  # kind, question, value


def columns(act: Act) -> Columns:
    match act:
        case Answered(question, value):
            return "answered", question, dump(value)
        case Reopened(question):
            return "reopened", question, None
        case Attached(question, attachment):
            return "attached", question, {"attachment": attachment}
        case Ticked(question, codes):
            return "ticked", question, {"codes": list(codes)}
        case Doubted(question, value):
            return "doubted", question, dump(value)
        case Clocked(question, mark):
            return "clocked", question, {"mark": mark}
        case Added(question, key):
            return "added", question, {"key": key}
        case Removed(question, key):
            return "removed", question, {"key": key}
        case Began(seed):
            return "began", None, {"seed": seed} if seed else None
        case Declined(reason):
            return "declined", None, {"reason": reason}
        case Paused(reason):
            return "paused", None, {"reason": reason}
        case LanguageChosen(language):
            return "language", None, {"language": language}
        case Submitted(receipt):
            return "submitted", None, {"receipt": receipt}
        case Accepted(by):
            return "accepted", None, {"by": by}
        case Returned(by, reason):
            return "returned", None, {"by": by, "reason": reason}
        case Voided(by, reason):
            return "voided", None, {"by": by, "reason": reason}
        case Explained(text):
            return "explained", None, {"text": text}
        case Moved(by, old, new):
            return "moved", None, {"by": by, "from": old, "to": new}
        case ScreenedOut(quota, cell) | QuotaFull(quota, cell) as turned_away:
            kind = next(kind for kind, ended in NO_PLACE.items() if ended is type(turned_away))
            return kind, None, {"quota": quota, "cell": cell}
        case unreachable:
            assert_never(unreachable)


def act(kind: str, question: str | None, value: Mapping[str, Any] | None) -> Act:
    """The inverse of `columns`.  Raises ValueError on a kind nobody wrote."""
    id, held = QuestionId(question or ""), value or {}
    match kind:
        case "answered":
            return Answered(id, parse(held))
        case "reopened":
            return Reopened(id)
        case "attached":
            return Attached(id, held["attachment"])
        case "ticked":
            return Ticked(id, tuple(held["codes"]))
        case "doubted":
            return Doubted(id, parse(held))
        case "clocked":
            return Clocked(id, held["mark"])
        case "added":
            return Added(id, held["key"])
        case "removed":
            return Removed(id, held["key"])
        case "began":
            return Began(held.get("seed", 0))
        case "declined":
            return Declined(held["reason"])
        case "paused":
            return Paused(held["reason"])
        case "language":
            return LanguageChosen(held["language"])
        case "submitted":
            return Submitted(held["receipt"])
        case "accepted":
            return Accepted(held["by"])
        case "returned":
            return Returned(held["by"], held["reason"])
        case "voided":
            return Voided(held["by"], held["reason"])
        case "explained":
            return Explained(held["text"])
        case "moved":
            return Moved(held["by"], held["from"], held["to"])
        case "screened-out" | "quota-full":
            return NO_PLACE[kind](held["quota"], held["cell"])
        case _:
            raise ValueError(f"unknown kind of entry: {kind!r}")
