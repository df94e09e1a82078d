"""Children of a parent that has imported everything: a server starts in hundredths of a second.

The parent runs no thread and no event loop while it forks.  Every child ends with the parent,
whatever ends the parent.
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
from mmap import mmap
from pathlib import Path
from typing import Any, NoReturn

from tests.destruction.kills import NUMBER, Fate, loop_of

DEADLINE = 20.0  # seconds until something missing is a failure
Say = Callable[[str], None]
Work = Callable[[Say], Coroutine[Any, Any, None]]

_words: list[int] = []  # where children's logs go, once `logged_to` has said it
_alive, _held = os.pipe()  # the parent's end closes when it ends


def logged_to(file: Path) -> None:
    """From now on, what children say to standard error."""
    _words[:] = [os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)]


class Child:
    """A forked process, and the first line it says: its address."""

    def __init__(self, work: Work, fate: Fate | None = None) -> None:
        heard, said = os.pipe()
        self._gone, self._counted = False, mmap(-1, NUMBER.size)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(_held)
            os.close(heard)
            if _words:
                os.dup2(_words[0], 2)
            _live(work, said, *loop_of(fate, self._counted))
        os.close(said)
        try:
            self.address = _line(heard)
        except BaseException:
            self.kill()
            raise

    @property
    def gone(self) -> bool:
        """Whether it has ended."""
        if not self._gone:
            self._gone = os.waitpid(self.pid, os.WNOHANG)[0] != 0
        return self._gone

    @property
    def counted(self) -> int:
        """How often what its fate counts has happened."""
        return int(NUMBER.unpack_from(self._counted)[0])

    def ends(self) -> None:
        """Waits until it has.  Raises TimeoutError where it lives on."""
        until = time.monotonic() + DEADLINE
        while not self.gone:
            if time.monotonic() > until:
                raise TimeoutError("a child that hung up lives on")
            time.sleep(0.001)

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone.  One that has ended is only waited for."""
        if not self._gone:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._gone = True


def _live(work: Work, said: int, loop: SelectorEventLoop, begin: Callable[[], None]) -> NoReturn:
    def say(address: str) -> None:
        os.write(said, f"{address}\n".encode())
        os.close(said)
        begin()

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


def _line(heard: int) -> str:
    """What the child says; raises RuntimeError where it ends, or is silent too long."""
    said, until = b"", time.monotonic() + DEADLINE
    with selectors.DefaultSelector() as waiting, os.fdopen(heard, "rb", 0) as pipe:
        waiting.register(pipe, selectors.EVENT_READ)
        while not said.endswith(b"\n"):
            piece = pipe.read(200) if waiting.select(until - time.monotonic()) else b""
            if not piece:
                raise RuntimeError("a child did not come up")
            said += piece
    return said.decode().strip()


def once(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """*work* in a child, to its end: what it leaves in memory, threads too, goes with it.

    Raises RuntimeError where it fails.
    """

    async def told(say: Say) -> None:
        await work()
        say("done")

    Child(told).kill()
