"""kill -9, and nothing acknowledged is lost; ``make destroy`` does it a thousand times."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.destruction.__main__ import upper_bound
from tests.destruction.visit import Held, Model, lost

ROOT = Path(__file__).parent.parent.parent
REPLY = json.dumps({"method": "sendMessage", "text": "?"})


def test_killed_at_any_moment_a_server_has_lost_nothing_it_acknowledged(tmp_path: Path) -> None:
    # A process of its own: it forks, and must have no threads.
    report = tmp_path / "reliability.json"
    words = ["-W", "error", "-m", "tests.destruction", "--random", "50", "--step", "12"]
    done = subprocess.run(
        [sys.executable, *words, "--report", str(report)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text())
    assert found["at_random"]["n"] == 50
    assert found["at_random"]["acknowledged_before_the_kill"] > 10
    assert found["at_iterations"]["n"] > 5
    assert found["at_iterations"]["acknowledged_before_the_kill"] > 5


def a_model() -> Model:
    one = ((1, 0, "answered", "greeted", "{}"),)
    two = (*one, (1, 1, "answered", "warmth", "{}"))
    return Model(
        ({}, {}),
        (Held((), (), ()), Held((1,), one, (REPLY,)), Held((1, 2), two, (REPLY, REPLY))),
        1.0,
    )


@pytest.mark.parametrize("there", [1, 2])
def test_what_was_under_way_may_have_come_or_not(there: int) -> None:
    model = a_model()
    assert lost(model, model.after[there], 1, 2, restarted=False) == ""


@pytest.mark.parametrize("fault", ["lost", "unsent", "half", "twice", "unanswered"])
def test_the_checker_finds_each_fault(fault: str) -> None:
    model = a_model()
    _, one, two = model.after
    now = {
        "lost": one,  # of two acknowledged
        "unsent": Held(two.updates, (*two.entries, (1, 2, "answered", "x", "{}")), two.replies),
        "half": Held(two.updates, one.entries, two.replies),
        "twice": Held(two.updates, (*two.entries, two.entries[-1]), two.replies),
        "unanswered": Held(two.updates, two.entries, one.replies),
    }[fault]
    assert lost(model, now, 2, 2, restarted=True) != ""


def test_the_bound_is_the_exact_one() -> None:
    # Of no failure in n: 1 - 0.05 ** (1 / n); of one in ten, from tables of the binomial.
    assert upper_bound(0, 1000) == pytest.approx(1 - 0.05**0.001, abs=1e-9)
    assert upper_bound(1, 10) == pytest.approx(0.39416, abs=1e-5)
    assert upper_bound(10, 10) == 1.0
    with pytest.raises(ValueError, match="no trial"):
        upper_bound(0, 0)
