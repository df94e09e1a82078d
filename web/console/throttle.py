"""Guessing passwords is slow: after five wrong ones a login name waits a minute.

Kept in memory, by login name: each process counts for itself and a restart forgets.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

TRIES = 5
WAIT = timedelta(minutes=1)
MOST_NAMES = 10_000  # names invented by a guesser must not fill the memory


@dataclass(slots=True)
class Throttle:
    _failed: dict[str, list[datetime]] = field(default_factory=dict)

    def waits(self, login: str, now: datetime) -> bool:
        """Whether this name has to wait, right password or not."""
        return len(self._recent(login, now)) >= TRIES

    def failed(self, login: str, now: datetime) -> None:
        tries = [*self._recent(login, now), now]
        self._failed.pop(login, None)  # the newest name is the last to be forgotten
        self._failed[login] = tries
        while len(self._failed) > MOST_NAMES:
            del self._failed[next(iter(self._failed))]

    def passed(self, login: str) -> None:
        self._failed.pop(login, None)

    def _recent(self, login: str, now: datetime) -> list[datetime]:
        return [at for at in self._failed.get(login, []) if now - at < WAIT]
