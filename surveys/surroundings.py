"""What the world adds to an event before the engine decides, and keeps of it afterwards."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.entries import Attached, Interview
from surveys.events import Agreed, SentFile, SentPlace
from surveys.fieldwork import metres
from surveys.records import Attachment, Held
from surveys.turn import Incoming


async def beginning(tx: AsyncConnection, held: Held, event: Agreed, seed: int) -> Agreed:
    """With *seed*, and with what is known without asking: the outlet and the wave, what the
    assignment says, what the link said; of one name the first counts."""
    outlet, wave = await store.outlet(tx, held.outlet_id), await store.wave(tx, held.wave_id)
    assignment = await store.assignment(tx, held.assignment_id) if held.assignment_id else None
    given = (assignment.hidden if assignment else None) or {}
    known = {"outlet": outlet.code if outlet else "", "wave": wave.name if wave else ""}
    return Agreed(seed, {**event.hidden, **given, **known})


async def measured(tx: AsyncConnection, held: Held, event: SentPlace) -> SentPlace:
    """The place with its distance to the outlet, where the outlet's own is known."""
    outlet, place = await store.outlet(tx, held.outlet_id), event.place
    if outlet is None or outlet.lat is None or outlet.lon is None:
        return event
    away = round(metres(place.lat, place.lon, outlet.lat, outlet.lon), 1)
    return replace(event, place=replace(place, metres=away))


async def keep_file(
    tx: AsyncConnection,
    held: Held,
    after: Interview,
    event: SentFile,
    file: Incoming,
    at: datetime,
) -> None:
    """Where the file's bytes are, if the engine took it."""
    for entry in after.entries[held.interview.revision :]:
        if isinstance(entry.act, Attached) and entry.act.attachment == event.attachment:
            await store.attach(tx, Attachment(
                id=event.attachment, interview_id=held.id, question=entry.act.question,
                source=file.source, is_file=file.is_file, path=file.path,
                sha256=file.sha256, size=file.size, mime=file.mime, tries=0, at=at,
            ))  # fmt: skip
