"""What a transcript says: who does what, what must come back, what must be left in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.datafile import Plain

Shown = Mapping[str, Plain]  # one effect, in the words of surveys.transcripts.showing

KNOWN = {"outlet": "S00", "wave": "wave 1"}  # what every interview knows without asking
WUHAN = (30.5810, 114.2910)  # where the outlet is if the transcript does not say


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing the person does, and what must come back; None: it is not looked at.

    *act* is one of surveys.transcripts.form.ACTS, *given* what stands behind it in the file.
    """

    act: str
    given: Plain = None
    says: tuple[Shown, ...] | None = None
    line: int = 0
    says_line: int = 0
    notes: tuple[str, ...] = ()  # the comment lines above it


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be left in the end; None: it is not looked at."""

    value: Plain
    line: int = 0


@dataclass(frozen=True, slots=True)
class Transcript:
    """*languages*: those it is played in, every one of the questionnaire's if none is named.

    *outlet*: its latitude and longitude, from which a place's distance is measured.
    """

    file: str
    questionnaire: str | None  # id@edition; None: the one it stands beside
    exchanges: tuple[Exchange, ...]
    languages: tuple[str, ...] = ()
    outlet: tuple[float, float] = WUHAN
    expected: Mapping[str, Expected] = field(default_factory=dict)  # by name: answers, evidence …
    notes: tuple[str, ...] = ()  # the comment lines at the top
