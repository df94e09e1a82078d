"""Which update goes to which handler.  Private chats only; everything else is let pass."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.types import TelegramObject

from bot.api import Api
from bot.handlers import commands, errors, interview, membership, taps
from surveys.service import Interviews

# Asked for by name: what is not listed, Telegram does not send.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


def make_bot(api: Api) -> Bot:
    """aiogram's own view of the bot, for its types only: every call goes through *api*."""
    return Bot(api.token)


def make_dispatcher(interviews: Interviews) -> Dispatcher:
    """Expects ``tx``, ``at`` and ``toasts`` beside each update (bot.receive)."""
    # The interview's log is the only state; a second one here could disagree with it.
    dispatcher = Dispatcher(disable_fsm=True, interviews=interviews, albums=interview.Albums())
    private = Router(name="private chats")
    for observer in (private.message, private.edited_message, private.my_chat_member):
        observer.filter(F.chat.type == "private")
    private.callback_query.filter(F.message.chat.type == "private")
    for observer in (private.message, private.edited_message, private.callback_query):
        observer.middleware(savepoint)
    private.include_routers(
        commands.make_router(), interview.make_router(), taps.make_router(),
        membership.make_router(),
    )  # fmt: skip
    dispatcher.include_routers(private, errors.make_router())
    return dispatcher


async def savepoint(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """A refusal takes back what its verb had begun; the sentence about it is still committed."""
    async with data["tx"].begin_nested():
        return await handler(event, data)
