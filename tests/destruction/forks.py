"""Children of a parent that has imported everything: a server starts in hundredths of a second.

The parent runs no thread and no event loop, so that it can be forked at any time.  Every child
ends with the parent, whatever ends the parent.
"""

import asyncio
import logging
import os
import selectors
import signal
import time
from asyncio import SelectorEventLoop
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from app import wiring
from app.commands import serve
from app.settings import Settings
from tests.botapi import TOKEN, bot_api

SECRET = "destruction-secret"
DEADLINE = 30.0  # seconds until something missing is a failure
KEY = "destroyd"  # the interview's: fixed, so that what a button carries is known beforehand
Say = Callable[[str], None]

_alive, _held = os.pipe()  # the parent's end closes when it ends


class CountingLoop(SelectorEventLoop):
    """Kills its own process in place of iteration number *deadly* after `count` was called."""

    def __init__(self, deadly: int | None = None) -> None:
        super().__init__()
        self.deadly, self.iteration = deadly, -1

    def count(self) -> None:
        self.iteration = 0

    def _run_once(self) -> None:
        if self.iteration >= 0:
            self.iteration += 1
            if self.iteration == self.deadly:
                os.kill(os.getpid(), signal.SIGKILL)
        super()._run_once()  # type: ignore[misc]


class Child:
    """A forked process, and the first line it says: its address."""

    def __init__(
        self, work: Callable[[Say], Coroutine[Any, Any, None]], deadly: int | None = None
    ) -> None:
        heard, said = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(_held)
            os.close(heard)
            _live(work, CountingLoop(deadly), said)
        os.close(said)
        self.address = _line(heard, self.pid)

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone.  One that killed itself is only waited for."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _live(
    work: Callable[[Say], Coroutine[Any, Any, None]], loop: CountingLoop, said: int
) -> NoReturn:
    def say(address: str) -> None:
        os.write(said, f"{address}\n".encode())
        os.close(said)
        loop.count()

    code = 1
    try:
        loop.add_reader(_alive, os._exit, 1)
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(work(say))
        code = 0
    except BaseException:
        logging.exception("a child failed")
    finally:
        os._exit(code)  # nothing of the parent's is flushed or closed twice


def _line(heard: int, pid: int) -> str:
    """What the child says; raises RuntimeError where it ends, or is silent too long."""
    said, until = b"", time.monotonic() + DEADLINE
    with selectors.DefaultSelector() as waiting, os.fdopen(heard, "rb", 0) as pipe:
        waiting.register(pipe, selectors.EVENT_READ)
        while not said.endswith(b"\n"):
            piece = pipe.read(200) if waiting.select(until - time.monotonic()) else b""
            if not piece:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                raise RuntimeError("a child did not come up")
            said += piece
    return said.decode().strip()


def served(folder: Path, api: str, port: int, deadly: int | None = None) -> Child:
    """`anfang serve` on the database in *folder*, in webhook mode, with names that are known."""
    settings = Settings(
        _env_file=None, data_dir=folder, port=port, bot_api_base=api, bot_token=TOKEN,
        bot_mode="webhook", webhook_secret=SECRET, bot_a_second=10**6, bot_chat_a_second=10**6,
    )  # fmt: skip

    async def work(say: Say) -> None:
        wiring.new_key, wiring.new_token = lambda: KEY, lambda: "t" * 22
        wiring.new_seed = lambda: 7
        await serve._serve(settings, serve.ROLES["serve"], say)

    return Child(work, deadly)


def telegram() -> Child:
    """The stand-in Bot API, as a process of its own."""

    async def work(say: Say) -> None:
        async with bot_api() as api:
            say(api.base)
            await asyncio.Event().wait()

    return Child(work)


def once(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """*work* in a child, to its end: what it leaves in memory, threads too, goes with it.

    Raises RuntimeError where it fails.
    """

    async def told(say: Say) -> None:
        await work()
        say("done")

    child = Child(told)
    child.kill()
