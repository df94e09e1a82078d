"""Dead ends and wrong counts that the engine once had, one test each."""

import json
from decimal import Decimal
from typing import Any

import pytest

from scoring.datafile import DataFileError
from surveys import events as e
from surveys.load import questionnaire
from surveys.values import Amount, Chosen, Skipped
from tests.surveys.any_form import HEAD
from tests.surveys.filling import Filling

YES_NO = [
    {"code": code, "label": {"zh": f"选{code}", "en": f"Say {code}"}} for code in ("yes", "no")
]
NUMBER = {"kind": "number", "least": 0, "most": 9, "unit": {"zh": "个", "en": "pieces"}}
CHOICE = {"kind": "choice", "options": YES_NO}
NOT_SO = {"zh": "不对", "en": "Not so"}


def asked(id: str, kind: dict[str, Any], **more: Any) -> dict[str, Any]:
    words = {"zh": f"题{id}", "en": f"Question {id}"}
    return {"id": id, "label": words, "text": words, **kind, **more}


def filling(*members: dict[str, Any]) -> Filling:
    """Begun, on a form of these questions and groups."""
    section = {"id": "only", "title": {"zh": "全部", "en": "All"}, "questions": list(members)}
    return Filling(questionnaire(json.dumps(HEAD | {"sections": [section]}), "any@1.yaml"))


def group(
    id: str, repeat: dict[str, Any], *members: dict[str, Any], **more: Any
) -> dict[str, Any]:
    title = {"zh": id, "en": id}
    return {"group": id, "title": title, "repeat": repeat, "questions": list(members), **more}


def tap(one: Filling, code: str) -> None:
    one.do(e.Tapped(one.asked().question.id, one.asked().revision, code))


def say(one: Filling, text: str) -> None:
    one.do(e.Replied(text))


def at(one: Filling) -> str:
    return one.asked().question.id


def test_one_of_no_options_can_be_left_out() -> None:
    one = filling(asked("q", CHOICE, choice_filter="name = 'maybe'"))

    assert one.asked().optional
    tap(one, e.SKIP)

    assert one.result == {"q": Skipped()}


def test_what_was_left_out_is_asked_again_when_it_must_be_answered() -> None:
    one = filling(asked("a", NUMBER), asked("b", NUMBER, required="${a} > 1"))
    say(one, "1")
    tap(one, e.SKIP)
    one.do(e.Jumped(one.form["a"].id))
    say(one, "2")

    assert at(one) == "b"
    assert not one.asked().optional


def test_a_default_that_is_not_on_offer_is_not_suggested() -> None:
    one = filling(asked("q", CHOICE, default="'yes'", choice_filter="name = 'no'"))

    assert one.asked().suggested is None


def test_what_is_read_only_leads_on_whatever_its_constraint_says() -> None:
    limits = {"constraint": ". > 5", "constraint_message": NOT_SO}
    one = filling(asked("q", NUMBER, default="3", read_only="true", **limits))
    tap(one, e.NEXT)

    assert one.result == {"q": Amount(Decimal(3))}


def test_what_is_read_only_and_not_on_offer_leads_on() -> None:
    said = {"default": "'yes'", "read_only": "true", "choice_filter": "name = 'no'"}
    one = filling(asked("q", CHOICE, **said))
    tap(one, e.NEXT)

    assert isinstance(one.shown, e.Summarise)


def test_an_answer_that_is_no_longer_on_offer_cannot_be_kept() -> None:
    one = filling(asked("a", CHOICE), asked("b", CHOICE, choice_filter="name = ${a}"))
    tap(one, "yes")
    tap(one, "yes")
    for id in ("b", "a"):
        one.do(e.Jumped(one.form[id].id))
        if id == "b":
            tap(one, e.KEEP)
    tap(one, "no")
    held = one.interview
    tap(one, e.KEEP)

    assert one.interview == held
    tap(one, "no")
    assert one.result == {"a": Chosen("no"), "b": Chosen("no")}


def test_sure_does_not_write_down_what_an_earlier_answer_forbids_by_now() -> None:
    rules = {
        "constraint": ". < 8 or ${a} = 'yes'", "constraint_message": NOT_SO,
        "warning": ". > 5", "warning_message": NOT_SO,
    }  # fmt: skip
    one = filling(asked("a", CHOICE), asked("b", NUMBER, **rules))
    tap(one, "yes")
    say(one, "9")
    assert one.asked().doubt == Amount(Decimal(9))
    one.do(e.Jumped(one.form["a"].id))
    tap(one, "no")
    tap(one, e.SURE)

    assert at(one) == "b"
    assert one.said == (e.Say("author-says", {"words": NOT_SO}),)


def test_files_that_a_constraint_refuses_are_sent_anew() -> None:
    limits = {"constraint": ". = 1", "constraint_message": NOT_SO}
    one = filling(asked("q", {"kind": "photo", "most": 2}, **limits))
    one.do(e.SentFile("f1"))
    one.do(e.SentFile("f2"))
    assert one.asked().files == 0
    one.do(e.SentFile("f3"))
    tap(one, e.DONE)

    assert isinstance(one.shown, e.Summarise)


def test_a_time_that_a_constraint_refuses_is_taken_anew() -> None:
    buttons = {"start": {"zh": "开始", "en": "Go"}, "stop": {"zh": "停", "en": "Stop"}}
    limits = {"constraint": ". > 1", "constraint_message": NOT_SO}
    one = filling(asked("q", {"kind": "stopwatch", **buttons}, **limits))
    for code in (e.START, e.STOP, e.RIGHT):
        tap(one, code)

    assert one.asked().stage == "ready"


def test_what_a_broken_condition_asks_for_is_not_asked_for() -> None:
    broken = "regex('a', concat('(', ${a}))"
    more = {"required": broken, "warning": broken, "warning_message": NOT_SO}
    one = filling(asked("a", CHOICE), asked("b", NUMBER, **more))
    tap(one, "yes")

    assert one.asked().optional
    say(one, "3")
    assert isinstance(one.shown, e.Summarise)


def test_a_repeat_that_is_off_the_path_has_no_instances_however_they_are_counted() -> None:
    met = group("met", {"count": "2"}, asked("b", NUMBER), relevant="${a} = 'yes'")
    one = filling(asked("a", CHOICE), met, asked("c", CHOICE, relevant="count(${met}) = 0"))
    tap(one, "no")

    assert at(one) == "c"


def test_in_a_repeat_what_nobody_answered_is_nothing_also_for_a_filter() -> None:
    """`${a}` was '' for what is relevant and no answers at all for what is on offer."""
    more = {"relevant": "${a} != 'yes'", "choice_filter": "${a} != 'yes'"}
    met = group("met", {"count": "2"}, asked("a", NUMBER, required="false", relevant="1 = 2"),
                asked("b", CHOICE, **more))  # fmt: skip
    one = filling(met)

    assert at(one) == "b.1"
    assert [option.code for option in one.asked().options] == ["yes", "no"]


def test_how_many_of_a_repeat_in_a_repeat_there_are_is_known_outside_both() -> None:
    inner = group("inner", {"count": "2"}, asked("a", NUMBER, required="false"))
    many = asked("c", CHOICE, relevant="count(${inner}) = 4")
    one = filling(group("outer", {"count": "2"}, inner), many)
    for _ in range(4):
        tap(one, e.SKIP)

    assert at(one) == "c"


def test_an_earlier_instance_is_looked_at_from_within_its_own_repeat() -> None:
    before = "indexed-repeat(${a}, ${met}, position(${met}) - 1)"
    more = {"relevant": f"{before} > 1 or position(..) = 1", "default": before}
    met = group("met", {"count": "3"}, asked("a", NUMBER), asked("b", NUMBER, **more))
    one = filling(met)
    for said in ("2", "0", "1"):
        say(one, said)

    assert at(one) == "b.2"
    assert one.asked().suggested == Amount(Decimal(2))
    say(one, "0")
    say(one, "3")
    assert isinstance(one.shown, e.Summarise), "b.3: there was no more than one the second time"


def test_how_many_a_repeat_has_is_not_known_within_it_and_the_author_is_told() -> None:
    met = group("met", {"count": "3"}, asked("a", NUMBER, relevant="count(${met}) > 1"))
    with pytest.raises(DataFileError, match="met is the repeat that this stands in") as refused:
        filling(met)
    assert len(refused.value.problems) == 1


def test_what_is_calculated_once_stays_whatever_is_changed_later() -> None:
    value = {"kind": "calculate", "value": "once(${a})", "label": NOT_SO}
    one = filling(asked("a", NUMBER), {"id": "kept", **value}, asked("b", NUMBER))
    say(one, "3")
    one.do(e.Jumped(one.form["a"].id))
    say(one, "4")

    assert one.result[one.form["kept"].id] == Amount(Decimal(3))
    assert one.result[one.form["a"].id] == Amount(Decimal(4))


def test_from_the_first_question_there_is_no_way_back() -> None:
    one = filling(asked("a", NUMBER), asked("b", NUMBER))
    assert not one.asked().can_go_back
    say(one, "3")
    assert one.asked().can_go_back


def test_a_count_typed_with_thousands_of_digits_counts_none() -> None:
    one = filling(
        asked("a", {"kind": "text"}, most=6000),
        group("met", {"count": "${a}"}, asked("b", NUMBER)),
        asked("c", NUMBER),
    )
    say(one, "9" * 5000)

    assert at(one) == "c"


def test_what_time_brings_is_asked_although_the_path_had_come_past_it() -> None:
    late = "now() > '2026-11-16T20:00:01.500+08:00'"
    one = filling(
        asked("a", NUMBER), asked("b", NUMBER, relevant=late), asked("c", NUMBER),
        asked("d", NUMBER),
    )  # fmt: skip
    say(one, "3")  # a second after noon
    assert at(one) == "c"
    say(one, "3")

    assert at(one) == "b"
