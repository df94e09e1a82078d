"""Logging in: one sentence for every failure, slow guessing, a session of one's own."""

import pytest

from certification import accounts
from db.engine import transaction
from tests.builders import DAY
from tests.web.site import Clock
from tests.web_console.conftest import Seated
from web.services import Services


async def test_every_failure_says_the_same(seat: Seated, home: Services) -> None:
    one = await seat("")
    async with transaction(home.engine) as tx:
        await accounts.disable(tx, "zhao", "user:1", home.clock())
    said = set()
    for login, password in [("li", "wrong"), ("nobody", "x"), ("zhao", "a good long password"),
                            ("li", ""), ("x" * 500, "y"), ("\x00", "z" * 400)]:  # fmt: skip
        await one.log_in(login, password)
        assert one.status == 401
        said.add(one.text)
    assert len(said) == 1
    assert "The login or the password is not right." in said.pop()


async def test_five_wrong_passwords_make_the_name_wait_a_minute(
    seat: Seated, clock: Clock
) -> None:
    one, other = await seat(""), await seat("")
    for _ in range(5):
        assert (await one.log_in("li", "wrong")).status == 401
    assert (await one.log_in("LI ")).status == 429
    assert (await other.log_in("wang")).status == 200
    clock.now += DAY
    assert (await one.log_in("li")).status == 200


async def test_a_login_begins_a_new_session_and_a_logout_ends_it(seat: Seated) -> None:
    one = await seat("")
    await one.get("/console/login")
    before = one.csrf
    await one.post("/console/login", login="li", password="a good long password")
    await one.get("/console")
    assert one.csrf != before
    for promised in ("console=", "HttpOnly", "SameSite=Lax", "Path=/console"):
        assert promised in one.cookie
    await one.post("/console/logout")
    assert one.redirected == "/console/login"
    assert (await one.get("/console")).status == 303


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/console/cases/1", "/console/cases/1"),
        ("//evil.example/console", "/console"),
        ("https://evil.example/", "/console"),
        ("/console/../../x", "/console"),
        ("/console/login", "/console"),
        ("\\\\evil", "/console"),
        ("/console\r\nSet-Cookie: a=b", "/console"),
    ],
)
async def test_a_login_leads_only_into_the_console(seat: Seated, wanted: str, led: str) -> None:
    one = await seat("")
    await one.get("/console/login")
    await one.post("/console/login", login="li", password="a good long password", next=wanted)
    assert (one.status, one.redirected) == (303, led)


async def test_a_cookie_somebody_made_up_opens_nothing(seat: Seated) -> None:
    one = await seat("")
    for cookie in ("", "x", "gAAAAA" + "A" * 200, '{"user": 1}'):
        one.headers["Cookie"] = f'console="{cookie}"'
        assert (await one.get("/console")).status == 303
