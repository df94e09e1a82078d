"""A log that cannot be written, or cannot be put into words, fails nobody."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from app.log import configure


class Full(io.StringIO):
    """A file on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


class Unspeakable:
    def __repr__(self) -> str:
        raise RuntimeError("what somebody answered")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_what_happened_is_one_line_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", out := io.StringIO())
    configure()
    structlog.get_logger().error("put off", work="KeyError")

    [line] = out.getvalue().splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["work"]) == ("put off", "error", "KeyError")


def test_a_full_disk_is_no_error_of_who_wanted_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Full())
    configure()
    try:
        raise KeyError("x")
    except KeyError:
        structlog.get_logger().exception("request failed")


def test_a_file_that_was_closed_is_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", out := io.StringIO())
    configure()
    out.close()
    structlog.get_logger().error("put off")


def test_what_cannot_be_put_into_words_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", out := io.StringIO())
    configure()
    structlog.get_logger().error("put off", work=Unspeakable())

    assert json.loads(out.getvalue()) == {"event": "not put into words", "error": "RuntimeError"}
