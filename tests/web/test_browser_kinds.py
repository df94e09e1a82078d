"""Every kind of question on a phone with a real Chromium: with scripts, and without them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import pictures
from surveys.entries import Status
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, Attachments, Chosen, ChosenAll, Lasted, Listed, Ranked
from tests.builders import World, a_world
from tests.web.chromium import faults, phone, serving, too_small
from tests.web.hands import DOES, sign, table
from tests.web.site import Clock, app_over
from tests.web.small import small
from tests.web.walk import a_png, only, photos

pytestmark = pytest.mark.browser


def words(kind: str) -> str:
    return f"kind: {kind}, label: {{zh: 题目, en: Asked}}, text: {{zh: 怎么样？, en: How was it?}}"


ABC = (
    "options: [{code: a, label: {zh: 甲, en: Alpha}, image: a.png},"
    " {code: b, label: {zh: 乙, en: Beta}}, {code: c, label: {zh: 丙, en: A rather long Gamma}}]"
)
TOWNS = ", ".join(f"{{code: t{n}, label: {{zh: 城市{n}, en: Town {n}}}}}" for n in range(30))
ENDS = "ends: [{zh: 差, en: Poor}, {zh: 好, en: Good}]"
GRADES = ("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied")
SCALE = ", ".join(f"{{code: v{n}, label: {{zh: 满意{n}, en: {g}}}}}" for n, g in enumerate(GRADES))
REPEAT = """  - id: staff
    title: {zh: 店员, en: Staff}
    repeat: {most: 3, label: {zh: "店员 ${name}", en: "Colleague ${name}"}}
    questions:
      - {id: name, kind: text, label: {zh: 名, en: Name}, text: {zh: 叫什么？, en: Name?}}
"""
EVERY = small(
    f"{{id: agree, {words('consent')}}}",
    f"{{id: note, {words('note')}}}",
    f"{{id: one, {words('choice')}, {ABC}, image: a.png}}",
    f"{{id: town, {words('choice')}, options: [{TOWNS}]}}",
    f"{{id: some, {words('choices')}, {ABC}, least: 1, default: \"'a'\"}}",
    f"{{id: rank, {words('ranking')}, {ABC}, most: 2}}",
    f"{{id: stars, {words('rating')}, low: 1, high: 5, look: stars, {ENDS}}}",
    f"{{id: faces, {words('rating')}, low: 1, high: 5, look: faces, {ENDS}, default: '4'}}",
    f"{{id: ten, {words('rating')}, low: 0, high: 10, {ENDS}}}",
    f"{{id: named, {words('rating')}, low: 1, high: 3, {ENDS},"
    " labels: {2: {zh: 中, en: So so}}}",
    f"{{id: percent, {words('rating')}, low: 0, high: 100, {ENDS}}}",
    f"{{id: many, {words('number')}, least: 0, most: 99, unit: {{zh: 人, en: people}}}}",
    f"{{id: price, {words('money')}, currency: CNY, warning: '. > 500',"
    " warning_message: {zh: 确定吗？, en: Sure?}}",
    f"{{id: known, {words('money')}, currency: CNY, default: '5', read_only: true}}",
    f"{{id: badge, {words('text')}, size: short}}",
    f"{{id: story, {words('text')}, required: false}}",
    f"{{id: serial, {words('barcode')}}}",
    f"{{id: day, {words('date')}, default: \"'2026-11-01'\"}}",
    f"{{id: hour, {words('time')}}}",
    f"{{id: stayed, {words('duration')}}}",
    f"{{id: wait, {words('stopwatch')}, start: {{zh: 始, en: In}}, stop: {{zh: 停, en: Out}},"
    " split: {zh: 叫号, en: Called}, splits: 2}",
    f"{{id: photo, {words('photo')}, least: 2, most: 3}}",
    f"{{id: film, {words('video')}, most: 1}}",
    f"{{id: sound, {words('audio')}, most: 1}}",
    f"{{id: bill, {words('document')}, most: 1}}",
    f"{{id: sign, {words('signature')}}}",
    f"{{id: place, {words('location')},"
    " options: [{code: none, label: {zh: 无, en: No position}}]}",
    f"{{id: table, {words('matrix')}, options: [{SCALE}], rows: ["
    "{id: r1, label: {zh: 问候, en: The greeting}}, {id: r2, label: {zh: 微笑, en: The smile}}]}",
    f"{{id: points, {words('matrix')}, low: 0, high: 10, {ENDS}, required: false, rows: ["
    "{id: p1, label: {zh: 干净, en: Clean}}, {id: p2, label: {zh: 安静, en: Quiet}}]}",
    before=REPEAT,
)


@pytest.fixture
async def world(engine: AsyncEngine) -> World:
    async with transaction(engine) as tx:
        return await a_world(tx, visit="small")


@asynccontextmanager
async def site(
    engine: AsyncEngine, folder: Path, asked: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    (folder / "shelf" / "small@1").mkdir(parents=True)
    (folder / "shelf" / "small@1" / "a.png").write_bytes(a_png())
    monkeypatch.setattr(pictures, "HERE", folder / "shelf")
    async with serving(app_over(engine, folder, Clock(), more=(asked,))) as address:
        yield address


async def begin(page: Page) -> None:
    await page.goto("/a/visit-code")
    await page.locator("form[action$='/begin'] button").click()
    await page.locator("#asked").wait_for()


async def stands(page: Page) -> str | None:
    """Which question, and how far into it; None once there is none."""
    field = page.locator("input[name=question]").first
    return await field.get_attribute("value") if await field.count() else None


@pytest.mark.parametrize(
    ("scripts", "colours"), [(True, "light"), (False, "dark")], ids=["with scripts", "without"]
)
async def test_every_kind_is_answered_on_a_phone(
    browser: Browser, engine: AsyncEngine, world: World, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, scripts: bool, colours: str,
) -> None:  # fmt: skip
    wrong: dict[str, list[str]] = {}
    asked: list[str] = []
    scheme = "light" if colours == "light" else "dark"
    async with (
        site(engine, tmp_path, EVERY, monkeypatch) as address,
        phone(browser, address, scripts=scripts, colours=scheme) as page,  # type: ignore[arg-type]
    ):
        await begin(page)
        while (question := await stands(page)) is not None and len(asked) < 60:
            asked.append(question)
            if found := [*await faults(page), *await too_small(page)]:
                wrong[question] = found
            before = await page.locator("input[name=revision]").first.get_attribute("value")
            await DOES[question](page, scripts)
            old = page.locator(f"input[name=revision][value='{before}']")
            await expect(old).to_have_count(0)
        if found := [*await faults(page), *await too_small(page)]:
            wrong["summary"] = found
        await page.locator("form[action$='/submit'] button").click()
        await expect(page.locator(".receipt")).to_be_visible()

    assert wrong == {}
    assert set(asked) == DOES.keys()
    seen = await only(engine, world)
    assert seen.status is Status.SUBMITTED
    values = {str(id): value for id, value in seen.values.items()}
    assert values["rank"] == Ranked(("c", "a"))
    assert values["some"] == ChosenAll(("a",))
    assert values["faces"] == Amount(Decimal(4))
    assert values["percent"] == Amount(Decimal(77))
    assert values["stayed"] == Lasted(Decimal(750))
    assert values["r2"] == Chosen("v3")
    assert values["staff"] == Listed((1,))
    files = {one.question: one.mime for one in await photos(engine, world)}
    assert files == {
        "photo": "image/png", "film": "video/mp4", "sound": "audio/mpeg",
        "bill": "application/pdf", "sign": "image/png",
    }  # fmt: skip
    assert isinstance(values["photo"], Attachments)
    assert len(values["photo"].attachments) == 2


async def test_a_table_filled_in_without_a_network_is_sent_when_it_is_back(
    browser: Browser, engine: AsyncEngine, world: World, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rows = "rows: [{id: r1, label: {zh: 一, en: R}}, {id: r2, label: {zh: 二, en: S}}]"
    asked = small(f"{{id: table, {words('matrix')}, options: [{SCALE}], {rows}}}")
    async with (
        site(engine, tmp_path, asked, monkeypatch) as address,
        phone(browser, address) as page,
    ):
        await begin(page)
        await page.context.set_offline(True)
        await table(page, True)
        await expect(page.locator("#kept")).to_contain_text("will be sent by itself")
        await page.context.set_offline(False)
        await expect(page.locator("button[value='@next']")).to_be_visible()

    values = (await only(engine, world)).values
    assert values[QuestionId("r1")] == values[QuestionId("r2")] == Chosen("v3")


async def test_a_signature_without_a_network_stays_on_the_pad(
    browser: Browser, engine: AsyncEngine, world: World, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked = small(f"{{id: sign, {words('signature')}}}")
    async with (
        site(engine, tmp_path, asked, monkeypatch) as address,
        phone(browser, address) as page,
    ):
        await begin(page)
        await page.context.set_offline(True)
        await sign(page, True)
        await expect(page.locator("#kept")).to_contain_text("could not be sent")
        await page.context.set_offline(False)
        await page.get_by_role("button", name="Done").click()
        await expect(page.locator("#asked")).to_have_text("That was it.")

    [file] = await photos(engine, world)
    drawn = (tmp_path / (file.path or "")).read_bytes()
    assert drawn.startswith(b"\x89PNG") and len(drawn) > 1000


async def test_a_long_list_is_narrowed_down_by_typing(
    browser: Browser, engine: AsyncEngine, world: World, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked = small(f"{{id: town, {words('choice')}, options: [{TOWNS}]}}")
    async with (
        site(engine, tmp_path, asked, monkeypatch) as address,
        phone(browser, address) as page,
    ):
        await begin(page)
        await page.get_by_role("searchbox", name="Find in the list").fill("town 17")
        await expect(page.locator("button[name=code]:visible")).to_have_count(1)
        await page.get_by_role("button", name="Town 17").click()
        await expect(page.locator("#asked")).to_have_text(re.compile("That was it"))

    assert (await only(engine, world)).values[QuestionId("town")] == Chosen("t17")


async def test_what_goes_with_no_other_unticks_the_others(
    browser: Browser, engine: AsyncEngine, world: World, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    options = ABC.replace("Gamma}}", "Gamma}, exclusive: true}")
    asked = small(f"{{id: some, {words('choices')}, {options}}}")
    async with (
        site(engine, tmp_path, asked, monkeypatch) as address,
        phone(browser, address) as page,
    ):
        await begin(page)
        a, c = page.locator("[name=pick-a]"), page.locator("[name=pick-c]")
        await a.check()
        await c.check()
        await expect(a).not_to_be_checked()
        await a.check()
        await expect(c).not_to_be_checked()
