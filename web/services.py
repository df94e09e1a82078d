"""What the pages need from outside, put together once by app.wiring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.service import Cases
from surveys.service import Interviews


@dataclass(frozen=True, slots=True)
class Services:
    """*clock* gives an aware UTC time, *new_token* 128 random bits or more as text.

    *secret_key* seals the console's cookies; *data_dir* holds what people upload.
    """

    engine: AsyncEngine
    interviews: Interviews
    cases: Cases
    public_url: str
    secret_key: str
    data_dir: Path
    clock: Callable[[], datetime]
    new_token: Callable[[], str]

    @property
    def https(self) -> bool:
        """Whether the world reaches us by https, so that cookies may be Secure."""
        return self.public_url.startswith("https://")


SERVICES = web.AppKey("services", Services)
