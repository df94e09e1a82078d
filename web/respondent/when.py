"""Days and hours as people at the outlet read them."""

from datetime import datetime

from locales import CHINA, say


def day(at: datetime, language: str) -> str:
    """ "14 November, 09:00", "11月14日 09:00"."""
    local = at.astimezone(CHINA)
    return say(
        language, "page-day", day=local.day, month=local.month, time=local.strftime("%H:%M")
    )
