"""Real processes of ours, for what only a process can show: signals, crashes, several at once."""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from benches.bot.ports import free
from db.engine import transaction
from surveys import store
from surveys.tables import assignments, waves
from tests.botapi import TOKEN
from tests.builders import NOON, World, a_world, tiny

DEADLINE = 120.0  # seconds until something missing is a failure: machines may be busy
SECRET = "s3cret-" + "x" * 32


async def a_world_for_ever(engine: AsyncEngine) -> World:
    """Three questions at visit-code and at card-code, open whatever the machine's clock says."""
    days = {"opens": NOON.replace(year=2000), "closes": NOON.replace(year=2900)}
    async with transaction(engine) as tx:
        world = await a_world(tx, visit="tiny", survey="tiny")
        await store.freeze(tx, tiny(), NOON)  # so that a process of its own knows it
        for table in (waves, assignments):
            await tx.execute(update(table).values(**days))
    return world


@dataclass(slots=True)
class Process:
    """``anfang serve`` or one of the others, and what it wrote."""

    started: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def written(self) -> str:
        return self.log.read_text("utf-8", "replace")

    async def listens(self) -> None:
        """Raises AssertionError with what it wrote if it ends before."""
        await until(self._listening, lambda: self.written())

    async def ended(self, seconds: float = DEADLINE) -> int:
        """Its exit code.  Raises subprocess.TimeoutExpired."""
        return await asyncio.to_thread(self.started.wait, seconds)

    def told_to_stop(self) -> None:
        self.started.send_signal(signal.SIGTERM)

    def killed(self) -> None:
        self.started.kill()
        self.started.wait()

    def _listening(self) -> bool:
        assert self.started.poll() is None, self.written()
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def anfang(
    role: str,
    folder: Path,
    settings: Mapping[str, object],
    *,
    largest_file: int | None = None,
    log: Path | None = None,
) -> Iterator[Process]:
    """A process over *folder*; *largest_file*: bytes, no file can grow past it; *log*: where it
    writes to.  *settings* without their prefix.  It is killed at the end if it still runs."""
    port = free()
    folder.mkdir(parents=True, exist_ok=True)
    ours: dict[str, object] = {"data_dir": folder, "port": port, "secret_key": "k" * 44}
    env = {name: value for name, value in os.environ.items() if not name.startswith("ANFANG_")}
    env |= {
        f"ANFANG_{name.upper()}": str(value) for name, value in (ours | dict(settings)).items()
    }

    def limited() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))

    log = log or folder / f"{role}-{port}.log"
    with log.open("wb") as out:
        started = subprocess.Popen(
            [sys.executable, "-m", "app", role], cwd=folder, env=env, stdout=out, stderr=out,
            preexec_fn=limited,
        )  # fmt: skip
    try:
        yield Process(started, port, log)
    finally:
        started.kill()
        started.wait()


def bot(base: str, **more: object) -> dict[str, object]:
    """The settings of a bot at the stand-in, as fast as it can."""
    return {
        "bot_token": TOKEN, "bot_api_base": base, "bot_mode": "webhook",
        "webhook_secret": SECRET, "bot_a_second": 10_000, "bot_chat_a_second": 10_000, **more,
    }  # fmt: skip


async def until(
    true: Callable[[], bool], told: Callable[[], str] = str, seconds: float = DEADLINE
) -> None:
    """Waits for it.  Raises AssertionError with what *told* tells."""
    for _ in range(round(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it did not come: {told()}")
