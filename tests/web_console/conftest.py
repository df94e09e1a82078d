"""A house with people in it, shared by the tests of the console."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from tests.web.site import Clock
from tests.web_console.desks import Seat, World, furnish, services
from web.server import make_app
from web.services import Services

Seated = Callable[[str], Awaitable[Seat]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(engine: AsyncEngine, tmp_path: Path, clock: Clock) -> Services:
    return services(engine, tmp_path, clock)


@pytest.fixture
async def world(home: Services) -> World:
    async with transaction(home.engine) as tx:
        return await furnish(tx, home)


@pytest.fixture
async def server(home: Services, world: World) -> AsyncIterator[TestServer]:
    made = TestServer(make_app(home))
    async with made:
        yield made


@pytest.fixture
async def seat(server: TestServer) -> AsyncIterator[Seated]:
    """A seat by login; "" for somebody who is not logged in.  Each has a browser of their own."""
    async with AsyncExitStack() as open_clients:

        async def take(login: str) -> Seat:
            client = await open_clients.enter_async_context(TestClient(server))
            one = Seat(client)
            return await one.log_in(login) if login else one

        yield take
