"""When each question was shown, answered and changed: read off the log, and nothing missed."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import events as e
from surveys.entries import Answered, Interview, Moment, Moved
from surveys.events import Event
from surveys.interview import step
from surveys.load import questionnaire
from surveys.plain import plain
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.review import review
from surveys.timing import AuditEvent, audit, timings
from tests.builders import NOON, TINY, tiny
from tests.surveys.test_editions_language import ANSWERED, OLD

SECOND = timedelta(seconds=1)
WARMTH = QuestionId("warmth")


def at(seconds: float, channel: str = "chat", device: float | None = None) -> Moment:
    claimed = None if device is None else NOON + device * SECOND
    return Moment(NOON + seconds * SECOND, channel, claimed)


def played(*turns: tuple[float, Event], asked: Questionnaire | None = None) -> Interview:
    interview = Interview()
    for seconds, event in turns:
        interview = step(asked or tiny(), interview, event, at(seconds)).interview
    return interview


def tap(question: str, revision: int, code: str) -> Event:
    return e.Tapped(QuestionId(question), revision, code)


def told(interview: Interview) -> list[tuple[str, str, float, float | None, str, str]]:
    """Each event: what, of which question, from and to in seconds, old and new value."""
    return [
        (
            one.event,
            one.question or "",
            (one.start.at - NOON).total_seconds(),
            None if one.end is None else (one.end.at - NOON).total_seconds(),
            plain(one.old),
            plain(one.new),
        )
        for one in audit({1: tiny()}, 1, interview)
    ]


def test_a_question_is_shown_from_the_moment_the_one_before_it_was_stored() -> None:
    interview = played(
        (0, e.Opened()), (1, e.Agreed()), (4, tap("greeted", 1, "no")),
        (10, e.Replied("He looked away.")), (12, tap("warmth", 3, "4")), (20, e.Confirmed()),
    )  # fmt: skip

    assert told(interview) == [
        ("form start", "", 1, None, "", ""),
        ("question", "greeted", 1, 4, "", "no"),
        ("question", "instead", 4, 10, "", "He looked away."),
        ("question", "warmth", 10, 12, "", "4"),
        ("end screen", "", 12, 20, "", ""),
        ("form finalize", "", 20, None, "", ""),
    ]


def test_an_answer_changed_after_a_rest_has_its_event_with_both_values() -> None:
    """ODK's own log misses what was changed after the app was minimised (collect 5291)."""
    interview = played(
        (0, e.Agreed()), (2, tap("greeted", 1, "yes")), (5, e.Jumped(QuestionId("greeted"))),
        (6, e.Rested()), (100, tap("greeted", 4, "unseen")), (103, tap("warmth", 5, "2")),
    )  # fmt: skip

    assert told(interview)[1:] == [
        ("question", "greeted", 0, 2, "", "yes"),
        ("question", "warmth", 2, 5, "", ""),  # seen, and left to go back
        ("form exit", "", 6, None, "", ""),
        ("form resume", "", 100, None, "", ""),
        ("question", "greeted", 5, 100, "yes", "unseen"),
        ("question", "warmth", 100, 103, "", "2"),
        ("end screen", "", 103, None, "", ""),
    ]
    found = timings(audit({1: tiny()}, 1, interview))[QuestionId("greeted")]
    assert (found.shown, found.answered) == (at(0), at(2))
    assert [(one.at, plain(one.old), plain(one.new)) for one in found.changes] == [
        (at(100).at, "yes", "unseen")
    ]
    assert (found.seconds, found.rests) == (97, 1)


def test_what_is_kept_is_no_change_and_what_is_skipped_is_one() -> None:
    interview = played(
        (0, e.Agreed()), (1, tap("greeted", 1, "yes")), (2, tap("warmth", 2, "5")),
        (3, e.Jumped(QuestionId("greeted"))), (4, tap("greeted", 4, "@keep")),
        (5, e.Jumped(WARMTH)), (6, tap("warmth", 6, "@skip")),
    )  # fmt: skip

    assert [row for row in told(interview) if row[0] == "question" and row[3] in (4, 6)] == [
        ("question", "greeted", 3, 4, "", ""),
        ("question", "warmth", 5, 6, "5", ""),
    ]


def test_both_clocks_are_told_and_the_channel() -> None:
    interview = Interview()
    for moment, event in [
        (at(0), e.Agreed()), (at(3, "page", 3600), tap("greeted", 1, "yes")),
        (at(5, "page", 3602), tap("warmth", 2, "3")),
    ]:  # fmt: skip
        interview = step(tiny(), interview, event, moment).interview

    warmth = audit({1: tiny()}, 1, interview)[2]
    assert (warmth.start, warmth.end) == (at(3, "page", 3600), at(5, "page", 3602))
    assert warmth.seconds == 2


def test_a_clock_that_was_set_back_takes_no_time() -> None:
    interview = played((10, e.Agreed()), (3, tap("greeted", 1, "yes")))
    assert timings(audit({1: tiny()}, 1, interview))[QuestionId("greeted")].seconds == 0


def test_a_return_is_the_reason_for_the_changes_after_it() -> None:
    interview = played(
        (0, e.Agreed()), (1, tap("greeted", 1, "yes")), (2, tap("warmth", 2, "5")),
        (3, e.Confirmed()),
    )  # fmt: skip
    interview = review(interview, "return", "user:3", "Really so warm?", at(50, "console"))
    interview = step(tiny(), interview, e.Jumped(WARMTH), at(60)).interview
    interview = step(tiny(), interview, tap("warmth", interview.revision, "2"), at(64)).interview

    *_, reason, left, changed, last = audit({1: tiny()}, 1, interview)
    assert (reason.event, reason.by, reason.reason) == (
        "change reason", "user:3", "Really so warm?",
    )  # fmt: skip
    assert (left.event, left.start, left.end) == ("end screen", at(50, "console"), at(60))
    assert (changed.question, plain(changed.old), plain(changed.new)) == (WARMTH, "5", "2")
    assert (last.event, last.end) == ("end screen", None)


def test_nobody_is_shown_anything_before_they_begin() -> None:
    assert audit({1: tiny()}, 1, played((0, e.Opened()))) == ()


def test_repeats_are_added_answered_and_removed() -> None:
    found = audit({1: OLD}, 1, ANSWERED)
    assert [(one.event, one.question, one.key) for one in found if "repeat" in one.event] == [
        ("add repeat", "staff", 2), ("add repeat", "staff", 3), ("delete repeat", "staff", 3),
    ]  # fmt: skip
    asked = [one.question for one in found if one.event == "question"]
    assert asked[asked.index(QuestionId("name.1")) :][:4] == [
        "name.1",
        "kind.1",
        "name.2",
        "kind.2",
    ]
    assert (found[-1].event, found[-1].question, found[-1].end) == ("question", "price.2", None)


def test_across_editions_each_question_is_read_in_its_own() -> None:
    more = """\
      - id: more
        kind: text
        label: {zh: 其他, en: More}
        text: {zh: 还有吗？, en: Anything else?}
"""
    new = questionnaire(TINY.replace("edition: 1", "edition: 2") + more, "tiny@2.yaml")
    interview = played(
        (0, e.Agreed()), (1, tap("greeted", 1, "yes")), (2, tap("warmth", 2, "5"))
    ).add(Moved("user:1", 1, 2), at(10, "console"))
    interview = step(new, interview, e.Replied("No."), at(12)).interview

    found = audit({1: tiny(), 2: new}, 2, interview)

    moved, more_asked, last = found[-3:]
    assert (moved.event, plain(moved.old), plain(moved.new), moved.by) == (
        "edition moved", "1", "2", "user:1",
    )  # fmt: skip
    assert (more_asked.question, more_asked.start, more_asked.end) == ("more", at(2), at(12))
    assert last.event == "end screen"


@st.composite
def anybody(draw: st.DrawFn) -> Interview:
    """Any taps, replies, goings back and rests, some of them late or senseless."""
    interview, seconds = played((0, e.Agreed())), 0.0
    codes = ["yes", "no", "unseen", "1", "4", "@skip", "@keep"]
    for _ in range(draw(st.integers(0, 25))):
        seconds += draw(st.sampled_from([0.0, 1.0, 60.0]))
        question = draw(st.sampled_from([question.id for question in tiny()]))
        revision = draw(st.sampled_from([interview.revision, 1]))
        happened: list[Event] = [
            e.Tapped(question, revision, draw(st.sampled_from(codes))), e.Replied("Because."),
            e.WentBack(), e.Jumped(question), e.Rested(), e.Confirmed(), e.Opened(),
        ]  # fmt: skip
        event = draw(st.sampled_from(happened))
        interview = step(tiny(), interview, event, at(seconds)).interview
    return interview


@given(anybody())
@settings(max_examples=150, deadline=None)
def test_every_stored_answer_has_one_event_and_the_changes_lead_from_one_to_the_next(
    interview: Interview,
) -> None:
    found = audit({1: tiny()}, 1, interview)
    answers = [entry for entry in interview.entries if isinstance(entry.act, Answered)]
    events: list[AuditEvent] = [one for one in found if one.event == "question" and one.end]
    given_ = [one for one in events if one.end in {entry.moment for entry in answers}]
    held: dict[QuestionId, str] = {}
    stored: dict[QuestionId, str] = {}
    for entry in answers:
        assert isinstance(entry.act, Answered)
        stored[entry.act.question] = plain(entry.act.value)
    for one in given_:
        assert one.question is not None
        if one.old or one.new:
            assert plain(one.old) == held.get(one.question, "")
            held[one.question] = plain(one.new)
    assert held == stored
    assert len(given_) >= len(answers)
    assert all(one.start.at <= one.end.at for one in events if one.end)
