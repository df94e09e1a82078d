"""PostgreSQL behind a wire that breaks: the connection is cut when COMMIT has been sent.

Just before the server would have it, or just after, so that nobody knows what became of it.
`python -m tests.destruction.cut` prints, as JSON, by when and at every how many-th COMMIT it is
cut, what was wrong with a visit (an empty text is nothing) and how often it had to come again.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from tests.destruction import scenarios
from tests.destruction.bases import Place, Rows
from tests.destruction.checker import Model, unsaid, wrong_with
from tests.destruction.forks import Child, Say
from tests.destruction.held import held
from tests.destruction.kill import POSTGRESQL, base_of, ready
from tests.destruction.server import served
from tests.destruction.standin import Call, exchange
from tests.destruction.trial import House, settled
from tests.destruction.undisturbed import model_of, warm
from tests.destruction.visitor import Visitor
from tests.postgres import running

EVERY = (2, 3, 5)  # so many-th COMMIT is cut
COMMITTED = 0.05  # seconds a COMMIT has before the server's side is closed too


@dataclass(frozen=True, slots=True)
class Behind:
    """*place*, reached by the wire."""

    place: Place
    url: str

    @property
    def folder(self) -> Path:
        return self.place.folder

    def rows(self, sql: str) -> Rows:
        return self.place.rows(sql)

    def quiet(self) -> None:
        self.place.quiet()


def wire(socket: str, every: int, *, sent: bool) -> Child:
    """Passes everything on, and cuts from SIGUSR1 on; *sent*: after COMMIT."""
    commits, cutting = 0, asyncio.Event()

    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal commits
        from_server, to_server = await asyncio.open_unix_connection(socket)
        back = asyncio.create_task(passed(from_server, writer))
        try:
            while data := await reader.read(65536):
                commit = b"COMMIT" in data and cutting.is_set()
                commits += commit
                if commit and commits % every == 0:
                    back.cancel()
                    if sent:
                        to_server.write(data)
                        await to_server.drain()
                    writer.transport.abort()
                    await asyncio.sleep(COMMITTED)
                    return
                to_server.write(data)
        finally:
            to_server.close()
            back.cancel()

    async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def work(say: Say) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, cutting.set)
        server = await asyncio.start_server(between, "127.0.0.1", 0)
        say(str(server.sockets[0].getsockname()[1]))
        await asyncio.Event().wait()

    return Child(work)


def cut(house: House, model: Model, socket: str, every: int, *, sent: bool) -> tuple[str, int]:
    """What is wrong after a visit, and how often it was told to come again."""
    name = f"{'after' if sent else 'before'}{every}"
    inside, line = house.base.fresh(house.folder / name), Call(house.exchange, name)
    line.open()
    between = wire(socket, every, sent=sent)
    url = make_url(inside.url).set(host="127.0.0.1", port=int(between.address), query={})
    place = Behind(inside, url.render_as_string(hide_password=False))
    visitor = Visitor(model.scenario, line, patient=True)
    server = served(place, line.base, polls=False)
    os.kill(between.pid, signal.SIGUSR1)
    try:
        visitor.goes_on(server)
        wrong = visitor.wrong or settled(place, server)
    finally:
        server.kill()
        between.kill()
    place.quiet()
    now, whole = held(place, model.scenario.key), len(model.scenario.steps)
    wrong = wrong or wrong_with(model, now, whole, whole)
    # What was sent and could not be marked is not sent again: nobody has died.
    return wrong or unsaid(now.replies, line.known(), 0), len(visitor.refused)


def all_of_it(folder: Path) -> Iterator[tuple[str, str, int]]:
    ready()
    with running() as url:
        base, api = base_of(POSTGRESQL, folder, url), exchange()
        try:
            house = House(base, folder, api.address)
            warm(house, scenarios.visit())
            model, _ = model_of(house, scenarios.visit())
            socket = f"{make_url(url).query['host']}/.s.PGSQL.5432"
            for sent in (True, False):
                for every in EVERY:
                    wrong, again = cut(house, model, socket, every, sent=sent)
                    yield f"{'after' if sent else 'before'} {every}", wrong, again
        finally:
            api.kill()
            base.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps({n: [wrong, again] for n, wrong, again in all_of_it(Path(temporary))}))
    sys.exit(0)
