"""One address of the API: who may ask, what it takes, what it gives.

The same declaration makes the route and its part of the OpenAPI document.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from certification import accounts
from certification.case import Case
from certification.errors import CertificationError
from certification.service import Cases
from certification.users import User
from certification.wanted import Wanted, between
from db.engine import reading, snapshot
from locales import say
from web.api.models import MOST_ROWS, Page, Query, Some
from web.errors import Problem, page_of
from web.pages import spoken_in
from web.services import SERVICES

PREFIX = "/api/v1"
ASK = {"WWW-Authenticate": 'Bearer realm="anfang"'}


@dataclass(frozen=True, slots=True)
class Call:
    """One request with a good token: who asks, and the transaction it is answered in."""

    request: web.Request
    tx: AsyncConnection
    user: User
    cases: Cases
    query: Query
    at: datetime

    @property
    def language(self) -> str:
        return spoken_in(self.request)

    @property
    def page(self) -> Page:
        assert isinstance(self.query, Page)
        return self.query

    @property
    def wanted(self) -> Wanted:
        """Which interviews.  Raises Rejected where the last day lies before the first."""
        asked = self.query
        assert isinstance(asked, Some)
        return between(asked.wave, asked.first, asked.last)

    async def case(self) -> Case:
        """The case of the address.  Raises NoSuchCase unless it is this user's to see."""
        return await self.cases.get(self.tx, self.user, int(self.request.match_info["case"]))


Answer = BaseModel | web.Response
Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """*path* below /api/v1; *returns* a model, or the media type of a file; *paged*: one view for
    many pages."""

    path: str
    summary: str
    handler: Handler
    returns: type[BaseModel] | str
    query: type[Query] = Query
    paged: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        services = request.app[SERVICES]
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        unit = snapshot if self.paged else reading
        async with unit(services.engine) as tx:
            user = None
            if kind.lower() == "bearer" and secret.strip():
                user = await accounts.holder(tx, secret.strip())
            if user is None:
                return page_of(request, Problem(401, "console-api-no-token", headers=ASK))
            query = _query(self.query, request)
            call = Call(request, tx, user, services.cases, query, services.clock())
            answer = await self.handler(call)
        if isinstance(answer, web.Response):
            return answer
        return web.Response(text=answer.model_dump_json(), content_type="application/json")


class BadQuery(CertificationError):
    """A parameter that cannot be; *problems* as (sentence id, parameter)."""

    id, status = "console-api-query", 422

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = problems

    def in_language(self, language: str) -> str:
        return " ".join(
            say(language, id, name=name, most=str(MOST_ROWS)) for id, name in self.problems
        )


def _query(form: type[Query], request: web.Request) -> Query:
    """The parameters of the address.  Raises BadQuery with everything wrong with them."""
    twice = {name for name in request.query if len(request.query.getall(name)) > 1}
    problems = [("console-api-twice", name[:40]) for name in sorted(twice)]
    try:
        read = form.model_validate(dict(request.query))
    except ValidationError as error:
        for found in error.errors(include_input=False, include_url=False):
            name = str(found["loc"][0])[:40]
            known = name in {field.alias or id for id, field in form.model_fields.items()}
            problems.append((f"console-api-bad-{name}" if known else "console-api-unknown", name))
        raise BadQuery(problems) from None
    if problems:
        raise BadQuery(problems)
    return read
