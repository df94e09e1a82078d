"""An event that came by a page becomes a turn."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import glance
from surveys import events as e
from surveys.entries import Moment
from surveys.turn import Turn
from web.forms import Form, claimed_time
from web.pages import spoken_in
from web.services import SERVICES


async def one_event(request: web.Request, event: e.Event, form: Form) -> Turn:
    """One event, one transaction.  Raises NoSuchInterview."""

    async def taken(tx: AsyncConnection) -> Turn:
        return await in_transaction(request, tx, event, form)

    return await request.app[SERVICES].group.run(taken)


async def as_it_is(request: web.Request, event: e.Opened | e.AskedStatus) -> Turn:
    """Where the person stands; an event that writes nothing.  Raises NoSuchInterview."""
    async with glance(request.app[SERVICES].engine) as tx:
        return await in_transaction(request, tx, event, {})


async def in_transaction(
    request: web.Request, tx: AsyncConnection, event: e.Event, form: Form
) -> Turn:
    services = request.app[SERVICES]
    moment = Moment(services.clock(), "page", claimed_time(form))
    return await services.interviews.on_page(
        tx, request.match_info["token"], event, moment, language=spoken_in(request)
    )


def address(request: web.Request) -> str:
    return f"/i/{request.match_info['token']}"
