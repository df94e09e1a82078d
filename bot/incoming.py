"""What a private chat sent, as an event of the interview.  Nothing is judged here but its kind."""

import math
from collections.abc import Callable

from aiogram.types import Document, Location, Message

from surveys.events import Event, Replied, SentFile, SentOther, SentPlace
from surveys.turn import Incoming
from surveys.values import Place

MOST_BYTES = 20 << 20  # what the Bot API lets a bot download
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})
NOT_ANSWERS = {
    "sticker": "sticker",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "venue": "venue",  # before location: a venue carries one too
    "document": "file",
    "contact": "contact",
    "poll": "poll",
}


def incoming(message: Message, new_id: Callable[[], str]) -> tuple[Event, Incoming | None]:
    """The event, and where the photo's bytes are if it is one."""
    if message.text is not None:
        return SentOther("command") if message.text.startswith("/") else Replied(
            message.text
        ), None
    if message.photo:
        largest = message.photo[-1]
        photo = Incoming({"telegram": largest.file_id}, size=largest.file_size, mime="image/jpeg")
        return _photo(photo, new_id())
    if message.document is not None and message.document.mime_type in PICTURES:
        return _photo(_as_file(message.document), new_id())
    for kind, named in NOT_ANSWERS.items():
        if getattr(message, kind) is not None:
            return SentOther(named), None
    if message.location is not None:
        return _place(message.location, forwarded=message.forward_origin is not None), None
    return SentOther("other"), None


def _as_file(document: Document) -> Incoming:
    return Incoming(
        {"telegram": document.file_id},
        is_file=True,
        size=document.file_size,
        mime=document.mime_type,
    )


def _photo(photo: Incoming, id: str) -> tuple[Event, Incoming | None]:
    if photo.size is not None and photo.size > MOST_BYTES:
        return SentOther("big-file"), None
    return SentFile(id, photo.size), photo


def _place(location: Location, *, forwarded: bool) -> Event:
    lat, lon = location.latitude, location.longitude
    accuracy = location.horizontal_accuracy
    if forwarded:
        return SentOther("forwarded")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # NaN is in no range
        return SentOther("place")
    if accuracy is not None and not math.isfinite(accuracy):
        accuracy = None
    return SentPlace(Place(lat, lon, accuracy), live=location.live_period is not None)
