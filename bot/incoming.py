"""What a private chat sent, as an event of the interview.  Nothing is judged here but its kind."""

import math
from collections.abc import Callable

from bot.updates import File, Location, Message
from surveys.events import Event, Replied, SentFile, SentOther, SentPlace
from surveys.questionnaire import Medium
from surveys.turn import Incoming
from surveys.values import Place

MOST_BYTES = 20 << 20  # what the Bot API lets a bot download
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})
FILES = {
    "voice": Medium.AUDIO,
    "audio": Medium.AUDIO,
    "video": Medium.VIDEO,
    "video_note": Medium.VIDEO,
    "document": Medium.DOCUMENT,
}
NOT_ANSWERS = {
    "sticker": "sticker",
    "animation": "video",  # before the document that it carries too
    "venue": "venue",  # before location: a venue carries one too
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
        return _file(photo, new_id(), Medium.PHOTO)
    for kind, named in NOT_ANSWERS.items():
        if getattr(message, kind) is not None:
            return SentOther(named), None
    for kind, medium in FILES.items():
        if (held := getattr(message, kind)) is not None:
            picture = kind == "document" and held.mime_type in PICTURES
            return _file(_as_file(held), new_id(), Medium.PHOTO if picture else medium)
    if message.location is not None:
        return _place(message.location, forwarded=message.forward_origin is not None), None
    return SentOther("other"), None


def _as_file(held: File) -> Incoming:
    return Incoming(
        {"telegram": held.file_id}, is_file=True, size=held.file_size, mime=held.mime_type
    )


def _file(file: Incoming, id: str, medium: Medium) -> tuple[Event, Incoming | None]:
    if file.size is not None and file.size > MOST_BYTES:
        return SentOther("big-file"), None
    return SentFile(id, file.size, medium), file


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
