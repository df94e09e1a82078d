"""A house to start with, and the file below it."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from surveys.questionnaire import Questionnaire
from tests.botapi import bot_api
from tests.regressions.houses import House, a_house

Opens = Callable[..., Awaitable[House]]


@pytest.fixture
async def opens(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Opens]:
    """``await opens(questionnaire, …)``: a house over a fresh database."""
    file = tmp_path / "anfang.db"
    shutil.copy(migrated_file, file)
    async with AsyncExitStack() as leaving:
        telegram = await leaving.enter_async_context(bot_api())

        async def opened(*known: Questionnaire) -> House:
            return await leaving.enter_async_context(a_house(file, telegram, *known))

        yield opened
