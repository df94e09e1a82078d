"""When a reminder goes, and when none does: facts and a clock, nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import CHINA
from surveys.entries import Status
from surveys.fieldwork_policy import Quiet, Reminding
from surveys.reminders import Facts, Why, due, next_due

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPENS = datetime(2026, 11, 2, 0, 0, tzinfo=CHINA)
CLOSES = OPENS + 10 * DAY
PLAIN = Reminding(first_after=24 * HOUR, every=48 * HOUR, most=3)


def facts(
    status: Status = Status.OPEN,
    last: datetime | None = OPENS + 10 * HOUR,
    sent: Sequence[datetime] = (),
    unreachable_at: datetime | None = None,
) -> Facts:
    return Facts(status, OPENS, CLOSES, last, sent, unreachable_at)


def test_what_is_unfinished_is_reminded_of_a_day_after_the_last_answer() -> None:
    begun = facts()
    assert begun.why is Why.UNFINISHED
    assert next_due(PLAIN, begun) == OPENS + 34 * HOUR
    assert not due(PLAIN, begun, OPENS + 34 * HOUR - timedelta(seconds=1))
    assert due(PLAIN, begun, OPENS + 34 * HOUR)


def test_what_was_not_begun_is_reminded_of_a_day_before_it_closes() -> None:
    waiting = facts(Status.NEW, last=None)
    assert waiting.why is Why.NOT_BEGUN
    # That is midnight: it goes when the quiet hours are over.
    assert next_due(PLAIN, waiting) == CLOSES - 24 * HOUR + 9 * HOUR


def test_the_next_one_waits_its_time_and_after_the_last_comes_none() -> None:
    first = OPENS + 34 * HOUR
    assert next_due(PLAIN, facts(sent=[first])) == first + 48 * HOUR
    assert next_due(PLAIN, facts(sent=[first, first + 48 * HOUR])) == first + 96 * HOUR
    assert next_due(PLAIN, facts(sent=[first] * 3)) is None
    assert next_due(Reminding(most=0), facts()) is None


def test_an_answer_given_since_moves_the_next_one_on() -> None:
    first = OPENS + 34 * HOUR
    later = facts(last=first + 30 * HOUR, sent=[first])
    assert next_due(PLAIN, later) == first + 54 * HOUR


def test_after_a_clock_that_jumped_on_one_is_due_and_after_one_that_fell_back_none_is() -> None:
    jumped = CLOSES - 12 * HOUR
    assert due(PLAIN, facts(), jumped)
    assert not due(PLAIN, facts(sent=[jumped]), jumped)
    assert not due(PLAIN, facts(sent=[jumped]), OPENS + 34 * HOUR)


@pytest.mark.parametrize("status", [status for status in Status if status.over])
def test_who_is_done_is_not_reminded(status: Status) -> None:
    assert next_due(PLAIN, facts(status)) is None


def test_who_blocked_the_bot_hears_nothing_until_they_do_something_again() -> None:
    away = OPENS + 11 * HOUR
    assert next_due(PLAIN, facts(last=away, unreachable_at=away)) is None
    assert next_due(PLAIN, facts(Status.NEW, None, unreachable_at=away)) is None
    back = facts(last=away + HOUR, unreachable_at=away)
    assert next_due(PLAIN, back) == away + 25 * HOUR


def test_nothing_goes_before_the_window_opens_or_after_it_closes() -> None:
    early = Reminding(first_after=30 * DAY)
    assert next_due(early, facts(Status.NEW, None)) == OPENS + 9 * HOUR  # midnight is quiet
    assert not due(PLAIN, facts(), CLOSES + timedelta(seconds=1))
    late = facts(last=CLOSES - HOUR)
    assert next_due(PLAIN, late) is None


@pytest.mark.parametrize(
    ("quiet", "at", "is_quiet", "over"),
    [
        (Quiet(), "20:59", False, "20:59"),
        (Quiet(), "21:00", True, "09:00+1"),
        (Quiet(), "00:00", True, "09:00"),
        (Quiet(), "08:59", True, "09:00"),
        (Quiet(), "09:00", False, "09:00"),
        (Quiet(time(12), time(14)), "11:59", False, "11:59"),
        (Quiet(time(12), time(14)), "12:00", True, "14:00"),
        (Quiet(time(12), time(14)), "14:00", False, "14:00"),
        (Quiet(time(0), time(0)), "03:00", False, "03:00"),
    ],
)
def test_quiet_hours_are_chinas_and_may_go_over_midnight(
    quiet: Quiet, at: str, is_quiet: bool, over: str
) -> None:
    day = OPENS.date()
    moment = datetime.combine(day, time.fromisoformat(at), CHINA)
    clock, _, days = over.partition("+")
    ends = datetime.combine(day, time.fromisoformat(clock), CHINA) + int(days or 0) * DAY

    assert quiet.holds(moment.astimezone(UTC)) is is_quiet
    assert quiet.over(moment.astimezone(UTC)) == ends


moments = st.integers(0, 365 * 24 * 3600).map(lambda s: OPENS + timedelta(seconds=s - 10**7))
clocks = st.times().map(lambda t: t.replace(microsecond=0))


@given(moments, clocks, clocks)
def test_over_is_never_quiet_and_begins_is_the_first_moment_that_is(
    at: datetime, starts: time, ends: time
) -> None:
    quiet = Quiet(starts, ends)
    free = quiet.over(at)
    assert at <= free <= at + DAY
    assert not quiet.holds(free)
    if starts != ends:
        begins = quiet.begins(free)
        assert quiet.holds(begins)
        assert not quiet.holds(begins - timedelta(seconds=1)) or begins - free < timedelta(
            seconds=1
        )


@given(
    st.lists(moments, max_size=4), st.none() | moments, moments, st.integers(0, 4),
    st.sampled_from([Status.NEW, Status.OPEN, Status.PAUSED, Status.RETURNED]),
)  # fmt: skip
def test_whatever_was_and_whatever_the_clock_says_the_rules_hold(
    sent: list[datetime], last: datetime | None, now: datetime, most: int, status: Status
) -> None:
    reminding = Reminding(24 * HOUR, 48 * HOUR, most)
    known = Facts(status, OPENS, CLOSES, last, sorted(sent))
    if due(reminding, known, now):
        assert OPENS <= now <= CLOSES
        assert not reminding.quiet.holds(now)
        assert len(sent) < most
        assert all(now - one >= 48 * HOUR for one in sent)
