"""Fieldwork: when a visit may be made, and how far from the outlet."""

import math
from datetime import datetime

from surveys.entries import Status
from surveys.errors import NotOpenYet, WindowClosed

EARTH_M = 6_371_008.8  # mean radius, metres (IUGG)


def within_window(opens: datetime, closes: datetime, now: datetime) -> None:
    """Raises NotOpenYet or WindowClosed."""
    if now < opens:
        raise NotOpenYet(opens)
    if now > closes:
        raise WindowClosed


def too_late(closes: datetime, status: Status, now: datetime) -> bool:
    """Whether an interview of an assignment takes no more answers.

    One that a reviewer returned does: it was asked for after its window.
    """
    return now > closes and status in (Status.NEW, Status.OPEN, Status.PAUSED)


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres (haversine); arguments in degrees."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (p2 - p1) / 2, math.radians(lon2 - lon1) / 2
    a = math.sin(half_lat) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(half_lon) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(a)))
