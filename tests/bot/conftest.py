"""A bot with its real parts and a stand-in for Telegram; time moves only when a test says so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.api import Api
from bot.receive import Receiver, Verdict
from bot.sender import Sender
from db.engine import transaction
from db.group import Group
from db.tables import outbox
from surveys import store
from surveys.entries import View, view
from surveys.questionnaire import Questionnaire
from surveys.records import Held
from surveys.service import Interviews
from surveys.tables import entries
from tests.botapi import TOKEN, BotApi, Json, bot_api
from tests.builders import NOON, World, a_world, interviews, tiny
from tests.phone import Phone


@dataclass(slots=True)
class Clock:
    """Wall and monotonic time in one; sleeping only moves it."""

    now: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def monotonic(self) -> float:
        return (self.now - NOON).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class Rig:
    """The parts of a running bot, and questions to its database."""

    engine: AsyncEngine
    telegram: BotApi
    api: Api
    interviews: Interviews
    receiver: Receiver
    sender: Sender
    clock: Clock
    world: World

    def phone(self, chat: int = 7001, language: str = "en") -> Phone:
        return Phone(self.telegram, chat, language)

    async def give(self, update: Json) -> Verdict:
        """One update all the way: taken, replied to, taps answered."""
        verdict = await self.receiver.take(update)
        await self.sender.drain()
        await self.receiver.close()
        return verdict

    async def held(self, chat: int = 7001) -> Held:
        async with transaction(self.engine) as tx:
            person = await store.known_person(tx, chat)
            assert person is not None
            assert person.interview_id is not None
            held = await store.by_id(tx, person.interview_id)
            assert held is not None
            return held

    async def view(self, chat: int = 7001) -> View:
        return view((await self.held(chat)).interview)

    async def revision(self, chat: int = 7001) -> int:
        return (await self.held(chat)).interview.revision

    async def entries(self) -> int:
        return int(await self.scalar(select(func.count()).select_from(entries)))

    async def outbox(self) -> dict[str, int]:
        """How many messages are in each state."""
        async with transaction(self.engine) as tx:
            found = select(outbox.c.state, func.count()).group_by(outbox.c.state)
            return {row[0]: row[1] for row in await tx.execute(found)}

    async def scalar(self, found: Select[Any]) -> Any:
        async with transaction(self.engine) as tx:
            return (await tx.execute(found)).scalar_one()


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with bot_api() as api:
        yield api


def rigged(
    engine: AsyncEngine, telegram: BotApi, session: aiohttp.ClientSession, world: World,
    *more: Questionnaire,
) -> Rig:  # fmt: skip
    clock, verbs = Clock(), interviews(*more)
    api = Api(session, TOKEN, telegram.base, patience=15)
    receiver = Receiver(Group(engine), verbs, api, clock)
    sender = Sender(
        Group(engine), api, verbs, clock,
        monotonic=clock.monotonic, sleep=clock.sleep, chance=lambda: 0.0,
    )  # fmt: skip
    return Rig(engine, telegram, api, verbs, receiver, sender, clock, world)


@pytest.fixture
async def rig(engine: AsyncEngine, telegram: BotApi) -> AsyncIterator[Rig]:
    """Updates go straight into the receiver; a visit with three questions waits at visit-code."""
    async with transaction(engine) as tx:
        world = await a_world(tx, visit="tiny")
    async with aiohttp.ClientSession() as session:
        made = rigged(engine, telegram, session, world, tiny())
        telegram.direct = made.give
        yield made
        await made.api.close()


@pytest.fixture
async def visit(engine: AsyncEngine, telegram: BotApi) -> AsyncIterator[Rig]:
    """The same with the whole store visit behind visit-code."""
    async with transaction(engine) as tx:
        world = await a_world(tx)
    async with aiohttp.ClientSession() as session:
        made = rigged(engine, telegram, session, world)
        telegram.direct = made.give
        yield made
        await made.api.close()
