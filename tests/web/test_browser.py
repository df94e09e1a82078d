"""The same pages in a real Chromium: with scripts, without them, and without a network."""

import re
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.entries import Answered, Status
from surveys.questionnaire import QuestionId
from surveys.values import Amount, Chosen, Place
from tests.builders import World
from tests.web.chromium import ARGS as ARGS  # the console's tests take it from here
from tests.web.chromium import PHONE, phone, serving, too_small
from tests.web.site import Clock, app_over
from tests.web.walk import a_png, log, logs, only

pytestmark = pytest.mark.browser


@pytest.fixture
async def address(
    engine: AsyncEngine, world: World, tmp_path: Path, clock: Clock
) -> AsyncIterator[str]:
    async with serving(app_over(engine, tmp_path, clock)) as found:
        yield found


async def survey(page: Page) -> None:
    """The customer's survey from the card to the receipt."""
    await page.goto("/s/card-code")
    await page.get_by_role("button", name=re.compile("^(Start|开始)$")).click()
    await page.locator("button[value=repair]").click()
    for number in range(2, 15):
        await expect(page).to_have_title(f"{number}/15")
        await page.locator(".scale button[value='4']").click()
    await page.locator("button[value='@skip']").click()
    await page.locator("form[action$='/submit'] button").click()
    await expect(page.locator(".receipt strong")).to_have_text(
        re.compile(r"[0-9a-f]{4}-[0-9a-f]{4}")
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
async def test_a_customer_answers_on_a_phone(
    browser: Browser, address: str, engine: AsyncEngine, world: World, scripts: bool
) -> None:
    async with phone(browser, address, language="zh-CN", scripts=scripts) as page:
        await survey(page)
        assert await page.locator("html").get_attribute("lang") == "zh-CN"
        await page.goto("/s/card-code")
        await expect(page.locator("main")).to_contain_text("已经评价过")

    [seen] = await logs(engine, world)
    assert seen.status is Status.SUBMITTED
    assert len(seen.answers) == 15


async def test_a_tap_without_a_network_is_kept_and_sent_once(
    browser: Browser, address: str, engine: AsyncEngine, world: World
) -> None:
    async with phone(browser, address) as page:
        await page.goto("/s/card-code")
        await page.locator("main button").click()
        await page.locator("button[value=repair]").click()
        await expect(page).to_have_title("2/15")

        await page.context.set_offline(True)
        await page.locator("button[value='3']").click()
        await expect(page.locator("#kept")).to_contain_text("will be sent by itself")
        assert QuestionId("solved") not in (await only(engine, world)).answers
        await page.context.set_offline(False)
        await expect(page).to_have_title("3/15")
        await expect(page.locator("#kept")).to_be_hidden()

    answered = [e for e in await log(engine, world) if "solved" in str(e.act)]
    assert len(answered) == 1


async def test_what_was_kept_is_sent_when_the_page_is_opened_again(
    browser: Browser, address: str, engine: AsyncEngine, world: World
) -> None:
    async with phone(browser, address) as page:
        await page.goto("/s/card-code")
        await page.locator("main button").click()
        await page.locator("button[value=repair]").click()
        await expect(page).to_have_title("2/15")
        # The answer reaches the server, its reply never reaches the phone.
        await page.route("**/answer", _lose_the_reply)
        await page.locator("button[value='5']").click()
        await expect(page.locator("#kept")).to_be_visible()
        await page.unroute("**/answer")

        await page.reload()
        await expect(page).to_have_title("3/15")
        await expect(page.locator("#notices")).to_have_text(re.compile(r"^\s*$"))
        assert await page.evaluate("localStorage.length") == 0

    answered = [e for e in await log(engine, world) if "solved" in str(e.act)]
    assert len(answered) == 1


async def test_a_visit_shares_its_place_times_a_wait_and_sends_a_photo(
    browser: Browser, address: str, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    picture = tmp_path / "counter.png"
    picture.write_bytes(a_png())
    async with phone(browser, address) as page:
        await page.goto("/a/visit-code")
        await page.get_by_role("button", name="I am at the store").click()
        await page.get_by_role("button", name="Share my place").click()
        await expect(page.locator("#notices")).to_contain_text("33 m from the outlet")
        await page.get_by_role("button", name="I am in").click()
        await expect(page.locator("[data-since]")).to_have_text(re.compile(r"^\d:\d\d$"))
        await page.get_by_role("button", name="Now").click()
        await page.get_by_role("button", name="That is right").click()
        await page.locator("input[name=text]").fill("120.5")
        await page.keyboard.press("Enter")
        await page.locator("textarea").fill("A counter full of catalogues, cards and lists, " * 2)
        await page.get_by_role("button", name="Next").click()
        await page.locator("input[type=file]").last.set_input_files(picture)
        await expect(page.locator("main")).to_contain_text("1 of 2 stored")
        await page.get_by_role("button", name="That photo is all").click()
        await page.locator("button[value='10']").click()
        await page.locator("button[value=yes]").click()
        await expect(page.get_by_role("button", name="Submit")).to_be_visible()
        changes = await page.locator(".given form button").all()
        boxes = [await change.bounding_box() for change in changes]
        assert {box["height"] for box in boxes if box} == {48}  # one line beside however many
        await page.get_by_role("button", name="Submit").click()
        await expect(page.locator(".receipt")).to_be_visible()

    values = (await only(engine, world)).values
    assert values[QuestionId("place")] == Place(30.5813, 114.291, 12.0, 33.4)
    assert values[QuestionId("overall")] == Amount(Decimal(10))
    assert values[QuestionId("friendly")] == Chosen("yes")
    entries = await log(engine, world)
    assert all(entry.moment.device_at for entry in entries if isinstance(entry.act, Answered))
    [photo] = (tmp_path / "attachments").iterdir()
    assert photo.read_bytes() == a_png()


async def test_what_a_thumb_hits_is_large_enough(browser: Browser, address: str) -> None:
    """48 CSS pixels each way, for every button of every kind of question."""
    async with phone(browser, address) as page:
        await page.goto("/s/card-code")
        small = await too_small(page)
        await page.locator("main button").click()
        small += await too_small(page)
        await page.locator("button[value=repair]").click()
        await expect(page).to_have_title("2/15")
        while await page.title() != "15/15":
            small += await too_small(page)
            before = await page.title()
            await page.locator(".scale button").last.click()
            await expect(page).not_to_have_title(before)
        small += await too_small(page)
        await page.locator("button[value='@skip']").click()
        await page.locator(".given").wait_for()
        small += await too_small(page)
        width = await page.evaluate("document.documentElement.scrollWidth")

    assert small == []
    assert width <= PHONE["width"]


async def _lose_the_reply(route: Route) -> None:
    await route.fetch()
    await route.abort()
