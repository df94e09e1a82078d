"""The same house, with tokens."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from certification import accounts
from db.engine import transaction
from tests.web.site import Client, Clock
from tests.web_console.desks import World, furnish, services
from web.server import make_app
from web.services import Services

Ask = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
def home(engine: AsyncEngine, tmp_path: Path) -> Services:
    return services(engine, tmp_path, Clock())


@pytest.fixture
async def world(home: Services) -> World:
    async with transaction(home.engine) as tx:
        return await furnish(tx, home)


@pytest.fixture
async def client(home: Services, world: World) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(home))) as made:
        yield made


@pytest.fixture
async def tokens(home: Services, world: World) -> dict[str, str]:
    """A token of everybody."""
    async with transaction(home.engine) as tx:
        return {
            login: (await accounts.make_token(tx, user, "test", home.clock()))[1]
            for login, user in world.users.items()
        }


@pytest.fixture
def ask(client: Client, tokens: dict[str, str]) -> Ask:
    """``await ask("/cases", "li")`` -> (status, JSON)."""

    async def asked(path: str, login: str = "li", language: str = "en") -> tuple[int, Any]:
        headers = {"Accept-Language": language, "Authorization": f"Bearer {tokens[login]}"}
        answer = await client.get(f"/api/v1{path}", headers=headers)
        return answer.status, await answer.json()

    return asked
