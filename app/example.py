"""Play an interview through the real verbs, from answers in a file.

Used by the demo: nothing is written into tables that an interview would not write itself.  The
answers of examples/*/answers: by question id, as a person would give them (a code, a number,
words; ``photo``; ``lat,lon``; a stopwatch's seconds).  Of a repeat, its number; ``greeted.2`` is
the second instance's answer, ``greeted`` that of all.  A question without one is skipped.
"""

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import events as e
from surveys.entries import Moment
from surveys.events import Ask, Event, Summarise
from surveys.questionnaire import Location, Media, Note, Roster, Stopwatch
from surveys.service import Interviews
from surveys.turn import Incoming, Turn
from surveys.values import Place

PACE = timedelta(seconds=20)  # what an answer takes, unless a stopwatch says otherwise
MOST_TURNS = 500


class CannotPlay(Exception):
    """The answers do not fit the questionnaire: a mistake in the example."""


@dataclass(slots=True)
class Player:
    """One person answering; *now* moves on with every answer."""

    interviews: Interviews
    answers: Mapping[str, str]
    data_dir: Path
    now: datetime
    photos: int = 0
    pause: timedelta = PACE  # until the next act

    async def play(self, tx: AsyncConnection, turn: Turn) -> Turn:
        """From the first screen of *turn* to the receipt."""
        event: Event | None = e.Agreed()
        for _ in range(MOST_TURNS):
            if event is None:
                return turn
            turn = await self.send(tx, turn, event)
            screen = turn.effects[-1]
            if isinstance(screen, Ask):
                event = self.answer(screen, turn.held.key)
            else:
                event = e.Confirmed() if isinstance(screen, Summarise) else None
        raise CannotPlay(f"{turn.questionnaire.key}: no end in sight")

    async def send(self, tx: AsyncConnection, turn: Turn, event: Event) -> Turn:
        photo = self.picture(event.attachment) if isinstance(event, e.SentFile) else None
        moment = Moment(self.now, "page", self.now)
        after = await self.interviews.on_page(tx, turn.held.token, event, moment, photo=photo)
        if any(isinstance(effect, e.Say) and effect.id.startswith(("use-", "not-"))
               for effect in after.effects):  # fmt: skip
            raise CannotPlay(f"{turn.questionnaire.key}: {event}: {after.effects}")
        self.now, self.pause = self.now + self.pause, PACE
        return after

    def answer(self, ask: Ask, key: str) -> Event:
        """What this person does at this question."""
        question = ask.question
        given = self.answers.get(question.id) or self.answers.get(question.base)
        if isinstance(question, Note):
            return e.Tapped(question.id, ask.revision, e.NEXT)
        if ask.doubt is not None:
            return e.Tapped(question.id, ask.revision, e.SURE)
        if isinstance(question, Roster):
            more = len(ask.instances) < int(given or question.least)
            return e.Tapped(question.id, ask.revision, e.ADD if more else e.DONE)
        if given is None:
            if not ask.optional:
                raise CannotPlay(f"{question.id} is asked and has no answer")
            return e.Tapped(question.id, ask.revision, e.SKIP)
        if question.option(given):
            return e.Tapped(question.id, ask.revision, given)
        match question:
            case Stopwatch():
                return self.stopwatch(ask, Decimal(given))
            case Media() if ask.files:
                return e.Tapped(question.id, ask.revision, e.DONE)
            case Media():
                self.photos += 1
                return e.SentFile(f"{key}-{self.photos}")
            case Location():
                lat, lon = map(float, given.split(","))
                return e.SentPlace(Place(lat, lon, accuracy=12.0))
            case _:
                return e.Replied(given)

    def stopwatch(self, ask: Ask, seconds: Decimal) -> Event:
        match ask.stage:
            case "ready":
                self.pause = timedelta(seconds=float(seconds))
                return e.Tapped(ask.question.id, ask.revision, e.START)
            case "running":
                return e.Tapped(ask.question.id, ask.revision, e.STOP)
            case _:
                return e.Tapped(ask.question.id, ask.revision, e.RIGHT)

    def picture(self, id: str) -> Incoming:
        """A plain grey picture in the data folder, stored as an upload is."""
        data = grey_png()
        path = f"attachments/{id[:2]}/{id}.png"
        file = self.data_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return Incoming(
            {"upload": True}, is_file=True, path=path, size=len(data), mime="image/png",
            sha256=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip


def grey_png(width: int = 320, height: int = 240) -> bytes:
    """A valid PNG of one colour: the example has no photographs to show."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xb8" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip
