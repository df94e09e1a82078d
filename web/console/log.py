"""The log of an interview in words, one line an entry."""

from dataclasses import dataclass
from datetime import datetime

from locales import LANGUAGES, pick, say
from surveys.entries import (
    Accepted,
    Answered,
    Attached,
    Began,
    Clocked,
    Declined,
    Doubted,
    Entry,
    LanguageChosen,
    Moved,
    Returned,
    Ticked,
    Voided,
)
from surveys.questionnaire import Questionnaire
from surveys.stored import columns
from surveys.values import ChosenAll
from surveys.wording import worded

REASONS = {"conflict", "no-consent"}


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of the log in words."""

    at: datetime
    channel: str
    kind: str
    question: str
    text: str


def logged(entry: Entry, asked: Questionnaire, language: str, users: dict[str, str]) -> Logged:
    """*users*: names by actor."""
    kind, question, value = columns(entry.act)
    about = asked.get(question) if question else None
    match entry.act:
        case Answered(_, given) | Doubted(_, given) if about is not None:
            text = worded(about, given, language)
        case Ticked(_, codes) if about is not None:
            text = worded(about, ChosenAll(codes), language)
        case Clocked(_, mark):
            text = say(language, f"console-clock-{mark}")
        case LanguageChosen(chosen) if chosen in LANGUAGES:
            text = say(language, f"page-language-{chosen}")
        case Declined(reason) if reason in REASONS:
            text = say(language, f"console-declined-{reason}")
        case Began() | Attached():
            text = ""  # a seed and a file's id: of the machine, and in the export
        case Accepted(by):
            text = users.get(by, by)
        case Returned(by, reason) | Voided(by, reason):
            text = f"{users.get(by, by)}: {reason}"
        case Moved(by, old, new):
            text = f"{users.get(by, by)}: {asked.id}@{old} → {asked.id}@{new}"
        case _:
            text = " ".join(str(item) for item in (value or {}).values())
    label = pick(about.label, language) if about else question or ""  # a later edition removed it
    return Logged(entry.moment.at, entry.moment.channel, kind, label, text)
