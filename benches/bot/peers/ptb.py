"""python-telegram-bot: a ConversationHandler, a state a question; rows through aiosqlite.

Updates one at a time, as its documentation asks where a ConversationHandler is used; calls that
were refused for their number are repeated by its rate limiter, whose own limits are lifted.

python -m benches.bot.peers.ptb --port PORT --api URL --data FOLDER --survey FILE
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)

from benches.bot.peers.rows import Rows
from benches.bot.peers.survey import Asked, given
from benches.bot.telegram import SECRET

Context = Any  # its package is not among the project's: its types are not known here
Heard = Callable[[Any, Context], Awaitable[int]]


class Survey:
    def __init__(self, questions: tuple[Asked, ...], rows: Rows) -> None:
        self._questions, self._rows = questions, rows

    async def start(self, update: Any, _: Context) -> int:
        return await self._ask(update, 0)

    async def tapped(self, number: int, update: Any, _: Context) -> int:
        value = update.callback_query.data.partition(":")[2]
        await self._rows.keep(update.effective_chat.id, number, value)
        await update.callback_query.answer()
        return await self._ask(update, number + 1)

    async def said(self, number: int, update: Any, _: Context) -> int:
        message = update.effective_message
        value = message.photo[-1].file_id if message.photo else message.text
        await self._rows.keep(update.effective_chat.id, number, value)
        return await self._ask(update, number + 1)

    async def _ask(self, update: Any, number: int) -> int:
        if number == len(self._questions):
            await update.effective_message.reply_text("Thank you")
            return int(ConversationHandler.END)
        asked = self._questions[number]
        keys = [
            [InlineKeyboardButton(one, callback_data=f"{number}:{one}")] for one in asked.options
        ]
        markup = InlineKeyboardMarkup(keys) if keys else None
        await update.effective_message.reply_text(asked.text, reply_markup=markup)
        return number

    def handler(self, number: int) -> Any:
        asked = self._questions[number]
        if asked.options:
            return CallbackQueryHandler(partial(self.tapped, number), pattern=f"^{number}:")
        heard = partial(self.said, number)
        if asked.kind == "photo":
            return MessageHandler(filters.PHOTO, heard)
        if asked.kind == "number":
            return MessageHandler(filters.Regex(r"^\d+$"), heard)
        return MessageHandler(filters.TEXT & ~filters.COMMAND, heard)


def main() -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    told = given()
    rows = Rows(told.data)
    survey = Survey(told.questions, rows)
    start = CommandHandler("start", survey.start)
    states = {number: [survey.handler(number)] for number in range(len(told.questions))}

    async def opened(_: Any) -> None:
        await rows.open()

    async def closed(_: Any) -> None:
        await rows.close()

    limiter = AIORateLimiter(overall_max_rate=0, group_max_rate=0, max_retries=5)
    application = (
        Application.builder()
        .token("424242:bench-token")
        .base_url(f"{told.api}/bot")
        .rate_limiter(limiter)
        .post_init(opened)
        .post_shutdown(closed)
        .build()
    )
    handler = ConversationHandler(
        entry_points=[start], states=states, fallbacks=[], allow_reentry=True
    )
    application.add_handler(handler)
    application.run_webhook(
        "127.0.0.1", told.port, "telegram", webhook_url="http://127.0.0.1/telegram",
        secret_token=SECRET, allowed_updates=Update.ALL_TYPES,
    )  # fmt: skip


if __name__ == "__main__":
    main()
