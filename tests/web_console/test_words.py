"""Whatever can stand in a log, a sheet or a list has its words in both languages."""

from dataclasses import fields
from typing import get_args

import pytest

from locales import LANGUAGES, say
from scoring.evidence import Source
from scoring.line import Status as LineStatus
from scoring.scheme import Method
from surveys.entries import Act, Answered, Doubted, Status
from surveys.questionnaire import QuestionId
from surveys.stored import columns
from surveys.values import Words


def kinds() -> list[str]:
    """The kind of every act there is, as it is stored."""
    return [
        columns(
            act(QuestionId("q"), Words("x"))
            if act in (Answered, Doubted)
            else act(*["x"] * len(fields(act)))
        )[0]
        for act in get_args(Act)
    ]


WORDS = [
    *(f"console-entry-{kind}" for kind in kinds()),
    *(f"console-interview-{status}" for status in [*Status, "none", "to-review"]),
    *(f"console-source-{source}" for source in Source),
    *(f"console-method-{method}" for method in Method),
    *(f"console-status-{status}" for status in LineStatus),
    *(f"console-channel-{channel}" for channel in ("chat", "page", "console", "play")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", WORDS)
def test_everything_that_can_stand_there_has_words(id: str, language: str) -> None:
    assert say(language, id)
