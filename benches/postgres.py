"""A real PostgreSQL server for a bench, and the CPU it uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from benches.bot.rounds import TICKS
from tests.postgres import running


@dataclass(frozen=True, slots=True)
class Server:
    """*main*: the process all its others are children of."""

    url: str
    main: int

    async def database(self, name: str) -> str:
        """The URL of a new, empty one."""
        engine = create_async_engine(self.url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as alone:
            await alone.execute(text(f"CREATE DATABASE {name}"))
        await engine.dispose()
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def cpu(self) -> float:
        """Seconds of all its processes, of those too that have ended."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(stat.parent.name) == self.main:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == self.main:
                ticks += sum(map(int, fields[11:13]))
        return ticks / TICKS


@contextmanager
def server() -> Iterator[Server]:
    with running() as url:
        folder = next(
            part for part in str(make_url(url).query["host"]).split("/") if "anfang-pg-" in part
        )
        yield Server(url, _main(folder))


def _main(folder: str) -> int:
    """The process that was started with *folder* in its arguments."""
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = told.read_bytes()
        except OSError:
            continue
        if words.partition(b"\0")[0].endswith(b"postgres") and folder.encode() in words:
            return int(told.parent.name)
    raise LookupError(f"no server in {folder}")
