"""Whatever an address or a form holds, the answer is a sentence and never our mistake."""

from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from tests.web.site import Client
from tests.web_api.conftest import Ask
from tests.web_console.desks import Seat, World
from web.server import make_app
from web.services import Services

BIG = str(2**63)
CURSORS = [
    "-1",
    "+1",
    "1.0",
    "1e3",
    " 1",
    "01",
    "",
    "x",
    "١",
    BIG,
    "9" * 500,
    "null",
    "0x10",
    "1_0",
]
LIMITS = ["0", "-1", "5001", "1.5", "", "x", "9" * 400, "1_0", "٣"]


@pytest.mark.parametrize("suffix", ["", ".csv", ".xlsx"])
async def test_a_bad_cursor_or_limit_is_told_in_a_sentence(
    ask: Ask, world: World, suffix: str
) -> None:
    here = f"/cases/{world.case.id}/responses{suffix}"
    for cursor in CURSORS:
        status, answer = await ask(f"{here}?cursor={cursor.replace('+', '%2B')}")
        assert (status, answer["error"]["id"]) == (422, "console-api-query"), cursor
        assert answer["error"]["message"].startswith("cursor is the number")
    for limit in LIMITS:
        status, answer = await ask(f"{here}?limit={limit}")
        assert (status, "5000" in answer["error"]["message"]) == (422, True), limit
    status, answer = await ask(f"{here}?limit=x&cursor=y&colour=red&limit=2")
    assert status == 422
    for word in ("cursor", "limit", "colour", "once"):
        assert word in answer["error"]["message"]
    assert (await ask(f"{here}?lang=fr", language="zh"))[1]["error"]["message"].startswith("lang")


async def test_a_case_that_cannot_be_is_not_there(ask: Ask) -> None:
    for number in ("0", "-1", "9" * 19, "9" * 25, "1.0", "x", "%00", "١", "1%2F..", " 1"):
        status, answer = await ask(f"/cases/{number}/score-sheet")
        assert (status, set(answer["error"])) == (404, {"id", "message"}), number


async def test_other_methods_are_refused_as_json(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        answer = await client.request(method, "/api/v1/cases")
        assert answer.status == 405
        assert "GET" in answer.headers["Allow"]
        assert (await answer.json())["error"]["message"]


HOSTILE = [
    "\x00", "\ud800", "'; DROP TABLE cases; --<script>alert(1)</script>", "../../{{7*7}}%s%n",
    "🦜" * 500, "A" * 60_000, "-1", "9" * 400, "٣", "NaN", "\r\nX: y",
]  # fmt: skip


async def test_no_form_of_the_console_is_ever_our_mistake(home: Services, world: World) -> None:
    case = f"/console/cases/{world.case.id}"
    posts = [
        ("/console/login", ["login", "password", "next"]),
        ("/console/cases", ["zh", "en", "scheme"]),
        ("/console/tokens", ["name"]),
        ("/console/users", ["login", "name", "role"]),
        ("/console/users/disable", ["login"]),
        ("/console/users/password", ["login"]),
        (f"{case}/audit/5.2.4.3", ["met", "of", "percent", "note", "source", "do"]),
        (f"{case}/audit/5.1.1.3", ["not_applicable"]),
        (f"{case}/audit", ["text", "do", "number", "note"]),
        (f"{case}/audit-sheet/save", ["sealed"]),
        (f"{case}/interviews/{world.key}", ["verdict", "reason"]),
        (f"{case}/responses", ["format"]),
        (f"{case}/settings", ["do", "user", "move", "policy-na_rule"]),
        (f"{case}/waves", ["name", "opens", "closes"]),
        (f"{case}/cards", ["wave", "questionnaire"]),
        (f"{case}/assignments", ["wave", "outlet", "questionnaire", "opens", "scenario-zh"]),
    ]
    async with TestClient(TestServer(make_app(home))) as client:
        wang = await Seat(client).log_in("wang")
        csrf = wang.csrf
        for path, names in posts:
            for number, value in enumerate(HOSTILE):
                # Every value once in every form, in one field after the other.
                fields = {"csrf": csrf, **likely(path), names[number % len(names)]: value}
                text = "&".join(f"{quoted(k)}={quoted(v)}" for k, v in fields.items())
                answer = await client.post(
                    path, data=text, allow_redirects=False,
                    headers={"Content-Type": "application/x-www-form-urlencoded"},
                )  # fmt: skip
                assert answer.status < 500, (path, names[number % len(names)], value)
                assert "<script>alert" not in await answer.text()


def likely(path: str) -> dict[str, str]:
    """What else the form must say for the hostile field to be read at all."""
    if path.endswith("/audit"):
        return {"do": "special"}
    if path.endswith("/5.1.1.3"):
        return {"do": "not_applicable"}
    return {"role": "auditor", "verdict": "void", "opens": "2026-11-01", "closes": "2026-11-02"}


def quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


async def test_no_address_of_the_console_is_ever_our_mistake(home: Services, world: World) -> None:
    case = f"/console/cases/{world.case.id}"
    paths = ["/console/cases/{}", f"{case}/clauses/{{}}", f"{case}/interviews/{{}}",
             f"{case}/interviews/{world.key}/photos/{{}}", f"{case}/cards/{{}}",
             f"{case}/responses.{{}}", f"{case}/audit?source={{}}", f"{case}/audit?at={{}}&done=x",
             f"{case}/interviews?status={{}}", f"{case}/fieldwork?done=cards&count={{}}",
             f"{case}/audit-sheet?saved={{}}", "/console/login?next={}"]  # fmt: skip
    async with TestClient(TestServer(make_app(home))) as client:
        await Seat(client).log_in("wang")
        for path in paths:
            for value in HOSTILE:
                if len(value) > 1000:
                    value = value[:500]
                url = URL(path.format(quoted(value)), encoded=True)
                answer = await client.get(url, allow_redirects=False)
                assert answer.status < 500, (path, value)
                assert "<script>alert" not in await answer.text()
