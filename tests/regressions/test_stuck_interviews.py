"""Interviews that could neither go on nor end.

Tishka17/aiogram_dialog#347, #210, #218, #246; Studio-Yandex-Practicum/you_can_bot#171;
getodk/collect#5628; baptisteArno/typebot.io#2077; enketo/enketo#1226, #1072.
"""

import json
import re
from datetime import timedelta
from typing import Any

from sqlalchemy import text, update

from db.engine import transaction
from locales import say
from surveys.entries import Status
from surveys.tables import assignments
from tests.botapi import Shown, refused
from tests.builders import DAY, logic, tiny
from tests.phone import Phone
from tests.regressions.conftest import Opens
from tests.regressions.houses import House, after
from tests.stores.test_moving import second
from tests.web.site import Page


async def under_way(house: House) -> Phone:
    """A phone in front of the second question of tiny."""
    phone = house.phone()
    await phone.says("/start visit-code")
    for label in ("Start", "No"):
        await phone.taps(label)
    return phone


def data_of(shown: Shown, label: str) -> str:
    return next(
        str(key["callback_data"]) for row in shown.markup["inline_keyboard"] for key in row
        if key["text"] == label
    )  # fmt: skip


async def test_every_button_from_before_a_restart_still_works(opens: Opens) -> None:
    """aiogram_dialog#347, #210."""
    house = await opens(tiny())
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    asked = phone.last
    for label, sees in [
        ("No", "What did you see instead?"), ("↩ Back", "You said: “No”"),
        ("Keep it", "What did you see instead?"),
    ]:  # fmt: skip
        async with after(house):
            await phone.presses(data_of(asked, label), asked)
            asked = await phone.sees(sees)
    await phone.says("He looked away.")
    await phone.taps("2")
    for label, sees in [
        ("Change an answer", "Which answer"), ("✎ Warmth", "How warm was it?"),
        ("5", "3 of 3 answered"), ("Submit", "eceipt"),
    ]:  # fmt: skip
        async with after(house):
            await phone.taps(label)
            await phone.sees(sees)
    assert (await house.seen()).status is Status.SUBMITTED


async def test_back_after_half_a_year_finds_what_was_said(opens: Opens) -> None:
    """aiogram_dialog#218: nothing that an interview needs runs out by itself."""
    house = await opens(tiny())
    async with transaction(house.engine) as tx:
        await tx.execute(update(assignments).values(closes=house.clock.now + 400 * DAY))
    phone = await under_way(house)
    asked = phone.last
    house.clock.now += timedelta(days=180)

    async with after(house) as later:
        await phone.presses(data_of(asked, "↩ Back"), asked)
        await phone.sees("You said: “No”. Change it?")
        await phone.taps("Keep it")
        await phone.sees("What did you see instead?")
        assert (await later.seen()).status is Status.OPEN


# What a database held before any later version of the code: never change these lines.
STORED: list[tuple[str, str | None, Any]] = [
    ("began", None, None),
    ("language", None, {"language": "en"}),
    ("answered", "hello", {"seen": True}),
    ("ticked", "shown", {"codes": ["fees"]}),
    ("ticked", "shown", {"codes": ["fees", "line"]}),
    ("answered", "shown", {"all": ["fees", "line"]}),
    ("doubted", "price", {"amount": "600"}),
    ("answered", "price", {"amount": "600"}),
    ("answered", "bought", {"date": "2026-03-01"}),
    ("reopened", "bought", None),
    ("answered", "bought", {"skipped": True}),
    ("paused", None, {"reason": "unreachable"}),
]


async def test_an_interview_stored_long_ago_goes_on_whatever_the_code_is_called_now(
    opens: Opens,
) -> None:
    """aiogram_dialog#246: no name of a class, module or function is in what is stored."""
    house = await opens(logic())
    phone = house.phone()
    await phone.says("/start visit-code")
    held = await house.only()
    async with transaction(house.engine) as tx:
        for position, (kind, question, value) in enumerate(STORED):
            await tx.execute(text(
                "INSERT INTO entries (interview_id, position, kind, question, value, at, channel) "
                "VALUES (:id, :position, :kind, :question, :value, '2026-11-16 12:00:00', 'chat')"
            ), {
                "id": held.id, "position": position, "kind": kind, "question": question,
                "value": None if value is None else json.dumps(value),
            })  # fmt: skip

    await phone.says("/start")
    await phone.sees("When was it bought?")  # left out then, and must not be today
    await phone.says("2026-03-01")
    await phone.sees("When did you come?")
    await phone.says("14:05")
    shown = await phone.sees("4 of 4 answered")

    assert "· Shown: Fees, Hotline" in shown.text
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'editions'"
    stored = []
    async with transaction(house.engine) as tx:
        for (table,) in (await tx.execute(text(tables))).all():
            stored += [
                str(row) for row in (await tx.execute(text(f"SELECT * FROM {table}"))).all()
            ]
    assert any("answered" in row for row in stored)
    names = ("surveys.", "bot.", "Answered", "Chosen(", "QuestionId", "StatesGroup")
    assert [row for row in stored for name in names if name in row] == []


async def test_a_tap_too_old_to_be_acknowledged_is_an_answer_all_the_same(opens: Opens) -> None:
    """you_can_bot#171: after a restart Telegram refuses to end the little clock on the button."""
    house = await opens(tiny())
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    old = refused(400, "Bad Request: query is too old and response timeout expired")

    async with after(house) as later:
        house.rig.telegram.fail("answerCallbackQuery", old, old, old)
        await phone.taps("No")
        await phone.sees("What did you see instead?")
        await phone.says("He looked away.")
        await phone.taps("4")
        await phone.sees("3 of 3 answered")
        await phone.taps("Submit")
        assert (await later.seen()).status is Status.SUBMITTED


async def test_killed_at_any_question_it_can_be_finished_without_going_back(opens: Opens) -> None:
    """getodk/collect#5628.  For any events at all: tests/surveys/test_properties.py."""
    house = await opens(logic())
    turns: list[dict[str, str]] = [
        {"code": "@next"}, {"picked": "1", "pick-fees": "1"}, {"text": "600"}, {"code": "@sure"},
        {"text": "2026-03-01"}, {"text": "14:05"},
    ]  # fmt: skip
    browser = await house.visitor()
    await browser.go("/a/visit-code")
    await browser.press("begin")
    here = browser.page.path
    for fields in turns:
        async with after(house) as later:
            other = await later.visitor()
            page = await other.go(here)
            form = next(f for f in page.forms if f.action.endswith("/answer"))
            page = await other.send(form, fields)
            assert page.status == 200, page.text
    async with after(house) as later:
        other = await later.visitor()
        await other.go("/a/visit-code")
        await other.press("submit")
        assert (await later.seen()).status is Status.SUBMITTED


OFF_TOPIC: list[dict[str, Any]] = [
    {"text": "hello?"}, {"text": "/nonsense"}, {"text": "STOP"}, {"text": "\u0000 \u202e"},
    {"sticker": {"file_id": "f", "file_unique_id": "f", "type": "regular", "width": 9,
                 "height": 9, "is_animated": False, "is_video": False}},
    {"voice": {"file_id": "f", "file_unique_id": "f", "duration": 1}},
    {"contact": {"phone_number": "1", "first_name": "x"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"location": {"latitude": 30.5, "longitude": 114.2}},
]  # fmt: skip


async def test_something_off_topic_ends_nothing_and_the_question_is_asked_again(
    opens: Opens,
) -> None:
    """typebot.io#2077."""
    house = await opens(tiny())
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    revision = (await house.only()).interview.revision

    for sent in OFF_TOPIC:
        await phone.sends(**sent)
        shown = await phone.sees("Were you greeted?")
        assert [label for row in shown.rows for label in row][:2] == ["Yes", "No"]

    assert (await house.only()).interview.revision == revision
    await phone.taps("Yes")
    await phone.sees("How warm was it?")


async def test_a_form_kept_on_the_phone_is_sent_after_the_questionnaire_changed(
    opens: Opens,
) -> None:
    """enketo#1226: what waited is taken where its question still stands, and otherwise said."""
    house = await opens(tiny(), second())
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    await visitor.tap("no")
    gone = next(f for f in visitor.page.forms if f.action.endswith("/answer"))
    assert gone.fields["question"] == "instead"
    page = await visitor.press("back")
    here, stays = page.path, page.form("answer", "yes")
    assert (await house.moves(tiny(), second())).moved

    late = await visitor.send(gone, {"text": "He looked away."})
    assert (late.status, late.asked) == (409, "greeted")
    page = await visitor.send(stays, {"code": "yes"})
    assert (page.status, page.asked) == (200, "warmth")
    page = await visitor.go(here)
    assert (page.status, page.asked) == (200, "warmth")


async def test_nobody_is_told_of_something_unsent_that_is_not(opens: Opens) -> None:
    """enketo#1072: neither on a fresh page nor after everything arrived."""
    house = await opens(tiny())
    visitor = await house.visitor()
    pages: list[Page] = [await visitor.go("/a/visit-code"), await visitor.press("begin")]
    pages.append(await visitor.go(visitor.page.path))
    pages.append(await visitor.tap("yes"))
    pages.append(await visitor.tap("4"))
    pages.append(await visitor.press("submit"))
    pages.append(await visitor.go(visitor.page.path))

    for page in pages:
        assert page.status == 200
        assert page.html.count('id="kept"') == len(
            re.findall(r'id="kept"[^>]* hidden ', page.html)
        )
        assert say("en", "welcome-back") not in page.text
