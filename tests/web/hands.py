"""What a person does at each kind of question, in a browser with scripts or without."""

from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, Page, expect

from tests.web.walk import MP3, MP4, PDF, a_png

Does = Callable[[Page, bool], Awaitable[None]]  # the page, and whether its scripts run


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
