"""Messages in the outbox, and what the chat shows of them."""

from typing import Any

from db import outbox
from db.engine import transaction
from tests.bot.conftest import Rig


def text(chat: int, words: str) -> dict[str, Any]:
    return {"method": "sendMessage", "chat_id": chat, "text": words}


async def queue(rig: Rig, chat: int, *words: str) -> None:
    async with transaction(rig.engine) as tx:
        await outbox.put(tx, chat, [text(chat, one) for one in words], rig.clock.now)


def shown(rig: Rig, chat: int) -> list[str]:
    return [message.text for message in rig.telegram.chats[chat]]
