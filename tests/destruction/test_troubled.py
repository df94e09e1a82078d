"""Locks, full disks, a database that dies, clocks that jump, a Bot API that hangs: for a while."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
REFUSED = {"sqlite": {"locked", "full"}, "postgresql": {"locked", "killed", "shut down at once"}}


def told(*words: str) -> dict[str, Any]:
    # A process of its own: it forks, and must have no threads.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", *words],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("engine", "spells"), [("sqlite", "2"), ("postgresql", "1")])
def test_after_trouble_a_server_goes_on_and_has_lost_nothing(engine: str, spells: str) -> None:
    found = told("tests.destruction.troubled", engine, "--spells", spells, "--crowd", "150")
    visits, crowds = found["visits"], found["crowds"]
    assert set(visits) == REFUSED[engine] | {"clock", "hang"}
    assert set(crowds) == REFUSED[engine]
    every = [*visits.items(), *crowds.items()]
    assert {name: one["wrong"] for name, one in every if one["failures"]} == {}, found["seed"]
    assert all(one["n"] for _, one in every)
    assert all(one["told_to_come_again"] for one in crowds.values())


def test_a_server_that_is_careless_in_trouble_is_found_out() -> None:
    found = told("tests.destruction.careless")
    assert len(found) == 7
    assert [name for name, what in found.items() if what is None] == []
