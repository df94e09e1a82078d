"""A line that nobody wrote is told with its number and reason, though every hash fits."""

from collections.abc import Mapping
from typing import Any

import pytest

from certification.bundle_lines import wrong_lines

AT = "2026-11-16T12:00:00+00:00"
ENTRY: Mapping[str, Any] = {
    "kind": "entry", "at": AT, "cursor": 4, "interview": "k", "outlet": "S1", "wave": "w",
    "questionnaire": "tiny", "edition": 1, "mode": "mystery", "act": "answered",
    "question": "greeted", "value": {"chosen": "yes"},
}  # fmt: skip
FINDING: Mapping[str, Any] = {
    "kind": "finding", "at": AT, "id": 1, "about": "clause", "subject": "5.2.4.3",
    "source": "audited", "value": {"met": "true"}, "by": "person-1",
}  # fmt: skip
SPECIAL = {**FINDING, "about": "special", "subject": "1"}
POLICIES: Mapping[str, Any] = {"kind": "policies", "at": AT, "value": {}, "by": "person-1"}
ASKED = {("tiny", 1)}


def told(*lines: Mapping[str, Any], last: int = 9) -> list[str]:
    return [f"{wrong.n} {wrong.id} {' '.join(wrong.args.values())}".strip()
            for wrong in wrong_lines(lines, last, ASKED)]  # fmt: skip


def test_what_was_written_is_as_it_is_said_to_be() -> None:
    assert told(FINDING, ENTRY, {**ENTRY, "cursor": 9}, POLICIES, {**FINDING, "value": None}) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**ENTRY, "kind": "note"}, "1 bundle-wrong kind: "),
        ({**ENTRY, "cursor": True}, "1 bundle-wrong cursor: "),
        ({**ENTRY, "cursor": float("nan")}, "1 bundle-wrong cursor: "),
        ({**ENTRY, "at": "NaN"}, "1 bundle-wrong at: "),
        ({**ENTRY, "at": "2026-11-16T12:00:00"}, "1 bundle-wrong at: "),
        ({**ENTRY, "outlet": None}, "1 bundle-wrong outlet: "),
        ({**ENTRY, "mode": "secret"}, "1 bundle-wrong mode: "),
        ({**ENTRY, "value": True}, "1 bundle-wrong value: "),
        ({**ENTRY, "value": {"seconds": "x"}}, "1 bundle-no-act answered"),
        ({**ENTRY, "value": {"amount": "NaN"}}, "1 bundle-no-act answered"),
        ({**ENTRY, "value": {"amount": "many"}}, "1 bundle-no-act answered"),
        ({**ENTRY, "value": {"amount": True}}, "1 bundle-no-act answered"),
        ({**ENTRY, "value": {"lasted": "-Infinity"}}, "1 bundle-no-act answered"),
        (
            {**ENTRY, "value": {"timed": {"seconds": "sNaN", "late": 0}}},
            "1 bundle-no-act answered",
        ),
        ({**ENTRY, "act": "invented"}, "1 bundle-no-act invented"),
        ({**ENTRY, "act": "moved", "value": {}}, "1 bundle-no-act moved"),
        ({**ENTRY, "edition": 2}, "1 bundle-not-asked tiny@2"),
        ({**ENTRY, "cursor": 10}, "1 bundle-newer-entry 10 9"),
        ({**FINDING, "value": {"met": 7}}, "1 bundle-wrong value.met: "),
        ({**FINDING, "source": "dreamt"}, "1 bundle-wrong source: "),
        ({**FINDING, "about": "weather"}, "1 bundle-wrong about: "),
        ({**SPECIAL, "value": {"text": "t", "trigger": "mood"}}, "1 bundle-wrong trigger: mood"),
        ({**POLICIES, "value": {"rounding": 1}}, "1 bundle-wrong value.rounding: "),
    ],
)
def test_what_nobody_wrote_is_told_with_its_place(line: Mapping[str, Any], said: str) -> None:
    (found,) = told(line)

    assert found.startswith(said)


def test_entries_follow_each_other_and_the_same_one_does_not_come_twice() -> None:
    first = {**ENTRY, "cursor": 5}

    assert told(first, ENTRY, first) == ["2 bundle-not-after 4 5", "3 bundle-not-after 5 5"]


def test_all_of_it_is_told_at_once_and_a_missing_questionnaire_once() -> None:
    other = {**ENTRY, "questionnaire": "other"}

    assert told({**FINDING, "value": {"met": 7}}, other, {**other, "cursor": 5, "act": "x"}) == [
        "1 bundle-wrong value.met: Input should be a valid string",
        "2 bundle-not-asked other@1",
        "3 bundle-no-act x",
    ]
