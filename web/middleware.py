"""Around every page: its language, its errors in words, who may post, headers that harden it."""

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from web import languages
from web.errors import page_of, problem_of
from web.pages import LANGUAGE
from web.services import SERVICES

A_YEAR_S = 365 * 24 * 3600
SAFE = {"GET", "HEAD", "OPTIONS"}
POLICY = "; ".join([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
])  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cache-Control": "no-store",
}

UNREADABLE = web.RequestKey("unreadable", bool)  # the rest of the body cannot be skipped

log = structlog.get_logger()


@web.middleware
async def language(request: web.Request, handler: Handler) -> web.StreamResponse:
    """``?lang=`` decides and is remembered; then the cookie; then the phone."""
    asked = languages.chosen(request.query.get("lang"))
    request[LANGUAGE] = (
        asked
        or languages.chosen(request.cookies.get("lang"))
        or languages.accepted(request.headers.get("Accept-Language"))
    )
    response = await handler(request)
    if asked:
        remember(request, response, "lang", asked, max_age=A_YEAR_S)
    return response


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever was raised becomes a sentence; only a mistake of ours is a 5xx, and is logged."""
    try:
        return await handler(request)
    except web.HTTPException as answer:
        if answer.status < 400:
            raise
        return page_of(request, problem_of(answer))
    except Exception as error:
        problem = problem_of(error)
        if problem.status >= 500:
            # The pattern, not the path: an address may hold a secret.
            route = getattr(request.match_info.route.resource, "canonical", "?")
            log.exception("request failed", method=request.method, route=route)
        return page_of(request, problem)


@web.middleware
async def from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A form of another site may not post to us (browsers say where a request comes from)."""
    elsewhere = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
    if elsewhere and request.method not in SAFE:
        raise web.HTTPForbidden
    return await handler(request)


MIDDLEWARES = (language, errors, from_here)


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Signal, not middleware: it also sees what is raised or streamed."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.get(UNREADABLE):
        response.headers["Connection"] = "close"
        response.force_close()
    if request.app[SERVICES].https:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR_S}")


def remember(
    request: web.Request,
    response: web.StreamResponse,
    name: str,
    value: str,
    *,
    path: str = "/",
    max_age: int | None = None,
) -> None:
    """Set a cookie the way every cookie of ours is set."""
    response.set_cookie(
        name, value, path=path, max_age=max_age, httponly=True, samesite="Lax",
        secure=request.app[SERVICES].https,
    )  # fmt: skip
