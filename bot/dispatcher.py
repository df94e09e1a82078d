"""Which update goes to which handler.  Private chats only; everything else is let pass.

Answers (a tap, a message that is no command) go straight to theirs: see bot.updates.  Everything
else is aiogram's.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.types import TelegramObject
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api import Api
from bot.handlers import commands, errors, interview, membership, taps
from bot.updates import CallbackQuery, Message
from surveys.service import Interviews

# Asked for by name: what is not listed, Telegram does not send.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


def make_bot(api: Api) -> Bot:
    """aiogram's own view of the bot, for its types only: every call goes through *api*."""
    return Bot(api.token)


def make_dispatcher(interviews: Interviews) -> Dispatcher:
    """Expects ``tx`` and ``at`` beside each update (bot.receive)."""
    # The interview's log is the only state; a second one here could disagree with it.
    dispatcher = Dispatcher(disable_fsm=True, interviews=interviews)
    private = Router(name="private chats")
    for observer in (private.message, private.edited_message, private.my_chat_member):
        observer.filter(F.chat.type == "private")
    for observer in (private.message, private.edited_message):
        observer.middleware(savepoint)
    private.include_routers(
        commands.make_router(), interview.make_router(), membership.make_router()
    )
    dispatcher.include_routers(private, errors.make_router())
    return dispatcher


@dataclass(frozen=True, slots=True)
class Answers:
    """The handlers of what people answer with."""

    interviews: Interviews
    albums: interview.Albums = field(default_factory=interview.Albums)

    async def feed(
        self, update: Message | CallbackQuery, tx: AsyncConnection, at: datetime, toasts: list[str]
    ) -> None:
        """Raises SurveyError for what cannot be done: then nothing of it may stand."""
        if isinstance(update, CallbackQuery):
            await taps.tapped(update, tx, self.interviews, toasts, at)
        else:
            await interview.sent(update, tx, self.interviews, self.albums, at)


async def savepoint(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """A refusal takes back what its verb had begun; the sentence about it is still committed."""
    async with data["tx"].begin_nested():
        return await handler(event, data)
