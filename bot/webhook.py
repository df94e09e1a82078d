"""Telegram calls us: one POST, one update, 200 only after the commit.

401 wrong secret · 413 too long for any update · 400 what Telegram never sends (no JSON object, no
update id: re-sending it forever harms nobody we serve) · 200 taken, known, or put aside · 503 with
Retry-After when our database is away.  Never 410: after a day of it Telegram drops the webhook.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NoReturn

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.api import Api
from bot.dispatcher import ALLOWED_UPDATES
from bot.insist import Sleep, insist
from bot.receive import Receiver, Verdict, is_update

MOST_BYTES = 128 * 1024  # an update is at most 64 KiB
HEADER = "X-Telegram-Bot-Api-Secret-Token"
RETRY_SECONDS = "5"

Handler = Callable[[web.Request], Awaitable[web.Response]]


def webhook_route(receiver: Receiver, secret: str) -> Handler:
    """The handler of the webhook's POST.  Raises ValueError without a secret."""
    if not secret:
        raise ValueError("a webhook needs a secret: set ANFANG_WEBHOOK_SECRET")
    wanted = secret.encode()

    async def handle(request: web.Request) -> web.Response:
        shown = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, wanted):
            return web.Response(status=401)
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        update = parse(body)
        if update is None:
            return web.Response(status=400)
        verdict, toast = await receiver.taken(update)
        if verdict is Verdict.LATER:
            return web.Response(status=503, headers={"Retry-After": RETRY_SECONDS})
        if toast is None:
            return web.Response()
        # A call in the response costs no connection; what became of it nobody hears, nor needs to.
        return web.json_response({"method": "answerCallbackQuery", **toast.fields})

    return handle


def parse(body: bytes) -> Mapping[str, Any] | None:
    """The update in *body*; None for what Telegram never sends."""
    try:
        update = JSON.decode(body.decode())
    except (ValueError, RecursionError):
        return None
    return update if is_update(update) else None


async def set_webhook(api: Api, url: str, secret: str, sleep: Sleep = asyncio.sleep) -> None:
    """Tell Telegram where to call, with what to prove itself, and what to send.

    Until it has heard; raises CannotReceive where it refuses the address or the token.
    """
    fields = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
    await insist(api, "setWebhook", fields, sleep)


async def _body(request: web.Request) -> bytes | None:
    """At most MOST_BYTES; None if there is more.  A body that breaks off counts as empty."""
    if (request.content_length or 0) > MOST_BYTES:
        return None
    body = bytearray()
    try:
        async for piece in request.content.iter_chunked(16 * 1024):
            body += piece
            if len(body) > MOST_BYTES:
                return None
    except (web.RequestPayloadError, ClientError, HttpProcessingError):
        return b""
    return bytes(body)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


JSON = json.JSONDecoder(parse_constant=_no_number)
