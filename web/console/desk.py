"""One request of somebody signed in, and the door it came through.

The body is read before the transaction begins: a slow sender must not hold the database.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from certification import accounts
from certification.case import Case
from certification.errors import NotAllowed
from certification.service import Cases
from certification.users import Role, User
from db.engine import glance, reading, snapshot, transaction
from locales import CHINA
from web.console import session
from web.console.uploads import Upload, read_upload
from web.errors import Malformed
from web.forms import FORM, Form, read_form
from web.middleware import SAFE
from web.pages import page, spoken_in
from web.services import SERVICES, Services

LARGEST_FORM = 1024 * 1024  # a previewed audit sheet travels back in a field


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks, when, in which language, and the transaction it all happens in."""

    request: web.Request
    services: Services
    tx: AsyncConnection
    user: User
    csrf: str
    at: datetime
    form: Form = field(default_factory=dict)
    upload: Upload | None = None

    @property
    def cases(self) -> Cases:
        return self.services.cases

    @property
    def language(self) -> str:
        return spoken_in(self.request)

    @property
    def administrator(self) -> bool:
        return self.user.role is Role.ADMINISTRATOR

    @property
    def case_id(self) -> int:
        return int(self.request.match_info["case"])

    def count(self, name: str) -> int | None:
        """A number a page was sent on with, to be said on it; what is none is not there."""
        text = self.request.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None

    @property
    def page_number(self) -> int:
        """Of a list that goes on over pages, from 1; what is no number of a page is the first."""
        return max(self.count("page") or 1, 1)

    async def case(self) -> Case:
        """The case of the address.  Raises NoSuchCase unless it is this user's to see."""
        return await self.cases.get(self.tx, self.user, self.case_id)

    def page(
        self, template: str, context: dict[str, Any] | None = None, *, status: int = 200
    ) -> web.Response:
        here = {"user": self.user, "administrator": self.administrator, "csrf": self.csrf,
                "local": CHINA}  # fmt: skip
        return page(self.request, f"console/{template}", here | (context or {}), status=status)


Handler = Callable[[Desk], Awaitable[web.StreamResponse]]


def signed_in(
    handler: Handler,
    *,
    administrator: bool = False,
    writes: bool = True,
    paged: bool = False,
    quick: bool = False,
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """*handler* for whoever is signed in; others are led to the log-in page.

    A post without the session's token changes nothing.  *administrator*: nobody else.
    *writes*: a post is one transaction; without, it only reads and makes its own to write.
    *paged*: one view for many pages.  *quick*: a few rows, read without a thread.
    """

    async def door(request: web.Request) -> web.StreamResponse:
        shown = session.shown(request)
        if shown is None or shown.user == session.NOBODY:
            raise _log_in(request)
        form, upload = await _body(request)
        if request.method not in SAFE and not shown.allows(form):
            raise Malformed("console-error-csrf", 403)
        services = request.app[SERVICES]
        # A page to look at, however long it takes to put together, keeps nobody from answering.
        reads = request.method in SAFE or not writes
        unit = snapshot if paged else glance if quick else reading if reads else transaction
        async with unit(services.engine) as tx:
            user = await accounts.logged_in(tx, shown.user, shown.stamp)
            if user is None:
                raise _log_in(request)
            if administrator and user.role is not Role.ADMINISTRATOR:
                raise NotAllowed
            at = services.clock()
            return await handler(Desk(request, services, tx, user, shown.csrf, at, form, upload))

    return door


async def _body(request: web.Request) -> tuple[Form, Upload | None]:
    if request.method in SAFE:
        return {}, None
    if request.content_type == FORM:
        return await read_form(request, LARGEST_FORM), None
    return await read_upload(request)


def _log_in(request: web.Request) -> web.HTTPSeeOther:
    wanted = request.path if request.method in SAFE else "/console"
    answer = web.HTTPSeeOther(f"/console/login?next={wanted}")
    session.take_away(answer)
    return answer


def see(address: str) -> web.Response:
    """After a post: look there.  Returned, not raised, so that the transaction commits."""
    return web.Response(status=303, headers={"Location": address})
