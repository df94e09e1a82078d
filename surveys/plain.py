"""An answer as one cell of data, as ODK writes it into a submission.

A code; several codes with spaces between; a number; an ISO date or time; ``lat lon 0 accuracy``
(altitude is not asked for); seconds; the names of files with spaces between; keys of instances.
"""

from typing import assert_never

from surveys.values import (
    Amount,
    Attachments,
    Chosen,
    ChosenAll,
    Day,
    Hour,
    Lasted,
    Listed,
    Place,
    Ranked,
    Seen,
    Skipped,
    Timed,
    Value,
    Words,
)


def plain(value: Value | None) -> str:
    """'' where nothing was said; ``OK`` for a note that was read."""
    match value:
        case None | Skipped():
            return ""
        case Seen():
            return "OK"
        case Chosen(code):
            return code
        case ChosenAll(codes) | Ranked(codes):
            return " ".join(codes)
        case Amount(number) | Timed(number) | Lasted(number):
            return f"{number:f}"
        case Words(text):
            return text
        case Attachments(attachments):
            return " ".join(attachments)
        case Listed(keys):
            return " ".join(map(str, keys))
        case Place(lat, lon, accuracy):
            return f"{lat} {lon} 0 {accuracy or 0}"
        case Day(day):
            return day.isoformat()
        case Hour(hour):
            return hour.isoformat("minutes")
        case unreachable:
            assert_never(unreachable)
