"""Whatever a person sends: a sentence in their language, the question again, nothing changed."""

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.receive import Verdict
from surveys.questionnaire import QuestionId
from surveys.tables import attachments, persons
from tests.bot.conftest import Rig
from tests.builders import DAY
from tests.phone import Phone

FILE = {"file_id": "f", "file_unique_id": "f", "file_size": 9}
HERE = {"latitude": 30.0, "longitude": 114.0}
MEDIA = {**FILE, "width": 9, "height": 9, "duration": 1}
STICKER = {
    **FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False,
}  # fmt: skip
POLL = {
    "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    "allows_revoting": False, "members_only": False,
}  # fmt: skip
ORIGIN = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "x"}


async def at_first_question(rig: Rig, language: str = "en") -> Phone:
    phone = rig.phone(language=language)
    await phone.says("/start visit-code")
    await phone.taps("Start" if language == "en" else "开始")
    return phone


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"text": "hello?"}, "one of the buttons"),
        ({"text": "\x00\ud7ff‮<b>{0}%s"}, "one of the buttons"),
        ({"text": "/nonsense"}, "do not know this command"),
        ({"text": "x" * 4096}, "one of the buttons"),
        ({"photo": [{**FILE, "width": 9, "height": 9}]}, "No photo is needed"),
        ({"document": {**FILE, "mime_type": "application/pdf"}}, "kind of file"),
        ({"document": {**FILE, "file_size": 21 << 20, "mime_type": "image/png"}}, "too big"),
        ({"location": HERE}, "place is not needed"),
        ({"location": {**HERE, "live_period": 900}}, "live location"),
        ({"location": HERE, "forward_origin": ORIGIN}, "forwarded place"),
        ({"location": {**HERE, "latitude": 91.0}}, "could not be read"),
        ({"venue": {"location": HERE, "title": "t", "address": "a"}, "location": HERE}, "the map"),
        ({"sticker": STICKER}, "sticker"),
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"audio": {**FILE, "duration": 1}}, "voice"),
        ({"video": MEDIA}, "videos"),
        ({"video_note": {**FILE, "length": 9, "duration": 1}}, "videos"),
        ({"animation": MEDIA, "document": FILE}, "videos"),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, "contact"),
        ({"poll": POLL}, "poll"),
        ({"dice": {"emoji": "🎲", "value": 6}}, "cannot take that"),
        ({"new_chat_title": "x"}, "cannot take that"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_gets_a_sentence_and_the_question_again(
    rig: Rig, content: dict[str, Any], words: str
) -> None:
    phone = await at_first_question(rig)
    entries = await rig.entries()
    await phone.sends(**content)
    shown = await phone.sees(words)

    assert "Were you greeted?" in shown.text
    assert await rig.entries() == entries
    assert await rig.scalar(select(func.count()).select_from(attachments)) == 0


async def test_the_sentence_is_in_the_persons_language(rig: Rig) -> None:
    phone = await at_first_question(rig, "zh")
    await phone.says("在吗")
    await phone.sees("这一题请点按钮回答。")


async def test_an_edited_message_does_not_change_the_answer(rig: Rig) -> None:
    phone = await at_first_question(rig)
    await phone.taps("No")
    await phone.says("He looked away.")
    await phone.edits(1, text="He greeted me warmly.")
    await phone.sees("I keep what you sent first.")

    answers = (await rig.view()).values
    assert answers[QuestionId("instead")].text == "He looked away."  # type: ignore[union-attr]


async def test_a_live_location_that_moves_is_not_answered_at_every_step(rig: Rig) -> None:
    phone = await at_first_question(rig)
    shown = len(phone.shown)
    await phone.edits(1, location={**HERE, "live_period": 900})
    assert len(phone.shown) == shown


async def test_ten_pictures_where_none_is_wanted_get_one_sentence(rig: Rig) -> None:
    phone = await at_first_question(rig)
    shown = len(phone.shown)
    for _ in range(10):
        await phone.photographs(b"\xff\xd8\xff", media_group_id="album")

    assert len(phone.shown) == shown + 1
    assert "No photo is needed" in phone.last.text


async def test_an_album_fills_the_photo_question_and_the_rest_is_told_once(visit: Rig) -> None:
    phone = visit.phone()
    await phone.says("/start visit-code")
    await phone.taps("I am at the store")
    await phone.taps("No position available here")
    for _ in range(5):
        await phone.photographs(b"\xff\xd8\xff", media_group_id="album")

    texts = [shown.text for shown in phone.shown]
    assert sum("Photo stored." in text for text in texts) == 2
    assert sum("More pictures" in text or "more pictures" in text for text in texts) == 1
    assert await visit.scalar(select(func.count()).select_from(attachments)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/start 7F3K-9QPX", "This code is not known here."),
        ("/start no such code", "This code is not known here."),
        ("/start \x00' OR 1=1 --", "This code is not known here."),
        ("/start " + "x" * 4000, "This code is not known here."),
        ("/start", "There is nothing to answer here"),
        ("/status", "There is nothing to answer here"),
        ("/back", "There is nothing to answer here"),
        ("/pause", "There is nothing to answer here"),
        ("hello", "There is nothing to answer here"),
    ],
)
async def test_a_stranger_is_told_how_to_begin(rig: Rig, text: str, words: str) -> None:
    phone = rig.phone()
    await phone.says(text)
    shown = await phone.sees(words)

    assert "send /start and your code" in shown.text
    assert await rig.entries() == 0
    # Refused means taken back, also what the verb had begun.
    assert await rig.scalar(select(func.count()).select_from(persons)) == 0


async def test_a_link_that_another_account_has_started_is_refused(rig: Rig) -> None:
    await rig.phone(7001).says("/start visit-code")
    other = rig.phone(7002)
    await other.says("/start visit-code")
    await other.sees("Somebody else has started this visit.")


async def test_a_link_whose_time_is_over_is_refused_and_nothing_is_begun(rig: Rig) -> None:
    rig.clock.now += 30 * DAY
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.sees("The time for this visit is over.")
    assert await rig.scalar(select(func.count()).select_from(persons)) == 0


async def test_a_finished_visit_stays_finished(rig: Rig) -> None:
    phone = await at_first_question(rig)
    for label in ("Yes", "5", "Submit"):
        await phone.taps(label)
    entries = await rig.entries()
    await phone.says("one more thing")
    await phone.sees("This one is finished; nothing was changed.")
    await phone.says("/start visit-code")
    await phone.sees("Submitted")
    assert await rig.entries() == entries


@pytest.mark.parametrize(
    "data",
    [
        "",
        "garbage",
        "a1:::",
        "a2:k:1:q:yes",
        "a1:k0000001:1::nonsense",
        "\ud7ff",
        "a1:" + "9" * 60,
    ],
)
async def test_a_button_nobody_made_pops_up_a_word_and_changes_nothing(
    rig: Rig, data: str
) -> None:
    phone = await at_first_question(rig)
    entries, shown = await rig.entries(), len(phone.shown)
    await phone.presses(data)

    assert await rig.entries() == entries
    assert len(phone.shown) == shown
    toast = rig.telegram.made("answerCallbackQuery")[-1]
    assert toast["text"].startswith("I do not know this button.")


async def test_a_button_of_somebody_elses_interview_does_nothing(rig: Rig) -> None:
    await at_first_question(rig)
    data = f"a1:{(await rig.held()).key}:1:greeted:yes"
    entries = await rig.entries()
    stranger = rig.phone(7002)
    await stranger.presses(data)

    assert await rig.entries() == entries
    toast = rig.telegram.made("answerCallbackQuery")[-1]
    assert toast["text"] == "This button belongs to an interview that is not yours."


async def test_a_code_that_is_not_on_offer_is_not_an_answer(rig: Rig) -> None:
    phone = await at_first_question(rig)
    held = await rig.held()
    for code in ("maybe", "@done", "@keep", "5"):
        await phone.presses(f"a1:{held.key}:{held.interview.revision}:greeted:{code}")
        await phone.sees("one of the buttons")
    assert not (await rig.view()).answers


async def test_a_tap_under_a_message_too_old_to_read_still_counts(rig: Rig) -> None:
    phone = await at_first_question(rig)
    held = await rig.held()
    query = phone.query(f"a1:{held.key}:{held.interview.revision}:greeted:yes", None)
    query["message"] = {"chat": query["message"]["chat"], "message_id": 1, "date": 0}
    await rig.telegram.push(rig.telegram.update(callback_query=query))

    assert set((await rig.view()).answers) == {"greeted"}


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_outside_a_private_chat_nothing_is_read_and_nothing_is_said(
    rig: Rig, kind: str
) -> None:
    phone = await at_first_question(rig)
    entries, sent = await rig.entries(), len(rig.telegram.made("sendMessage"))
    chat = {"id": -100, "type": kind, "title": "Group"}
    held = await rig.held()
    tap = phone.query(f"a1:{held.key}:{held.interview.revision}:greeted:yes", None)
    tap["message"]["chat"] = chat
    member = {"user": {"id": 1, "is_bot": True, "first_name": "b"}, "status": "left"}
    for content in (
        {"message": {**phone.message(text="/start visit-code"), "chat": chat}},
        {"edited_message": {**phone.message(text="x"), "chat": chat}},
        {"channel_post": {**phone.message(text="x"), "chat": chat}},
        {"business_message": {**phone.message(text="x"), "business_connection_id": "b"}},
        {"callback_query": tap},
        {"callback_query": {**tap, "message": None, "inline_message_id": "i"}},
        {"my_chat_member": {"chat": chat, "from": tap["from"], "date": 1,
                            "old_chat_member": member, "new_chat_member": member}},
    ):  # fmt: skip
        assert await rig.give(rig.telegram.update(**content)) is Verdict.TAKEN

    assert await rig.entries() == entries
    assert len(rig.telegram.made("sendMessage")) == sent


async def test_who_blocks_the_bot_is_paused_and_left_in_peace_until_start(rig: Rig) -> None:
    phone = await at_first_question(rig)
    await phone.blocks()
    assert (await rig.view()).status == "paused"
    assert "open" not in await rig.outbox()
    await phone.says("/start")
    await phone.sees("Were you greeted?")
