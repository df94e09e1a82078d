"""The document says what the addresses do: asked with made-up values, they answer as it says."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.core.result import Ok

from certification import accounts
from db.engine import make_engine, transaction
from migrations import chain
from tests.web.site import Clock
from tests.web_console.desks import furnish, services
from web.api.routes import ENDPOINTS
from web.server import make_app

EXAMPLES = 8


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A served house in a thread of its own: its address, and its administrator's token."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def wait_for(what: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(what, loop).result()

    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/anfang.db")

    async def start() -> tuple[web.AppRunner, str]:
        await chain.upgrade(engine)
        home = services(engine, tmp_path, Clock())
        async with transaction(engine) as tx:
            world = await furnish(tx, home)
            _, token = await accounts.make_token(tx, world.users["wang"], "test", home.clock())
        runner = web.AppRunner(make_app(home))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, token

    runner, token = wait_for(start())
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", token
    wait_for(runner.cleanup())
    wait_for(engine.dispose())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_the_addresses_do_what_the_document_says(running: tuple[str, str]) -> None:
    address, token = running
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    headers = {"Authorization": f"Bearer {token}"}
    asked: set[str] = set()

    def tried(operation: Any) -> None:
        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def answers_as_described(case: Case[Any]) -> None:
            case.call_and_validate(headers=headers)

        answers_as_described()
        asked.add(operation.path)

    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        tried(found.ok())
    assert asked == {f"/api/v1{endpoint.path}" for endpoint in ENDPOINTS}
