"""What surrounds every page: headers, cookies, languages, static files, our own mistakes."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from locales import say
from tests.builders import World
from tests.web.site import Client, Clock, Visitor, app_over
from web.errors import problem_of
from web.languages import accepted
from web.middleware import HEADERS, errors


async def test_every_answer_is_hardened(client: Client) -> None:
    for path in ("/", "/s/card-code", "/a/visit-code", "/nowhere", "/static/survey.js", "/i/%00"):
        answer = await client.get(path)

        found = {name: answer.headers.get(name) for name in HEADERS}
        assert found == HEADERS | {"Cache-Control": found["Cache-Control"]}
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in answer.headers


async def test_no_page_of_an_interview_is_stored_by_anybody(visitor: Visitor) -> None:
    answer = await visitor.client.get("/a/visit-code")
    assert answer.headers["Cache-Control"] == "no-store"
    assert [step.headers["Cache-Control"] for step in answer.history] == ["no-store"]


async def test_cookies_stay_in_the_browser_and_on_https(
    engine: AsyncEngine, world: World, tmp_path: Path, clock: Clock
) -> None:
    app = app_over(engine, tmp_path, clock, public_url="https://survey.example")
    async with TestClient(TestServer(app)) as client:
        page = await client.get("/?lang=en")
        started = await client.post("/s/card-code", data={"a": "b"}, allow_redirects=False)
        visit = await client.get("/a/visit-code")

    cookies = {**page.cookies, **started.cookies}
    assert set(cookies) == {"lang", "answering"}
    for cookie in cookies.values():
        assert cookie["httponly"] and cookie["secure"]
        assert cookie["samesite"] == "Lax"
    assert cookies["answering"]["path"] == "/s/card-code"
    assert visit.headers["Strict-Transport-Security"].startswith("max-age=")


async def test_nothing_of_a_page_comes_from_elsewhere_or_stands_inline(visitor: Visitor) -> None:
    for path in ("/", "/s/card-code", "/a/visit-code", "/nowhere"):
        html = (await visitor.go(path)).html
        assert "://" not in html.replace("http://www.w3.org/2000/svg", "")
        assert " style=" not in html and "<style" not in html
        assert " onclick=" not in html and "<script>" not in html


async def test_an_address_with_two_slashes_is_no_link_elsewhere(client: Client) -> None:
    assert client.port
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(b"GET //evil.example/x HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()

    assert answer.startswith(b"HTTP/1.1 404")
    assert b"evil.example" not in answer


async def test_a_static_file_may_be_kept_as_long_as_it_is_the_same(client: Client) -> None:
    html = await (await client.get("/")).text()
    address = html.split('rel="stylesheet" href="')[1].split('"')[0]

    kept = await client.get(address)
    asked = await client.get(address.split("?")[0])

    assert kept.content_type == "text/css"
    assert "immutable" in kept.headers["Cache-Control"]
    assert asked.headers["Cache-Control"] == "no-cache"
    assert await kept.read() == await asked.read()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("fr,zh;q=0.1,en;q=0.2", "en"),
        ("en;q=0,zh;q=0.5", "zh"),
        ("fr-FR,de", "en"),
        ("EN", "en"),
        ("*", "zh"),
        ("en;q=x,zh;q=0.1", "zh"),
        ("en;q=nan,zh;q=0.1", "zh"),
        (",;,;q=1,,zh", "zh"),
        ("en" * 100_000, "en"),
    ],
)
def test_the_language_a_phone_asks_for(header: str | None, language: str) -> None:
    assert accepted(header) == language


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("secret"), 500),
        (OperationalError("insert secret", {}, Exception("database is locked")), 503),
        (OSError(28, "No space left on device"), 503),
    ],
)
async def test_our_own_mistakes_tell_the_visitor_nothing_but_sorry(
    client: Client, error: Exception, status: int
) -> None:
    async def broken(request: web.Request) -> web.Response:
        raise error

    problem = problem_of(error)
    app = client.app
    assert app is not None
    request = _request(app)
    answer = await errors(request, broken)

    assert answer.status == problem.status == status
    assert isinstance(answer, web.Response)
    assert "secret" not in (answer.text or "")
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)


def _request(app: web.Application) -> web.Request:
    return make_mocked_request("GET", "/i/token-0000000000000001", app=app)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_name_of_ours_stands_on_a_respondents_page_even_when_something_is_wrong(
    visitor: Visitor, language: str
) -> None:
    """A shopper's screen may be seen in the store."""
    visitor.headers = {"Accept-Language": language}
    for path in ("/a/visit-code", "/s/card-code", "/a/no-such-visit", "/s/no-such-card",
                 "/i/no-such-interview", "/i/no-such-interview/status"):  # fmt: skip
        page = await visitor.go(path)
        assert page.text
        assert ("暗访" in page.text, "Anfang" in page.text) == (False, False), path
    assert say(language, "page-name") in (await visitor.go("/nowhere")).text
