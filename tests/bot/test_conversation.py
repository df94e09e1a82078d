"""A person and the bot: raw updates through the real dispatcher into a real database."""

from decimal import Decimal

from surveys.entries import Status
from surveys.questionnaire import QuestionId
from surveys.values import Amount, Chosen, Place, Timed, Words
from tests.bot.conftest import Rig, rigged
from tests.builders import tiny

GREETED, INSTEAD, WARMTH = QuestionId("greeted"), QuestionId("instead"), QuestionId("warmth")


async def test_a_visit_from_the_link_to_the_receipt(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.sees("Your dishwasher leaks.")
    await phone.taps("Start")
    await phone.sees("1/2 · Greeting")
    await phone.taps("No")
    await phone.sees("2/3 · What instead")
    await phone.says("He kept looking at his screen.")
    await phone.sees("3/3 · Warmth")
    await phone.taps("2")
    await phone.sees("3 of 3 answered.")
    await phone.taps("Submit")
    shown = await phone.sees("Submitted")

    seen = await rig.view()
    assert seen.status is Status.SUBMITTED
    assert seen.receipt is not None
    assert seen.receipt in shown.text
    assert [given.value for given in seen.answers.values()] == [
        Chosen("no"), Words("He kept looking at his screen."), Amount(Decimal(2))
    ]  # fmt: skip


async def test_a_customer_answers_a_card_in_the_chat_in_chinese(rig: Rig) -> None:
    phone = rig.phone(language="zh-hans")
    await phone.says("/start card-code")
    await phone.sees("独立的售后服务调查")
    await phone.taps("开始")
    await phone.taps("维修或保养")
    shown = await phone.sees("2/")

    assert shown.rows[0] == ["1", "2", "3", "4", "5"]


async def test_a_tap_leaves_its_answer_under_the_question_and_takes_the_buttons(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    asked = phone.last
    await phone.taps("Yes")

    assert asked.text.endswith("Were you greeted?\n✓ Yes")
    assert asked.rows == []


async def test_the_phone_dies_and_the_next_start_goes_on_at_the_same_question(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.taps("No")
    # Nothing of the conversation is held in memory: another process goes on with it.
    other = rigged(rig.engine, rig.telegram, rig.api.session, rig.world, tiny())
    rig.telegram.direct = other.give
    for words in ("/start", "/start visit-code"):
        await phone.says(words)
        shown = await phone.sees("Welcome back.")
        assert "2/3 · What instead" in shown.text
    await other.api.close()


async def test_a_second_tap_changes_nothing_and_asks_nothing_twice(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    asked, key = phone.last, (await rig.held()).key
    data = f"a1:{key}:{await rig.revision()}:greeted:yes"
    await phone.presses(data, asked)
    shown, entries = len(phone.shown), await rig.entries()
    await phone.presses(data, asked)

    assert await rig.entries() == entries
    assert len(phone.shown) == shown
    assert rig.telegram.made("answerCallbackQuery")[-1]["text"] == "Already noted, thank you."


async def test_a_late_tap_with_another_answer_is_told_how_to_change_it(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    asked, key, revision = phone.last, (await rig.held()).key, await rig.revision()
    await phone.taps("Yes")
    entries = await rig.entries()
    await phone.presses(f"a1:{key}:{revision}:greeted:no", asked)
    shown = await phone.sees("“Greeting” is answered. To change it")

    assert "2/2 · Warmth" in shown.text
    assert asked.text.count("✓") == 1
    assert await rig.entries() == entries


async def test_back_tapped_twice_goes_back_once(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    for label in ("Start", "No"):
        await phone.taps(label)
    await phone.says("He looked away.")
    asked, held = phone.last, await rig.held()
    back = f"a1:{held.key}:{held.interview.revision}::back"
    await phone.presses(back, asked)
    await phone.sees("You said: “He looked away.”")
    await phone.presses(back, asked)
    await phone.sees("That question is not open now.")

    assert set((await rig.view()).answers) == {GREETED}


async def test_what_was_said_before_can_be_kept(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.taps("Yes")
    await phone.says("/back")
    await phone.sees("You said: “Yes”. Change it?")
    await phone.taps("Keep it")
    await phone.sees("2/2 · Warmth")

    assert (await rig.view()).answers[GREETED].value == Chosen("yes")


async def test_an_answer_is_changed_from_the_summary(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    for label in ("Start", "Yes", "4", "Change an answer", "✎ Warmth", "5", "Submit"):
        await phone.taps(label)
    await phone.sees("Submitted")

    assert (await rig.view()).answers[WARMTH].value == Amount(Decimal(5))


async def test_status_says_what_is_done_and_what_is_missing(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.taps("Yes")
    await phone.says("/status")
    shown = await phone.sees("1 of 2 answered.")

    assert "Still open:\n· Warmth" in shown.text
    assert "· Greeting: Yes" in shown.text
    await phone.taps("Go on")
    await phone.sees("2/2")


async def test_the_language_can_be_changed_at_any_question(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.says("/language")
    await phone.taps("中文")
    await phone.sees("1/2 · 问候\n有人问候您吗？")
    await phone.says("/language")
    await phone.taps("English")
    await phone.sees("Were you greeted?")


async def test_a_pause_ends_with_the_next_answer(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.says("/pause")
    await phone.sees("Paused.")
    assert (await rig.view()).status is Status.PAUSED
    await phone.taps("Go on")
    await phone.taps("Yes")
    assert (await rig.view()).status is Status.OPEN


async def test_not_now_keeps_the_visit_for_later(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Not now")
    await phone.sees("Paused.")
    await phone.taps("Go on")
    await phone.sees("Your dishwasher leaks.")
    assert (await rig.view()).status is Status.NEW


async def test_somebody_who_knows_the_staff_does_not_visit(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("I know somebody who works here")
    await phone.sees("Thank you for telling us.")
    assert (await rig.view()).status is Status.DECLINED


async def test_an_old_briefing_cannot_end_a_visit_under_way(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    briefing = phone.last
    await phone.taps("Start")
    await phone.presses(f"a1:{(await rig.held()).key}:0::conflict", briefing)
    await phone.sees("That question is not open now.")
    assert (await rig.view()).status is Status.OPEN


async def test_help_explains_and_comes_back_to_the_question(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/help")
    await phone.sees("send /start and your code")
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.says("/help")
    await phone.sees("/back – the answer before")
    await phone.sees("Were you greeted?")


async def test_place_stopwatch_and_photo_of_a_store_visit(visit: Rig) -> None:
    phone = visit.phone()
    await phone.says("/start visit-code")
    await phone.taps("I am at the store")
    share = phone.new[0].markup["keyboard"]
    assert share == [[{"text": "📍 Share my place", "request_location": True}]]
    await phone.shares(30.5813, 114.2910)
    shown = await phone.sees("33 m from the outlet.")
    assert shown.markup == {"remove_keyboard": True}
    await phone.taps("▶ I am in")
    await visit.clock.sleep(41)
    await phone.taps("⏹ Now")
    await phone.sees(" seconds. Right?")
    await phone.taps("I tapped late")
    await phone.sees("3/14")

    answers = (await visit.view()).answers
    assert isinstance(answers[QuestionId("place")].value, Place)
    timed = answers[QuestionId("wait")].value
    assert isinstance(timed, Timed)
    assert timed.late
    assert 41 <= timed.seconds < 45  # and what the replies took


async def test_without_a_position_a_photo_is_asked_for_and_stored(visit: Rig) -> None:
    phone = visit.phone()
    await phone.says("/start visit-code")
    await phone.taps("I am at the store")
    await phone.taps("No position available here")
    shown = await phone.sees("Noted: No position available here")
    assert shown.markup == {"remove_keyboard": True}
    await phone.sees("Send them as files if you can")
    await phone.photographs(b"\xff\xd8\xff first", as_file=True)
    shown = await phone.sees("Photo stored.")
    assert ["That photo is all"] in shown.rows
    await phone.photographs(b"\xff\xd8\xff second")
    await phone.sees("3/15")


async def test_after_a_tap_in_the_other_visit_the_next_words_belong_to_that_one(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    visit = phone.last
    await phone.says("/start card-code")
    await phone.taps("Start")
    no = visit.markup["inline_keyboard"][0][1]
    await phone.presses(no["callback_data"], visit)
    await phone.sees("What did you see instead?")
    await phone.says("He looked away.")

    answers = (await rig.view()).values
    assert answers == {GREETED: Chosen("no"), INSTEAD: Words("He looked away.")}
    await phone.says("/start card-code")
    assert (await rig.view()).values == {}


async def test_a_button_of_a_finished_visit_leaves_the_chat_where_it_is(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    for label in ("Start", "Yes", "4"):
        await phone.taps(label)
    submit = phone.last
    await phone.taps("Submit")
    await phone.says("/start card-code")
    await phone.taps("Start")
    current = (await rig.held()).key
    await phone.presses(submit.markup["inline_keyboard"][0][0]["callback_data"], submit)
    await phone.sees("Submitted")

    assert (await rig.held()).key == current
