"""Three ways through one transcript: the engine alone, Telegram's stand-in, the page.

Each way ends in a log; the three must be equal in what was done, whatever the channel.  A button
is tapped only if the channel shows it; what no channel offers (a late tap, junk) is sent as
somebody with tools would send it, and must write as little as it does on the engine.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import aiohttp
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.receive import Receiver
from db.engine import make_engine, transaction
from db.group import Group
from surveys import store
from surveys.entries import Interview, Moment
from surveys.events import Ask, Effect
from surveys.records import Held
from surveys.service import Interviews
from surveys.transcripts.replay import REVIEWER, Played, Replay
from surveys.transcripts.showing import shown
from surveys.transcripts.transcript import KNOWN
from tests.bot.conftest import Clock as Moments
from tests.bot.conftest import Rig, rigged
from tests.botapi import Json, bot_api
from tests.builders import DAY, NOON, SCENARIO, World, a_world
from tests.ways_chat import Chat
from tests.ways_page import Site
from tests.web.site import Clock, Visitor, app_over
from web.services import SERVICES

CODE = "walk-code"


class Way(Protocol):
    """A channel somebody can act through."""

    async def does(self, act: str, given: Any, before: Effect | None, played: Played) -> None: ...

    async def sees(self, words: str) -> None: ...


@dataclass(slots=True)
class Under:
    """The database below a way, and what no person does: reviewing, the passing of time."""

    engine: AsyncEngine
    world: World
    interviews: Interviews
    clock: Any

    async def held(self) -> Held:
        async with transaction(self.engine) as tx:
            [held] = await store.of_case(tx, self.world.case)
        return held

    async def interview(self) -> Interview:
        return (await self.held()).interview

    async def reviewed(self, given: dict[str, str]) -> None:
        held, moment = await self.held(), Moment(self.clock(), "console")
        async with transaction(self.engine) as tx:
            await self.interviews.review(
                tx, held.key, given["verdict"], REVIEWER, given.get("reason") or "", moment
            )

    def wait(self, seconds: int) -> None:
        self.clock.now += timedelta(seconds=seconds)


async def walk(way: Way, under: Under, replay: Replay) -> Interview:
    """The whole transcript; the log it left.  What is asked must be on the channel's screen."""
    before: Effect | None = None
    for number, exchange in enumerate(replay.transcript.exchanges):
        played = replay.played[number]
        assert played is not None, f"line {exchange.line}: nobody could do it"
        given: Any = exchange.given
        if exchange.act == "wait":
            under.wait(int(given))
            continue
        if exchange.act == "review":
            await under.reviewed(given)
        else:
            await way.does(exchange.act, given, before, played)
        after = played.effects[-1] if played.effects else None
        if isinstance(after, Ask) and not same_question(before, after):
            told = shown(after, replay.questionnaire, played.language)
            await way.sees(str(told["text"]))
        before = after
    return await under.interview()


def same_question(before: Effect | None, after: Ask) -> bool:
    return isinstance(before, Ask) and before.question.id == after.question.id


def hidden(replay: Replay) -> dict[str, str]:
    """What the assignment says without anybody being asked."""
    agreed = next((one for one in replay.transcript.exchanges if one.act == "agree"), None)
    said: Any = agreed.given if agreed else None
    return dict(said.get("hidden", {})) if said else {}


@asynccontextmanager
async def a_database(
    migrated: Path, folder: Path, replay: Replay
) -> AsyncIterator[tuple[AsyncEngine, World]]:
    """A database of its own, with an assignment for the transcript's questionnaire and outlet."""
    file = folder / "walk.db"
    shutil.copy(migrated, file)
    engine = make_engine(f"sqlite+aiosqlite:///{file}")
    async with transaction(engine) as tx:
        world = await a_world(tx)
        outlet = await store.add_outlet(
            tx, client_id=world.client, code=KNOWN["outlet"], name="示例店", address="示例路 1 号",
            lat=replay.transcript.outlet[0], lon=replay.transcript.outlet[1],
        )  # fmt: skip
        await store.add_assignment(
            tx, code=CODE, wave_id=world.wave, outlet_id=outlet,
            questionnaire=replay.questionnaire.id, edition=replay.questionnaire.edition,
            scenario=SCENARIO, opens=NOON - DAY, closes=NOON + 7 * DAY, at=NOON,
            hidden=hidden(replay),
        )  # fmt: skip
    yield engine, world
    await engine.dispose()


async def in_chat(replay: Replay, migrated: Path, folder: Path) -> Interview:
    """Through Telegram's stand-in, over HTTP."""
    async with (
        a_database(migrated, folder, replay) as (engine, world),
        bot_api() as telegram,
        aiohttp.ClientSession() as session,
    ):
        rig, clock = rigged(engine, telegram, session, world, replay.questionnaire), Moments()
        # The sender's pauses must not count as the person's time.
        rig.receiver = Receiver(Group(engine), rig.interviews, rig.api, clock)
        telegram.direct = later(rig, clock)
        phone = rig.phone(language=replay.language)
        await phone.says(f"/start {CODE}")
        way = Chat(phone, (await rig.held()).key, rig.revision)
        return await walk(way, Under(engine, world, rig.interviews, clock), replay)


def later(rig: Rig, clock: Moments) -> Callable[[Json], Awaitable[Any]]:
    """Updates go straight into the bot; what it sends is due whenever the sender looks."""

    async def give(update: Json) -> None:
        rig.clock.now = max(rig.clock.now, clock.now) + timedelta(seconds=1)
        await rig.give(update)

    return give


async def on_page(replay: Replay, migrated: Path, folder: Path) -> Interview:
    """Through the page, over HTTP, with plain forms."""
    clock = Clock()
    async with a_database(migrated, folder, replay) as (engine, world):
        app = app_over(engine, folder, clock, more=(replay.questionnaire,))
        async with TestClient(TestServer(app)) as client:
            visitor = Visitor(client, headers={"Accept-Language": replay.language})
            await visitor.go(f"/a/{CODE}")
            under = Under(engine, world, app[SERVICES].interviews, clock)
            return await walk(Site(visitor, visitor.page.path), under, replay)
