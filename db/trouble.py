"""Trouble of the database that passes by itself: locked, full, away, too many at once."""

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL's classes of it: connection, rollback to serialise, resources (disk full is 53100),
# locks, shutdown, I/O.
PASSING_STATES = ("08", "40", "53", "55", "57", "58")


def passing(error: BaseException) -> bool:
    """True where another try later may go well, and whatever was asked is not to blame."""
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None)
        if isinstance(state, str):
            return state.startswith(PASSING_STATES)
        return isinstance(error, OperationalError) or error.connection_invalidated
    return isinstance(error, OSError | TimeoutError | PoolTimeout)
