"""What came of one event, and what came with it."""

from dataclasses import dataclass
from typing import Any

from surveys.entries import View, view
from surveys.events import Effect
from surveys.questionnaire import Questionnaire
from surveys.records import Assignment, Held, Outlet, Wave


@dataclass(frozen=True, slots=True)
class Around:
    """Where and when an interview takes place."""

    outlet: Outlet
    wave: Wave
    assignment: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one event, with all an edge needs to show it.  Effects: Say …, one screen.

    *around* is known where somebody reads it: on a page, and in a briefing.
    """

    held: Held  # its interview is the one after the event
    questionnaire: Questionnaire
    effects: tuple[Effect, ...]
    language: str
    around: Around | None = None

    @property
    def view(self) -> View:
        return view(self.held.interview)

    @property
    def outlet(self) -> Outlet:
        return self._around.outlet

    @property
    def wave(self) -> Wave:
        return self._around.wave

    @property
    def assignment(self) -> Assignment | None:
        return self._around.assignment

    @property
    def _around(self) -> Around:
        assert self.around is not None
        return self.around


@dataclass(frozen=True, slots=True)
class Incoming:
    """Where a photo's bytes are: ``{"telegram": file id}`` or ``{"upload": true}``."""

    source: dict[str, Any]
    is_file: bool = False
    path: str | None = None
    sha256: str | None = None
    size: int | None = None
    mime: str | None = None
