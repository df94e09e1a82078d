"""We were away longer than Telegram keeps a tap."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError

from bot.again import AWAY, offer_again
from bot.polling import run_polling
from bot.receive import Verdict
from db.engine import make_engine, transaction
from locales import say
from migrations import chain
from tests.bot.conftest import Rig, rigged
from tests.botapi import SERVER_ERROR, BotApi, Json
from tests.builders import a_world, tiny
from tests.conftest import fresh_database
from tests.phone import Phone

CODE = "visit-code"


async def away(rig: Rig, time: timedelta) -> int:
    rig.clock.now += time
    offered = await offer_again(rig.engine, rig.interviews, rig.api.bot_id, rig.clock())
    await rig.sender.drain()
    return offered


async def test_the_pending_question_is_offered_once_more(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says(f"/start {CODE}")
    await phone.taps(say("en", "button-agree"))
    entries = await rig.entries()

    assert await away(rig, AWAY * 2) == 1

    assert say("en", "we-were-away") in phone.last.text
    assert "Were you greeted?" in phone.last.text
    assert await rig.entries() == entries
    await phone.taps("Yes")
    assert set((await rig.view()).answers) == {"greeted"}


async def test_nobody_is_bothered_after_a_short_pause_or_with_nothing_pending(rig: Rig) -> None:
    phone = rig.phone()
    assert await away(rig, AWAY * 2) == 0  # nothing was ever taken
    await phone.says(f"/start {CODE}")
    assert await away(rig, AWAY * 2) == 0  # only the briefing stands there: nothing was begun
    await phone.taps(say("en", "button-agree"))
    assert await away(rig, AWAY / 2) == 0
    await phone.taps("Yes")
    await phone.taps(say("en", "button-skip"))
    await phone.taps(say("en", "button-submit-anyway"))

    assert await away(rig, AWAY * 2) == 0


async def test_who_had_stopped_long_before_is_left_in_peace(rig: Rig) -> None:
    early, late = rig.phone(1), rig.phone(2)
    await early.says(f"/start {CODE}")
    await early.taps(say("en", "button-agree"))
    rig.clock.now += timedelta(hours=1)
    await late.says("hello")

    assert await away(rig, AWAY * 2) == 0


async def test_at_every_start_of_a_process_that_keeps_dying_nobody_is_asked_once_more(
    rig: Rig,
) -> None:
    phone = rig.phone()
    await phone.says(f"/start {CODE}")
    await phone.taps(say("en", "button-agree"))

    assert await away(rig, AWAY * 2) == 1
    assert await away(rig, AWAY * 2) == 0
    assert len([shown for shown in phone.shown if say("en", "we-were-away") in shown.text]) == 1


@asynccontextmanager
async def locked(rig: Rig) -> AsyncIterator[None]:
    """The database cannot be written to."""
    verbs = rig.interviews
    trouble = OperationalError("INSERT", {}, Exception("database is locked"))

    async def fails(*_: Any, **__: Any) -> Any:
        raise trouble

    with pytest.MonkeyPatch.context() as patch:
        for verb in ("in_chat", "tapped"):
            patch.setattr(type(verbs), verb, fails)
        yield


async def pending(rig: Rig) -> tuple[Phone, Json]:
    """Somebody before a question, and their tap on it."""
    phone = rig.phone()
    await phone.says(f"/start {CODE}")
    await phone.taps(say("en", "button-agree"))
    key = phone.last.markup["inline_keyboard"][0][0]
    return phone, rig.telegram.update(callback_query=phone.query(key["callback_data"], phone.last))


async def test_while_the_process_lived_and_the_database_was_away_it_is_the_same(rig: Rig) -> None:
    phone, tap = await pending(rig)
    async with locked(rig):
        assert await rig.give(tap) is Verdict.LATER
        rig.clock.now += AWAY * 2
        assert await rig.give(tap) is Verdict.LATER  # the outage began before
    other = rig.phone(7002)
    await other.says("hello")  # the first thing that can be taken again
    await rig.sender.drain()

    assert say("en", "we-were-away") in phone.last.text
    assert "Were you greeted?" in phone.last.text


async def test_after_a_short_trouble_telegram_still_has_every_tap(rig: Rig) -> None:
    phone, tap = await pending(rig)
    async with locked(rig):
        assert await rig.give(tap) is Verdict.LATER
    rig.clock.now += AWAY / 2
    await rig.phone(7002).says("hello")
    rig.clock.now += AWAY * 2
    await rig.phone(7002).says("hello")
    await rig.sender.drain()

    assert not [shown for shown in phone.shown if say("en", "we-were-away") in shown.text]


async def test_polling_that_could_not_reach_telegram_is_an_outage_too(rig: Rig) -> None:
    phone, _ = await pending(rig)
    rig.telegram.direct = None
    rig.telegram.fail("getUpdates", *[SERVER_ERROR] * 9)  # 1, 2, 4 … 60 seconds apart
    polling = asyncio.create_task(run_polling(rig.receiver, patience=1, sleep=rig.clock.sleep))
    try:
        await rig.telegram.when(lambda: len(rig.telegram.made("getUpdates")) > 10)
        await rig.sender.drain()
        assert say("en", "we-were-away") in phone.last.text
    finally:
        polling.cancel()
        await asyncio.wait({polling})


async def test_two_processes_that_start_at_once_ask_once(
    postgres_url: str, telegram: BotApi
) -> None:
    async with fresh_database(postgres_url) as url, aiohttp.ClientSession() as session:
        engine = make_engine(url)
        await chain.upgrade(engine)
        async with transaction(engine) as tx:
            world = await a_world(tx, visit="tiny")
        rig = rigged(engine, telegram, session, world, tiny())
        telegram.direct = rig.give
        await pending(rig)
        rig.clock.now += AWAY * 2
        others = [make_engine(url) for _ in range(3)]
        offered = await asyncio.gather(*(
            offer_again(one, rig.interviews, rig.api.bot_id, rig.clock()) for one in others
        ))  # fmt: skip
        await rig.sender.close()
        for one in (engine, *others):
            await one.dispose()

    assert sorted(offered) == [0, 0, 1]
