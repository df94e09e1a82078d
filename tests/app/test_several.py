"""Several real processes at one PostgreSQL: one answer each, each reply in its place."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db import outbox
from db.engine import make_engine, transaction
from db.tables import outbox as queued
from migrations import chain
from surveys import store
from surveys.entries import Status, view
from tests.botapi import SECRET_HEADER, BotApi, Fault, Json, bot_api
from tests.builders import NOON, World
from tests.conftest import fresh_database
from tests.phone import Phone
from tests.processes import DEADLINE, SECRET, Process, a_world_for_ever, anfang, bot, until


class Slow(BotApi):
    """Takes its time over each message; sees whether a chat is spoken to twice at once."""

    seconds = 0.005

    def __init__(self) -> None:
        super().__init__()
        self.under_way: Counter[int] = Counter()
        self.at_once = 0

    async def on_sendMessage(self, params: Json) -> Json | Fault:
        chat = params["chat_id"]
        self.under_way[chat] += 1
        self.at_once = max(self.at_once, self.under_way[chat])
        await asyncio.sleep(self.seconds)
        self.under_way[chat] -= 1
        return await super().on_sendMessage(params)


@pytest.fixture
async def url(postgres_url: str) -> AsyncIterator[str]:
    async with fresh_database(postgres_url) as made:
        yield made


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    made = make_engine(url)
    await chain.upgrade(made)
    yield made
    await made.dispose()


@pytest.fixture
async def world(engine: AsyncEngine) -> World:
    return await a_world_for_ever(engine)


async def open_messages(engine: AsyncEngine) -> int:
    async with engine.connect() as tx:
        found = select(func.count()).where(queued.c.state == "open")
        return int((await tx.execute(found)).scalar_one())


async def all_sent(engine: AsyncEngine) -> None:
    for _ in range(round(DEADLINE / 0.05)):
        if not await open_messages(engine):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("something still waits to be sent")


async def fill(engine: AsyncEngine, chats: int, messages: int) -> None:
    async with transaction(engine) as tx:
        for n in range(messages):
            for chat in range(1, chats + 1):
                said = {"method": "sendMessage", "chat_id": chat, "text": str(n)}
                await outbox.put(tx, chat, [said], NOON)


def heard(api: BotApi) -> list[list[str]]:
    return [[shown.text for shown in api.chats[chat]] for chat in sorted(api.chats)]


async def test_two_workers_send_each_message_once_and_in_order(
    url: str, engine: AsyncEngine, tmp_path: Path
) -> None:
    await fill(engine, 20, 15)
    async with bot_api(Slow()) as api, AsyncExitStack() as stack:
        assert isinstance(api, Slow)
        for _ in range(2):
            stack.enter_context(anfang("worker", tmp_path, bot(api.base, database_url=url)))
        await all_sent(engine)

        assert heard(api) == [[str(n) for n in range(15)]] * 20
        assert api.at_once == 1


async def test_of_a_worker_that_is_killed_the_other_one_takes_over_at_once(
    url: str, engine: AsyncEngine, tmp_path: Path
) -> None:
    await fill(engine, 10, 20)
    async with bot_api(Slow()) as api, AsyncExitStack() as stack:
        settings = bot(api.base, database_url=url)
        first = stack.enter_context(anfang("worker", tmp_path, settings))
        stack.enter_context(anfang("worker", tmp_path, settings))
        await until(lambda: len(api.made("sendMessage")) >= 30)
        first.killed()
        await all_sent(engine)

        for texts in heard(api):  # what was under way may have been said twice
            assert list(dict.fromkeys(texts)) == [str(n) for n in range(20)]
            assert texts == sorted(texts, key=int)
        assert len(api.made("sendMessage")) <= 200 + 10


async def test_webhooks_in_two_processes_leave_one_answer_and_one_reply_each(
    url: str, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    async with bot_api(Slow()) as api, aiohttp.ClientSession() as session, AsyncExitStack() as s:
        assert isinstance(api, Slow)
        settings = bot(api.base, database_url=url)
        houses = [s.enter_context(anfang("serve", tmp_path / str(n), settings)) for n in range(2)]
        for house in houses:
            await house.listens()

        async def post(house: Process, update: Json) -> None:
            headers = {SECRET_HEADER: SECRET}
            while True:
                address = f"{house.address}/telegram"
                async with session.post(address, json=update, headers=headers) as answer:
                    if answer.status == 200:
                        return
                await asyncio.sleep(0.05)

        async def to_both(update: Json) -> None:
            await asyncio.gather(*(post(house, update) for house in houses))

        api.direct = to_both
        phones = [Phone(api, chat) for chat in range(1, 7)]
        await asyncio.gather(*map(answer_all, phones))
        await all_sent(engine)

        async with transaction(engine) as tx:
            logs = [view(held.interview) for held in await store.of_case(tx, world.case)]
            rows = int((await tx.execute(select(func.count(queued.c.id)))).scalar_one())
        assert [(seen.status, len(seen.answers)) for seen in logs] == [(Status.SUBMITTED, 2)] * 6
        assert [seen.folded for seen in logs] == [4] * 6  # begun, two answers, submitted
        # A row is one message; of each tap the answer is put under its question besides.
        assert len(api.made("sendMessage")) == rows
        assert len(api.made("editMessageText")) == 6 * 2
        assert api.at_once == 1


async def answer_all(phone: Phone) -> None:
    await phone.says("/start card-code")
    for label, then in (
        ("Start", "Were you greeted?"), ("Yes", "How warm"), ("5", "2 of 2"), ("Submit", "Submit"),
    ):  # fmt: skip
        await until(partial(_offers, phone, label))
        await phone.taps(label)
        await phone.sees(then)


def _offers(phone: Phone, label: str) -> bool:
    return any(label in row for shown in phone.shown for row in shown.rows)
