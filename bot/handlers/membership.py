"""The person blocks the bot, or takes it back."""

from datetime import datetime

from aiogram import Router
from aiogram.types import ChatMemberUpdated
from sqlalchemy.ext.asyncio import AsyncConnection

from db import outbox
from surveys.entries import Moment
from surveys.service import Interviews


def make_router() -> Router:
    router = Router(name="membership")
    router.my_chat_member.register(changed)
    return router


async def changed(
    change: ChatMemberUpdated, tx: AsyncConnection, interviews: Interviews, at: datetime
) -> None:
    """Blocked: the interview pauses, nothing more is sent.  Taken back: /start goes on."""
    if change.new_chat_member.status == "kicked":
        await interviews.unreachable(tx, change.chat.id, Moment(at, "chat"))
        await outbox.drop_open(tx, change.chat.id, "blocked")
