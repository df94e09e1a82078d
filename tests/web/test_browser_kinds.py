"""Every kind of question on a phone with a real Chromium: with scripts, and without them."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import pictures
from surveys.entries import Status
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, Attachments, Chosen, ChosenAll, Lasted, Listed, Ranked
from tests.builders import World, a_world
from tests.web.chromium import faults, phone, serving, too_small
from tests.web.site import Clock, app_over
from tests.web.small import small
from tests.web.walk import MP3, MP4, PDF, a_png, only, photos

pytestmark = pytest.mark.browser

Does = Callable[[Page, bool], Awaitable[None]]


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


def tap(code: str) -> Does:
    async def does(page: Page, scripts: bool) -> None:
        await page.locator(f"button[name=code][value='{code}']").first.click()

    return does


def fill(**fields: str) -> Does:
    async def does(page: Page, scripts: bool) -> None:
        for name, text in fields.items():
            await page.locator(f"[name={name}]").fill(text)
        await page.locator("form.typed button.wide").first.click()

    return does


def send(name: str, body: bytes, kind: str) -> Does:
    async def does(page: Page, scripts: bool) -> None:
        file = FilePayload(name=name, mimeType=kind, buffer=body)
        await page.locator(".files input[type=file]").last.set_input_files(file)
        if not scripts:
            await page.locator(".files .send").click()

    return does


async def go_on(page: Page, scripts: bool) -> None:
    await page.locator("form[data-step] button.wide").first.click()


async def price(page: Page, scripts: bool) -> None:
    sure = page.locator("button[value='@sure']")
    await (sure.click() if await sure.count() else fill(text="600")(page, scripts))


async def rank(page: Page, scripts: bool) -> None:
    """C before A, by the keyboard alone where there are buttons for it."""
    if scripts:
        up = page.get_by_role("button", name="Up: A rather long Gamma", exact=True)
        await up.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("[data-said]")).to_have_text("A rather long Gamma: place 2 of 3")
        await expect(up).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(up).to_be_disabled()
        await page.get_by_role("button", name="Down: A rather long Gamma", exact=True).click()
        await expect(page.locator("[data-said]")).to_have_text("A rather long Gamma: place 2 of 3")
        await expect(page.locator(".ranked li").nth(1)).to_contain_text("Gamma")
        await up.click()
    else:
        await page.locator("[name=place-1]").select_option("c")
        await page.locator("[name=place-2]").select_option("a")
    await page.locator("form.ranking > button.wide").click()


async def wait(page: Page, scripts: bool) -> None:
    for code in ("@split", "@stop", "@start", "@right"):
        button = page.locator(f"button[value='{code}']")
        if await button.count() and not (
            code == "@split" and await page.locator(".splits").count()
        ):
            await button.click()
            return


async def photo(page: Page, scripts: bool) -> None:
    done = page.locator("button[value='@done']")
    stored = await page.locator(".previews ~ *, .answers > p").count()
    body = a_png(stored)
    await (done.click() if await done.count() else send("a.png", body, "image/png")(page, scripts))


async def sign(page: Page, scripts: bool) -> None:
    if not scripts:
        await expect(page.locator("canvas")).to_be_hidden()
        await send("a.png", a_png(), "image/png")(page, scripts)
        return
    done = page.get_by_role("button", name="Done")
    await done.click()
    await expect(page.locator("#notices")).to_contain_text("still empty")
    box = await page.locator("canvas").bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 30, box["y"] + 30)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 200, box["y"] + 90, steps=5)
    await page.mouse.up()
    await done.click()


async def table(page: Page, scripts: bool) -> None:
    for row in ("r1", "r2"):
        await page.locator(f"input[name=row-{row}][value=v3]").check(force=True)
    await go_on_table(page, scripts)


async def go_on_table(page: Page, scripts: bool) -> None:
    await page.locator("form.matrix > button.wide").click()


DOES: dict[str, Does] = {
    "name.1": fill(text="Li"), "staff": tap("@done"), "agree": tap("yes"), "note": tap("@next"),
    "one": tap("b"), "town": tap("t29"), "some": go_on, "rank": rank, "stars": tap("4"),
    "faces": tap("@keep"), "ten": tap("10"), "named": tap("2"), "percent": fill(text="77"),
    "many": fill(text="3"), "price": price, "known": tap("@next"), "badge": fill(text="X-17"),
    "story": tap("@skip"), "serial": fill(text="SN 1"), "day": go_on, "hour": fill(text="14:05"),
    "stayed": fill(minutes="12", seconds="30"), "wait": wait, "photo": photo,
    "film": send("a.mp4", MP4, "video/mp4"), "sound": send("a.mp3", MP3, "audio/mpeg"),
    "bill": send("a.pdf", PDF, "application/pdf"), "sign": sign, "place": tap("none"),
    "r1": table, "p1": go_on_table, "last": tap("@next"),
}  # fmt: skip


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
