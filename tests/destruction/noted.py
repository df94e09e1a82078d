"""Verbs that note what they were told, and the question to the pure engine whether that explains
the logs: every entry is what one noted event writes there, and what wrote nothing had nothing to
write.  Which note wrote an entry is told by its time: no two have the same.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.group import Group
from surveys import events as e
from surveys.entries import Interview, Moment
from surveys.interview import step
from surveys.questionnaire import Questionnaire
from surveys.service import Interviews
from surveys.stored import columns
from surveys.turn import Incoming, Turn
from tests.builders import NOON

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note:
    """An event, the turn it gave, and how long the log was after it; *kept*: it was committed, as
    far as anybody knows."""

    key: str
    event: e.Event
    after: int
    turn: Turn | None = None
    kept: bool = True


# What the transaction under way has noted, by time.
noting: ContextVar[dict[datetime, Note]] = ContextVar("noting")


@dataclass(frozen=True)
class Noted(Interviews):
    """The verbs, and what each was told; by its time, which no other has."""

    notes: dict[datetime, Note] = field(default_factory=dict)
    turns: dict[str, Turn] = field(default_factory=dict)  # the newest of each interview
    keys: dict[int, str] = field(default_factory=dict)  # by chat

    def note(self, turn: Turn, event: e.Event, moment: Moment) -> Turn:
        key, after = turn.held.key, turn.held.interview.revision
        noting.get()[moment.at] = Note(key, event, after, turn)
        return turn

    def committed(self, notes: Mapping[datetime, Note]) -> None:
        self.notes.update(notes)
        self.turns.update({one.key: one.turn for one in notes.values() if one.turn})

    def doubtful(self, notes: Mapping[datetime, Note]) -> None:
        """It failed, perhaps when it was done already."""
        self.notes.update({at: replace(one, kept=False) for at, one in notes.items()})

    async def by_code_in_chat(
        self, tx: AsyncConnection, code: str, chat: int, language: str | None, moment: Moment
    ) -> Turn:
        turn = await super().by_code_in_chat(tx, code, chat, language, moment)
        self.keys[chat] = turn.held.key
        return self.note(turn, e.Opened(), moment)

    async def in_chat(
        self, tx: AsyncConnection, chat: int, event: e.Event, moment: Moment,
        *, photo: Incoming | None = None,
    ) -> Turn:  # fmt: skip
        turn = await super().in_chat(tx, chat, event, moment, photo=photo)
        return self.note(turn, event, moment)

    async def tapped(
        self, tx: AsyncConnection, chat: int, key: str, event: e.Event, moment: Moment
    ) -> Turn:
        turn = await super().tapped(tx, chat, key, event, moment)
        return self.note(turn, event, moment)

    async def on_page(
        self, tx: AsyncConnection, token: str, event: e.Event, moment: Moment,
        *, language: str | None = None, photo: Incoming | None = None,
    ) -> Turn:  # fmt: skip
        turn = await super().on_page(tx, token, event, moment, language=language, photo=photo)
        return self.note(turn, event, moment)


class NotingGroup(Group):
    """Believes what is noted once it is committed."""

    def __init__(self, engine: AsyncEngine, verbs: Noted) -> None:
        super().__init__(engine)
        self._verbs = verbs

    async def run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        notes: dict[datetime, Note] = {}

        async def noted(tx: AsyncConnection) -> T:
            before = noting.set(notes)
            try:
                return await work(tx)
            finally:
                noting.reset(before)

        try:
            done = await super().run(noted)
        except Exception:
            self._verbs.doubtful(notes)
            raise
        self._verbs.committed(notes)
        return done


class Clock:
    """Never says the same time twice."""

    def __init__(self) -> None:
        self._n = count(1)

    def __call__(self) -> datetime:
        return NOON + timedelta(microseconds=next(self._n))


def unexplained(
    asked: Questionnaire, logs: Mapping[str, Interview], notes: Mapping[datetime, Note]
) -> Iterator[str]:
    """What the engine would not have done."""
    written = {(key, entry.moment.at) for key, log in logs.items() for entry in log.entries}
    for key, at in sorted(written - {(note.key, at) for at, note in notes.items()}):
        yield f"{key}: nobody wrote what stands there at {at}"
    for at, note in notes.items():
        log = logs.get(note.key, Interview()).entries  # of one that never came to be: empty
        own = [n for n, entry in enumerate(log) if entry.moment.at == at]
        if not (own or note.kept):
            continue  # it failed, and nothing of it stands
        before = own[0] if own else note.after
        after = step(asked, Interview(log[:before]), note.event, Moment(at)).interview
        if acts(after) != acts(Interview(log[: note.after])) or len(own) != note.after - before:
            yield f"{note.key}: {note.event} after {before} entries gave {acts(Interview(log))}"


def acts(log: Interview) -> list[object]:
    """All but times, and receipts, which tell of them."""
    return [columns(one.act)[: 2 if one.act.__class__.__name__ == "Submitted" else 3]
            for one in log.entries]  # fmt: skip
