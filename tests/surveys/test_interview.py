"""What holds of every interview, whatever is sent to it."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import events as e
from surveys.entries import Interview, Moment, Status, view
from surveys.events import Ask, Event, Summarise
from surveys.interview import step
from surveys.load import packaged
from surveys.path import current, path, result
from surveys.questionnaire import Media, QuestionId, Questionnaire, Rating, Stopwatch
from surveys.values import Chosen, Place, Timed
from tests.builders import NOON, tiny

Sent = Event | tuple[str, str]  # or a tap: question, code

STORE_VISIT = packaged()["store-visit", 1]
CODES = ["yes", "no", "na", "unseen", "nobody", "@keep", "@skip", "@start", "@stop", "@right",
         "@late", "@done", "3", "5", "11", "", "constructor"]  # fmt: skip


def events_of(questionnaire: Questionnaire) -> st.SearchStrategy[Event]:
    ids = st.sampled_from([question.id for question in questionnaire] + [QuestionId("none")])
    return st.one_of(
        st.just(e.Opened()), st.just(e.Agreed()), st.just(e.WentBack()), st.just(e.Confirmed()),
        st.just(e.Rested()), st.just(e.AskedStatus()), st.just(e.AskedToChange()),
        st.builds(e.Spoke, st.sampled_from(["zh", "en"])),
        st.builds(e.Jumped, ids),
        st.builds(e.Tapped, ids, st.integers(-1, 60), st.sampled_from(CODES)),
        st.builds(e.Replied, st.one_of(st.text(max_size=20), st.sampled_from(CODES))),
        st.builds(e.SentFile, st.text("ab", min_size=1, max_size=3)),
        st.builds(e.SentPlace, st.just(Place(30.5, 114.2)), st.booleans()),
        st.builds(e.SentOther, st.just("sticker")),
    )  # fmt: skip


def played(questionnaire: Questionnaire, sent: list[Event]) -> Interview:
    interview = Interview()
    for second, event in enumerate(sent):
        moment = Moment(NOON + timedelta(seconds=second))
        interview = step(questionnaire, interview, event, moment).interview
    return interview


def any_answer(ask: Ask) -> Event:
    """Some event that a willing person could answer with."""
    question = ask.question
    match question:
        case Stopwatch():
            code = {"ready": e.START, "running": e.STOP, "stopped": e.RIGHT}[ask.stage]
        case Media() if ask.files:
            code = e.DONE
        case Media():
            return e.SentFile("p")
        case Rating(low=low):
            code = str(low)
        case _ if question.options:
            code = question.options[0].code
        case _ if not question.required:
            code = e.SKIP
        case _:
            return e.Replied("12")
    return e.Tapped(question.id, ask.revision, code)


def to_the_end(questionnaire: Questionnaire, interview: Interview) -> Interview:
    here = Interview(interview.entries)
    event: Event = e.Agreed()
    for _ in range(200):
        after = step(questionnaire, here, event, Moment(NOON))
        here, screen = after.interview, after.effects[-1]
        if isinstance(screen, Ask):
            event = any_answer(screen)
        elif isinstance(screen, Summarise):
            event = e.Confirmed()
        else:
            break
    return here


@settings(max_examples=60, deadline=None)
@given(sent=st.lists(events_of(STORE_VISIT), max_size=40))
def test_from_wherever_one_is_the_end_can_be_reached(sent: list[Event]) -> None:
    done = to_the_end(STORE_VISIT, played(STORE_VISIT, sent))

    assert view(done).status is Status.SUBMITTED
    assert current(STORE_VISIT, view(done)) is None


@settings(max_examples=60, deadline=None)
@given(sent=st.lists(events_of(STORE_VISIT), max_size=40))
def test_the_log_only_grows_and_every_event_shows_a_screen(sent: list[Event]) -> None:
    interview = Interview()
    for event in sent:
        after = step(STORE_VISIT, interview, event, Moment(NOON))

        assert after.interview.entries[: interview.revision] == interview.entries
        assert after.effects
        interview = after.interview


@settings(max_examples=100, deadline=None)
@given(sent=st.lists(events_of(tiny()), max_size=30))
def test_the_path_agrees_with_a_second_reading_of_the_conditions(sent: list[Event]) -> None:
    """tiny's one condition, written out by hand."""
    values = view(played(tiny(), sent)).values
    expected = ["greeted"]
    if values.get(QuestionId("greeted")) == Chosen("no"):
        expected.append("instead")
    expected.append("warmth")

    assert [question.id for question in path(tiny(), values)] == expected
    assert set(result(tiny(), view(played(tiny(), sent)))) <= set(expected)


def test_changing_there_and_back_restores_the_result() -> None:
    interview = Interview()
    sent: list[Sent] = [
        e.Agreed(), ("greeted", "no"), e.Replied("he looked away"), ("warmth", "2")
    ]  # fmt: skip
    for event in sent:
        interview = _step(interview, event)
    before = result(tiny(), view(interview))
    for code in ("yes", "no"):
        interview = _step(_step(interview, e.Jumped(QuestionId("greeted"))), ("greeted", code))
        if code == "yes":
            assert set(result(tiny(), view(interview))) == {"greeted", "warmth"}

    assert result(tiny(), view(interview)) == before


def _step(interview: Interview, event: Sent) -> Interview:
    if isinstance(event, tuple):
        event = e.Tapped(QuestionId(event[0]), interview.revision, event[1])
    return step(tiny(), interview, event, Moment(NOON)).interview


def test_a_clock_set_back_makes_no_negative_wait() -> None:
    interview = Interview()
    question = next(q for q in STORE_VISIT if isinstance(q, Stopwatch))
    sent: list[tuple[int, Sent]] = [
        (0, e.Agreed()), (0, e.SentPlace(Place(30.5, 114.2))),
        (10, (question.id, e.START)), (5, (question.id, e.STOP)), (6, (question.id, e.RIGHT)),
    ]  # fmt: skip
    for seconds, event in sent:
        if isinstance(event, tuple):
            event = e.Tapped(QuestionId(event[0]), interview.revision, event[1])
        moment = Moment(NOON + timedelta(seconds=seconds))
        interview = step(STORE_VISIT, interview, event, moment).interview

    value = view(interview).answers[question.id].value
    assert isinstance(value, Timed)
    assert value.seconds == 0


def test_the_receipt_changes_with_the_answers() -> None:
    def receipt(code: str) -> str | None:
        interview = Interview()
        sent: list[Sent] = [e.Agreed(), ("greeted", code), ("warmth", "4"), e.Confirmed()]
        for event in sent:
            interview = _step(interview, event)
        return view(interview).receipt

    assert receipt("yes") == receipt("yes")
    assert receipt("yes") != receipt("unseen")
