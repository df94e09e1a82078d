"""Power loss: with synchronous=FULL nothing acknowledged is gone, and with less it would be."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.destruction.disk import SECTOR, Asked, Image, carry_out, sectors

ROOT = Path(__file__).parent.parent.parent


def told(synchronous: str) -> dict[str, Any]:
    # A process of its own: SQLite's way to the disk is changed in it for good.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.destruction.power", synchronous],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_when_the_power_goes_all_that_was_acknowledged_is_on_the_disk() -> None:
    found = told("FULL")
    assert found["failures"] == 0, found
    assert found["n"] > 300
    assert found["carried"] > 0  # from the log into the database's own file


def test_without_a_sync_at_each_commit_it_is_found_that_answers_are_gone() -> None:
    found = told("NORMAL")
    assert any("acknowledged updates are gone" in wrong for wrong in found["wrong"]), found


def test_what_is_not_synced_may_be_there_in_part() -> None:
    image = Image()
    image.takes(Asked("", 0, b"a" * 2 * SECTOR))
    image.takes(Asked("", synced=True))
    image.takes(Asked("", SECTOR, b"b" * SECTOR))
    image.takes(Asked("", SECTOR // 2))

    class Chance:
        def random(self) -> float:
            return 0.5

    assert image.after(0.0, Chance()) == b"a" * 2 * SECTOR
    assert image.after(1.0, Chance()) == b"a" * (SECTOR // 2)
    assert [piece.offset for piece in sectors(Asked("", 100, b"x" * 1000))] == [100, 612]


@pytest.mark.parametrize(("asked", "left"), [
    (Asked("", 4, b"x"), b"ab\0\0x"), (Asked("", 1, b"xyz"), b"axyz"), (Asked("", 1), b"a"),
])  # fmt: skip
def test_writes_and_truncations_are_carried_out(asked: Asked, left: bytes) -> None:
    content = bytearray(b"ab")
    carry_out(content, asked)
    assert content == left
