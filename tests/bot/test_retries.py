"""Not now: when a message that could not be sent is tried again, and who waits with it."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.sender import Sender
from db.engine import transaction
from db.group import Group
from db.tables import outbox as table
from tests.bot.conftest import Clock, Rig, rigged
from tests.bot.queued import queue, shown
from tests.botapi import (
    CUT,
    HANG,
    HTML,
    SERVER_ERROR,
    BotApi,
    Fault,
    Json,
    bot_api,
    refused,
    too_many,
)
from tests.builders import a_world, tiny


async def test_after_a_429_no_call_comes_before_its_time_and_others_are_served(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", too_many(300), chat=1)
    await queue(rig, 1, "a")
    await rig.sender.drain()
    await rig.clock.sleep(299)
    await queue(rig, 2, "x")
    await rig.sender.drain()
    assert (shown(rig, 1), shown(rig, 2)) == ([], ["x"])

    await rig.clock.sleep(2)
    await rig.sender.drain()
    assert shown(rig, 1) == ["a"]


class Stormy(BotApi):
    """Refuses every other call with a time to wait, and remembers who came before it."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.chance = random.Random(27922)
        self.until: dict[int, datetime] = {}
        self.early: list[int] = []
        self.refusals = 0

    async def on_sendMessage(self, params: Json) -> Json | Fault:
        chat, now = params["chat_id"], self.clock.now
        if now < self.until.get(chat, now):
            self.early.append(chat)
        if self.chance.random() < 0.5:
            seconds = self.chance.randint(1, 300)
            self.until[chat] = now + timedelta(seconds=seconds)
            self.refusals += 1
            return too_many(seconds)
        return await super().on_sendMessage(params)


async def test_in_a_storm_of_429_no_call_comes_before_its_time(engine: AsyncEngine) -> None:
    async with bot_api(Stormy()) as api, aiohttp.ClientSession() as session:
        assert isinstance(api, Stormy)
        async with transaction(engine) as tx:
            world = await a_world(tx, visit="tiny")
        rig = rigged(engine, api, session, world, tiny())
        api.clock = rig.clock
        for chat in range(1, 9):
            await queue(rig, chat, *(f"{n}" for n in range(5)))
        for _ in range(600):
            await rig.sender.drain()
            if (await rig.outbox()).get("open") is None:
                break
            await rig.clock.sleep(20)

        assert api.early == []
        assert api.refusals > 20
        assert [shown(rig, chat) for chat in range(1, 9)] == [["0", "1", "2", "3", "4"]] * 8
        await rig.api.close()


async def test_who_waited_for_a_place_when_all_were_told_to_wait_waits_too(rig: Rig) -> None:
    async def sleep(seconds: float) -> None:
        if not sender._held_until:  # while it waits, three others are refused
            sender._held_until = rig.clock.monotonic() + 60
        rig.clock.now += timedelta(seconds=seconds)

    sender = Sender(
        Group(rig.engine), rig.api, rig.interviews, rig.clock,
        monotonic=rig.clock.monotonic, sleep=sleep, a_second=1,
    )  # fmt: skip
    await queue(rig, 1, "a")
    await queue(rig, 2, "b")
    began = rig.clock.now
    await sender.drain()

    assert (shown(rig, 1), shown(rig, 2)) == (["a"], ["b"])
    assert rig.clock.now - began >= timedelta(seconds=60)


async def test_three_429_in_a_second_still_every_chat(rig: Rig) -> None:
    for chat in (1, 2, 3):
        rig.telegram.fail("sendMessage", too_many(60), chat=chat)
        await queue(rig, chat, "a")
    await rig.sender.drain()
    await queue(rig, 4, "x")
    await rig.sender.drain()
    assert shown(rig, 4) == []

    await rig.clock.sleep(61)
    await rig.sender.drain()
    assert [shown(rig, chat) for chat in (1, 2, 3, 4)] == [["a"], ["a"], ["a"], ["x"]]


@pytest.mark.parametrize("fault", [
    SERVER_ERROR, HTML, CUT, refused(401, "Unauthorized"), Fault(429, "slow down"),
    # Not Telegram's words, so nothing is given up for them.
    Fault(200, "<html>captive portal</html>"), Fault(403, "<html>Forbidden</html>"),
    Fault(400, "{"), Fault(400, "[]"), Fault(403, {"error": "forbidden"}), Fault(200, {}),
    Fault(200, {"ok": False, "error_code": 200}), Fault(400, {"ok": False, "error_code": "400"}),
    *(refused(429, "Too Many Requests", retry_after=wait) for wait in
      (-1, 10**400, float("nan"), float("inf"), "soon", None)),
])  # fmt: skip
async def test_what_may_pass_is_tried_again_after_1_2_4_seconds(rig: Rig, fault: Fault) -> None:
    rig.telegram.fail("sendMessage", fault, fault, fault)
    await queue(rig, 1, "a")
    waits = []
    for _ in range(3):
        await rig.sender.drain()
        async with rig.engine.connect() as tx:
            due = (await tx.execute(select(table.c.not_before))).scalar_one()
        waits.append(round((due - rig.clock.now).total_seconds()))
        rig.clock.now = due
    await rig.sender.drain()

    assert waits == [1, 2, 4]
    assert shown(rig, 1) == ["a"]


async def test_not_all_come_back_at_the_same_moment(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", SERVER_ERROR)
    await queue(rig, 1, "a")
    late = Sender(Group(rig.engine), rig.api, rig.interviews, rig.clock, chance=lambda: 0.8)
    await late.drain()

    async with rig.engine.connect() as tx:
        due = (await tx.execute(select(table.c.not_before))).scalar_one()
    assert round((due - rig.clock.now).total_seconds(), 1) == 1.2


async def test_a_call_that_hangs_is_ended_and_made_again_later(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", HANG)
    await queue(rig, 1, "a")
    hasty = replace(rig.api, patience=0.05)
    await Sender(Group(rig.engine), hasty, rig.interviews, rig.clock).drain()
    assert await rig.outbox() == {"open": 1}

    await rig.clock.sleep(2)
    await rig.sender.drain()
    assert shown(rig, 1) == ["a"]


async def test_a_storm_of_faults_loses_nothing_and_keeps_the_order(rig: Rig) -> None:
    chance = random.Random(27922)
    faults = (SERVER_ERROR, HTML, CUT, too_many(3))
    for chat in (1, 2, 3):
        rig.telegram.fail("sendMessage", *chance.choices(faults, k=12), chat=chat)
        await queue(rig, chat, *(f"{n}" for n in range(6)))
    for _ in range(200):
        await rig.sender.drain()
        if (await rig.outbox()).get("open") is None:
            break
        await rig.clock.sleep(5)

    for chat in (1, 2, 3):
        assert shown(rig, chat) == [f"{n}" for n in range(6)]


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_clock_that_is_set_back_keeps_no_message_back(rig: Rig, restarted: bool) -> None:
    back = timedelta()

    def sender() -> Sender:
        return Sender(
            Group(rig.engine), rig.api, rig.interviews, lambda: rig.clock() - back,
            monotonic=rig.clock.monotonic, sleep=rig.clock.sleep, chance=lambda: 0.0,
        )  # fmt: skip

    rig.telegram.fail("sendMessage", too_many(30), chat=1)
    await queue(rig, 1, "a")
    await (one := sender()).drain()
    await queue(rig, 2, "x")

    back = timedelta(hours=3)
    one = sender() if restarted else one
    await one.drain()
    assert (shown(rig, 1), shown(rig, 2)) == ([], ["x"])
    await rig.clock.sleep(29)
    await one.drain()
    assert shown(rig, 1) == []
    await rig.clock.sleep(2)
    await one.drain()
    assert shown(rig, 1) == ["a"]
