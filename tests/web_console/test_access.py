"""Who may open what: every route of the console, each for everybody."""

import re

import pytest
from aiohttp.test_utils import TestServer

from certification import accounts
from certification import store as certification
from certification.users import Role
from db.engine import transaction
from tests.web_console.conftest import Seated
from tests.web_console.desks import PHOTO, SHOPPER, World
from web.services import Services

CASE = "/console/cases/{case}"
EDITIONS = "from=tiny@1&to=tiny@2"  # between which a wave's interviews are looked at
OPEN = {"GET /console/login", "POST /console/login"}
ANYBODY = {
    "GET /console", "POST /console/logout", "GET /console/tokens", "POST /console/tokens",
    "POST /console/tokens/{token}/revoke", "GET /console/preview", "POST /console/preview",
}  # fmt: skip
PREVIEW = "/console/preview/{token}"
OWN = {  # whoever began it, and nobody else
    f"GET {PREVIEW}", f"GET {PREVIEW}/page{{rest}}", f"POST {PREVIEW}/page/{{act}}",
    f"POST {PREVIEW}/chat", f"POST {PREVIEW}/language", f"POST {PREVIEW}/restart",
    f"GET {PREVIEW}/transcript.yaml",
}  # fmt: skip
MEMBERS = {
    f"GET {CASE}", f"GET {CASE}/clauses/{{clause}}", f"GET {CASE}/audit", f"POST {CASE}/audit",
    f"POST {CASE}/audit/{{clause}}", f"GET {CASE}/audit-sheet", f"GET {CASE}/audit-sheet.xlsx",
    f"POST {CASE}/audit-sheet", f"POST {CASE}/audit-sheet/save", f"GET {CASE}/interviews",
    f"GET {CASE}/interviews/{{key}}", f"POST {CASE}/interviews/{{key}}",
    f"GET {CASE}/interviews/{{key}}/photos/{{photo}}", f"GET {CASE}/characteristics",
    f"GET {CASE}/opinions",
    f"GET {CASE}/visits/{{visit}}",
    f"GET {CASE}/outcomes", f"GET {CASE}/outcomes.{{format}}",
    f"GET {CASE}/fieldwork", f"GET {CASE}/cards/{{wave}}", f"GET {CASE}/pull",
    f"GET {CASE}/responses.{{format}}", f"POST {CASE}/responses",
    f"GET {CASE}/score-sheet.{{format}}", f"GET {CASE}/answers.{{format}}",
    f"GET {CASE}/bundle.zip", f"GET {CASE}/self-assessment",
    f"GET {CASE}/timing.{{format}}",
}  # fmt: skip
ADMINISTRATORS = {
    "GET /console/quarantine", "POST /console/quarantine",
    "POST /console/cases", "GET /console/users", "POST /console/users",
    "POST /console/users/password", "POST /console/users/disable", f"GET {CASE}/settings",
    f"POST {CASE}/settings", f"POST {CASE}/outlets", f"POST {CASE}/waves", f"POST {CASE}/cards",
    f"POST {CASE}/assignments", f"POST {CASE}/visits/{{visit}}", f"POST {CASE}/quotas",
    f"GET {CASE}/waves/{{wave}}/edition",
    f"POST {CASE}/waves/{{wave}}/edition",
    f"GET {CASE}/waves/{{wave}}/quota", f"POST {CASE}/waves/{{wave}}/quota",
}  # fmt: skip


def filled(route: str, world: World) -> tuple[str, str]:
    method, path = route.split()
    path = path.format(
        case=world.case.id, clause="5.2.4.3", key=world.key, photo=PHOTO, wave=world.wave,
        format="csv", token=10_000_000, rest="", act="begin", visit=world.visit,
    )  # fmt: skip
    return method, path


def test_the_table_names_every_route(server: TestServer) -> None:
    routes = {
        f"{route.method} {route.resource.canonical}"
        for route in server.app.router.routes()
        if route.resource and route.method != "HEAD"
        and route.resource.canonical.startswith("/console")
    }  # fmt: skip
    assert routes == OPEN | ANYBODY | OWN | MEMBERS | ADMINISTRATORS


async def test_strangers_are_led_to_the_login(seat: Seated, world: World) -> None:
    nobody = await seat("")
    for route in sorted(ANYBODY | OWN | MEMBERS | ADMINISTRATORS):
        method, path = filled(route, world)
        await (nobody.get(path) if method == "GET" else nobody.post(path))
        assert (nobody.status, nobody.redirected[:15]) == (303, "/console/login?"[:15]), route


async def test_another_auditor_learns_of_no_case(seat: Seated, world: World) -> None:
    zhao = await seat("zhao")
    assert "client" not in zhao.text
    for route in sorted(MEMBERS):
        method, path = filled(route, world)
        await (zhao.get(path) if method == "GET" else zhao.post(path, do="save", met="1"))
        assert zhao.status == 404, route
        assert "First" not in zhao.html, route
    absent = await zhao.get("/console/cases/999999999999")
    there = await zhao.get(f"/console/cases/{world.case.id}")
    assert absent.text == there.text


async def test_an_auditor_administers_nothing(seat: Seated, world: World) -> None:
    li = await seat("li")
    for route in sorted(ADMINISTRATORS):
        method, path = filled(route, world)
        await (li.get(path) if method == "GET" else li.post(path))
        assert li.status == 403, route


@pytest.mark.parametrize("login", ["li", "wang"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_opens_for_those_it_is_for(
    seat: Seated, world: World, login: str, language: str
) -> None:
    one = await seat(login)
    routes = ANYBODY | MEMBERS | (ADMINISTRATORS if login == "wang" else set())
    for route in sorted(routes):
        method, path = filled(route, world)
        if method == "GET" and PHOTO not in path:
            more = f"&{EDITIONS}" if path.endswith("/edition") else ""
            await one.get(f"{path}?lang={language}{more}")
            assert one.status == 200, route
            assert SHOPPER not in one.html, route
    for tab in (
        "",
        "/audit",
        "/interviews",
        "/characteristics",
        "/opinions",
        "/fieldwork",
        "/pull",
    ):
        await one.get(f"/console/cases/{world.empty.id}{tab}?lang={language}")
        assert one.status == 200, tab


async def test_the_links_of_shoppers_are_for_administrators(seat: Seated, world: World) -> None:
    li, wang = await seat("li"), await seat("wang")
    page = f"/console/cases/{world.case.id}/fieldwork"
    assert world.assignment in (await wang.get(page)).html
    assert world.assignment not in (await li.get(page)).html


async def test_a_form_without_the_sessions_token_changes_nothing(
    seat: Seated, world: World, home: Services
) -> None:
    wang, stranger = await seat("wang"), await seat("li")
    for route in sorted(ANYBODY | OWN | MEMBERS | ADMINISTRATORS):
        method, path = filled(route, world)
        if method == "POST":
            for token in ("", stranger.csrf, "é"):
                fields = {"csrf": token, "login": "new", "role": "auditor", "do": "save"}
                assert (await wang.send(path, fields)).status == 403, route
    assert (await wang.get("/console")).status == 200  # not even logged out
    async with transaction(home.engine) as tx:
        assert await certification.log(tx, world.case.id) == []
        assert len(await certification.all_users(tx)) == 3


async def test_a_form_of_another_site_is_refused(seat: Seated) -> None:
    wang = await seat("wang")
    wang.headers["Sec-Fetch-Site"] = "cross-site"
    assert (await wang.post("/console/tokens", name="theirs")).status == 403


async def test_who_is_disabled_is_out_at_the_next_request(
    seat: Seated, world: World, home: Services
) -> None:
    li = await seat("li")
    async with transaction(home.engine) as tx:
        await accounts.disable(tx, "li", "user:1", home.clock())
    await li.get(f"/console/cases/{world.case.id}")
    assert (li.status, li.redirected) == (
        303,
        f"/console/login?next=/console/cases/{world.case.id}",
    )
    assert (await li.log_in("li")).status == 401


async def test_a_changed_role_holds_from_the_next_request(
    seat: Seated, world: World, home: Services
) -> None:
    wang = await seat("wang")
    async with transaction(home.engine) as tx:
        await certification.change_user(tx, world.users["wang"].id, role=Role.AUDITOR.value)
    assert (await wang.get("/console/users")).status == 403
    assert (await wang.get(f"/console/cases/{world.case.id}")).status == 404


async def test_a_new_password_ends_what_was_open(seat: Seated, world: World) -> None:
    wang, li = await seat("wang"), await seat("li")
    await wang.post("/console/users/password", login="li")
    new = re.search(r'readonly value="([^"]+)"', wang.html)
    assert new is not None
    assert (await li.get("/console")).status == 303
    assert (await li.log_in("li", new[1])).status == 200
