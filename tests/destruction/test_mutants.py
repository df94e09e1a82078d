"""A server that breaks its promise is found out."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_checker_catches_every_server_with_a_mistake_in_it() -> None:
    # A process of its own: it forks, and must have no threads.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.destruction.mutants"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 4
    assert [name for name, told in found.items() if told is None] == []
