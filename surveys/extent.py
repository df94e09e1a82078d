"""Which of a case's interviews are wanted: of some waves, begun within some time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Extent:
    """*waves*: their ids, None: of all.  Begun at *since* or later, earlier than *before*; None:
    whenever."""

    waves: frozenset[int] | None = None
    since: datetime | None = None
    before: datetime | None = None


WHOLE = Extent()
