"""One questionnaire, three ways to answer it, one result and one evidence."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from app.example import Player
from db.engine import make_engine, transaction
from locales import say
from surveys import store
from surveys.entries import Status, view
from surveys.evidence import observations
from surveys.load import packaged
from surveys.path import result
from surveys.questionnaire import Questionnaire
from surveys.records import Held
from surveys.values import Photos, Place, Timed, Value
from tests.bot.conftest import rigged
from tests.botapi import bot_api
from tests.builders import NOON, World, a_world, interviews, logic, moment, tiny
from tests.journeys.conftest import answers_of
from tests.walks import Given, walk_chat, walk_page
from tests.web.site import Clock, Visitor, app_over

CASES: dict[str, tuple[Questionnaire, Given]] = {
    "store-visit": (packaged()["store-visit", 1], answers_of("s05-store-visit.yaml")),
    "hotline-call": (packaged()["hotline-call", 1], answers_of("s01-hotline-call.yaml")),
    "home-service": (packaged()["home-service", 1], answers_of("s02-home-service.yaml")),
    "complaint-test": (packaged()["complaint-test", 1], answers_of("s03-complaint-test.yaml")),
    "tiny": (tiny(), {"greeted": "no", "instead": "He looked away.", "warmth": "2"}),
    "logic": (logic(), {"shown": "fees,hours", "price": "120", "bought": "2026-11-20",
                        "came": "14:05"}),
}  # fmt: skip


@asynccontextmanager
async def a_database(
    migrated: Path, folder: Path, name: str, visit: str
) -> AsyncIterator[tuple[AsyncEngine, World]]:
    """A database of its own, with a visit of this questionnaire."""
    file = folder / f"{name}.db"
    shutil.copy(migrated, file)
    engine = make_engine(f"sqlite+aiosqlite:///{file}")
    async with transaction(engine) as tx:
        world = await a_world(tx, visit=visit)
    yield engine, world
    await engine.dispose()


async def the_one(engine: AsyncEngine, world: World) -> Held:
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
    return held


def told(value: Value) -> Value:
    """Without what is the moment's own: seconds, distances, file names."""
    match value:
        case Timed():
            return replace(value, seconds=Decimal(0))
        case Place():
            return replace(value, accuracy=None)
        case Photos(attachments):
            return Photos(tuple("photo" for _ in attachments))
        case _:
            return value


def outcome(questionnaire: Questionnaire, held: Held) -> tuple[object, ...]:
    seen = view(held.interview)
    values = {id: told(value) for id, value in result(questionnaire, seen).items()}
    evidence = [(e.clause, e.source, e.outcome)
                for e in observations(questionnaire, held.interview, key="")]  # fmt: skip
    return seen.status, values, evidence


@pytest.mark.parametrize("name", CASES)
async def test_chat_page_and_engine_agree(name: str, migrated_file: Path, tmp_path: Path) -> None:
    questionnaire, answers = CASES[name]
    more = () if name in {q.id for q in packaged().values()} else (questionnaire,)

    async with a_database(migrated_file, tmp_path, "engine", name) as (engine, world):
        verbs = interviews(*more)
        async with transaction(engine) as tx:
            turn = await verbs.by_assignment_code(tx, world.assignment, "en", moment())
            await Player(verbs, answers, tmp_path, NOON).play(tx, turn)
        alone = outcome(questionnaire, await the_one(engine, world))

    async with (
        a_database(migrated_file, tmp_path, "chat", name) as (engine, world),
        bot_api() as telegram,
        aiohttp.ClientSession() as session,
    ):
        rig = rigged(engine, telegram, session, world, *more)
        telegram.direct = rig.give
        phone = rig.phone()
        await phone.says(f"/start {world.assignment}")
        agree = {text for row in phone.last.rows for text in row} & {
            say("en", "button-agree"), say("en", "button-agree-place"),
        }  # fmt: skip
        await phone.taps(agree.pop())
        await walk_chat(phone, questionnaire, answers)
        buttons = {text for row in phone.last.rows for text in row}
        await phone.taps(({say("en", "button-submit")} & buttons or
                          {say("en", "button-submit-anyway")}).pop())  # fmt: skip
        chat = outcome(questionnaire, await the_one(engine, world))

    async with (
        a_database(migrated_file, tmp_path, "page", name) as (engine, world),
        TestClient(TestServer(app_over(engine, tmp_path, Clock(), more=more))) as client,
    ):
        visitor = Visitor(client)
        await visitor.go(f"/a/{world.assignment}")
        await visitor.press("begin")
        await walk_page(visitor, questionnaire, answers)
        await visitor.press("submit")
        page = outcome(questionnaire, await the_one(engine, world))

    assert alone[0] is Status.SUBMITTED
    assert chat == alone
    assert page == alone
