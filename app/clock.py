"""What time it is, for one process: the machine's clock, but not its jumps.

Somebody sets the clock by an hour, a virtual machine wakes with an old one: deadlines would pass
early and durations be negative.  So time goes on evenly from where it was.  Small differences are
how a clock is kept right and are followed; a larger one is believed once it has lasted.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

log = logging.getLogger(__name__)

SMALL_SECONDS = 1.0
BELIEVED_SECONDS = 300.0  # a jump that lasts so long is the right time


def steady() -> float:
    """Seconds that nobody can set, those of a sleeping machine counted where it can be asked."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Clock:
    """Aware UTC.  *wall* and *even*: seconds, of the machine's clock and of one without jumps."""

    def __init__(
        self, wall: Callable[[], float] = time.time, even: Callable[[], float] = steady
    ) -> None:
        self._wall, self._even = wall, even
        self._ahead = wall() - even()
        self._apart_since: float | None = None
        self._last = wall()

    def __call__(self) -> datetime:
        wall, even = self._wall(), self._even()
        apart = wall - (even + self._ahead)
        if abs(apart) <= SMALL_SECONDS:
            self._apart_since = None
            self._ahead += apart
        elif self._apart_since is None:
            self._apart_since = even
            log.warning("the machine's clock jumped by %.0f s; not followed yet", apart)
        elif even - self._apart_since >= BELIEVED_SECONDS:
            self._apart_since = None
            self._ahead += apart
            self._last = wall  # also where it is earlier: then it was wrong before
            log.warning("the machine's clock is followed over %.0f s", apart)
        self._last = max(self._last, even + self._ahead)
        return datetime.fromtimestamp(self._last, UTC)
