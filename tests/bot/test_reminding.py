"""Reminders in the chat: once each, never at night or too late, and a tap goes on."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.remind import remind
from db.engine import transaction
from surveys import store
from tests.bot.conftest import Rig, rigged
from tests.botapi import BLOCKED, HTML, BotApi
from tests.builders import DAY, NOON, a_world, moment, tiny

HERE = "https://anfang.example"
HOUR = timedelta(hours=1)

# At NOON it is eight in the evening in China.


@pytest.fixture
async def rig(any_engine: AsyncEngine, telegram: BotApi) -> AsyncIterator[Rig]:
    async with transaction(any_engine) as tx:
        world = await a_world(tx, visit="tiny")
    async with aiohttp.ClientSession() as session:
        made = rigged(any_engine, telegram, session, world, tiny())
        telegram.direct = made.give
        yield made
        await made.sender.close()
        await made.api.close()


async def at(rig: Rig, now: datetime) -> int:
    """What the loop does at *now*, and the sender after it."""
    rig.clock.now = now
    queued = await remind(rig.engine, HERE, now)
    await rig.sender.drain()
    return queued


def reminded(rig: Rig, chat: int = 7001) -> list[str]:
    return [m.text for m in rig.telegram.chats[chat] if "Not finished" in m.text
            or "Not begun" in m.text]  # fmt: skip


async def begun(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.taps("No")


async def test_a_tap_on_the_reminder_goes_on_at_the_same_question(rig: Rig) -> None:
    await begun(rig)
    assert await at(rig, NOON + DAY - HOUR) == 0
    assert await at(rig, NOON + DAY + timedelta(minutes=1)) == 1

    [said] = reminded(rig)
    assert said.startswith("Not finished yet: 江汉路店.")
    phone = rig.phone()
    await phone.taps("Go on")
    assert "What did you see instead?" in phone.last.text


async def test_each_goes_once_however_often_the_loop_turns_or_starts_again(rig: Rig) -> None:
    await begun(rig)
    now = NOON + DAY + timedelta(minutes=1)
    assert sum(await asyncio.gather(*(remind(rig.engine, HERE, now) for _ in range(5)))) == 1
    assert await at(rig, now) == 0
    assert await at(rig, NOON) == 0  # the clock fell back
    assert len(reminded(rig)) == 1

    sent = [await at(rig, now + n * 12 * HOUR) for n in range(1, 12)]
    assert sum(sent) == 2
    assert len(reminded(rig)) == 3  # and no more


async def test_a_second_one_of_the_same_number_cannot_be_written(rig: Rig) -> None:
    async with transaction(rig.engine) as tx:
        [visit] = await store.assignments_of_wave(tx, rig.world.wave)
        await store.note_reminder(tx, visit.id, 1, NOON)
    with pytest.raises(IntegrityError):
        async with transaction(rig.engine) as tx:
            await store.note_reminder(tx, visit.id, 1, NOON)


async def test_at_night_nobody_is_written_to_and_in_the_morning_they_are(rig: Rig) -> None:
    rig.clock.now = NOON + 2 * HOUR
    await begun(rig)
    night = NOON + DAY + 2 * HOUR + timedelta(minutes=1)  # past ten
    assert await at(rig, night) == 0
    assert await at(rig, NOON + DAY + 13 * HOUR - timedelta(minutes=1)) == 0
    assert await at(rig, NOON + DAY + 13 * HOUR) == 1


async def test_one_that_could_not_be_sent_before_night_is_not_sent_at_night(rig: Rig) -> None:
    await begun(rig)
    evening = NOON + DAY + 57 * timedelta(minutes=1)  # three minutes to nine
    rig.telegram.fail("sendMessage", HTML, HTML)
    assert await at(rig, evening) == 1
    await rig.clock.sleep(240)
    await rig.sender.drain()

    assert reminded(rig) == []
    async with rig.engine.connect() as tx:
        errors = (await tx.execute(text("SELECT error FROM outbox WHERE state = 'dead'"))).all()
    assert [row[0] for row in errors] == ["410 too late to be said"]


async def test_after_closing_nobody_is_reminded(rig: Rig) -> None:
    await begun(rig)
    assert await at(rig, NOON + 7 * DAY + timedelta(seconds=1)) == 0


async def test_who_has_finished_is_not_reminded_nor_hears_one_that_still_waits(rig: Rig) -> None:
    await begun(rig)
    rig.telegram.fail("sendMessage", HTML)
    assert await at(rig, NOON + DAY + timedelta(minutes=1)) == 1
    assert reminded(rig) == []

    async with transaction(rig.engine) as tx:  # the rest is done on the page
        held = await store.by_assignment(tx, 1)
        assert held is not None
        await rig.interviews.review(tx, held.key, "void", "user:1", "twice", moment(rig.clock.now))
    await rig.clock.sleep(60)
    await rig.sender.drain()
    assert reminded(rig) == []
    assert await at(rig, NOON + 3 * DAY) == 0


async def test_who_blocked_the_bot_hears_nothing_until_they_come_back(rig: Rig) -> None:
    await begun(rig)
    rig.telegram.fail("sendMessage", BLOCKED)
    assert await at(rig, NOON + DAY + timedelta(minutes=1)) == 1
    assert await at(rig, NOON + 4 * DAY) == 0

    await rig.phone().says("/start visit-code")
    assert await at(rig, NOON + 5 * DAY + timedelta(minutes=1)) == 1


async def test_what_was_not_begun_has_its_button_or_its_link(rig: Rig) -> None:
    await rig.phone().says("/start visit-code")  # read the briefing, no more
    async with transaction(rig.engine) as tx:
        person = await store.known_person(tx, 7001)
        [first] = await store.assignments_of_wave(tx, rig.world.wave)
        assert person is not None
        await store.add_assignment(
            tx, code="second", wave_id=rig.world.wave, outlet_id=rig.world.outlet,
            questionnaire="tiny", edition=1, scenario=first.scenario, opens=NOON,
            closes=NOON + 7 * DAY, at=NOON, person_id=person.id,
        )  # fmt: skip
    assert await at(rig, NOON + 6 * DAY - timedelta(minutes=1)) == 0
    assert await at(rig, NOON + 6 * DAY) == 2

    button, link = rig.telegram.chats[7001][-2:]
    assert button.rows == [["Go on"]]
    assert f"{HERE}/a/second" in link.text
    assert link.rows == []


async def test_the_case_says_how_often(rig: Rig) -> None:
    await begun(rig)
    async with transaction(rig.engine) as tx:
        written = {"reminders": {"first_after": "2h", "every": "1h", "most": "1",
                                 "quiet": "00:00-00:00"}}  # fmt: skip
        await store.set_policy(tx, rig.world.case, written, NOON)
    assert await at(rig, NOON + 3 * HOUR) == 1
    assert await at(rig, NOON + 9 * HOUR) == 0
