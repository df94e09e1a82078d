"""Makes the README's pictures from a running demo:  python -m docs.pictures.make

Starts ``anfang demo`` in a temporary folder with a stand-in for Telegram, holds the beginning of
a visit in the chat, opens the survey page and the score sheet, and takes three screenshots.
Needs the developers' packages and Debian's chromium, fonts-noto-cjk, fonts-noto-color-emoji.
"""

import asyncio
import html
import os
import re
import signal
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, ViewportSize, async_playwright

from certification.outlet_sheet import read_outlets
from locales import pick, say
from surveys.load import packaged
from tests.botapi import TOKEN, Shown, bot_api
from tests.phone import Phone

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = ROOT / "examples" / "appliance-retailer"
PORT = "18080"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
VISIT = packaged()["store-visit", 2]


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as telegram, async_playwright() as playwright:
            environment = {
                **os.environ,
                "ANFANG_DATA_DIR": folder,
                "ANFANG_PORT": PORT,
                "ANFANG_BOT_TOKEN": TOKEN,
                "ANFANG_BOT_API_BASE": telegram.base,
            }
            demo = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "app", "demo",
                cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            try:
                said = await until_serving(demo)
                await survey(browser, said["customer"])
                await sheet(browser, said["console"], said["login"], said["password"])
                await chat(browser, Phone(telegram), said["shopper"].rsplit("/", 1)[1])
            finally:
                await browser.close()
                demo.send_signal(signal.SIGTERM)
                await demo.wait()


async def until_serving(demo: asyncio.subprocess.Process) -> dict[str, str]:
    """The addresses and the login that the demo prints."""
    assert demo.stdout is not None
    text = ""
    async with asyncio.timeout(120):
        while "Ctrl-C" not in text:
            text += (await demo.stdout.readline()).decode()
    found = {
        "shopper": r"(http\S+/a/\S+)",
        "customer": r"(http\S+/s/\S+)",
        "console": r"(http\S+/console)",
        "login": r"login (\S+)",
        "password": r"password (\S+)",
    }
    return {name: m[1] for name, pattern in found.items() if (m := re.search(pattern, text))}


async def survey(browser: Browser, link: str) -> None:
    page = await browser.new_page(viewport=PHONE, device_scale_factor=2, locale="en-GB")
    await page.goto(link)
    await page.get_by_role("button", name="Start").click()
    await page.get_by_role("button", name="A repair or maintenance").click()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=HERE / "survey.png")
    await page.close()


async def sheet(browser: Browser, console: str, login: str, password: str) -> None:
    page = await browser.new_page(viewport=DESK, device_scale_factor=1.5, locale="en-GB")
    await page.goto(f"{console}/login")
    await page.fill("input[name=login]", login)
    await page.fill("input[name=password]", password)
    await page.keyboard.press("Enter")
    await page.wait_for_load_state("networkidle")
    await page.goto(f"{console}/cases/1")
    await page.screenshot(path=HERE / "score-sheet.png")
    await page.close()


async def chat(browser: Browser, phone: Phone, code: str) -> None:
    """The first minutes of a visit; what both sides said, drawn as a chat."""
    lines: list[str] = []

    async def told(what: str) -> None:
        await asyncio.sleep(2)  # all replies to one message
        lines.append(f'<p class="me">{html.escape(what)}</p>')
        lines.extend(bubble(shown) for shown in phone.new)

    await phone.says(f"/start {code}")
    await told(f"/start {code[:4]}…")
    await phone.taps(say("en", "button-agree-place"))
    await told(say("en", "button-agree-place"))
    await phone.shares(*place_of(lines))
    await told("📍")
    nobody = pick(VISIT.get("wait").options[0].label, "en")  # type: ignore[union-attr]
    await phone.taps(nobody)
    await told(nobody)
    await phone.says("hello?")
    await told("hello?")

    page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
    style = (HERE / "chat.css").read_text("utf-8")
    await page.set_content(f"<style>{style}</style><main>{''.join(lines)}</main>")
    await page.screenshot(path=HERE / "chat.png")
    await page.close()


def place_of(lines: list[str]) -> tuple[float, float]:
    """Where the outlet of the briefing is."""
    sheet = read_outlets((EXAMPLE / "outlets.xlsx").read_bytes())
    here = next(outlet for outlet in sheet.outlets if f"Outlet {outlet.code}," in "".join(lines))
    assert here.lat is not None
    assert here.lon is not None
    return here.lat + 0.0003, here.lon


def bubble(shown: Shown) -> str:
    text = html.escape(shown.text).replace("\n", "<br>")
    rows = "".join(
        "<div class='keys'>" + "".join(f"<b>{html.escape(key)}</b>" for key in row) + "</div>"
        for row in shown.rows
    )
    return f'<div class="bot"><p>{text}</p>{rows}</div>'


if __name__ == "__main__":
    asyncio.run(main())
