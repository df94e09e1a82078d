"""Time goes on evenly, whatever is done to the machine's clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from app.clock import BELIEVED_SECONDS, Clock
from surveys import quality
from surveys.acts import Answered, Began
from surveys.entries import Interview, Moment
from surveys.questionnaire import QuestionId
from surveys.values import Words
from tests.builders import NOON
from web.console.interviews import seconds

HOUR = 3600.0


@dataclass(slots=True)
class Machine:
    wall: float = NOON.timestamp()
    even: float = 1000.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.even += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.even)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 40 * 365 * 24 * HOUR])
def test_a_jump_is_not_followed_and_one_that_is_taken_back_was_never_there(jump: float) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.passes(60)
    machine.wall += jump
    assert clock() == after(60)
    machine.passes(BELIEVED_SECONDS / 2)
    assert clock() == after(60 + BELIEVED_SECONDS / 2)

    machine.wall -= jump
    machine.passes(BELIEVED_SECONDS)
    assert clock() == after(60 + BELIEVED_SECONDS * 1.5)


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_one_that_lasts_is_the_right_time(jump: float) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wall += jump
    clock()
    machine.passes(BELIEVED_SECONDS)

    assert clock() == after(BELIEVED_SECONDS + jump)
    machine.passes(1)
    assert clock() == after(BELIEVED_SECONDS + jump + 1)


def test_small_corrections_are_followed_and_time_never_goes_back_for_them() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.passes(10)
    machine.wall += 0.5
    assert clock() == after(10.5)
    machine.wall -= 0.9
    assert clock() == after(10.5)
    machine.passes(1)
    assert clock() == after(10.6)


def test_the_last_second_of_2038_s_clocks_is_one_like_others() -> None:
    machine = Machine(wall=2**31 - 1)
    clock = machine.clock()
    before = clock()
    machine.passes(2)
    assert clock() - before == timedelta(seconds=2)


def test_without_being_told_otherwise_it_is_the_machine_s_time() -> None:
    assert abs(Clock()() - datetime.now(NOON.tzinfo)) < timedelta(seconds=60)


def test_a_clock_set_back_between_two_answers_makes_no_negative_time() -> None:
    seen = QuestionId("seen")
    log = (
        Interview()
        .add(Began(0), Moment(NOON, "chat"))
        .add(Answered(seen, Words("a")), Moment(NOON - timedelta(hours=1), "chat"))
    )

    assert seconds(log.entries) == {seen: 0}
    assert quality._seconds(log) == {}
