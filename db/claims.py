"""Which chats a sender may speak to: all of them where it is alone, else those it has claimed.

On PostgreSQL several processes send from one outbox.  A chat is claimed by an advisory lock of the
sender's own session before its oldest message is read, and let go once that message is settled:
no two senders have the same message, and each chat keeps its order.  Nothing is written for it and
no clock decides; a process that dies lets go at once, for its session ends with it.  Whoever loses
its session while it sends may see one message sent twice, as after a crash.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import outbox
from db.group import Group
from db.outbox import Due

MOST = 100  # messages a look


class Claims:
    """Of one sender."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._alone = group.engine.dialect.name != "postgresql"
        self._session: AsyncConnection | None = None
        self._settled: list[int] = []

    async def due(self, now: datetime, busy: Collection[int]) -> list[Due]:
        """The oldest message of each chat that is this sender's now; *busy*: chats that are it
        already.  Each must be `settled`."""
        if self._alone:
            return await self._group.run(lambda tx: outbox.due(tx, now, MOST, [*busy]))
        try:
            return await self._claimed(now, busy)
        except BaseException:
            await self.close()
            raise

    def settled(self, chat: int) -> None:
        """Its message was sent, put off or given up: the next one is anybody's."""
        if not self._alone:
            self._settled.append(chat)

    async def close(self) -> None:
        """Lets go of every chat."""
        session, self._session = self._session, None
        self._settled.clear()
        if session is not None:
            await session.invalidate()  # a pooled connection would keep its locks
            await session.close()

    async def _claimed(self, now: datetime, busy: Collection[int]) -> list[Due]:
        if self._session is None:
            opened = await self._group.engine.connect()
            self._session = await opened.execution_options(isolation_level="AUTOCOMMIT")
        session, done = self._session, self._settled
        if done:
            self._settled = []
            await outbox.let_go(session, done)
        chats = await outbox.claim(session, now, busy, MOST)
        found = await outbox.claimed(session, chats.values(), now) if chats else []
        self._settled += chats.keys() - {due.chat for due in found}
        return found
