"""A case's fieldwork policy, as people write it."""

from datetime import time, timedelta
from fractions import Fraction
from typing import Any

import pytest

from surveys.dispositions import Thresholds
from surveys.fieldwork_policy import DEFAULT, FieldworkPolicy, Quiet, Reminding, parse


def test_what_is_not_written_is_the_defaults() -> None:
    assert parse({}) == DEFAULT
    assert parse({"reminders": {"most": "0"}}).reminders == Reminding(most=0)


def test_a_policy_written_whole() -> None:
    written = {
        "reminders": {"first_after": "90m", "every": "36h", "most": "5", "quiet": "22:30-07:00"},
        "expire_after": "14d", "partial": "25%", "complete": "100%",
    }  # fmt: skip
    assert parse(written) == FieldworkPolicy(
        Reminding(timedelta(minutes=90), timedelta(hours=36), 5, Quiet(time(22, 30), time(7))),
        timedelta(days=14),
        Thresholds(Fraction(1, 4), Fraction(1)),
    )


def test_a_survey_may_never_expire() -> None:
    assert parse({"expire_after": "never"}).expire_after is None


@pytest.mark.parametrize(
    "written",
    [
        {"expire_after": "a week"},
        {"expire_after": "0d"},
        {"expire_after": "367d"},
        {"expire_after": "٧d"},
        {"partial": "101%"},
        {"partial": "0.5"},
        {"partial": "90%"},  # above complete
        {"reminders": {"most": "11"}},
        {"reminders": {"most": "-1"}},
        {"reminders": {"most": "many"}},
        {"reminders": {"every": "24"}},
        {"reminders": {"quiet": "24:00-09:00"}},
        {"reminders": {"quiet": "21-9"}},
    ],
)
def test_what_is_no_policy_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(written)
