"""One interview that is only tried out: its turns are all there is of it.

Everything else is derived by playing them again: the interview, the chat so far, the transcript.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scoring.datafile import Plain
from surveys.events import Event, Opened
from surveys.questionnaire import Questionnaire
from surveys.transcripts import acts
from surveys.transcripts.acts import NotPossible
from surveys.transcripts.recording import Recording
from surveys.transcripts.replay import Play, Played
from surveys.transcripts.transcript import Exchange

MOST_TURNS = 300


class Full(Exception):
    """More turns than a rehearsal holds."""


@dataclass(frozen=True, slots=True)
class Move:
    """One turn: *after* in seconds since the start."""

    act: str
    given: Plain
    after: int


@dataclass(slots=True)
class Rehearsal:
    """*questionnaire* by id@edition and hash, so that another text under its name is noticed."""

    user: int
    questionnaire: str
    hash: str
    language: str
    started: datetime
    moves: list[Move] = field(default_factory=list)

    def played(self, questionnaire: Questionnaire) -> Iterator[tuple[Played, Play]]:
        """Every turn so far, the first being that the person is there; each with the interview
        under way as it was after it."""
        play = Play(questionnaire, self.language, now=self.started, stored=False)
        for move in (Move("open", None, 0), *self.moves):
            play.now = self.started + timedelta(seconds=move.after)
            before = play.interview.revision
            try:
                after = play.does(move.act, move.given)
            except NotPossible:
                continue  # the questionnaire is another one now
            wrote = play.interview.revision > before
            exchange = Exchange(move.act, move.given)
            turn = Played(exchange, after.effects, play.interview, play.language, play.now, wrote)
            yield turn, play

    def add(self, questionnaire: Questionnaire, event: Event, at: datetime) -> None:
        """What happened in one of the panes.  Raises Full."""
        if len(self.moves) >= MOST_TURNS:
            raise Full
        *_, (_, play) = self.played(questionnaire)
        act, given = acts.told(event, play.screen)
        try:
            acts.event(act, given, play.screen, play.outlet)
        except NotPossible:
            return  # too late for what is on the screen now
        after = max(0, round((at - self.started).total_seconds()))
        self.moves.append(Move(act, given, after))

    def recording(self, questionnaire: Questionnaire) -> Recording:
        """The same as a transcript would have it."""
        written = Recording(questionnaire)
        for turn, play in self.played(questionnaire):
            event = acts.event(turn.exchange.act, turn.exchange.given, written.screen, play.outlet)
            if not (isinstance(event, Opened) and not written.exchanges):
                written.add(event, turn.effects, turn.at)
            else:
                written.screen, written.at = turn.effects[-1], turn.at
        return written

    def dumped(self) -> str:
        return json.dumps({
            "user": self.user, "questionnaire": self.questionnaire, "hash": self.hash,
            "language": self.language, "started": self.started.isoformat(),
            "moves": [[move.act, move.given, move.after] for move in self.moves],
        }, ensure_ascii=False)  # fmt: skip


def loaded(text: str) -> Rehearsal:
    """The inverse of `Rehearsal.dumped`."""
    held: dict[str, Any] = json.loads(text)
    moves = [Move(act, given, after) for act, given, after in held.pop("moves")]
    started = datetime.fromisoformat(held.pop("started"))
    return Rehearsal(**held, started=started, moves=moves)
