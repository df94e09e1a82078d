"""A real Chromium as a phone, and what can be measured of a page in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from aiohttp import web
from playwright.async_api import Browser, Page, ViewportSize

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PHONE = ViewportSize(width=390, height=844)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """The address of *app* on a port of its own."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@asynccontextmanager
async def phone(
    browser: Browser,
    address: str,
    *,
    language: str = "en-GB",
    scripts: bool = True,
    colours: Literal["light", "dark"] = "light",
) -> AsyncIterator[Page]:
    """A page on a phone; whatever its console complains of is a failure."""
    context = await browser.new_context(
        viewport=PHONE,
        locale=language,
        java_script_enabled=scripts,
        color_scheme=colours,
        base_url=address,
        permissions=["geolocation"],
        geolocation={"latitude": 30.5813, "longitude": 114.291, "accuracy": 12},
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield page
    await context.close()
    assert complaints == []


async def too_small(page: Page) -> list[str]:
    """What a thumb would miss: less than 48 CSS pixels either way."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("button, a:not(.skip), label:has(input)")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.innerText, e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 48 || box.width < 48)
            .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    return found


async def faults(page: Page) -> list[str]:
    """What would keep somebody from using the page: fields without a name, pictures without a
    text, boxes that lie on their words, ids twice, an order of its own for the tab key, too little
    contrast (WCAG 2, 1.4.3), or more than the width of the screen."""
    found: list[str] = await page.evaluate(FAULTS)
    return found


FAULTS = """() => {
  const found = [];
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const words = (id) => document.getElementById(id)?.textContent.trim() || "";
  const named = (e) =>
    e.getAttribute("aria-label") ||
    (e.getAttribute("aria-labelledby") || "").split(" ").map(words).join(" ").trim() ||
    [...(e.labels || [])].map((l) => l.textContent.trim()).join(" ") ||
    (e.tagName === "BUTTON" || e.tagName === "A" ? e.textContent.trim() : "");
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a, canvas, progress"))
    if (!named(e) && e.checkVisibility()) found.push(`no name: ${e.outerHTML.slice(0, 120)}`);
  for (const e of document.querySelectorAll("img:not([alt])")) found.push(`no text: ${e.src}`);
  for (const e of document.querySelectorAll("[tabindex]"))
    if (e.tabIndex > 0) found.push(`an order of its own: ${e.outerHTML.slice(0, 80)}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids.filter((id, place) => ids.indexOf(id) !== place)) found.push(`twice: ${id}`);
  for (const e of document.querySelectorAll("[aria-labelledby], [aria-describedby]"))
    for (const id of `${e.getAttribute("aria-labelledby") || ""} ${e.getAttribute("aria-describedby") || ""}`.split(" "))
      if (id && !document.getElementById(id)) found.push(`points nowhere: ${id}`);
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the screen");

  for (const e of document.querySelectorAll("label input:is([type=checkbox], [type=radio])")) {
    if (!seen(e) || getComputedStyle(e).opacity === "0") continue;
    const box = e.getBoundingClientRect();
    const texts = document.createTreeWalker(e.closest("label"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const lies = (r) => r.left < box.right && r.right > box.left && r.top < box.bottom && r.bottom > box.top;
      if (texts.currentNode.textContent.trim() && [...range.getClientRects()].some(lies))
        found.push(`a box lies on its words: ${e.closest("label").innerText}`);
    }
  }

  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour, below) => {
    brush.fillStyle = `rgb(${below.join()})`;
    brush.fillRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const ground = (e) => {
    const below = e.parentElement ? ground(e.parentElement) : [255, 255, 255];
    return rgb(getComputedStyle(e).backgroundColor, below);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !seen(e) || e.closest("[hidden], :disabled, .unseen, .skip, option")) continue;
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const back = ground(e);
    const [a, b] = [light(rgb(style.color, back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) found.push(`contrast ${ratio.toFixed(2)}: ${e.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""  # noqa: E501
