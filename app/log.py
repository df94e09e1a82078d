"""Logs: one line an event; JSON where nobody watches, colour in a terminal.

No payloads, no answers, no names, no tokens: events carry ids and counts.
"""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO

import structlog
from structlog.typing import Processor


def configure() -> None:
    """Send structlog's and the libraries' words to standard error."""
    terminal = sys.stderr.isatty()
    renderer: Processor = (
        structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            whatever_comes(
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                renderer,
            )
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: Lines(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")


class Lines:
    """Writes lines to *file*.  Where its disk is full the line is lost and nothing else is: no
    request fails because nobody could be told of it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def msg(self, line: str) -> None:
        with suppress(OSError, ValueError):
            print(line, file=self._file, flush=True)

    debug = info = warning = error = critical = exception = msg


def whatever_comes(*processors: Processor) -> Processor:
    """*processors*, one after the other; what they cannot put into words is left out."""

    def process(logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
        told: Any = event
        try:
            for one in processors:
                told = one(logger, method, told)
        except structlog.DropEvent:
            raise
        except Exception as error:
            logger.msg(f'{{"event": "not put into words", "error": "{type(error).__name__}"}}')
            raise structlog.DropEvent from None
        return told

    return process
