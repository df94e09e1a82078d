"""What was read of tables that only grow, kept by a process so that it need not be read again.

What a transaction read is its own until it has committed: it may have read what it wrote itself,
and that may be taken back.  Only what was read is kept, never what was written, so that what is
kept is always true, and at worst short of what others added since.
"""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

MOST = 1000  # of a process: logs of those who answer now
OPTION = "anfang_kept"  # an execution option of ours


class Shelf(dict[Any, Any]):
    """What committed transactions of one engine read, what was used last at the end."""


class Kept:
    """What a transaction finds on *shelf*, and what it has read itself."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self._read = shelf, Shelf()

    def get(self, key: Any) -> Any:
        """None if it was not read before."""
        return self._read.get(key) or self._shelf.get(key)

    def put(self, key: Any, value: Any) -> None:
        self._read[key] = value

    def forget(self) -> None:
        """Something of the transaction was taken back."""
        self._read.clear()

    def committed(self) -> None:
        for key, value in self._read.items():
            self._shelf.pop(key, None)
            self._shelf[key] = value
        while len(self._shelf) > MOST:
            del self._shelf[next(iter(self._shelf))]
        self._read.clear()


def kept(tx: AsyncConnection) -> Kept:
    """Of this transaction; nothing where it only reads."""
    if (own := getattr(tx, "kept", None)) is not None:  # on SQLite: db.sqlite.OnTheSpot
        return own  # type: ignore[no-any-return]
    found = tx.sync_connection.get_execution_options().get(OPTION) if tx.sync_connection else None
    return found if found is not None else Kept(Shelf())
