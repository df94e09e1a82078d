"""What holds of every page of the console, in both languages, with data and without."""

import re
from html.parser import HTMLParser

import pytest

from locales import LANGUAGES, TAGS, ids
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from tests.web_console.rooms import addresses, shown, some_data

EMPTY = ("", "/clauses/5.2.4.3", "/self-assessment", "/audit", "/interviews", "/characteristics",
         "/opinions", "/fieldwork", "/outcomes", "/pull", "/settings")  # fmt: skip
VOID = {"input", "meta", "link", "br", "img", "hr", "rect", "path", "line", "circle"}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class Read(HTMLParser):
    """A page as somebody hears it: its language, its title, its fields without a label."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[dict[str, str]] = []
        self.title, self.language = "", ""
        self.tags: list[str] = []
        self.nameless: list[str] = []
        self.labelled: set[str] = set(re.findall(r'<label for="([^"]+)"', html))
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs} | {"tag": tag}
        self.tags.append(tag)
        if tag == "html":
            self.language = found["lang"]
        if tag in ("input", "select", "textarea") and found.get("type") != "hidden":
            inside = any(one["tag"] == "label" for one in self.open)
            if not inside and "aria-label" not in found and found.get("id") not in self.labelled:
                self.nameless.append(found.get("name", tag))
        if tag not in VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1]["tag"] == "title":
            self.title += data
        elif not any("lang" in one and one["tag"] != "html" for one in self.open):
            self.words.append(data)


def test_every_page_is_looked_at(world: World) -> None:
    patterns = {re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", path) for path in shown()}
    assert patterns == set(addresses(world))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_page_says_what_it_is_in_one_language_and_names_its_fields(
    seat: Seated, world: World, language: str
) -> None:
    wang = await seat("wang")
    await some_data(wang, world)
    wang.headers = {"Accept-Language": language}
    empty = f"/console/cases/{world.empty.id}"
    for path in [*addresses(world).values(), *(empty + tab for tab in EMPTY), "/console/login"]:
        page = Read((await wang.get(path)).html)
        assert wang.status == 200, path
        assert page.language == TAGS["zh" if language == "zh" else "en"], path
        assert page.nameless == [], path
        assert page.tags.count("h1") == page.tags.count("main") == 1, path
        assert page.title, path
        words = " ".join(page.words)
        keys = set(re.findall(r"[a-z]+(?:-[a-z0-9_]+)+", words)) & ids("en")
        assert keys == set(), path
        if language == "en":
            assert set(CHINESE.findall(words)) <= {"中文", "示例"}, path


async def test_pages_of_one_case_are_told_apart_by_their_titles(
    seat: Seated, world: World
) -> None:
    wang = await seat("wang")
    titles = [Read((await wang.get(path)).html).title for path in addresses(world).values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("path", "status"), [
    ("/console/cases/999", 404), ("/console/cases/{case}/visits/999", 404),
    ("/console/nowhere", 404), ("/console/preview/" + "x" * 12, 404),
])  # fmt: skip
async def test_who_is_lost_in_the_console_is_led_back_to_the_cases(
    seat: Seated, world: World, path: str, status: int
) -> None:
    wang = await seat("wang")
    page = await wang.get(path.replace("{case}", str(world.case.id)))
    assert page.status == status
    assert 'href="/console">To the cases' in page.html
    assert "/i/" not in page.html
