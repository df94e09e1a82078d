"""Refusals of the certification, each with the catalogue message that says so.

The edge (web, command line) translates them once: `id` is the message, `args_` its arguments,
`status` what HTTP says of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locales import LANGUAGES, Language, ids, pick, say
from scoring.finding import FRAME, Objection
from scoring.special_form import KEYS as SPECIAL_KEYS
from scoring.wording import sentence

COLUMNS = ("met", "of", "percent", "conforms", "reason", "note", *FRAME)
SPECIAL = {"text": "what"} | {key: key for key in SPECIAL_KEYS if key != "text"}
"""What the keys of a special deduction are called as columns."""

Texts = Mapping[str, str]  # by language: {"zh": …, "en": …}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong in what somebody sent, in every language.

    *row* of the spreadsheet's *sheet*, counted from 1; 0 where it is about the whole.
    """

    id: str
    texts: Texts
    row: int = 0
    sheet: str = ""

    def in_language(self, language: str) -> str:
        """The sentence, with its place in front if it has one."""
        text = pick(self.texts, language)
        if self.sheet and self.row:
            return say(
                language, "cert-at-sheet-row", sheet=self.sheet, row=str(self.row), text=text
            )
        return say(language, "cert-at-row", row=str(self.row), text=text) if self.row else text


def complaint(id: str, *, row: int = 0, sheet: str = "", **args: str | int) -> Complaint:
    """A complaint in the catalogue's words; *id* as there, without ``cert-``."""
    texts: Texts = {language: say(language, f"cert-{id}", **args) for language in LANGUAGES}
    return Complaint(id, texts, row, sheet)


def objected(objection: Objection, *, row: int = 0, sheet: str = "") -> Complaint:
    """A complaint in scoring's words: what is wrong with a finding is said once.

    Only its keys (met, of, percent) are called what our columns and fields are called, and where
    the catalogue has ``cert-finding-<id>`` that is said instead.
    """
    texts: Texts = {language: _objected(objection, language) for language in LANGUAGES}
    return Complaint(objection.id, texts, row, sheet)


def _objected(objection: Objection, language: Language) -> str:
    args = {name: _named(name, text, language) for name, text in objection.args.items()}
    if objection.key == "trigger" and "known" in args:
        named = (say(language, f"cert-trigger-{one}") for one in args["known"].split(", "))
        args["known"] = ", ".join(named)
    ours = f"cert-finding-{objection.id}"
    if ours in ids(language):
        return say(language, ours, **args)
    return sentence(objection.id, language, args)


def _named(name: str, text: str, language: Language) -> str:
    """An argument in our words; what is no key stays.  One key alone is that of a number."""
    if name == "key":
        column = SPECIAL.get(text, text)
        known = column in (*COLUMNS, *SPECIAL.values())
        return say(language, f"cert-column-{column}") if known else text
    return _columns(text, language) if name in ("keys", "expected", "found") else text


def _columns(keys: str, language: Language) -> str:
    """ "met, of / percent" -> "Met, Of / Percent"; met without of is a yes or no."""
    ways = []
    for way in keys.split(" / "):
        names = way.split(", ")
        columns = {"met": "met" if "of" in names else "conforms", "not_applicable": "reason"}
        known = [columns.get(name, name) for name in names]
        ways.append(", ".join(
            say(language, f"cert-column-{name}") if name in COLUMNS else name for name in known
        ))  # fmt: skip
    return " / ".join(ways)


class CertificationError(Exception):
    """What was asked for cannot be done; nothing was changed."""

    id = "cert-error"
    status = 409

    def __init__(self, **args: str | int) -> None:
        super().__init__(self.id)
        self.args_ = args

    def in_language(self, language: str) -> str:
        return say(language, self.id, **self.args_)


class NoSuchCase(CertificationError):
    """There is no such case, or it is not this person's to see; nobody learns which."""

    id, status = "cert-no-such-case", 404


class NoSuchClient(CertificationError):
    id, status = "cert-no-such-client", 404


class NoSuchScheme(CertificationError):
    """No scheme of this key is shipped."""

    id, status = "cert-no-such-scheme", 422

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(scheme=key[:80], known=", ".join(known))


class SchemeChanged(CertificationError):
    """The file of the case's scheme is no longer the one the case was opened under."""

    id, status = "cert-scheme-changed", 409


class Rejected(CertificationError):
    """What was sent cannot be taken; *problems* holds every reason, at least one."""

    id, status = "cert-rejected", 422

    def __init__(self, problems: Sequence[Complaint]) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(problems)

    def in_language(self, language: str) -> str:
        return " ".join(problem.in_language(language) for problem in self.problems)


class NoSuchWave(Rejected):
    """The case has no wave of this name."""

    status = 404


class RejectedFinding(Rejected):
    """This cannot be a finding on this clause."""

    id = "cert-rejected-finding"


class NothingToUndo(CertificationError):
    """Nothing was stated that could be taken back."""

    id, status = "cert-nothing-to-undo", 409


class LoginTaken(CertificationError):
    id, status = "cert-login-taken", 409


class NoSuchUser(CertificationError):
    id, status = "cert-no-such-user", 404


class NoSuchToken(CertificationError):
    id, status = "cert-no-such-token", 404


class NotAllowed(CertificationError):
    """Only an administrator may do this."""

    id, status = "cert-not-allowed", 403
