"""Many people at once while something around the server is in trouble, again and again.

What is refused for now comes again, from Telegram and from browsers; at the end it is the model's.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient, TestServer

from bot.api import Api
from bot.receive import Verdict
from db.engine import make_engine
from migrations import chain
from tests.botapi import TOKEN
from tests.destruction.bases import Place
from tests.destruction.crowd import TOGETHER, Crowd, invited
from tests.destruction.figures import counted
from tests.destruction.spell import Trouble

WELL, SHARE = 0.3, 1 / 3  # all is well for so many seconds at least, and that share of a trouble
EACH = 25  # about so many updates and forms come from one person


async def prepare(url: str) -> None:
    """The database of a crowd."""
    engine = make_engine(url)
    await chain.upgrade(engine)
    await engine.dispose()


async def again_and_again(
    make: Callable[[], Trouble], place: Place, pid: int, seconds: float
) -> None:
    """Until cancelled; ends well."""
    now = asyncio.get_running_loop().time
    while True:
        trouble, began = make(), now()
        await asyncio.to_thread(trouble.begins, place, pid)
        try:
            await asyncio.sleep(seconds)
        finally:
            await asyncio.shield(asyncio.to_thread(trouble.ends))
        await asyncio.sleep(max(WELL, SHARE * (now() - began)))


async def came(
    place: Place, pid: int, make: Callable[[], Trouble], seconds: float, least: int,
    chance: random.Random,
) -> tuple[Crowd, list[str]]:  # fmt: skip
    """At least so many updates and forms, and what was wrong."""
    engine, together = make_engine(place.url), min(TOGETHER, 1 + least // EACH)
    async with aiohttp.ClientSession() as session:
        crowd = Crowd(engine, place.folder, Api(session, TOKEN), chance)
        crowd.passing.add(503)
        async with TestClient(TestServer(crowd.app)) as client:
            chats = 0
            while crowd.told.updates + sum(crowd.told.pages.values()) < least:
                here = range(chats + 1, chats + together + 1)
                await invited(engine, here)
                trouble = asyncio.create_task(again_and_again(make, place, pid, seconds))
                try:
                    await crowd.comes(client, here)
                finally:
                    trouble.cancel()
                    with suppress(asyncio.CancelledError):
                        await trouble
                chats += together
        wrong = await crowd.wrong()
    await engine.dispose()
    return crowd, wrong


def figures(crowd: Crowd, wrong: list[str]) -> dict[str, Any]:
    told = crowd.told
    later = sum(one[Verdict.LATER] for one in told.verdicts.values())
    n = told.updates + sum(told.pages.values())
    return counted(n, wrong, told_to_come_again=later + told.pages[503], races=told.races)
