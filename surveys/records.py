"""What the store gives out: plain records, no rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from surveys.entries import Interview
from surveys.questionnaire import Mode, Texts


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is.  Everything else knows only the id."""

    id: int
    name: str | None
    chat: int | None
    language: str | None
    interview_id: int | None
    unreachable_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A service place of the client.  *opens*, *closes*: local "HH:MM"; lat, lon in degrees."""

    id: int
    client_id: int
    code: str
    name: str
    address: str
    lat: float | None
    lon: float | None
    opens: str | None
    closes: str | None


@dataclass(frozen=True, slots=True)
class Wave:
    """One period of fieldwork of one case."""

    id: int
    case_id: int
    name: str
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who visits which outlet, when, with which questionnaire, playing what part."""

    id: int
    code: str
    wave_id: int
    outlet_id: int
    questionnaire: str
    edition: int
    person_id: int | None
    scenario: Texts
    opens: datetime
    closes: datetime
    hidden: dict[str, str] | None = None  # what it says without asking, by question


@dataclass(frozen=True, slots=True)
class Card:
    """What hangs at an outlet: a code that lets any customer answer."""

    id: int
    code: str
    wave_id: int
    outlet_id: int
    questionnaire: str
    edition: int


@dataclass(frozen=True, slots=True)
class Held:
    """A stored interview and its log.  *key* is public, *token* opens its page."""

    id: int
    key: str
    token: str
    case_id: int
    wave_id: int
    outlet_id: int
    questionnaire: str
    edition: int
    mode: Mode
    assignment_id: int | None
    card_id: int | None
    person_id: int | None
    language: str | None
    started_at: datetime
    interview: Interview


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo: where it came from, and where it lies once fetched."""

    id: str
    interview_id: int
    question: str
    source: dict[str, Any]
    is_file: bool
    path: str | None
    sha256: str | None
    size: int | None
    mime: str | None
    tries: int
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One stored entry, as auditors pull it.  None with a smaller *cursor* appears later."""

    cursor: int
    interview: str
    outlet: str
    wave: str
    questionnaire: str
    edition: int
    mode: str
    position: int
    kind: str
    question: str | None
    value: dict[str, Any] | None
    at: datetime
    device_at: datetime | None
    channel: str
