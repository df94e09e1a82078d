"""How fast we may speak: so many messages a second, a few at once."""

MOST_KEPT = 10_000


class Pace:
    """One message each *interval* seconds and key; after quiet, *burst* may go at once.

    Time is handed in (seconds, monotonic), so nothing here waits.
    """

    def __init__(self, interval: float, burst: int) -> None:
        self.interval, self._ahead = interval, interval * (burst - 1)
        self._next: dict[int, float] = {}

    def book(self, key: int, now: float) -> float:
        """Take the next place in *key*'s line; returns the seconds to wait for it."""
        if len(self._next) > MOST_KEPT:
            self._next = {key: next for key, next in self._next.items() if next > now}
        slot = max(self._next.get(key, now), now)
        self._next[key] = slot + self.interval
        return max(0.0, slot - now - self._ahead)
