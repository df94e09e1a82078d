"""What a button carries fits Telegram, and whatever comes back in a tap is read or is nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import ACTS, JUMP, MOST_BYTES, Button, decode, encode, event
from surveys.events import DONE, KEEP, LATE, RIGHT, SKIP, START, STOP, Jumped, Tapped, WentBack
from surveys.load import packaged
from surveys.questionnaire import QuestionId, Rating

OURS = (KEEP, SKIP, DONE, START, STOP, RIGHT, LATE, JUMP)


def every_button() -> Iterator[Button]:
    """All that the packaged questionnaires can ask for, with the longest key and revision."""
    for questionnaire in packaged().values():
        for question in questionnaire:
            codes = {*OURS, *(option.code for option in question.options)}
            if isinstance(question, Rating):
                codes |= {str(number) for number in range(question.low, question.high + 1)}
            for code in codes:
                yield Button("k" * 12, 999_999, question.id, code)
    for act in ACTS:
        yield Button("k" * 12, 999_999, "", act)


def test_every_button_of_every_questionnaire_fits_and_comes_back_as_it_was() -> None:
    for button in every_button():
        data = encode(button)
        assert len(data.encode()) <= MOST_BYTES
        assert decode(data) == button


@given(st.text(max_size=80) | st.from_regex(r"a1:.{0,12}:.{0,7}:.{0,25}:.{0,13}", fullmatch=True))
def test_no_text_breaks_the_reader(data: str) -> None:
    button = decode(data)

    assert button is None or encode(button) == data


@pytest.mark.parametrize(
    "data",
    [
        None, "", "a1", "a0:k:1:q:yes", "a1:k:1:q", "a1:k:-1:q:yes", "a1:k:1:q:yes:more",
        "a1:k:1:q:ye s", "a1:k:1:Q:yes", "a1:k:１:q:yes", "a1:k:1:q:yes\n",
        "a1:k k:1:q:yes", "a1:" + "k" * 70,
    ],
)  # fmt: skip
def test_data_that_is_not_ours_is_nothing(data: str | None) -> None:
    assert decode(data) is None


def test_a_button_that_could_not_be_read_back_is_not_made() -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        encode(Button("k", 1, "q", "two:parts"))


def test_a_tap_means_its_question_at_its_revision() -> None:
    assert event(Button("k", 7, "greeted", "no")) == Tapped(QuestionId("greeted"), 7, "no")
    assert event(Button("k", 7, "greeted", JUMP)) == Jumped(QuestionId("greeted"))
    assert event(Button("k", 7, "", "back")) == WentBack(7)
    assert event(Button("k", 7, "", "nonsense")) is None
