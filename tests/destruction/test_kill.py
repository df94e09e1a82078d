"""kill -9, and nothing acknowledged is lost; ``make destroy`` does it thousands of times."""

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.botapi import Json
from tests.destruction.checker import Model, unsaid, wrong_with
from tests.destruction.figures import upper_bound
from tests.destruction.held import Held, Row, Sent
from tests.destruction.scenarios import every, visit

ROOT = Path(__file__).parent.parent.parent
KILLS = ("iteration", "point", "random")
# Of each of the eight scenarios: more than 250 kills together.
WANTED = ("--iterations", "16", "--points", "12", "--refusals", "3", "--random", "12")
LITTLE = ("--crowd", "100", "--spells", "0")  # these have tests of their own


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_at_any_moment_a_server_has_lost_nothing_it_acknowledged(
    engine: str, tmp_path: Path
) -> None:
    # A process of its own: it forks, and must have no threads.
    report = tmp_path / "reliability.json"
    words = ["-W", "error", "-m", "tests.destruction", "--engine", engine, *WANTED]
    done = subprocess.run(
        [sys.executable, *words, "--jobs", "1", *LITTLE, "--report", str(report)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    [found] = json.loads(report.read_text())["kills"].values()
    assert len(found) == len(list(every()))
    assert sum(told[kind]["n"] for told in found.values() for kind in KILLS) >= 250
    assert all(told["refusal"]["n"] for told in found.values())
    assert all(told["random"]["acknowledged_before"] for told in found.values())


def said(text: str) -> Sent:
    return "sendMessage", json.dumps({"text": text}, ensure_ascii=False)


REPLIES: tuple[Row, ...] = ((said("?"), said("…")), (said("!"),))


def a_model() -> Model:
    one = (("answered", "greeted", "{}"),)
    two = (*one, ("answered", "warmth", "{}"))
    return Model(
        visit(),
        (
            Held((), None, (), (), (), ()),
            Held((1,), one, (), (), (), REPLIES[:1]),
            Held((1, 2), two, (), ("interview.accept",), ((1,),), REPLIES),
        ),
        1.0,
    )


@pytest.mark.parametrize("there", [1, 2])
def test_what_was_under_way_may_have_come_or_not(there: int) -> None:
    model = a_model()
    assert wrong_with(model, model.after[there], 1, 2) == ""


@pytest.mark.parametrize(
    "fault", ["lost", "unsent", "half", "twice", "unanswered", "answered twice", "unlogged",
              "uncounted", "stray"],
)  # fmt: skip
def test_the_checker_finds_each_fault(fault: str) -> None:
    model = a_model()
    _, one, two = model.after
    now = {
        "lost": one,  # of two acknowledged
        "unsent": changed(two, log=(*(two.log or ()), ("answered", "x", "{}"))),
        "half": changed(two, log=one.log),
        "twice": changed(two, log=(*(two.log or ()), ("answered", "warmth", "{}"))),
        "unanswered": changed(two, replies=one.replies),
        "answered twice": changed(two, replies=(*REPLIES, REPLIES[1])),
        "unlogged": changed(two, acts=()),
        "uncounted": changed(two, counts=()),
        "stray": changed(two, strays=((("began", None, None),),)),
    }[fault]
    assert wrong_with(model, now, 2, 2) != ""


def changed(held: Held, **what: Any) -> Held:
    kept = {one.name: getattr(held, one.name) for one in fields(held)}
    return Held(**(kept | what))


def line(*texts: str, unheard: int = 0, early: int = 0) -> Json:
    told = [["sendMessage", {"text": text}] for text in texts]
    return {"told": told, "unheard": unheard, "early": early}


def test_replies_come_in_order_and_again_only_for_a_reason() -> None:
    assert unsaid(REPLIES, line("?", "…", "!"), 0) == ""
    assert unsaid(REPLIES, line("?", "?", "…", "!"), 1) == ""
    assert unsaid(REPLIES, line("?", "…", "?", "…", "!"), 1) == ""
    assert unsaid(REPLIES, line("?", "…", "…", "!", unheard=1), 0) == ""
    assert "twice" in unsaid(REPLIES, line("?", "?", "…", "!"), 0)
    assert "twice" in unsaid(REPLIES, line("?", "…", "?", "…", "!", "!"), 1)
    assert "order" in unsaid(REPLIES, line("!", "?", "…"), 0)
    assert "never" in unsaid(REPLIES, line("?", "…"), 0)
    assert "before" in unsaid(REPLIES, line("?", "…", "!", early=1), 0)


def test_the_bound_is_the_exact_one() -> None:
    # Of no failure in n: 1 - 0.05 ** (1 / n); of one in ten, from tables of the binomial.
    assert upper_bound(0, 1000) == pytest.approx(1 - 0.05**0.001, abs=1e-9)
    assert upper_bound(1, 10) == pytest.approx(0.39416, abs=1e-5)
    assert upper_bound(10, 10) == 1.0
    with pytest.raises(ValueError, match="no trial"):
        upper_bound(0, 0)
