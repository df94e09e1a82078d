"""A running site, and visitors to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser, async_playwright
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from tests.builders import World, a_world
from tests.web.chromium import ARGS
from tests.web.site import Client, Clock, Visitor, app_over


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def world(engine: AsyncEngine) -> World:
    """One outlet; its assignment asks every kind of question, its card the customer's survey."""
    async with transaction(engine) as tx:
        return await a_world(tx, visit="kinds")


@pytest.fixture
async def client(
    engine: AsyncEngine, world: World, tmp_path: Path, clock: Clock
) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app_over(engine, tmp_path, clock))) as made:
        yield made


@pytest.fixture
def visitor(client: Client) -> Visitor:
    return Visitor(client)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield made
        await made.close()
