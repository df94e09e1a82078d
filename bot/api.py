"""The Bot API over plain HTTP: one method in, what came of it out.

Own and small, because what matters here is what a typed client hides: the retry time of a 429, a
body that is no JSON, an update newer than our types.  The token is part of every address, so no
exception of the HTTP client ever leaves this file: its text may hold the address.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.wire import Wire

DEFAULT_BASE = "https://api.telegram.org"
SECONDS = 30.0
LONGEST_WAIT = 24 * 3600.0  # seconds that a 429 can ask for; after a day a message is given up


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API said.  *status* 0: nothing came back that could be understood."""

    status: int
    result: Any = None
    description: str = ""
    retry_after: float | None = None

    @property
    def ok(self) -> bool:
        return self.status == 200


class Unfetched(Exception):
    """The file did not come: *reason* names it without any address."""


@dataclass(frozen=True, slots=True)
class Api:
    """One bot at one Bot API server (``https://api.telegram.org`` or any other).

    *patience*: seconds a call may take before its outcome counts as unknown.
    """

    session: aiohttp.ClientSession
    token: str = field(repr=False)
    base: str = DEFAULT_BASE
    patience: float = SECONDS
    _wire: Wire = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_wire", Wire(self.base))

    async def close(self) -> None:
        """Hang up.  The session is the caller's to close."""
        self._wire.close()

    @property
    def bot_id(self) -> int:
        """The number a token starts with.  Raises ValueError for what is no token."""
        number = self.token.partition(":")[0]
        if not number.isascii() or not number.isdecimal():
            raise ValueError("ANFANG_BOT_TOKEN is no token: it should be like 123456:ABC-def")
        return int(number)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Call *method*; never raises for what the network or the server does."""
        body = json.dumps(dict(params or {})).encode()
        try:
            return _answer(*await self._wire.post(
                quote(f"/bot{self.token}/{method}", safe="/:"), body, seconds or self.patience
            ))  # fmt: skip
        except OSError as error:
            return Answer(0, description=type(error).__name__)

    async def upload(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> Answer:
        """As `call`, with *files* that the parameters speak of as ``attach://<name>``."""
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, data in files.items():
            form.add_field(name, data, filename=name, content_type="application/octet-stream")
        url = f"{self.base.rstrip('/')}/bot{self.token}/{method}"
        try:
            async with self.session.post(
                url, data=form, timeout=aiohttp.ClientTimeout(total=self.patience)
            ) as response:
                return _answer(response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            return Answer(0, description=type(error).__name__)

    @asynccontextmanager
    async def file(self, path: str, seconds: float = 60.0) -> AsyncIterator[AsyncIterator[bytes]]:
        """The bytes behind a ``file_path`` of getFile, in pieces.  Raises Unfetched."""
        url = f"{self.base.rstrip('/')}/file/bot{self.token}/{path}"
        try:
            async with self.session.get(
                url, timeout=aiohttp.ClientTimeout(total=seconds)
            ) as response:
                if response.status != 200:
                    raise Unfetched(f"status {response.status}")
                yield response.content.iter_chunked(64 * 1024)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unfetched(type(error).__name__) from None


def _answer(status: int, body: bytes) -> Answer:
    """What is not in Telegram's own words (a proxy's page, half a reply) says nothing for good: it
    is unknown whether the call was carried out, whatever the status is."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and told.get("ok") is True:
        return Answer(200, result=told.get("result"))
    code = told.get("error_code") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(code, int) or code == 200:
        passing = status == 429 or status >= 500
        return Answer(status if passing else 0, description="not Telegram's words")
    parameters = told.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return Answer(code, description=str(told.get("description", "")), retry_after=_seconds(wait))


def _seconds(wait: Any) -> float | None:
    """None for what is no time to wait, so that our own is taken."""
    if isinstance(wait, int | float) and 0 <= wait <= LONGEST_WAIT:  # NaN is in no range
        return float(wait)
    return None
