"""A sentence that survives the redirect after a form: a cookie, read once."""

import base64
import binascii
import json
from collections.abc import Iterable

from aiohttp import web

from locales import NoSuchMessage
from surveys.events import Say
from surveys.wording import said
from web.middleware import remember

COOKIE = "notice"
# What may be said after a redirect: something was done, or it was done already.
DONE = frozenset({
    "already-noted", "cannot-take-album", "file-stored", "instance-removed", "instance-restored",
    "nothing-before", "page-too-many-files", "photo-stored", "place-at", "place-noted",
    "welcome-back",
})  # fmt: skip
# Said where the form came too late for the interview: HTTP's 409.
LATE = frozenset({"already-answered", "interview-over", "not-complete", "not-that-one-now"})


def status_of(says: Iterable[Say]) -> int:
    """303 if the form did its work, 409 if it came too late, 422 if the answer was refused."""
    ids = {say.id for say in says}
    if ids <= DONE:
        return 303
    return 409 if ids & LATE else 422


def leave(
    request: web.Request, response: web.StreamResponse, says: Iterable[Say], path: str
) -> None:
    """Have *says* shown on the next page at *path*."""
    plain = [[say.id, {name: v for name, v in say.args.items() if isinstance(v, int)}]
             for say in says if say.id in DONE]  # fmt: skip
    if plain:
        sealed = base64.urlsafe_b64encode(json.dumps(plain).encode()).decode()
        remember(request, response, COOKIE, sealed, path=path, max_age=60)


def collect(request: web.Request, language: str) -> list[str]:
    """The sentences left for this page.  A cookie is the visitor's: only ours are believed."""
    try:
        left = json.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        says = [Say(id, {name: int(v) for name, v in args.items()}) for id, args in left[:5]]
        return [said(say, language) for say in says if say.id in DONE]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error,
            NoSuchMessage):  # fmt: skip
        return []
