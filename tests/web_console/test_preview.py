"""The preview: one interview in two panes, nothing in any table, saved as a transcript."""

import os
import re
import time
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, expect
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from app.wiring import chat
from db.engine import transaction
from locales import say
from surveys.load import packaged
from surveys.tables import entries, interviews
from surveys.transcripts.form import transcript
from surveys.transcripts.replay import replay
from tests.builders import tiny
from tests.web.site import Clock
from tests.web.walk import a_png
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World, services
from tests.web_console.test_browser import browser, desk
from web.console import scratch
from web.services import Services

__all__ = ["browser"]  # a fixture


@pytest.fixture
def home(engine: AsyncEngine, tmp_path: Path, clock: Clock) -> Services:
    return replace(services(engine, tmp_path, clock), chat=chat())


async def begun(
    seat: Seated, questionnaire: str = "tiny@1", login: str = "li"
) -> tuple[Seat, str]:
    """A seat before a new preview, and its address."""
    one = await seat(login)
    await one.get("/console/preview")
    await one.post("/console/preview", questionnaire=questionnaire, language="en")
    assert one.status == 303
    here = one.redirected
    await one.get(here)
    assert one.status == 200
    return one, here


async def taps(one: Seat, here: str, label: str) -> None:
    """The chat's button with *label*."""
    found = re.findall(r'<button name="data" value="([^"]+)">([^<]+)</button>', one.html)
    data = next(data for data, words in found if unescape(words) == label)
    await one.post(f"{here}/chat", data=data)
    await one.get(one.redirected)


async def answers(one: Seat, here: str, **fields: str) -> None:
    """The page's form for the question it shows."""
    await one.get(f"{here}/page")
    revision = re.search(r'name="revision" value="(\d+)"', one.html)
    question = re.search(r'name="question" value="(\w+)"', one.html)
    assert revision and question
    await one.post(f"{here}/page/answer", question=question[1], revision=revision[1], **fields)
    await one.get(one.redirected)


async def test_what_is_tapped_in_the_chat_is_answered_on_the_page_and_back(seat: Seated) -> None:
    one, here = await begun(seat)
    await taps(one, here, say("en", "button-agree"))
    assert "Were you greeted?" in one.text
    await one.get(f"{here}/page")
    assert "Were you greeted?" in one.text
    await answers(one, here, code="no")
    assert "What did you see instead?" in one.text  # in the chat
    assert "Greeting No" in one.text  # what is left so far
    assert "5.2.4.3 not met" in one.text
    await one.post(f"{here}/chat", text="He looked away.")
    await one.get(f"{here}/page")
    assert "How warm was it?" in one.text
    await one.get(here)
    await taps(one, here, "4")
    await taps(one, here, say("en", "button-submit"))
    assert "Thanks" in one.text
    await one.get(f"{here}/page")
    assert "Thanks" in one.text


async def test_what_was_played_is_saved_as_a_transcript_that_passes(seat: Seated) -> None:
    one, here = await begun(seat)
    await taps(one, here, say("en", "button-agree"))
    await answers(one, here, code="no")
    await one.post(f"{here}/chat", text="He looked away.")
    await one.get(f"{here}/transcript.yaml")
    assert one.status == 200
    saved = transcript(one.html, "saved.yaml")
    assert [exchange.act for exchange in saved.exchanges] == ["agree", "tap", "reply"]
    assert replay(tiny(), saved, "zh").failures == ()
    assert saved.expected["answers"].value == {"greeted": "no", "instead": "He looked away."}


async def test_nothing_is_written_into_any_table(seat: Seated, home: Services) -> None:
    async def rows() -> list[int]:
        async with transaction(home.engine) as tx:
            return [int((await tx.execute(select(func.count()).select_from(table))).scalar_one())
                    for table in (interviews, entries)]  # fmt: skip

    before = await rows()
    one, here = await begun(seat)
    await taps(one, here, say("en", "button-agree"))
    assert await rows() == before


async def test_a_photo_is_looked_at_and_not_kept(seat: Seated, home: Services) -> None:
    one, here = await begun(seat, "store-visit@1")
    await taps(one, here, say("en", "button-agree-place"))
    await answers(one, here, code="no_signal")
    await one.get(f"{here}/page")
    form = FormData()
    for name in ("csrf", "question", "revision"):
        found = re.search(rf'name="{name}" value="([^"]*)"', one.html)
        assert found
        form.add_field(name, found[1])
    form.add_field("photo", a_png(), filename="a.png", content_type="image/png")
    await one.send(f"{here}/page/photo", form)
    assert one.status == 303
    await one.get(f"{here}/page")
    assert "1 of 2" in one.text or "@done" in one.html
    assert not list((home.data_dir).glob("attachments/**/*.png"))


async def test_language_and_restart_work_for_both_panes(seat: Seated) -> None:
    one, here = await begun(seat)
    await taps(one, here, say("en", "button-agree"))
    await one.post(f"{here}/language", language="zh")
    await one.get(f"{here}/page")
    assert "有人问候您吗？" in one.text
    await one.get(here)
    assert "有人问候您吗？" in one.text
    await one.post(f"{here}/restart")
    await one.get(f"{here}/page")
    assert "Start" in one.text
    await one.get(f"{here}/transcript.yaml")
    assert one.status == 409


async def test_nobody_sees_the_preview_of_another(seat: Seated) -> None:
    _, here = await begun(seat)
    other, stranger = await seat("zhao"), await seat("")
    for path in (here, f"{here}/page", f"{here}/transcript.yaml"):
        await other.get(path)
        assert other.status == 404
        await stranger.get(path)
        assert stranger.status == 303
    await other.get("/console/preview")
    await other.post(f"{here}/restart")
    assert other.status == 404


async def test_a_form_without_the_sessions_token_changes_nothing(seat: Seated) -> None:
    one, here = await begun(seat)
    await one.send(f"{here}/chat", {"command": "back"})
    assert one.status == 403


async def test_a_preview_expires_and_gives_way(
    seat: Seated, home: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, here = await begun(seat)
    [file] = (home.data_dir / scratch.FOLDER).glob("*.json")
    past = time.time() - scratch.LASTS_S - 1
    os.utime(file, (past, past))
    await one.get(here)
    assert one.status == 404
    monkeypatch.setattr(scratch, "MOST_EACH", 2)
    for _ in range(4):
        await begun(seat)
    assert len(list((home.data_dir / scratch.FOLDER).glob("*.json"))) == 2
    assert not file.exists()


@pytest.mark.parametrize(("path", "fields"), [
    ("", {"questionnaire": "nothing@1"}),
    ("", {"questionnaire": "tiny@1", "language": "xx"}),
    ("/chat", {"data": "\x00junk"}),
    ("/chat", {}),
    ("/chat", {"send": "bomb", "place": "moon", "command": "sudo"}),
    ("/chat", {"text": "x" * 9000}),
    ("/chat", {"data": "a1:preview0:999999:greeted:no"}),
    ("/language", {"language": "xx"}),
    ("/page/answer", {}),
    ("/page/answer", {"question": "greeted", "revision": "1", "lat": "x", "lon": "y"}),
    ("/page/answer", {"question": "greeted", "revision": "0", "text": "late"}),
    ("/page/nonsense", {}),
    ("/page/back", {"revision": "x"}),
    ("/page/jump", {"question": "nothing"}),
])  # fmt: skip
async def test_bad_input_is_a_sentence(seat: Seated, path: str, fields: dict[str, str]) -> None:
    one, here = await begun(seat)
    await one.post(f"{here}{path}" if path else "/console/preview", **fields)
    assert one.status < 500
    await one.get(here)
    assert one.status == 200
    await one.get(f"{here}/page")
    assert one.status == 200


async def test_every_edition_can_be_chosen(seat: Seated) -> None:
    one = await seat("li")
    await one.get("/console/preview")
    for questionnaire in packaged().values():
        assert questionnaire.key in one.text


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(390, "zh-CN"), (1440, "en-GB")])
async def test_in_a_browser_both_panes_move_on_without_a_new_page(
    browser: Browser, server: TestServer, world: World, width: int, language: str
) -> None:
    async with desk(browser, server, width, language) as page:
        await page.goto("/console/preview")
        await page.locator("form", has_text="tiny@1").locator("button[value=en]").click()
        await page.wait_for_url("**/preview/*")
        await page.evaluate("window.same = true")
        frame, talk = page.frame_locator("#page"), page.locator("#talk")
        await talk.get_by_role("button", name=say("en", "button-agree")).click()
        await expect(frame.locator("h1")).to_have_text("Were you greeted?")
        await frame.locator("button[value=no]").click()
        await expect(talk).to_contain_text("What did you see instead?")
        await page.locator(".composer [name=text]").fill("He looked away.")
        await page.locator(".composer [name=text]").press("Enter")
        await expect(frame.locator("h1")).to_have_text("How warm was it?")
        assert await page.evaluate("window.same")
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0


async def test_a_preview_has_an_end(seat: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.transcripts.rehearsal.MOST_TURNS", 2)
    one, here = await begun(seat)
    for number in range(3):
        await one.post(f"{here}/chat", command="status")
        await one.get(one.redirected)
        notice = re.search(r'<p id="full"[^>]*>', one.html)
        assert notice
        assert ("hidden" in notice[0]) == (number < 2)
    await one.get(f"{here}/transcript.yaml")
    assert len(transcript(one.html, "saved.yaml").exchanges) == 2
