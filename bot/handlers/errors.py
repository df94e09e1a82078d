"""Refusals become sentences, here and nowhere else."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.handlers.context import User, language_of
from bot.messages import texts
from db import outbox
from locales import say
from surveys.errors import NoOpenInterview, SurveyError, UnknownCode


def make_router() -> Router:
    router = Router(name="errors")
    router.error.register(refused, ExceptionTypeFilter(SurveyError))
    return router


async def refused(event: ErrorEvent, tx: AsyncConnection, at: datetime) -> None:
    """What aiogram handled was refused: the sentence about it."""
    assert isinstance(event.exception, SurveyError)
    source = event.update.message or event.update.callback_query
    if source is not None and source.from_user is not None:
        await tell(tx, source.from_user, event.exception, at)


async def tell(tx: AsyncConnection, user: User, refusal: SurveyError, at: datetime) -> None:
    """Say what cannot be done, and how to begin where that is the question."""
    language = await language_of(tx, user)
    lines = [say(language, refusal.id, **refusal.args_)]
    if isinstance(refusal, NoOpenInterview | UnknownCode):
        lines.append(say(language, "help-start"))
    await outbox.put(tx, user.id, texts(user.id, "\n\n".join(lines)), at)
