"""A script has the next page in the answer to its post: the page it would have been led to."""

import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys.entries import Status
from surveys.load import packaged
from tests.builders import a_world
from tests.web.site import Client, Clock, Form, Page, Visitor, app_over
from tests.web.test_every_questionnaire import typed
from tests.web.walk import a_png, logs, until

KEY = re.compile(r'name="once" value="[^"]+"')
NOTICES = re.compile(r'<div id="notices".*?</div>', re.DOTALL)
SCRIPT = {"Accept-Language": "en", "Anfang-Next": "page"}


class Scripted(Visitor):
    """Sees, after each form, whether the page that came is the one that is there now."""

    async def send(self, form: Form, more: dict[str, Any]) -> Page:
        data = form.fields | more
        return await self._compared(
            await self.client.post(form.action, data=data, headers=self.headers)
        )

    async def _compared(self, answer: ClientResponse) -> Page:
        assert (answer.status, answer.history) == (200, ())
        came = await answer.text()
        there = await self.client.get(answer.headers["Content-Location"], headers=self.headers)
        assert _bare(came) == _bare(await there.text())
        self.page = Page(answer.status, there.url.path, came)
        return self.page


def _bare(html: str) -> str:
    """Without the key, which every page has of its own, and what is said once."""
    return NOTICES.sub("", KEY.sub("", html))


@pytest.mark.parametrize("id", ["store-visit", "complaint-test"])
async def test_every_page_of_a_visit(
    engine: AsyncEngine, tmp_path: Path, clock: Clock, id: str
) -> None:
    questionnaire = packaged()[id, 1]
    async with transaction(engine) as tx:
        world = await a_world(tx, visit=id)
    async with TestClient(TestServer(app_over(engine, tmp_path, clock))) as client:
        visitor = Scripted(client, headers=SCRIPT)
        await visitor.go("/a/visit-code")
        await visitor.press("begin")
        while (asked := visitor.page.asked) is not None:
            question = questionnaire.get(asked)
            assert question is not None
            if (words := typed(question)) is not None:
                await visitor.write(words)
            else:
                codes = [v for f in visitor.page.forms for name, v in f.buttons if name == "code"]
                await visitor.tap(codes[-1] if len(codes) < 4 else codes[1])
        await visitor.press("submit")

    [seen] = await logs(engine, world)
    assert seen.status is Status.SUBMITTED


async def test_what_was_done_is_said_at_once(client: Client, world: object) -> None:
    visitor = Visitor(client)
    await until(visitor, "wall")
    visitor.headers = SCRIPT
    page = await visitor.photo(a_png())

    assert (page.status, page.text.count("Photo stored.")) == (200, 1)
    assert "Photo stored." not in (await visitor.go(page.path.removesuffix("/photo"))).text


async def test_what_a_link_said_survives_another_language(client: Client, world: object) -> None:
    visitor = Visitor(client)
    await visitor.go("/a/visit-code")
    visitor.headers = SCRIPT

    page = await visitor.send(visitor.page.form("language"), {"language": "zh"})

    # Its address may say more than where the interview is: the script is led there.
    assert (page.language, page.path.startswith("/i/")) == ("zh-CN", True)
    assert not page.path.endswith("/language")


async def test_a_refused_answer_is_refused_all_the_same(client: Client, world: object) -> None:
    visitor = Visitor(client)
    await until(visitor, "price")
    visitor.headers = SCRIPT

    assert (await visitor.write("much")).status == 422
