"""More time for a visit: recorded, told in the chat, and it goes on where it stopped."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from db import outbox
from db.engine import transaction
from surveys import events as e
from surveys import store
from surveys.questionnaire import QuestionId
from tests.builders import DAY, NOON, SCENARIO, moment
from tests.web.site import Clock
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.services import Services

CHAT = 7001


@pytest.fixture
async def late(home: Services, world: World, clock: Clock) -> int:
    """A visit with one answer whose window has closed; its shopper said why."""
    async with transaction(home.engine) as tx:
        [outlet, *_] = await store.outlets_of_client(tx, world.case.client.id)
        visit = await store.add_assignment(
            tx, code="late-code", wave_id=world.wave, outlet_id=outlet.id, questionnaire="tiny",
            edition=1, scenario=SCENARIO, opens=NOON - DAY, closes=NOON + DAY, at=NOON,
        )  # fmt: skip
        chat = home.interviews
        await chat.by_code_in_chat(tx, "late-code", CHAT, "en", moment())
        await chat.in_chat(tx, CHAT, e.Agreed(), moment())
        tap = e.Tapped(QuestionId("greeted"), 1, "no")
        await chat.in_chat(tx, CHAT, tap, moment())
        await store.note_reminder(tx, visit, 1, NOON + timedelta(hours=20))
        clock.now = NOON + 2 * DAY
        await chat.in_chat(tx, CHAT, e.Replied("<b>No</b> train."), moment(clock.now))
    return visit


async def test_a_late_visit_gets_more_time_and_goes_on_at_the_same_question(
    seat: Seated, world: World, home: Services, clock: Clock, late: int
) -> None:
    wang, here = await seat("wang"), f"/console/cases/{world.case.id}"
    assert "too late" in (await wang.get(f"{here}/fieldwork")).text
    page = await wang.get(f"{here}/visits/{late}")
    assert "Why it was not finished: <b>No</b> train." in page.text
    assert "One reminder was sent: 2026-11-17 16:00" in page.text

    await wang.post(f"{here}/visits/{late}", closes="2026-11-25")
    assert (wang.status, wang.redirected) == (303, f"{here}/visits/{late}?done=extended")
    assert "There is more time now." in (await wang.get(wang.redirected)).text

    async with transaction(home.engine) as tx:
        [queued] = await outbox.due(tx, clock.now)
        audited = (await tx.execute(text(
            "SELECT actor, subject, details FROM audit WHERE action = 'assignment.extend'"
        ))).one()  # fmt: skip
        turn = await home.interviews.in_chat(tx, CHAT, e.Opened(), moment(clock.now))
    assert queued.chat == CHAT
    assert queued.message["notice"] == "extended"
    assert queued.message["closes"] == "25 November, 23:59"
    assert queued.message["key"] == turn.held.key
    assert audited.actor == world.users["wang"].actor
    assert audited.subject == f"assignment:{late}"
    assert "2026-11-25T23:59:59+08:00" in audited.details
    assert getattr(turn.effects[-1], "question").id == "instead"  # noqa: B009


@pytest.mark.parametrize("closes", ["", "soon", "2026-11-17", "2026-02-30", "9999-12-31"])
async def test_what_is_no_more_time_changes_nothing(
    seat: Seated, world: World, home: Services, late: int, closes: str
) -> None:
    wang = await seat("wang")
    await wang.post(f"/console/cases/{world.case.id}/visits/{late}", closes=closes)
    assert wang.status == 422
    async with transaction(home.engine) as tx:
        visit = await store.assignment(tx, late)
        assert await outbox.due(tx, NOON + 9 * DAY) == []
    assert visit is not None
    assert visit.closes == NOON + DAY


async def test_a_visit_that_is_done_needs_no_more_time(
    seat: Seated, world: World, home: Services
) -> None:
    wang, here = await seat("wang"), f"/console/cases/{world.case.id}/visits/{world.visit}"
    assert "More time" not in (await wang.get(here)).text
    assert (await wang.post(here, closes="2026-12-25")).status == 422


async def test_a_visit_of_another_case_is_not_there(seat: Seated, world: World, late: int) -> None:
    wang = await seat("wang")
    assert (await wang.get(f"/console/cases/{world.other.id}/visits/{late}")).status == 404
    path = f"/console/cases/{world.other.id}/visits/{late}"
    assert (await wang.post(path, closes="2026-12-25")).status == 404


async def test_what_the_chat_says_has_a_button_that_goes_on() -> None:
    from bot.notices import ready

    message = ready(CHAT, {"notice": "extended", "language": "en", "outlet": "S", "closes": "x",
                           "key": "k1"})  # fmt: skip
    [[button]] = message["reply_markup"]["inline_keyboard"]
    assert button == {"text": "Go on", "callback_data": "a1:k1:0::resume"}
