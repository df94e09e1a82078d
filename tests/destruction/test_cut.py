"""The wire to PostgreSQL breaks at a COMMIT: whatever became of it, each answer is there once."""

import json
import subprocess
import sys
from pathlib import Path

from tests.destruction.cut import EVERY

ROOT = Path(__file__).parent.parent.parent


def test_a_commit_nobody_heard_of_is_neither_lost_nor_done_twice() -> None:
    # A process of its own: it forks, and must have no threads.
    done = subprocess.run(
        [sys.executable, "-m", "tests.destruction.cut"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 2 * len(EVERY)
    assert {name: told[0] for name, told in found.items() if told[0]} == {}
    assert sum(told[1] for told in found.values()) > 0
