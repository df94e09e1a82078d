"""Whatever is too large is refused with a sentence: the author's with file and line, the
respondent's with the question asked again, and an end stays within reach."""

import json
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from scoring.datafile import DataFileError
from surveys import events as e
from surveys.acts import Returned, Submitted
from surveys.entries import Moment, Status
from surveys.events import Say, Summarise
from surveys.limits import DEFAULT, Limits
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, ChosenAll, Words
from tests.builders import NOON
from tests.surveys.any_form import HEAD, any_form
from tests.surveys.filling import Filling
from tests.surveys.test_dead_ends import CHOICE, NOT_SO, NUMBER, YES_NO, asked, group, say, tap

TEXT = {"kind": "text"}
CHOICES = {"kind": "choices", "options": YES_NO}


def form(limits: Limits, *members: dict[str, Any]) -> Questionnaire:
    section = {"id": "only", "title": {"zh": "全部", "en": "All"}, "questions": list(members)}
    text = json.dumps(HEAD | {"sections": [section]}, indent=1)
    return questionnaire(text, "any@1.yaml", limits)


def filling(limits: Limits, *members: dict[str, Any]) -> Filling:
    return Filling(form(limits, *members))


def told(limits: Limits, *members: dict[str, Any]) -> list[tuple[int, str]]:
    with pytest.raises(DataFileError) as refused:
        form(limits, *members)
    assert {problem.file for problem in refused.value.problems} == {"any@1.yaml"}
    return [(problem.line, problem.message) for problem in refused.value.problems]


NESTED = group("in", {"most": 2}, asked("c", NUMBER))
MANY = {"kind": "choice", "options": [
    {"code": f"c{n}", "label": {"zh": f"第{n}个", "en": f"No {n}"}} for n in range(4)
]}  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "members", "says"),
    [
        (Limits(questions=1), [asked("a", NUMBER), asked("b", NUMBER)], "1 are the most"),
        (Limits(options=3), [asked("a", MANY)], "a: more than 3 options"),
        (Limits(groups=1), [group("out", {"count": "2"}, asked("b", NUMBER))],
         "out: groups nested deeper than 1"),
        (Limits(repeats=1), [group("out", {"most": 2}, NESTED)],
         "in: repeats nested deeper than 1"),
        (Limits(path=9), [group("out", {"count": "5"}, asked("b", NUMBER))],
         "a path of up to 20 questions; 9 are the most"),
        (Limits(entries=9), [group("out", {"count": "5"}, asked("b", NUMBER))],
         "a path of up to 20 questions; 9 are the most"),
        (Limits(text=50), [asked("a", TEXT, most=51)], "a: 50 characters are the most"),
        (Limits(text=50), [asked("a", {"kind": "barcode"}, most=51)],
         "a: 50 characters are the most"),
        (DEFAULT, [asked("a", TEXT, most=10**12)], "a: 10000 characters are the most"),
        (Limits(text=50), [asked("a", CHOICE, evidence={
            "when": ". = 'no'", "kind": "text", "most": 51, "text": NOT_SO})],
         "a: 50 characters are the most"),
    ],
)  # fmt: skip
def test_what_is_too_large_is_told_with_its_line(
    limits: Limits, members: list[dict[str, Any]], says: str
) -> None:
    [(line, message)] = told(limits, *members)

    assert says in message
    assert line >= 1


def test_as_large_as_it_may_be_is_no_problem() -> None:
    assert form(Limits(text=50), asked("a", TEXT, most=50))
    assert form(Limits(path=20), group("out", {"count": "5"}, asked("b", NUMBER)))


def test_the_line_is_that_of_the_number_that_is_too_large() -> None:
    [(line, _)] = told(DEFAULT, asked("a", NUMBER), asked("b", TEXT, most=10_001))
    text = json.dumps(HEAD | {"sections": []}, indent=1)
    assert line > len(text.splitlines())


def costly(instances: int, looks: str) -> list[dict[str, Any]]:
    one = asked("b", NUMBER)
    again = asked("c", NUMBER, relevant=looks)
    return [
        group("out", {"count": "3", "most": instances}, one),
        group("again", {"count": "3", "most": instances}, again),
    ]


def test_what_would_take_too_much_work_at_each_answer_is_told_with_the_line_of_the_most() -> None:
    """90 instances that look at 90 answers each."""
    [(line, message)] = told(Limits(steps=8000), *costly(90, "sum(${b}) > 1"))

    assert message.startswith("c: up to 8")
    assert message.endswith("8000 are the most")
    assert line > 1
    assert form(Limits(steps=9000), *costly(90, "sum(${b}) > 1"))


def test_what_is_looked_at_twice_costs_twice() -> None:
    assert told(Limits(steps=9000), *costly(90, "sum(${b}) > 1 or max(${b}) > 1"))


def test_a_filter_costs_once_for_each_option() -> None:
    more = {"choice_filter": "count(${b}) > 1 or name != ''"}
    members = [group("out", {"count": "3", "most": 90}, asked("b", NUMBER)),
               asked("c", MANY, **more)]  # fmt: skip
    assert told(Limits(steps=450), *members)
    assert form(Limits(steps=460), *members)


def test_a_repeat_counted_by_an_answer_of_a_million_has_as_many_as_it_may() -> None:
    million = {"kind": "number", "least": 0, "most": 10**9, "unit": {"zh": "个", "en": "pieces"}}
    one = filling(DEFAULT, asked("a", million),
                  group("out", {"count": "${a}", "most": 7}, asked("b", NUMBER)))  # fmt: skip
    say(one, "1000000")

    assert one.asked().total == 8


# A person's text


@pytest.mark.parametrize("kind", [TEXT, NUMBER, {"kind": "date"}, CHOICES, {"kind": "barcode"}])
def test_a_reply_longer_than_any_is_refused_with_a_sentence_and_never_cut(
    kind: dict[str, Any],
) -> None:
    one = filling(Limits(text=30), asked("a", kind))
    held = one.interview
    say(one, "1" * 31)

    assert one.interview == held
    assert one.said == (Say("too-long", {"most": 30, "length": 31}),)
    assert one.asked().question.id == "a"


def test_a_text_as_long_as_it_may_be_is_kept_whole() -> None:
    one = filling(Limits(text=30), asked("a", TEXT))
    say(one, "x" * 30)

    assert one.result == {"a": Words("x" * 30)}


def test_a_text_longer_than_its_question_wants_is_refused_too() -> None:
    one = filling(Limits(text=30), asked("a", TEXT, most=9))
    say(one, "x" * 10)

    assert one.said == (Say("too-long", {"most": 9, "length": 10}),)


def test_more_options_than_one_reply_can_name_are_refused_and_none_is_left_out() -> None:
    one = filling(DEFAULT, asked("a", CHOICES))
    say(one, "yes," * 200 + "no")

    assert [said.id for said in one.said if isinstance(said, Say)] == ["choose-at-most"]


# A log that grows


FEW = Limits(entries=12)


def grown(*members: dict[str, Any], limits: Limits = FEW) -> Filling:
    """At the second question; the first was answered, reopened and answered until it was long."""
    one = filling(limits, asked("first", NUMBER), *members)
    while one.interview.revision < limits.entries:
        before = one.interview
        one.do(e.Jumped(QuestionId("first")))
        say(one, "1")
        assert one.interview != before
    return one


def test_a_long_log_takes_nothing_back_and_says_so() -> None:
    one = grown(asked("a", NUMBER))
    held = one.interview
    for event in (e.WentBack(), e.Jumped(QuestionId("first"))):
        one.do(event)

        assert one.said == (Say("grown-long"),)
        assert one.asked().question.id == "a"
    one.do(e.Rested())
    assert one.interview == held


def test_a_long_log_still_comes_to_its_end() -> None:
    one = grown(asked("a", NUMBER))
    say(one, "3")
    one.do(e.Confirmed())

    assert one.seen.status is Status.SUBMITTED


def test_of_several_a_long_log_takes_what_is_written_at_once() -> None:
    one = grown(asked("a", CHOICES))
    held = one.interview
    tap(one, "yes")

    assert (one.interview, one.said) == (held, (Say("grown-long-ticks"),))
    say(one, "1, 2")
    assert one.result[QuestionId("a")] == ChosenAll(("yes", "no"))


def test_in_a_long_log_nobody_has_to_go_back_in_order_to_go_on() -> None:
    """Nothing is below what was answered first; the summary says that it does not fit."""
    rules = {
        "constraint": ". < ${first} - 5", "constraint_message": NOT_SO,
        "warning": ". > 1", "warning_message": NOT_SO,
    }  # fmt: skip
    one = grown(asked("a", NUMBER, **rules))
    say(one, "3")

    assert one.result[QuestionId("a")] == Amount(Decimal(3))
    assert isinstance(one.shown, Summarise)
    assert [point.id for point in one.shown.points] == ["point-no-longer-fits"]


def test_a_long_log_removes_no_instance_and_adds_those_there_is_room_for() -> None:
    one = grown(group("met", {"most": 3}, asked("b", NUMBER)))
    say(one, "2")
    tap(one, f"{e.DROP}1")
    assert one.said == (Say("grown-long"),)
    tap(one, e.ADD)

    assert one.asked().question.id == "b.2"


def test_what_a_reviewer_returns_can_be_changed_again() -> None:
    one = grown(asked("a", NUMBER))
    say(one, "3")
    for act in (Submitted("x"), Returned("r", "why")):
        one.interview = one.interview.add(act, Moment(NOON))
    one.do(e.Jumped(QuestionId("first")))

    assert one.asked().question.id == "first"


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_sent_a_log_has_an_end_and_the_end_is_within_reach(seed: int) -> None:
    chance = Random(seed)
    limits = Limits(entries=150)
    one = Filling(questionnaire(any_form(chance), "any@1.yaml", limits))
    one.wander(chance, 400)
    one.do(e.Opened())
    if not one.over:
        one.finish(chance)
        one.do(e.Confirmed())
    assert one.over


# Languages


def test_only_a_language_that_there_is_can_be_chosen_and_once_is_enough() -> None:
    one = filling(DEFAULT, asked("a", NUMBER))
    before = one.interview
    for nonsense in ("xx", "", "x" * 4000):
        one.do(e.Spoke(nonsense))
    assert one.interview == before
    one.do(e.Spoke("en"))
    once = one.interview
    one.do(e.Spoke("en"))

    assert (once.revision, one.interview) == (before.revision + 1, once)
    assert one.seen.language == "en"


def test_a_language_of_the_questionnaire_alone_can_be_chosen() -> None:
    words = {"zh": "题", "fr": "Question"}
    head = {name: {"zh": "任", "fr": "Un"} for name in ("title", "intro", "thanks")}
    question = {"id": "a", "label": words, "text": words, "kind": "date"}
    section = {"id": "only", "title": words, "questions": [question]}
    whole = HEAD | head | {"languages": ["zh", "fr"], "sections": [section]}
    one = Filling(questionnaire(json.dumps(whole), "any@1.yaml"))
    one.do(e.Spoke("fr"))

    assert one.seen.language == "fr"


def test_a_language_chosen_after_the_end_changes_no_result() -> None:
    """What is calculated from the time is that of the submission."""
    when = {"kind": "calculate", "value": "now()"}
    one = filling(DEFAULT, asked("a", NUMBER), {"id": "t", "label": NOT_SO, **when})
    say(one, "3")
    one.do(e.Confirmed())
    before = one.result
    one.do(e.Spoke("en"))

    assert one.seen.language == "en"
    assert one.result == before


def test_a_language_is_not_changed_without_end() -> None:
    one = grown(asked("a", NUMBER))
    held = one.interview
    one.do(e.Spoke("en"))

    assert (one.interview, one.said) == (held, (Say("grown-long"),))
