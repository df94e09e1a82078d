"""Tokens: whose they are, what they open, when they stop."""

import pytest

from certification import accounts
from db.engine import transaction
from tests.web.site import Client
from tests.web_api.conftest import Ask
from tests.web_console.desks import World
from web.api.routes import ENDPOINTS
from web.services import Services

PATHS = [endpoint.path for endpoint in ENDPOINTS]


@pytest.mark.parametrize("path", PATHS)
async def test_every_address_wants_a_token_and_a_case_of_ones_own(
    path: str, client: Client, tokens: dict[str, str], world: World
) -> None:
    address = f"/api/v1{path}".format(case=world.case.id)

    async def status(token: str | None) -> int:
        headers = {"Authorization": token} if token is not None else {}
        return (await client.get(address, headers=headers)).status

    assert await status(f"Bearer {tokens['li']}") == 200
    assert await status(f"bearer {tokens['wang']}") == 200
    assert await status(f"Bearer {tokens['zhao']}") == (404 if "{case}" in path else 200)
    wrong = tokens["li"][:-1] + ("A" if tokens["li"][-1] != "A" else "B")
    for bad in (None, "", "Bearer", "Bearer ", f"Basic {tokens['li']}", f"Bearer {wrong}",
                tokens["li"], "Bearer \udcff"[:7], f"Bearer {tokens['li']} x"):  # fmt: skip
        assert await status(bad) == 401, bad


async def test_a_refusal_says_how_to_ask(client: Client, world: World) -> None:
    answer = await client.get("/api/v1/cases", headers={"Accept-Language": "zh-CN"})
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    error = (await answer.json())["error"]
    assert error["id"] == "console-api-no-token"
    assert "令牌" in error["message"]


async def test_only_assigned_cases_are_listed(ask: Ask, world: World) -> None:
    async def seen(login: str) -> list[int]:
        return [case["id"] for case in (await ask("/cases", login))[1]["cases"]]

    assert await seen("wang") == [world.case.id, world.empty.id, world.other.id]
    assert await seen("li") == [world.case.id, world.empty.id]
    assert await seen("zhao") == []


async def test_a_revoked_token_and_a_disabled_user_stop_at_once(
    ask: Ask, world: World, home: Services
) -> None:
    async with transaction(home.engine) as tx:
        await accounts.revoke_token(tx, world.users["zhao"], 3, home.clock())
        await accounts.disable(tx, "li", "user:1", home.clock())
    assert (await ask("/cases", "zhao"))[0] == 401
    assert (await ask("/cases", "li"))[0] == 401
    assert (await ask("/cases", "wang"))[0] == 200


async def test_a_token_opens_no_page_and_a_page_no_api(
    client: Client, tokens: dict[str, str]
) -> None:
    headers = {"Authorization": f"Bearer {tokens['wang']}"}
    answer = await client.get("/console/users", headers=headers, allow_redirects=False)
    assert answer.status == 303
