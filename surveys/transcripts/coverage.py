"""What a set of replays has seen of a questionnaire: questions, options, branches, languages.

A branch of a condition is seen where the interview stood behind the question: it was on the path,
or it was passed over.  An instance of a repeat counts for its question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from surveys.entries import View, view
from surveys.events import Ask, Effect, Summarise
from surveys.path import way_of
from surveys.questionnaire import AnyQuestion, Questionnaire
from surveys.transcripts.replay import Played, Replay
from surveys.values import Chosen, ChosenAll, Ranked, Value

Branch = tuple[str, bool]


@dataclass(slots=True)
class Coverage:
    """*reached*: (language, question); *chosen*: (question, option); *branches*: (question, held).

    The properties that begin with ``un`` are what nobody saw, in the questionnaire's order.
    """

    questionnaire: Questionnaire
    languages: tuple[str, ...]
    transcripts: int = 0
    turns: int = 0
    reached: set[tuple[str, str]] = field(default_factory=set)
    chosen: set[tuple[str, str]] = field(default_factory=set)
    branches: set[Branch] = field(default_factory=set)

    @property
    def askable(self) -> list[tuple[str, str]]:
        return [(language, one.id) for one in self.questionnaire
                if one.asked for language in self.languages]  # fmt: skip

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(one.id, option.code) for one in self.questionnaire for option in one.options]

    @property
    def conditions(self) -> list[Branch]:
        return [(one.id, held) for one in self.questionnaire if one.relevant is not None
                for held in (True, False)]  # fmt: skip

    @property
    def unreached(self) -> list[tuple[str, str]]:
        return [one for one in self.askable if one not in self.reached]

    @property
    def unchosen(self) -> list[tuple[str, str]]:
        return [one for one in self.options if one not in self.chosen]

    @property
    def untried(self) -> list[Branch]:
        return [one for one in self.conditions if one not in self.branches]

    def add(self, replay: Replay) -> None:
        self.turns += len(replay.played)
        for one in filter(None, replay.played):
            screen = one.effects[-1] if one.effects else None
            self._screen(one, screen)

    def _screen(self, one: Played, screen: Effect | None) -> None:
        if isinstance(screen, Ask):
            rows = [row.question for row in screen.rows]  # a table is seen as a whole
            self.reached |= {(one.language, asked.base) for asked in (screen.question, *rows)}
            self._passed(view(one.interview), screen.question)
        elif isinstance(screen, Summarise):
            self._passed(view(one.interview), None)
        self._chosen(view(one.interview))

    def _passed(self, seen: View, stop: AnyQuestion | None) -> None:
        """Every condition up to *stop*, which is on the path itself; None: up to the end."""
        way = {stop.question.base for stop in way_of(self.questionnaire, seen).stops}
        for one in self.questionnaire:
            if one.relevant is not None:
                self.branches.add((one.id, one.id in way))
            if stop is not None and one.id == stop.base:
                return

    def _chosen(self, seen: View) -> None:
        for id, given in seen.answers.items():
            for code in codes(given.value):
                self.chosen.add((str(id).partition(".")[0], code))


def codes(value: Value) -> tuple[str, ...]:
    """The options an answer names."""
    match value:
        case Chosen(code):
            return (code,)
        case ChosenAll(several) | Ranked(several):
            return several
        case _:
            return ()


def coverage(questionnaire: Questionnaire, replays: Iterable[Replay]) -> Coverage:
    """What *replays* saw of *questionnaire*."""
    seen = Coverage(questionnaire, questionnaire.languages)
    files = set()
    for one in replays:
        files.add(one.transcript.file)
        seen.add(one)
    seen.transcripts = len(files)
    return seen
