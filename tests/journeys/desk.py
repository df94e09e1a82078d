"""An auditor at the console: pages read and forms sent as a browser would."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.journeys.conftest import Service
from tests.web.site import Page, Visitor


@dataclass(slots=True)
class Desk:
    """Signed in; *case* is the address of the case's pages."""

    visitor: Visitor
    case: str

    @classmethod
    @asynccontextmanager
    async def at(cls, service: Service) -> AsyncIterator["Desk"]:
        jar = aiohttp.CookieJar(unsafe=True)  # cookies of a bare address
        async with aiohttp.ClientSession(service.address, cookie_jar=jar) as session:
            visitor = Visitor(session)
            page = await visitor.go("/console/login")
            await visitor.send(
                page.form("login"), {"login": service.login, "password": service.password}
            )
            yield cls(visitor, f"/console/cases/{service.loaded.case.id}")

    async def open(self, path: str = "") -> Page:
        page = await self.visitor.go(self.case + path)
        assert page.status == 200, page.text
        return page

    async def first_to_review(self) -> str:
        """The key of the first interview that waits for a reviewer."""
        page = await self.open("/interviews?status=submitted")
        found = re.search(r"/interviews/([a-z0-9]{8})\b", page.html)
        assert found is not None, page.text
        return found[1]

    async def accept(self, key: str) -> Page:
        page = await self.open(f"/interviews/{key}")
        return await self.visitor.send(page.form(key), {"verdict": "accept"})

    async def upload_audit(self, workbook: bytes) -> Page:
        """Look at what the sheet says, then save it."""
        page = await self.open("/audit-sheet")
        form = page.form("audit-sheet")
        body = aiohttp.FormData(form.fields)
        body.add_field("file", workbook, filename="audit.xlsx", content_type="application/zip")
        async with self.visitor.client.post(form.action, data=body) as answer:
            preview = Page(answer.status, form.action, await answer.text())
        assert preview.status == 200, preview.text
        return await self.visitor.send(preview.form("save"), {})

    async def download(self, path: str) -> bytes:
        async with self.visitor.client.get(self.case + path) as answer:
            assert answer.status == 200
            return await answer.read()
