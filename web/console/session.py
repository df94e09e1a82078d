"""Who is signed in: a sealed cookie, a token for every form.

The cookie holds the user's number, a stamp of the password it was opened with and the forms'
token; roles and whether the user is disabled are asked of the database on every request.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from aiohttp import web
from aiohttp_session import get_session, new_session, setup
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from cryptography.fernet import Fernet

from web.services import SERVICES, Services

COOKIE = "console"
A_DAY_S = 12 * 3600  # a working day; then one logs in again


@dataclass(frozen=True, slots=True)
class Pass:
    """What the cookie says: nothing of it is believed before the database agreed."""

    user: int
    stamp: str
    csrf: str


def prepare(app: web.Application) -> None:
    services = app[SERVICES]
    setup(app, EncryptedCookieStorage(
        sealed(services, "session"), cookie_name=COOKIE, path="/console", max_age=A_DAY_S,
        httponly=True, samesite="Lax", secure=services.https,
    ))  # fmt: skip


def sealed(services: Services, purpose: str) -> Fernet:
    """A seal of our own for each *purpose*, all derived from the one secret key."""
    key = hmac.new(services.secret_key.encode(), f"console {purpose}".encode(), sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


async def shown(request: web.Request) -> Pass | None:
    """The pass this request shows, if any."""
    kept = await get_session(request)
    match {**kept}:
        case {"user": int(user), "stamp": str(stamp), "csrf": str(csrf)}:
            return Pass(user, stamp, csrf)
        case _:
            return None


async def begin(request: web.Request, user: int, stamp: str) -> None:
    """A new session, whatever there was before."""
    kept = await new_session(request)
    kept.update({"user": user, "stamp": stamp, "csrf": secrets.token_urlsafe(16)})


async def end(request: web.Request) -> None:
    (await get_session(request)).invalidate()


async def visitor_token(request: web.Request) -> str:
    """The token of the log-in form, before anybody is signed in."""
    kept = await get_session(request)
    if not isinstance(kept.get("csrf"), str):
        kept["csrf"] = secrets.token_urlsafe(16)
    return str(kept["csrf"])


async def token_matches(request: web.Request, form: dict[str, Any]) -> bool:
    kept = (await get_session(request)).get("csrf")
    given = form.get("csrf", "")
    return isinstance(kept, str) and secrets.compare_digest(kept.encode(), given.encode())
