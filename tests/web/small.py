"""A questionnaire of a few questions, and a visitor who stands before the first of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys.entries import View
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Value
from tests.builders import World, a_world
from tests.web.site import Clock, Page, Visitor, app_over
from tests.web.walk import only

HEAD = """
questionnaire: small
edition: 1
mode: mystery
title: {zh: 小问卷, en: Small}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
"""
LAST = "- {id: last, kind: note, label: {zh: 完, en: End}, text: {zh: 完了。, en: That was it.}}"


def small(*questions: str, before: str = "") -> Questionnaire:
    """Questions in YAML's flow style, one a line; *before*: whole sections in front."""
    lines = "".join(f"      {line if line[0] == '-' else f'- {line}'}\n" for line in questions)
    only = f"  - id: only\n    title: {{zh: 全部, en: All}}\n    questions:\n{lines}      {LAST}\n"
    return questionnaire(HEAD + before + only, "small@1.yaml")


@dataclass(slots=True)
class Stand:
    """One visit over real HTTP."""

    visitor: Visitor
    engine: AsyncEngine
    world: World
    folder: Path
    clock: Clock

    @property
    def page(self) -> Page:
        return self.visitor.page

    async def seen(self) -> View:
        return await only(self.engine, self.world)

    async def holds(self, question: str) -> Value | None:
        given = (await self.seen()).answers.get(QuestionId(question))
        return given.value if given else None

    async def post(self, action: str = "answer", **fields: str) -> Page:
        """The first form to …/*action*, with *fields* (``row__x`` for ``row-x``) filled in."""
        form = self.page.form(action)
        return await self.visitor.send(
            form, {name.replace("__", "-"): value for name, value in fields.items()}
        )

    async def file(self, *bodies: bytes) -> Page:
        return await self.visitor.photo(*bodies)

    async def get(self, path: str) -> ClientResponse:
        return await self.visitor.client.get(path)

    def stored(self) -> list[Path]:
        return sorted((self.folder / "attachments").iterdir())


@asynccontextmanager
async def standing(
    engine: AsyncEngine, folder: Path, asked: Questionnaire, *, link: str = "", begun: bool = True
) -> AsyncIterator[Stand]:
    """Before the first question; *link*: the query of the link."""
    async with transaction(engine) as tx:
        world = await a_world(tx, visit=asked.id, survey=asked.id)
    clock = Clock()
    async with TestClient(TestServer(app_over(engine, folder, clock, more=(asked,)))) as client:
        stand = Stand(Visitor(client), engine, world, folder, clock)
        await stand.visitor.go(f"/a/visit-code{link}")
        if begun:
            await stand.visitor.press("begin")
        yield stand


def form_of(fields: dict[str, str], *files: bytes) -> FormData:
    body = FormData()
    for name, value in fields.items():
        body.add_field(name, value)
    for file in files:
        body.add_field("photo", file, filename="a", content_type="x/y")
    return body
