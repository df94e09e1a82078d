"""What the chat shows: pure, for every question there is, in both languages."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import numbers, width
from bot.messages import MOST_UNITS, pieces, units
from bot.render import render
from locales import pick
from surveys.entries import Answered, Began, Given, Interview, Moment, Status, Submitted
from surveys.events import Ask, Brief, Finish, Offer, Point, Say, Summarise
from surveys.load import packaged
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.records import Assignment, Held, Outlet, Wave
from surveys.turn import Around, Turn
from surveys.values import Amount, Chosen, Place, Skipped
from tests.builders import DAY, NOON, SCENARIO, tiny

LANGUAGES = ("zh", "en")


def turn(questionnaire: Questionnaire, language: str = "en", *effects: Any) -> Turn:
    held = Held(
        1, "k0000001", "token", 1, 1, 1, questionnaire.id, 1, questionnaire.mode, None, None, 1,
        None, NOON, Interview().add(Began(), Moment(NOON)),
    )  # fmt: skip
    outlet = Outlet(1, 1, "S06", "江汉路店", "江汉路 88 号", None, None, "09:00", "21:00")
    wave = Wave(1, 1, "wave 2", NOON, NOON + DAY)
    return Turn(held, questionnaire, effects, language, Around(outlet, wave))


def ask(question: Any, **more: Any) -> Ask:
    more = {"optional": not question.required, "options": question.options, **more}
    return Ask(question=question, number=4, total=22, revision=9, **more)


def labels(message: dict[str, Any]) -> list[list[str]]:
    rows = message["reply_markup"]["inline_keyboard"]
    return [[key["text"] for key in row] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(packaged()))
def test_every_question_can_be_asked_at_every_stage(key: tuple[str, int], language: str) -> None:
    questionnaire = packaged()[key]
    for question in questionnaire:
        for stage in ("ready", "running", "stopped"):
            held = Given(Skipped(), NOON, 3)
            shown = ask(question, stage=stage, seconds=41, files=2, held=held)
            for message in render(turn(questionnaire, language, shown), 7, NOON):
                assert 0 < units(message["text"]) <= MOST_UNITS
                markup = message["reply_markup"]
                if "inline_keyboard" in markup:
                    assert all(key["text"] for row in markup["inline_keyboard"] for key in row)
                    assert all(row for row in markup["inline_keyboard"])


def test_a_closed_question_is_one_message_with_its_options_and_the_way_back() -> None:
    [message] = render(turn(tiny(), "en", ask(tiny()[QuestionId("greeted")])), 7, NOON)

    assert message["text"] == "4/22 · Greeting\nWere you greeted?"
    assert labels(message) == [["Yes", "No", "Did not see"], ["↩ Back", "⏸ Later"]]
    assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == (
        "a1:k0000001:9:greeted:yes"
    )
    assert "parse_mode" not in message


def test_a_scale_shows_its_ends_and_five_numbers_in_one_row() -> None:
    [message] = render(turn(tiny(), "zh", ask(tiny()[QuestionId("warmth")])), 7, NOON)

    assert "1 = 冷淡 · 5 = 热情" in message["text"]
    assert labels(message)[0] == ["1", "2", "3", "4", "5"]
    assert ["不填这一题"] in labels(message)


def test_eleven_numbers_take_two_rows() -> None:
    keys = [{"text": str(number)} for number in range(11)]

    assert [len(row) for row in numbers(keys)] == [6, 5]


def test_a_reopened_question_tells_what_it_held_and_can_keep_it() -> None:
    held = Given(Chosen("yes"), NOON, 2)
    [message] = render(turn(tiny(), "en", ask(tiny()[QuestionId("greeted")], held=held)), 7, NOON)

    assert message["text"].endswith("You said: “Yes”. Change it?")
    assert ["Keep it"] in labels(message)


def test_the_first_question_has_no_way_back() -> None:
    shown = ask(tiny()[QuestionId("greeted")], can_go_back=False)
    [message] = render(turn(tiny(), "en", shown), 7, NOON)

    assert labels(message)[-1] == ["⏸ Later"]


def test_sentences_stand_above_the_question_in_the_same_message() -> None:
    says = Say("already-answered", {"label": {"zh": "问候", "en": "Greeting"}})
    [message] = render(turn(tiny(), "en", says, ask(tiny()[QuestionId("warmth")])), 7, NOON)

    assert message["text"].startswith("“Greeting” is answered.")
    assert "How warm was it?" in message["text"]


def test_a_shopper_is_told_where_when_and_as_whom() -> None:
    plain = turn(packaged()["store-visit", 1], "en", Brief())
    assignment = Assignment(1, "code", 1, 1, "store-visit", 1, 1, SCENARIO, NOON, NOON + 8 * DAY)
    visit = replace(
        plain,
        around=Around(plain.outlet, plain.wave, assignment),
    )  # fmt: skip
    [message] = render(visit, 7, NOON)

    for words in (
        "Store visit · wave 2", "S06", "江汉路 88 号", "16 November, 20:00 to 24 November, 20:00",
        "About 25 minutes.", "Your dishwasher leaks.", "Do not say why you are there",
    ):  # fmt: skip
        assert words in message["text"]
    assert labels(message) == [
        ["I am at the store"], ["Not now"], ["I know somebody who works here"],
        ["中文", "English"],
    ]  # fmt: skip


def test_a_customer_is_told_who_asks_and_why() -> None:
    [message] = render(turn(packaged()["perception", 1], "en", Brief()), 7, NOON)

    assert "independent survey" in message["text"]
    assert labels(message) == [["Start"], ["No, thank you"], ["中文", "English"]]


def test_the_receipt_comes_with_the_hour_at_the_outlet() -> None:
    done = turn(tiny(), "en", Finish(Status.SUBMITTED, "3f9a-77c1"))
    log = done.held.interview.add(Submitted("3f9a-77c1"), Moment(NOON))
    [message] = render(replace(done, held=replace(done.held, interview=log)), 7, NOON)

    assert message["text"].startswith("Submitted 16 November, 20:00 · receipt 3f9a-77c1\nThanks")
    assert message["reply_markup"] == {"remove_keyboard": True}


def test_the_summary_lists_points_and_leads_to_each() -> None:
    questions = tiny().questions
    done = (
        (questions[0], Given(Chosen("yes"), NOON, 2)),
        (questions[2], Given(Skipped(), NOON, 3)),
    )
    summary = Summarise(done, (), (Point(questions[2], "point-skipped"),), ready=True, revision=3)
    [message] = render(turn(tiny(), "en", summary), 7, NOON)

    assert "2 of 2 answered." in message["text"]
    assert "One point before you submit:\n· Warmth: left out" in message["text"]
    assert labels(message) == [
        ["✎ Warmth"], ["I am sure, submit"], ["Change an answer", "⏸ Later"]
    ]  # fmt: skip


def test_an_unfinished_summary_says_what_is_missing_and_cannot_be_submitted() -> None:
    summary = Summarise((), tiny().questions, (), ready=False, revision=1)
    [message] = render(turn(tiny(), "en", summary), 7, NOON)

    assert "Still open:\n· Greeting" in message["text"]
    assert labels(message) == [["Go on"], ["⏸ Later"]]


def test_more_answers_than_one_keyboard_holds_are_offered_in_several() -> None:
    answered = tuple((tiny().questions[0], Given(Chosen("yes"), NOON, 2)) for _ in range(120))
    messages = render(turn(tiny(), "en", Offer(answered)), 7, NOON)

    assert [len(labels(message)) for message in messages] == [90, 31]


def test_the_keyboard_that_shared_the_place_goes_with_its_question() -> None:
    visit = packaged()["store-visit", 1]
    at = NOON + DAY
    place = Answered(QuestionId("place"), Place(30.0, 114.0))
    here = turn(visit, "en", ask(visit[QuestionId("wait")]))
    here = replace(
        here, held=replace(here.held, interview=here.held.interview.add(place, Moment(at)))
    )
    first, second = render(here, 7, at)
    [later] = render(here, 7, at + DAY)

    assert first["reply_markup"] == {"remove_keyboard": True}
    assert "inline_keyboard" in second["reply_markup"]
    assert "inline_keyboard" in later["reply_markup"]


@given(st.text(alphabet="a𠮷 \n", max_size=300), st.integers(4, 20))
def test_a_long_text_is_cut_into_parts_that_fit_and_nothing_is_lost(text: str, most: int) -> None:
    parts = list(pieces(text, most))

    assert all(0 < units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_chinese_letter_is_as_wide_as_two() -> None:
    assert (width("店员"), width("ab")) == (4, 2)


def test_beside_a_stored_photo_no_way_out_of_it_is_offered() -> None:
    photo = packaged()["store-visit", 2][QuestionId("clean_ev")]
    ways_out = [pick(option.label, "en") for option in photo.options]
    assert ways_out

    for files, offered in ((0, True), (1, False)):
        asked = ask(photo, files=files, options=photo.options)
        [message] = render(turn(packaged()["store-visit", 2], "en", asked), 7, NOON)
        rows = [label for row in labels(message) for label in row]
        assert all((way in rows) is offered for way in ways_out)


def test_what_is_calculated_is_told_and_not_counted_as_answered() -> None:
    visit = packaged()["store-visit", 2]
    calculated = next(one for one in visit if not one.asked and getattr(one, "show", False))
    place = visit[QuestionId("place")]
    done = ((place, Given(Skipped(), NOON, 1)), (calculated, Given(Amount(Decimal(2)), NOON, 2)))
    [message] = render(turn(visit, "en", Summarise(done, (), (), True, 2)), 7, NOON)

    assert message["text"].startswith("1 of 1 answered.")
    assert pick(calculated.label, "en") in message["text"]
