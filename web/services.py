"""What the pages need from outside, put together once by app.wiring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.service import Cases
from db.group import Group
from surveys.events import Event
from surveys.service import Interviews
from surveys.turn import Turn


@dataclass(frozen=True, slots=True)
class Chat:
    """How the bot shows a turn (to a chat, at a moment) as Bot API messages, and what a tap on one
    of its buttons means.  Handed in: the pages know no bot."""

    shows: Callable[[Turn, int, datetime], list[dict[str, Any]]]
    means: Callable[[str], Event | None]


@dataclass(frozen=True, slots=True)
class Services:
    """*clock* gives an aware UTC time, *new_token* 128 random bits or more as text.

    *group* is this process's: what comes with an answer is committed with other answers.
    *secret_key* seals the console's cookies; *data_dir* holds what people upload.
    """

    engine: AsyncEngine
    group: Group
    interviews: Interviews
    cases: Cases
    public_url: str
    secret_key: str
    data_dir: Path
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    chat: Chat | None = None  # for the preview

    @property
    def https(self) -> bool:
        """Whether the world reaches us by https, so that cookies may be Secure."""
        return self.public_url.startswith("https://")


SERVICES = web.AppKey("services", Services)
