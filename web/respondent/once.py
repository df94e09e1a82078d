"""A form is taken once: sent again it gets the same reply, with something else in it a refusal.

Every form of a page carries the page's key (`ONCE`), with scripts and without.  It is noted in
the transaction of what the form does; one that did nothing may be put right and sent again.  What
the rule means: IETF draft-ietf-httpapi-idempotency-key-header-07, sections 2.6 and 2.7.  A form
without a key is known as a repeat by its question and revision alone.
"""

import re
from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from db import posted
from db.posted import Posted
from surveys import events as e
from surveys.errors import SurveyError
from surveys.turn import Turn
from web.errors import Malformed
from web.forms import Form
from web.pages import ONCE
from web.respondent import notices, screens
from web.respondent.turns import address, in_transaction
from web.services import SERVICES

ASIDE = {ONCE, "device_at"}  # the time differs where a person presses the button again

Work = Callable[[AsyncConnection], Awaitable[Turn]]


async def once(
    request: web.Request, form: Form, work: Work, files: Iterable[tuple[str, str]] = ()
) -> Turn:
    """The turn that *work* makes; of a form that was taken before, what was said then.

    *files*: names and digests of what came with it.  Raises Malformed, SurveyError.
    """
    services, post = request.app[SERVICES], of_form(request, form, files)

    async def taken(tx: AsyncConnection) -> Turn:
        if post is None:
            return await work(tx)
        if not await posted.first_time(tx, post, services.clock()):
            return await _again(request, tx, post, form)
        turn = await work(tx)
        says = screens.says(turn)
        if notices.status_of(says) != 303 or isinstance(turn.effects[-1], e.Offer):
            await posted.refused(tx, post)
        elif said := notices.written(says):
            await posted.answered(tx, post, said)
        return turn

    return await services.group.run(taken)


def of_form(
    request: web.Request, form: Form, files: Iterable[tuple[str, str]] = ()
) -> Posted | None:
    """None for a form without a key.  Raises Malformed for what is no key of ours."""
    if (key := form.get(ONCE)) is None:
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,64}", key):
        raise Malformed
    content = [field for field in form.items() if field[0] not in ASIDE]
    return posted.known_by(request.path, key, [*content, *files])


async def _again(request: web.Request, tx: AsyncConnection, post: Posted, form: Form) -> Turn:
    same, said = await posted.earlier(tx, post)
    try:
        now = await in_transaction(request, tx, e.Opened(), form)
    except SurveyError:
        if same:  # it was in time when it came first
            raise web.HTTPSeeOther(address(request)) from None
        raise
    if not same:
        return screens.only(now, e.Say("page-sent-otherwise"), now.effects[-1])
    return screens.only(now, *notices.read(said or []), now.effects[-1])
