"""Looking into an attached table: the cell of a column in the first row with a key."""

from functools import lru_cache

from surveys.expressions.errors import Fault
from surveys.scope import Rows


class _Same:
    """A table as a key of a cache: it never changes, and comparing it would read all of it."""

    __slots__ = ("rows",)

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __hash__(self) -> int:
        return id(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rows is self.rows


@lru_cache(64)
def _places(table: _Same, column: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, row in enumerate(table.rows):
        found.setdefault(row.get(column, ""), place)
    return found


def cell(rows: Rows, wanted: str, column: str, key: str) -> str:
    """'' where no row has *key*.  Raises Fault on a column that is not there."""
    for name in (wanted, column):
        if rows and name not in rows[0]:
            raise Fault(f"the table has no column {name}")
    place = _places(_Same(rows), column).get(key)
    return "" if place is None or not key else rows[place].get(wanted, "")
