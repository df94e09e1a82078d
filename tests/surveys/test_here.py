"""What is known of the path is used again only as far as it still holds."""

from decimal import Decimal

from surveys.acts import Act, Answered, Attached, LanguageChosen, Reopened
from surveys.entries import view
from surveys.here import Here
from surveys.path import way_of
from surveys.questionnaire import QuestionId
from surveys.values import Amount, Words
from tests.builders import moment
from tests.surveys.filling import Filling
from tests.surveys.test_dead_ends import NUMBER, asked, filling


def standing() -> Filling:
    """At b: a is answered, c hangs on a and d on b."""
    one = filling(
        asked("a", NUMBER),
        asked("b", {"kind": "text"}),
        asked("c", NUMBER, relevant="${a} > 2"),
        asked("d", NUMBER, relevant="${b} = 'no'"),
    )
    one.answer()
    assert one.asked().question.id == "b"
    return one


def after(one: Filling, *acts: Act) -> tuple[list[str], list[str]]:
    """The path as it is known further, and as it is from its beginning."""
    here = Here(one.form, one.interview, view(one.interview), moment())
    assert len(here.near.stops) == 2
    here = here.add(*acts)
    known, fresh = here.way, way_of(one.form, here.seen)
    return [stop.question.id for stop in known.stops], [stop.question.id for stop in fresh.stops]


def test_an_answer_to_what_was_asked_leads_on_from_there() -> None:
    known, fresh = after(standing(), Answered(QuestionId("b"), Words("no")))

    assert known == fresh == ["a", "b", "c", "d"]


def test_a_file_for_what_was_asked_leads_nowhere() -> None:
    known, fresh = after(standing(), Attached(QuestionId("b"), "f"))

    assert known == fresh == ["a", "b", "c"]


def test_what_changes_earlier_answers_begins_anew() -> None:
    for act in (Reopened(QuestionId("a")), Answered(QuestionId("a"), Amount(Decimal(0)))):
        known, fresh = after(standing(), act)

        assert known == fresh == ["a", "b"]


def test_another_language_begins_anew() -> None:
    one = standing()
    here = Here(one.form, one.interview, view(one.interview), moment())
    before = here.near
    here = here.add(LanguageChosen("en"))

    assert here.way is not before
