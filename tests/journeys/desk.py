"""An auditor at the console: pages read and forms sent as a browser would."""

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
        raise NotImplementedError

    async def accept(self, key: str) -> Page:
        page = await self.open(f"/interviews/{key}")
        return await self.visitor.send(page.form("review"), {"verdict": "accept"})
