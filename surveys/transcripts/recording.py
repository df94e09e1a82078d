"""What somebody plays, written down turn by turn, and in the end as a transcript."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from surveys.events import Ask, Effect, Event
from surveys.questionnaire import Questionnaire
from surveys.transcripts import acts
from surveys.transcripts.files import FOLDER
from surveys.transcripts.replay import languages, replay
from surveys.transcripts.transcript import WUHAN, Exchange, Transcript
from surveys.transcripts.written import text, updated


@dataclass(slots=True)
class Recording:
    """The turns so far.  Time is kept only where a stopwatch runs: nothing else depends on it."""

    questionnaire: Questionnaire
    outlet: tuple[float, float] = WUHAN
    exchanges: list[Exchange] = field(default_factory=list)
    screen: Effect | None = None
    at: datetime | None = None

    def add(self, event: Event, effects: tuple[Effect, ...], at: datetime) -> None:
        """*event* happened at *at*; *effects* is what came of it."""
        running = isinstance(self.screen, Ask) and self.screen.stage == "running"
        if running and self.at and (waited := round((at - self.at).total_seconds())) > 0:
            self.exchanges.append(Exchange("wait", str(waited)))
        self.exchanges.append(Exchange(*acts.told(event, self.screen)))
        self.screen, self.at = effects[-1] if effects else None, at

    def transcript(self, file: str = "", *, beside: bool = False) -> Transcript:
        """What was played, and what came of it when it was played again.

        *beside*: it stands beside its questionnaire and need not name it.
        """
        name = None if beside else self.questionnaire.key
        played = Transcript(file, name, tuple(self.exchanges), outlet=self.outlet)
        spoken = languages(played, self.questionnaire)
        return updated([replay(self.questionnaire, played, language) for language in spoken])

    def text(self, file: Path) -> str:
        """The text of *file*."""
        beside = file.parent.name == f"{self.questionnaire.key}{FOLDER}"
        return text(self.transcript(str(file), beside=beside))
