"""A sentence that survives the redirect after a form: a cookie, read once."""

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any

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
LATE = frozenset({
    "already-answered", "interview-over", "not-complete", "not-that-one-now",
    "page-sent-otherwise",
})  # fmt: skip


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
    if plain := written(says):
        sealed = base64.urlsafe_b64encode(json.dumps(plain).encode()).decode()
        remember(request, response, COOKIE, sealed, path=path, max_age=60)


def written(says: Iterable[Say]) -> list[Any]:
    """Those that follow something done, for JSON; no words of anybody are in them."""
    return [[say.id, {name: v for name, v in say.args.items() if isinstance(v, int)}]
            for say in says if say.id in DONE]  # fmt: skip


def read(left: Any) -> list[Say]:
    """What `written` wrote, or somebody else: only sentences of ours are believed.

    Raises ValueError, TypeError, KeyError, AttributeError.
    """
    says = [Say(id, {name: int(v) for name, v in args.items()}) for id, args in left[:5]]
    return [say for say in says if say.id in DONE]


def collect(request: web.Request, language: str) -> list[str]:
    """The sentences left for this page.  A cookie is the visitor's."""
    try:
        left = json.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        return [said(say, language) for say in read(left)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error,
            NoSuchMessage):  # fmt: skip
        return []
