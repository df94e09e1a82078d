"""Whether it is well, for machines."""

import re
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from db import aside, inbox, outbox
from db.engine import make_engine, transaction
from migrations import chain
from tests.builders import NOON
from tests.web.site import Client, Clock
from tests.web_console.desks import World, services
from web.health import add_routes
from web.server import make_app, make_bare
from web.services import Services


async def test_it_is_well_while_the_database_answers_and_is_migrated(client: Client) -> None:
    answer = await client.get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"status": "ok"})


async def test_it_is_not_well_on_an_old_or_broken_database(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/other.db")
    async with TestClient(TestServer(make_app(services(engine, tmp_path, Clock())))) as client:
        assert (await client.get("/healthz")).status == 503
        await chain.upgrade(engine)
        assert (await client.get("/healthz")).status == 200
    await engine.dispose()
    (tmp_path / "broken.db").write_bytes(b"not a database at all" * 1000)
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/broken.db")
    async with TestClient(TestServer(make_app(services(engine, tmp_path, Clock())))) as client:
        answer = await client.get("/healthz")
        assert (answer.status, await answer.json()) == (503, {"status": "no database"})
    await engine.dispose()


async def test_the_numbers_tell_what_waits_and_nothing_of_anybody(
    client: Client, home: Services, world: World
) -> None:
    async with transaction(home.engine) as tx:
        await outbox.put(tx, 7, [{"method": "sendMessage"}], NOON)
        await inbox.first_time(tx, 1, 5, NOON)
        await aside.put(tx, 1, 5, "KeyError")
    await client.get("/a/secret-code-of-a-shopper")
    text = await (await client.get("/metrics")).text()
    for line in (
        "anfang_outbox_waiting 1.0", "anfang_outbox_oldest_seconds 0.0",
        "anfang_updates_quarantined 1.0", 'anfang_interviews{status="submitted"} 2.0',
        "anfang_ready 1.0", "anfang_commits_failed_total 0.0",
        'anfang_interviews{status="accepted"} 1.0', 'anfang_interviews{status="new"} 0.0',
        'anfang_requests_total{method="GET",route="/a/{code}",status="404"} 1.0',
    ):  # fmt: skip
        assert line in text.splitlines(), line
    assert "secret-code" not in text
    counted = re.findall(r'^anfang_commit_seconds_bucket{le="([^"]+)"} (.+)$', text, re.MULTILINE)
    assert counted[-1][0] == "+Inf"
    assert float(counted[-1][1]) > 0


async def test_the_numbers_come_also_while_the_database_is_away(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a database at all" * 1000)
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/broken.db")
    async with TestClient(TestServer(make_app(services(engine, tmp_path, Clock())))) as client:
        answer = await client.get("/metrics")
        assert answer.status == 200
        assert "anfang_ready 0.0" in (await answer.text()).splitlines()
    await engine.dispose()


async def test_a_process_without_pages_can_be_asked_how_it_is(home: Services) -> None:
    app = make_bare(home)
    add_routes(app)
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/healthz")).status == 200
        assert "anfang_ready 1.0" in (await (await client.get("/metrics")).text()).splitlines()
