"""Logging in and out."""

import re

from aiohttp import web

from certification import accounts
from certification.accounts import WrongLogin
from db.engine import transaction
from locales import say
from web.console import session
from web.console.desk import Desk, see
from web.console.throttle import Throttle
from web.errors import Malformed
from web.forms import read_form
from web.middleware import A_YEAR_S, remember
from web.pages import page, spoken_in
from web.services import SERVICES

THROTTLE = web.AppKey("throttle", Throttle)
HERE = re.compile(r"/console(/[A-Za-z0-9][A-Za-z0-9._-]*)*")  # the only places a log-in leads to


async def show(request: web.Request) -> web.StreamResponse:
    return _form(request, request.query.get("next", ""))


async def log_in(request: web.Request) -> web.StreamResponse:
    """One sentence for every failure: whether a login exists is nobody's business."""
    form = await read_form(request)
    shown = session.shown(request)
    if shown is None or not shown.allows(form):
        raise Malformed("console-error-csrf", 403)
    services, throttle = request.app[SERVICES], request.app[THROTTLE]
    login, now = form.get("login", "").strip().lower()[:64], services.clock()
    if throttle.waits(login, now):
        return _form(request, form.get("next", ""), "console-login-wait", 429)
    try:
        user = await accounts.log_in(services.engine, login, form.get("password", ""))
    except WrongLogin:
        throttle.failed(login, now)
        return _form(request, form.get("next", ""), "console-login-wrong", 401)
    throttle.passed(login)
    async with transaction(services.engine) as tx:
        stamp = await accounts.stamp(tx, user.id)
    answer = see(_next(form.get("next", "")))
    session.give(request, answer, session.new(user.id, stamp))
    if user.language and "lang" not in request.cookies:
        remember(request, answer, "lang", user.language, max_age=A_YEAR_S)
    return answer


async def log_out(desk: Desk) -> web.StreamResponse:
    answer = see("/console/login")
    session.take_away(answer)
    return answer


def _form(
    request: web.Request, next: str, problem: str | None = None, status: int = 200
) -> web.Response:
    shown = session.shown(request) or session.new()
    context = {
        "csrf": shown.csrf,
        "next": _next(next),
        "problem": problem and say(spoken_in(request), problem),
    }
    answer = page(request, "console/login.html", context, status=status)
    session.give(request, answer, shown)
    return answer


def _next(wanted: str) -> str:
    return wanted if HERE.fullmatch(wanted) and "login" not in wanted else "/console"
