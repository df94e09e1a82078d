"""Refusals become sentences, here and nowhere else."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.handlers.context import language_of
from bot.messages import texts
from db import outbox
from locales import say
from surveys.errors import NoOpenInterview, SurveyError, UnknownCode


def make_router() -> Router:
    router = Router(name="errors")
    router.error.register(refused, ExceptionTypeFilter(SurveyError))
    return router


async def refused(event: ErrorEvent, tx: AsyncConnection, at: datetime) -> None:
    """Say what cannot be done, and how to begin where that is the question."""
    assert isinstance(event.exception, SurveyError)
    source = event.update.message or event.update.callback_query
    if source is None or source.from_user is None:
        return
    chat, language = source.from_user.id, await language_of(tx, source.from_user)
    lines = [say(language, event.exception.id, **event.exception.args_)]
    if isinstance(event.exception, NoOpenInterview | UnknownCode):
        lines.append(say(language, "help-start"))
    await outbox.put(tx, chat, texts(chat, "\n\n".join(lines)), at)
