"""The console in a real Chromium: no page is wider than its screen, keys review, lines save."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from tests.web.test_browser import ARGS
from tests.web_console.desks import PASSWORD, World

pytestmark = pytest.mark.browser

TABS = ("", "/audit", "/audit-sheet", "/interviews", "/characteristics", "/fieldwork", "/pull",
        "/settings", "/outcomes", "/visits/1")  # fmt: skip


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


@pytest.mark.parametrize(("width", "language"), [(390, "zh-CN"), (390, "en-GB"), (1440, "zh-CN")])
async def test_no_page_is_wider_than_its_screen(
    browser: Browser, server: TestServer, world: World, width: int, language: str
) -> None:
    case = f"/console/cases/{world.case.id}"
    pages = ["/console", "/console/users", "/console/tokens", f"{case}/cards/{world.wave}",
             f"{case}/interviews/{world.key}", *(case + tab for tab in TABS)]  # fmt: skip
    async with desk(browser, server, width, language) as page:
        for path in pages:
            await page.goto(path)
            wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, path


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
