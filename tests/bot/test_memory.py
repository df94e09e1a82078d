"""Interviews leave nothing behind in the process: its memory does not grow with their number."""

import gc
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import pace
from db import kept
from db.engine import transaction
from tests.bot.conftest import Rig, rigged
from tests.botapi import BotApi
from tests.builders import a_world, tiny

ROOT = Path(__file__).parents[2]
OURS = [
    tracemalloc.Filter(True, str(ROOT / package / "*"), all_frames=False)
    for package in ("bot", "db", "surveys", "locales")
]
WARM, MANY = 30, 90  # interviews
KEPT = 10  # logs of those who answer now, and chats whose pace is known
MOST_BYTES = 1000  # still held for each interview that is over; one log alone is more
STEPS = ("agree", "greeted:yes", "warmth:2", "submit")


@pytest.fixture
async def surveyed(engine: AsyncEngine, telegram: BotApi) -> AsyncIterator[Rig]:
    """A survey of three questions waits at card-code."""
    async with transaction(engine) as tx:
        world = await a_world(tx, visit="tiny", survey="tiny")
    async with aiohttp.ClientSession() as session:
        made = rigged(engine, telegram, session, world, tiny())
        telegram.direct = made.give
        yield made
        await made.api.close()


async def visited(rig: Rig, chat: int) -> None:
    """One customer from the card to the end; the stand-in forgets what it was told."""
    phone = rig.phone(chat)
    await phone.says("/start card-code")
    for step in STEPS:
        shown = next(one for one in reversed(phone.shown) if one.markup.get("inline_keyboard"))
        data = next(
            key["callback_data"]
            for row in shown.markup["inline_keyboard"]
            for key in row
            if key["callback_data"].endswith(f":{step}")
        )
        await phone.presses(data, shown)
    assert (await rig.view(chat)).status.over
    del rig.telegram.chats[chat]
    for told in (rig.telegram.calls, rig.telegram.queue, rig.clock.slept):
        told.clear()


def held() -> int:
    """Bytes that our code asked for and somebody still holds."""
    gc.collect()
    found = tracemalloc.take_snapshot().filter_traces(OURS)
    return sum(one.size for one in found.statistics("filename"))


async def test_what_is_over_is_not_held(surveyed: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", KEPT)
    monkeypatch.setattr(pace, "MOST_KEPT", KEPT)
    tracemalloc.start()
    try:
        for chat in range(WARM):
            await visited(surveyed, 10_000 + chat)
        before = held()
        for chat in range(MANY):
            await visited(surveyed, 20_000 + chat)
        grown = held() - before
    finally:
        tracemalloc.stop()

    assert grown / MANY < MOST_BYTES
