"""``anfang serve | web | bot | worker``: the long-running processes, ended by SIGTERM or Ctrl-C.

On SIGTERM nothing new is taken in, what is under way is finished, the outbox keeps the rest.  What
is not finished after STOP_SECONDS is left as it stands: nothing that was acknowledged hangs on it.
"""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import ClientSession, web
from sqlalchemy.exc import DBAPIError

from app.leftovers import sweep
from app.log import configure
from app.settings import Settings
from app.wiring import AlreadyRunning, House, NotMigrated, chat, clock, house, new_token, only_one
from db import inbox, outbox, posted
from db.engine import transaction
from db.seal import Seal
from surveys.expressions.errors import untold
from surveys.load import EditionChanged
from web import health
from web.server import make_app, make_bare
from web.services import Services

log = structlog.get_logger(__name__)

Job = Coroutine[Any, Any, None]
ROLES = {
    "serve": ("pages", "receive", "send"),
    "web": ("pages",),
    "bot": ("receive",),
    "worker": ("send",),
}
PHOTO_SECONDS = 5
ASIDE_SECONDS = 5
BROKEN_SECONDS = 60
REMINDER_SECONDS = 60
LAST_REQUESTS_SECONDS = 3.0
STOP_SECONDS = 9.0  # a container's host kills after ten
KEEP_IDS = timedelta(days=30)
KEEP_MESSAGES = timedelta(days=7)


class CannotListen(Exception):
    """The address is taken, or not ours."""


def run(settings: Settings, role: str, announce: Callable[[str], None] | None = None) -> int:
    """Serve until told to stop; the exit code.  *announce* is called with the address."""
    configure()
    try:
        asyncio.run(_serve(settings, ROLES[role], announce or _say_address))
    except (NotMigrated, AlreadyRunning, EditionChanged, CannotListen) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (DBAPIError, OSError) as error:
        # Its own words may hold the address and the password in it.
        print(f"The database does not answer ({type(error).__name__}).", file=sys.stderr)
        return 1
    except ExceptionGroup as group:
        return _explain(group)
    return 0


def _say_address(address: str) -> None:
    with suppress(OSError):  # a full disk under the log is no reason not to serve
        print(f"Anfang serves {address}", flush=True)


def _explain(group: ExceptionGroup[Exception]) -> int:
    """A refusal of Telegram is a sentence; anything else is ours and raises."""
    from bot.insist import CannotReceive

    refusals, others = group.split(CannotReceive)
    if others is not None:
        raise others
    for refusal in refusals.exceptions if refusals else ():
        print(refusal, file=sys.stderr)
    return 1


async def _serve(
    settings: Settings, parts: tuple[str, ...], announce: Callable[[str], None]
) -> None:
    async with AsyncExitStack() as stack:
        stack.enter_context(only_one(settings))
        whole = await stack.enter_async_context(house(settings))
        app = make_app(services_of(whole)) if "pages" in parts else make_bare(services_of(whole))
        jobs = await _bot_jobs(stack, whole, app, parts) if settings.token else []
        jobs.append(_tidy(whole))
        stack.callback(lambda: [job.close() for job in jobs])  # those that never began
        sites = []
        if app.router.routes():
            sites.append(await _listen(stack, settings, app))
            announce(settings.address)
        # What there is now stays: it need not be looked through for garbage again and again.
        gc.collect()
        gc.freeze()
        jobs.append(_again_and_again(BROKEN_SECONDS, tell_broken))
        await _until_told(jobs, sites)


def services_of(whole: House) -> Services:
    """What the pages need."""
    return Services(
        engine=whole.engine,
        group=whole.group,
        interviews=whole.interviews,
        cases=whole.cases,
        public_url=whole.settings.address,
        secret_key=whole.settings.key(),
        data_dir=whole.settings.data_dir,
        clock=clock,
        new_token=new_token,
        chat=chat(),
    )


async def _bot_jobs(
    stack: AsyncExitStack, whole: House, app: web.Application, parts: tuple[str, ...]
) -> list[Job]:
    """The bot's loops.  aiogram is imported here: it costs seconds, the pages do not need it."""
    from bot.api import Api
    from bot.introduce import introduce
    from bot.sender import Sender

    settings, jobs = whole.settings, []
    session = await stack.enter_async_context(ClientSession())
    api = Api(session, settings.token or "", settings.bot_api_base)
    stack.push_async_callback(api.close)
    sender = Sender(
        whole.group, api, whole.interviews, clock,
        a_second=settings.bot_a_second, chat_a_second=settings.bot_chat_a_second,
    )  # fmt: skip
    if "send" in parts:
        jobs += [sender.run(), _fetch(whole, api), _remind(whole)]
    if "receive" in parts:
        jobs += [introduce(api)]
        await _receive(stack, whole, api, sender.wake, app, jobs)
    return jobs


async def _receive(
    stack: AsyncExitStack,
    whole: House,
    api: Any,
    wake: Callable[[], None],
    app: web.Application,
    jobs: list[Job],
) -> None:
    from bot.again import offer_again
    from bot.polling import run_polling
    from bot.receive import Receiver
    from bot.webhook import set_webhook, webhook_route

    settings = whole.settings
    await offer_again(whole.engine, whole.interviews, api.bot_id, clock())
    seal = Seal(settings.key(), "updates put aside")
    receiver = Receiver(whole.group, whole.interviews, api, clock, wake, seal)
    jobs.append(_again_and_again(ASIDE_SECONDS, receiver.again))
    stack.push_async_callback(receiver.close)
    if settings.bot_mode == "polling":
        jobs.append(run_polling(receiver))
        return
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    url = settings.webhook_url or f"{settings.address}/telegram"
    if not app.router.routes():  # it listens for this alone: then it can also be asked how it is
        health.add_routes(app)
    app.router.add_post(urlsplit(url).path or "/telegram", webhook_route(receiver, secret))

    async def tell() -> None:
        await set_webhook(api, url, secret)

    jobs.append(tell())


async def _fetch(whole: House, api: Any) -> None:
    """Photos, apart from the answers they belong to."""
    from bot.media import fetch_photos

    await _again_and_again(
        PHOTO_SECONDS, lambda: fetch_photos(whole.engine, api, whole.settings.data_dir)
    )


async def _remind(whole: House) -> None:
    from bot.remind import remind

    await _again_and_again(
        REMINDER_SECONDS, lambda: remind(whole.engine, whole.settings.address, clock())
    )


async def _tidy(whole: House) -> None:
    """Once an hour: update ids older than Telegram can re-send, messages sent a week ago, the keys
    of forms that no phone sends again, half files of a process that was killed."""

    old = (
        (inbox.forget, KEEP_IDS), (outbox.forget, KEEP_MESSAGES), (posted.forget, KEEP_IDS),
    )  # fmt: skip

    async def forget() -> None:
        await asyncio.to_thread(sweep, whole.settings.data_dir)
        for some_of, kept in old:
            dropped = 1
            while dropped:  # a few at a time: nobody else writes meanwhile
                async with transaction(whole.engine) as tx:
                    dropped = await some_of(tx, clock() - kept)
                await asyncio.sleep(0.05)

    await _again_and_again(3600, forget)


async def tell_broken() -> None:
    """Into the log, once each: expressions that could not be worked out.  Not why: that may quote
    an answer."""
    for text in untold():
        log.warning("expression cannot be worked out", expression=text)


async def _again_and_again(seconds: float, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Work that can wait: when it fails (database busy, disk full), its next turn comes."""
    while True:
        try:
            await work()
        except Exception as error:
            log.error("put off", work=type(error).__name__)
        await asyncio.sleep(seconds)


async def _listen(stack: AsyncExitStack, settings: Settings, app: web.Application) -> web.TCPSite:
    runner = web.AppRunner(
        app, access_log=None, handle_signals=False, shutdown_timeout=LAST_REQUESTS_SECONDS
    )
    stack.push_async_callback(runner.cleanup)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        await site.start()
    except OSError as error:
        raise CannotListen(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Another program may hold it; ANFANG_PORT chooses another port."
        ) from None
    return site


async def _until_told(jobs: list[Job], sites: list[web.TCPSite]) -> None:
    """Run *jobs* until a signal comes, or one of them fails."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(job) for job in jobs]
        await stop.wait()
        _at_the_latest(STOP_SECONDS)
        for site in sites:
            await site.stop()
        for task in running:
            task.cancel()


def _at_the_latest(seconds: float) -> None:
    """From a thread: the loop itself may hang, or wait for a thread that waits for a lock."""
    last = threading.Timer(seconds, os._exit, (0,))
    last.daemon = True
    last.start()
