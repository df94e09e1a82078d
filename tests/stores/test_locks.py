"""The lock is the interview: chat, page and other processes meet there, and nobody else waits."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine, transaction
from migrations import chain
from surveys import events as e
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from surveys.values import Chosen
from tests.builders import a_world, interviews, moment, tiny
from tests.conftest import fresh_database

SOON = 0.3  # seconds: long enough for whoever need not wait


@pytest.fixture
async def engines(postgres_url: str) -> AsyncIterator[list[AsyncEngine]]:
    async with fresh_database(postgres_url) as url:
        made = [make_engine(url), make_engine(url)]
        await chain.upgrade(made[0])
        async with transaction(made[0]) as tx:
            await a_world(tx, visit="tiny", survey="tiny")
        yield made
        for engine in made:
            await engine.dispose()


def greeted(code: str) -> e.Tapped:
    return e.Tapped(QuestionId("greeted"), 1, code)


async def begun(engine: AsyncEngine, service: Interviews, chat: int) -> tuple[str, str]:
    """Key and token of an interview of this chat, begun."""
    async with transaction(engine) as tx:
        turn = await service.by_code_in_chat(tx, "card-code", chat, "en", moment())
        await service.tapped(tx, chat, turn.held.key, e.Agreed(), moment())
    return turn.held.key, turn.held.token


async def test_the_page_in_one_process_waits_for_the_chat_in_another(
    engines: list[AsyncEngine],
) -> None:
    one, other = engines
    service = interviews(tiny())
    key, token = await begun(one, service, 7001)

    async def by_page() -> e.Effect:
        async with transaction(other) as tx:
            turn = await service.on_page(tx, token, greeted("no"), moment(channel="page"))
            return turn.effects[0]

    async with transaction(one) as tx:
        await service.tapped(tx, 7001, key, greeted("yes"), moment())
        waiting = asyncio.create_task(by_page())
        await asyncio.wait({waiting}, timeout=SOON)
        assert not waiting.done()

    # It sees the answer that came first, and changes nothing.
    label = tiny()[QuestionId("greeted")].label
    assert await waiting == e.Say("already-answered", {"label": label})
    async with transaction(other) as tx:
        seen = (await service.on_page(tx, token, e.Opened(), moment(channel="page"))).view
    assert seen.answers[QuestionId("greeted")].value == Chosen("yes")


async def test_another_interview_of_the_same_outlet_does_not_wait(
    engines: list[AsyncEngine],
) -> None:
    one, other = engines
    service = interviews(tiny())
    key, _ = await begun(one, service, 7001)
    _, token = await begun(one, service, 7002)

    async with transaction(one) as tx:
        await service.tapped(tx, 7001, key, e.Opened(), moment())
        async with asyncio.timeout(10), transaction(other) as tx2:
            turn = await service.on_page(tx2, token, greeted("no"), moment(channel="page"))
            assert QuestionId("greeted") in turn.view.answers
