"""A day, as a form sends it."""

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100


def day_of(text: str) -> date | None:
    """``2026-11-30``; None for what is no day of our times."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
