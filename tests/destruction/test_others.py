"""The report counts what failed, and what the checker did not find."""

from typing import Any

import pytest

from tests.destruction.others import cuts, failures


def report(**other: Any) -> dict[str, Any]:
    well = {"n": 3, "failures": 0}
    return {
        "trouble": {"sqlite": {"seed": 1, "visits": {"full": well}, "crowds": {"full": well}}},
        "power": well, "power with less than FULL": {"OFF": {"n": 3, "failures": 3}},
        "cut": cuts({"after 2": ["", 4]}), "mistakes found": {"takes_twice": [1, "twice"]},
    } | other  # fmt: skip


def test_losing_answers_without_a_sync_is_no_failure_of_ours() -> None:
    assert failures(report()) == 0


@pytest.mark.parametrize("other", [
    {"power": {"n": 3, "failures": 1}}, {"cut": cuts({"after 2": ["lost", 4]})},
    {"mistakes found": {"takes_twice": None}},
    {"trouble": {"sqlite": {"visits": {"full": {"failures": 1}}, "crowds": {}}}},
])  # fmt: skip
def test_each_kind_of_failure_is_counted(other: dict[str, Any]) -> None:
    assert failures(report(**other)) == 1
