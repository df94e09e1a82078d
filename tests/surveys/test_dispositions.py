"""How an interview ended, by its log and the clock, in AAPOR's codes."""

from datetime import timedelta
from fractions import Fraction

import pytest

from surveys import events as e
from surveys.dispositions import (
    CODES,
    Disposition,
    Thresholds,
    disposition,
    expired,
    expires,
    share_answered,
    unopened,
)
from surveys.entries import Interview, QuotaFull, ScreenedOut, Status, Voided, view
from surveys.events import Event
from surveys.interview import step
from surveys.questionnaire import QuestionId
from surveys.review import review
from tests.builders import DAY, NOON, moment, tiny

CLOSES = NOON + DAY


def played(*events: Event) -> Interview:
    interview = Interview()
    for event in events:
        interview = step(tiny(), interview, event, moment()).interview
    return interview


def tap(question: str, revision: int, code: str) -> Event:
    return e.Tapped(QuestionId(question), revision, code)


OPENED = Interview()
BEGUN = played(e.Agreed())
HALF = played(e.Agreed(), tap("greeted", 1, "no"))  # what happened instead is still open
ALL = played(e.Agreed(), tap("greeted", 1, "yes"))  # the last one may be left out
DONE = played(e.Agreed(), tap("greeted", 1, "yes"), tap("warmth", 2, "4"), e.Confirmed())


def ended(interview: Interview, days: int = 2) -> Disposition:
    seen = view(interview)
    return disposition(seen, share_answered(tiny(), seen), CLOSES, NOON + days * DAY)


def test_until_time_has_run_out_nothing_has_ended() -> None:
    for interview in (OPENED, BEGUN, HALF, ALL):
        assert ended(interview, days=1) is Disposition.PENDING
    assert disposition(view(HALF), Fraction(0), None, NOON + 999 * DAY) is Disposition.PENDING


@pytest.mark.parametrize(
    ("interview", "found", "code"),
    [
        (OPENED, Disposition.UNANSWERED, "2.1121"),
        (BEGUN, Disposition.UNANSWERED, "2.1121"),
        (HALF, Disposition.PARTIAL, "1.2"),
        (ALL, Disposition.COMPLETE, "1.1"),
        (DONE, Disposition.COMPLETE, "1.1"),
        (played(e.Refusal("no-consent")), Disposition.REFUSED, "2.112"),
        (played(e.Refusal("conflict")), Disposition.CONFLICT, "2.112"),
        (review(DONE, "accept", "user:1", "", moment()), Disposition.COMPLETE, "1.1"),
        (HALF.add(Voided("user:1", "twice"), moment()), Disposition.VOIDED, "2.30"),
        (BEGUN.add(ScreenedOut("age", "old"), moment()), Disposition.SCREENED_OUT, "4.10"),
        (BEGUN.add(QuotaFull("age", "young"), moment()), Disposition.QUOTA_FULL, "4.80"),
    ],
)
def test_how_it_ended(interview: Interview, found: Disposition, code: str) -> None:
    assert ended(interview) is found
    assert found.code == code


def test_what_a_reviewer_returned_still_takes_answers_and_so_has_not_ended() -> None:
    assert ended(review(DONE, "return", "user:1", "Which?", moment()), 9) is Disposition.PENDING


def test_a_study_draws_its_own_line_between_break_off_partial_and_complete() -> None:
    seen = view(HALF)
    share = share_answered(tiny(), seen)
    assert share == Fraction(1, 2)  # of two required ones on the path

    def drawn(partial: str, complete: str) -> Disposition:
        line = Thresholds(Fraction(partial), Fraction(complete))
        return disposition(seen, share, CLOSES, NOON + 2 * DAY, line)

    assert drawn("0.51", "0.8") is Disposition.BREAK_OFF
    assert drawn("0.5", "0.5") is Disposition.PARTIAL
    assert drawn("0.1", "0.49") is Disposition.COMPLETE
    for partial, complete in [("0.9", "0.8"), ("-1", "1"), ("0", "2")]:
        with pytest.raises(ValueError, match="partial"):
            drawn(partial, complete)


def test_what_was_skipped_holds_no_answer() -> None:
    skipped = played(e.Agreed(), tap("greeted", 1, "yes"), tap("warmth", 2, "@skip"))
    assert share_answered(tiny(), view(skipped)) == 1  # it was not required


def test_an_assignment_without_an_interview() -> None:
    late = NOON + 2 * DAY
    assert unopened(known=True, closes=CLOSES, now=CLOSES) is Disposition.PENDING
    assert unopened(known=True, closes=CLOSES, now=late) is Disposition.NEVER_OPENED
    assert unopened(known=False, closes=CLOSES, now=late) is Disposition.NOTHING_RETURNED


def test_every_end_but_a_pending_one_has_a_code_and_a_letter() -> None:
    assert set(CODES) == set(Disposition) - {Disposition.PENDING}
    assert Disposition.PENDING.code is None
    assert Disposition.PENDING.letter is None


def test_a_survey_runs_out_when_it_is_unfinished_for_too_long() -> None:
    ends = expires(NOON, timedelta(days=7))
    assert ends == NOON + 7 * DAY
    assert not expired(Status.OPEN, ends, NOON + 7 * DAY)
    assert expired(Status.OPEN, ends, NOON + 8 * DAY)
    assert not expired(Status.SUBMITTED, ends, NOON + 8 * DAY)
    assert not expired(Status.OPEN, expires(NOON, None), NOON + 999 * DAY)
