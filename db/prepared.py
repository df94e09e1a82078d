"""Statements that come with every answer: compiled once, then handed to the driver as they are.

What SQLAlchemy does for each execution (look the statement up, make a context, a cursor, a result)
takes 15 microseconds for a row by its key, of which SQLite itself takes two.  On a connection of
ours that is not asynchronous (`db.sqlite`) a prepared statement goes past all that and takes five;
what converts parameters and columns is still theirs.  Anywhere else it is executed as any is.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Insert, Select, Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from db.sqlite import OnTheSpot

Values = Mapping[str, Any]
Statement = Select[Any] | Insert | Update  # an insert may return what it made
Convert = Callable[[Any], Any] | None  # None: as it is
DIALECT = sqlite.dialect(paramstyle="qmark")


class Prepared:
    """*statement*, whose parameters are all named; *columns* are those an insert fills."""

    def __init__(self, statement: Statement, *columns: str) -> None:
        self._statement, self._columns = statement, columns

    async def all(self, tx: AsyncConnection, values: Values, *, lock: bool = False) -> list[Any]:
        """The rows, their columns by name and in order.  *lock*: nobody else changes them before
        the commit.  Raises DBAPIError."""
        if isinstance(tx, OnTheSpot):
            cursor = self._on_the_spot(tx, (values,))
            return list(map(self._row, cursor.fetchall()))
        return list((await tx.execute(self._locking if lock else self._statement, values)).all())

    async def first(
        self, tx: AsyncConnection, values: Values, *, lock: bool = False
    ) -> Any | None:
        """The first row, as `all` does; None if there is none."""
        return next(iter(await self.all(tx, values, lock=lock)), None)

    async def run(self, tx: AsyncConnection, *rows: Values) -> int:
        """Once for each of *rows*; how many rows of the table it changed.  Raises DBAPIError."""
        if isinstance(tx, OnTheSpot):
            return self._on_the_spot(tx, rows).rowcount
        return (await tx.execute(self._statement, rows if len(rows) > 1 else rows[0])).rowcount

    def _on_the_spot(self, tx: OnTheSpot, rows: Sequence[Values]) -> sqlite3.Cursor:
        given = [
            [values[name] if to is None else to(values[name]) for name, to in self._parameters]
            for values in ({**self._constants, **row} for row in rows)
        ]
        try:
            if len(given) == 1:
                return tx.raw.execute(self._text, given[0])
            return tx.raw.executemany(self._text, given)
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                self._text, None, error, sqlite3.Error, hide_parameters=True
            ) from error

    def _row(self, row: tuple[Any, ...]) -> Any:
        values = list(row)
        for place, to in self._conversions:
            values[place] = to(values[place])
        return self._named._make(values)

    @cached_property
    def _locking(self) -> Select[Any]:
        assert isinstance(self._statement, Select)
        return self._statement.with_for_update()

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled = self._statement.compile(dialect=DIALECT, column_keys=self._columns or None)
        assert isinstance(compiled, SQLCompiler)
        return compiled

    @cached_property
    def _text(self) -> str:
        return self._compiled.string

    @cached_property
    def _parameters(self) -> list[tuple[str, Convert]]:
        """The names in the order of the question marks, and how each becomes SQLite's."""
        types = {name: bind.type for name, bind in self._compiled.binds.items()}
        return [
            (name, _impl(types[name]).bind_processor(DIALECT))
            for name in self._compiled.positiontup or ()
        ]

    @cached_property
    def _constants(self) -> Values:
        """What the statement itself says in its parameters."""
        binds = self._compiled.binds.items()
        return {name: bind.effective_value for name, bind in binds if not bind.required}

    @cached_property
    def _returned(self) -> Iterable[ColumnElement[Any]]:
        return self._statement.exported_columns

    @cached_property
    def _named(self) -> Any:
        return namedtuple("Row", [column.name for column in self._returned])

    @cached_property
    def _conversions(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The columns that SQLite does not give as they are."""
        found = (_impl(column.type).result_processor(DIALECT, None) for column in self._returned)
        return [(place, to) for place, to in enumerate(found) if to is not None]


def _impl(type: TypeEngine[Any]) -> TypeEngine[Any]:
    return type.dialect_impl(DIALECT)
