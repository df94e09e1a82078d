"""Ports on the loopback."""

import socket
import time
from random import SystemRandom

BELOW = range(10_000, 32_000)  # what systems give to those who call out begins at 32768 or later
_chance = SystemRandom()


def free() -> int:
    """One that nothing listens on, and that nobody who calls out is given before it is used."""
    while True:
        port = _chance.choice(BELOW)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def listening(port: int, seconds: float = 60.0) -> None:
    """Waits until something listens there.  Raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")
