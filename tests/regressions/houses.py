"""One process with a chat, pages and a desk over a database file, and its successors on that file.

What a test left in the file is all that a later house knows: nothing else is handed on.
"""

import csv
import io
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestClient, TestServer
from openpyxl import load_workbook
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.receive import Receiver
from bot.sender import Sender
from certification import accounts
from certification.service import Cases
from certification.tables import cases
from certification.users import Role
from db.engine import make_engine, transaction
from db.group import Group
from scoring.load import scheme_named
from surveys import events as e
from surveys import store
from surveys.entries import View, view
from surveys.events import Ask
from surveys.moving import Moves, move
from surveys.questionnaire import QuestionId, Questionnaire, Rating
from surveys.records import Held
from surveys.turn import Turn
from tests.bot.conftest import Clock, Rig, rigged
from tests.botapi import BotApi
from tests.builders import NOON, World, a_world, interviews, moment
from tests.phone import Phone
from tests.web.site import Visitor
from tests.web_console.desks import Seat, password_hash
from web.server import make_app
from web.services import Services

BY = "user:1"
NUMBERS = count(1)  # so that a successor gives nothing a name that is taken
Row = dict[str, str]


@dataclass(slots=True)
class House:
    """*rig* has the bot's parts; `visitor` and `desk` come in by HTTP."""

    file: Path
    rig: Rig
    known: tuple[Questionnaire, ...]
    pages: TestServer
    leaving: AsyncExitStack

    @property
    def engine(self) -> AsyncEngine:
        return self.rig.engine

    @property
    def world(self) -> World:
        return self.rig.world

    @property
    def clock(self) -> Clock:
        return self.rig.clock

    def phone(self, chat: int = 7001, language: str = "en") -> Phone:
        return self.rig.phone(chat, language)

    async def visitor(self, language: str = "en") -> Visitor:
        """Somebody with a browser of their own."""
        browser = await self.leaving.enter_async_context(TestClient(self.pages))
        return Visitor(browser, headers={"Accept-Language": language})

    async def desk(self, language: str = "en") -> Seat:
        """Whoever administers, logged in."""
        browser = await self.leaving.enter_async_context(TestClient(self.pages))
        login = f"wang{next(NUMBERS)}"
        async with transaction(self.engine) as tx:
            await accounts.add_user(
                tx, login, "Wang", Role.ADMINISTRATOR, password_hash(), BY, NOON, language=language
            )
        seat = Seat(browser, headers={"Accept-Language": language})
        return await seat.log_in(login)

    async def responses(self, language: str = "en") -> list[Row]:
        """The export, as CSV; the same rows are in the workbook, or this fails."""
        seat, case = await self.desk(language), f"/console/cases/{self.world.case}"
        async with seat.client.get(f"{case}/responses.csv") as answer:
            assert answer.status == 200
            text = (await answer.read()).decode("utf-8-sig")
        async with seat.client.get(f"{case}/responses.xlsx") as answer:
            assert answer.status == 200
            book = load_workbook(io.BytesIO(await answer.read()))
        head, *lines = csv.reader(io.StringIO(text, newline=""))
        assert {len(line) for line in lines} <= {len(head)}
        rows = [dict(zip(head, line, strict=True)) for line in lines]
        first, *others = book["answers"].iter_rows(values_only=True)
        at = first.index("cursor")
        assert [str(one[at]) for one in others] == [row["cursor"] for row in rows]
        assert [str(one) for one in first] == head
        return rows

    async def held(self, key: str) -> Held:
        async with transaction(self.engine) as tx:
            held = await store.by_key(tx, key)
        assert held is not None
        return held

    async def only(self) -> Held:
        """The only interview of the case."""
        async with transaction(self.engine) as tx:
            [held] = await store.of_case(tx, self.world.case)
        return held

    async def seen(self) -> View:
        return view((await self.only()).interview)

    async def customer(self, *said: str) -> Turn:
        """Somebody at the card who began, and tapped or wrote so far; `.` submits."""
        async with transaction(self.engine) as tx:
            turn = await self.rig.interviews.start_from_card(
                tx, self.world.card, "en", moment(self.clock())
            )
        for one in ("", *said):
            turn = await self.says(turn, one)
        return turn

    async def says(self, turn: Turn, said: str) -> Turn:
        event = meant(turn, said)
        async with transaction(self.engine) as tx:
            now = moment(self.clock(), "page")
            return await self.rig.interviews.on_page(tx, turn.held.token, event, now)

    async def jump(self, turn: Turn, question: str) -> Turn:
        async with transaction(self.engine) as tx:
            now = moment(self.clock(), "page")
            event = e.Jumped(QuestionId(question))
            return await self.rig.interviews.on_page(tx, turn.held.token, event, now)

    async def moves(self, old: Questionnaire, new: Questionnaire) -> Moves:
        return await move(self.engine, old, new, self.world.wave, BY, moment(self.clock()))


def meant(turn: Turn, said: str) -> e.Event:
    screen = turn.effects[-1]
    if said in ("", "."):
        return e.Confirmed() if said else e.Agreed()
    if not isinstance(screen, Ask):
        return e.Replied(said)
    question = screen.question
    if question.option(said) or said[0] == "@" or isinstance(question, Rating):
        return e.Tapped(question.id, screen.revision, said)
    return e.Replied(said)


@asynccontextmanager
async def a_house(
    file: Path, telegram: BotApi, *known: Questionnaire, like: House | None = None
) -> AsyncIterator[House]:
    """The first of *known* is behind visit-code and card-code.  *like*: the house it follows."""
    engine = make_engine(f"sqlite+aiosqlite:///{file}")
    if like is None:
        async with transaction(engine) as tx:
            world = await a_world(tx, visit=known[0].id, survey=known[0].id)
            scheme = scheme_named("cct-gz-sc03@B2")
            await tx.execute(update(cases).values(scheme=scheme.key, scheme_hash=scheme.hash))
    else:
        world = like.world
    async with AsyncExitStack() as leaving, aiohttp.ClientSession() as session:
        leaving.push_async_callback(engine.dispose)
        rig = rigged(engine, telegram, session, world, *known)
        rig.interviews = playing = replace(
            interviews(*known),
            new_key=lambda: f"k{next(NUMBERS):07d}",
            new_token=lambda: f"token-{next(NUMBERS):016d}",
        )
        if like is not None:
            rig.clock.now = like.clock.now
        rig.receiver = Receiver(Group(engine), playing, rig.api, rig.clock)
        rig.sender = Sender(
            Group(engine), rig.api, playing, rig.clock,
            monotonic=rig.clock.monotonic, sleep=rig.clock.sleep, chance=lambda: 0.0,
        )  # fmt: skip
        telegram.direct = rig.give
        app = make_app(Services(
            engine=engine, group=Group(engine), interviews=playing,
            cases=Cases(scheme_named, playing.questionnaires),
            public_url="http://127.0.0.1", secret_key="s" * 44, data_dir=file.parent,
            clock=rig.clock, new_token=playing.new_token,
        ))  # fmt: skip
        pages = TestServer(app)
        await leaving.enter_async_context(pages)
        yield House(file, rig, known, pages, leaving)


@asynccontextmanager
async def after(house: House, *known: Questionnaire) -> AsyncIterator[House]:
    """The next process on the same file; it knows *known*, or what the one before knew."""
    telegram = house.rig.telegram
    async with a_house(house.file, telegram, *(known or house.known), like=house) as made:
        yield made
    house.clock.now = made.clock.now
    telegram.direct = house.rig.give
