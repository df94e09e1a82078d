"""One row an answer, on the disk when `keep` returns."""

from pathlib import Path

import aiosqlite

TABLE = """
  CREATE TABLE answers (
    id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, question INTEGER NOT NULL, value TEXT NOT NULL
  )
"""


class Rows:
    def __init__(self, folder: Path) -> None:
        self._file = folder / "rows.db"
        self._db: aiosqlite.Connection

    async def open(self) -> None:
        self._db = await aiosqlite.connect(self._file, isolation_level=None)
        await self._db.execute("PRAGMA journal_mode=WAL")
        await self._db.execute("PRAGMA synchronous=FULL")
        await self._db.execute(TABLE)

    async def keep(self, chat: int, question: int, value: str) -> None:
        """*question* from 0."""
        await self._db.execute(
            "INSERT INTO answers (chat, question, value) VALUES (?, ?, ?)", (chat, question, value)
        )

    async def close(self) -> None:
        await self._db.close()
