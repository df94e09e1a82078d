"""The console in a real Chromium: no page is wider than its screen, keys review, lines save."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from tests.web.chromium import ARGS, faults
from tests.web_console.conftest import Seated
from tests.web_console.desks import PASSWORD, World
from tests.web_console.rooms import addresses, some_data

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield made
        await made.close()


@asynccontextmanager
async def desk(
    browser: Browser, server: TestServer, width: int = 1440, language: str = "en-GB"
) -> AsyncIterator[Page]:
    """A page with wang logged in; anything the browser complains of fails the test."""
    context = await browser.new_context(
        viewport=ViewportSize(width=width, height=900),
        locale=language,
        base_url=str(server.make_url("")),
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await page.goto("/console/login")
    await page.fill("[name=login]", "wang")
    await page.fill("[name=password]", PASSWORD)
    await page.press("[name=password]", "Enter")
    await page.wait_for_url("**/console")
    yield page
    await context.close()
    assert complaints == []


SMALL = """() => [...document.querySelectorAll(
  "button, a, summary, select, input:not([type=hidden], [type=radio], [type=checkbox])")]
  .filter((e) => e.checkVisibility() && !e.closest(".skip, .unseen, iframe"))
  .filter((e) => !e.matches("p:not(.crumbs) a") || getComputedStyle(e).display !== "inline")
  .filter((e) => e.getBoundingClientRect().height < 43.5)
  .map((e) => `${e.tagName} ${e.className} ${e.innerText}: ${e.getBoundingClientRect().height}`)"""
"""What a finger would miss; a link within a sentence is as high as its line (WCAG 2, 2.5.8)."""

ALL_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
LOOKED_AT = [
    (390, "zh-CN", "light"), (390, "en-GB", "dark"), (1280, "zh-CN", "dark"),
    (1280, "en-GB", "light"),
]  # fmt: skip


@pytest.mark.parametrize(("width", "language", "colours"), LOOKED_AT)
async def test_every_page_can_be_read_and_used_at_its_width(
    browser: Browser,
    server: TestServer,
    world: World,
    seat: Seated,
    width: int,
    language: str,
    colours: Literal["light", "dark"],
) -> None:
    """Nothing wider than the screen, too pale, without a name or too small for a finger."""
    await some_data(await seat("wang"), world)
    empty = f"/console/cases/{world.empty.id}"
    found = {}
    async with desk(browser, server, width, language) as page:
        await page.emulate_media(color_scheme=colours)
        for path in [*addresses(world).values(), empty, f"{empty}/fieldwork"]:
            await page.goto(path)
            await page.evaluate(ALL_OPEN)
            found[path] = await faults(page) + (await page.evaluate(SMALL) if width == 390 else [])
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


async def test_the_score_sheet_is_printed_as_a_table_that_can_be_read(
    browser: Browser, server: TestServer, world: World
) -> None:
    async with desk(browser, server, width=700) as page:
        await page.goto(f"/console/cases/{world.case.id}")
        cell, foot = page.locator("table.score .line td").first, page.locator("table.score tfoot")
        display = "part => getComputedStyle(part).display"
        assert await cell.evaluate(display) == "block"
        await page.emulate_media(media="print")
        assert await cell.evaluate(display) == "table-cell"
        assert await foot.evaluate(display) == "table-row-group"  # not on every page
        # However long the figures, the words keep their column.
        layout = "table => getComputedStyle(table).tableLayout"
        assert await page.locator("table.score").evaluate(layout) == "fixed"


async def test_an_interview_is_reviewed_with_the_keyboard(
    browser: Browser, server: TestServer, world: World
) -> None:
    here = f"/console/cases/{world.case.id}/interviews/{world.key}"
    async with desk(browser, server) as page:
        await page.goto(here)
        await page.keyboard.press("r")
        await expect(page.locator("[name=reason]")).to_be_focused()
        await page.keyboard.type("a v r")  # words, not verdicts
        await expect(page.locator("[name=reason]")).to_have_value("a v r")
        await page.goto(here)
        await page.keyboard.press("a")
        await page.wait_for_url(f"**/cases/{world.case.id}/interviews")
        await page.goto(f"/console/cases/{world.case.id}#c-5.2.4.3")
        await page.locator("#c-5\\.2\\.4\\.3 a[href$='/clauses/5.2.4.3']").click()
        await page.locator(f"a[href*='{world.key}#q-greeted']").click()
        await expect(page.locator("#q-greeted")).to_be_in_viewport()


async def test_a_line_is_saved_in_place(
    browser: Browser, server: TestServer, world: World
) -> None:
    async with desk(browser, server) as page:
        await page.goto(f"/console/cases/{world.case.id}/audit")
        address, line = page.url, page.locator("[id='c-5.1.1.2']")
        await line.locator("[name=percent]").fill("90")
        await line.locator("[name=percent]").press("Enter")
        await expect(line).to_contain_text("Saved.")
        assert page.url == address
        await line.get_by_role("button", name="Undo").click()
        await expect(line).to_contain_text("Undone")
        await expect(line.locator("[name=percent]")).to_have_value("")
