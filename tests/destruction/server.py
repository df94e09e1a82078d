"""`anfang serve` as a child, with names that are known beforehand and without its long pauses."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from app import wiring
from app.commands import serve
from app.log import configure
from app.settings import Settings
from benches.bot.ports import free
from bot import again, api, introduce, media, polling, receive, remind, sender, webhook
from migrations import chain
from tests.botapi import TOKEN
from tests.destruction.bases import Place
from tests.destruction.forks import Child, Say
from tests.destruction.kills import Fate
from tests.destruction.script import KEY
from tests.destruction.world import NO_PASSWORD, SEED
from web.api import openapi

SECRET = "destruction-secret"
SEALING = "k" * 44  # of cookies
STAMP = sha256(NO_PASSWORD.encode()).hexdigest()[:32]  # of the reviewer's session
# What a server imports only when it is used: a child finds it done.
LOADED = (again, api, introduce, media, receive, remind, webhook)
# Waiting is not what is tried out here: seconds.
OTHERWISE: tuple[tuple[Any, str, Any], ...] = (
    (serve, "PHOTO_SECONDS", 0.05),
    (polling, "LATER_PAUSE", 0.02),
    (sender, "POLL_SECONDS", 0.02),
    (sender, "LONGEST_PAUSE", 0.02),
    (sender, "DATABASE_SECONDS", 0.02),
    # A server that was run in this process must not end it later.
    (serve, "_at_the_latest", lambda _: None),
)


def hurry() -> None:
    """In this process and its children pauses are short, and what never changes is made once."""
    for module, name, value in OTHERWISE:
        assert hasattr(module, name), f"{module.__name__} has no {name} any more"
        setattr(module, name, value)
    configure()
    openapi.document = _once(openapi.document)
    chain.head = _once(chain.head)


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    made: list[Any] = []

    def kept(*args: Any) -> Any:
        if not made:
            made.append(make(*args))
        return made[0]

    return kept


def settings_of(place: Place, api_base: str, *, polls: bool) -> Settings:
    return Settings(
        _env_file=None, data_dir=place.folder, database_url=place.url, port=free(),
        bot_api_base=api_base, bot_token=TOKEN, bot_mode="polling" if polls else "webhook",
        webhook_secret=SECRET, secret_key=SEALING, bot_a_second=10**6, bot_chat_a_second=10**6,
    )  # fmt: skip


def serving(
    settings: Settings, life: int, change: Callable[[], None] = lambda: None
) -> Callable[[Say], Any]:
    """The server's work; names differ from life to life, where they are drawn anew.  *change* is
    made in its process beforehand."""

    async def work(say: Say) -> None:
        change()
        key = KEY[:-1] + "defghjkmnpqrst"[life]
        wiring.new_key, wiring.new_token = lambda: key, lambda: key[-1] * 22
        wiring.new_seed = lambda: SEED
        await serve._serve(settings, serve.ROLES["serve"], say)

    return work


def served(
    place: Place, api_base: str, *, polls: bool, life: int = 0, fate: Fate | None = None,
    change: Callable[[], None] = lambda: None,
) -> Child:  # fmt: skip
    return Child(serving(settings_of(place, api_base, polls=polls), life, change), fate)
