"""What hangs on the database is the same on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.receive import Verdict
from db.engine import transaction
from surveys.entries import Status
from surveys.questionnaire import QuestionId
from surveys.tables import persons
from surveys.values import Chosen, Words
from tests.bot.conftest import Rig, rigged
from tests.botapi import BLOCKED, BotApi
from tests.builders import a_world, tiny


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


async def test_a_visit_with_all_the_letters_no_database_keeps(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code\x00")
    await phone.sees("This code is not known here.")
    await phone.says("/start visit-code")
    await phone.taps("Start")
    await phone.taps("No")
    await phone.says("He looked\x00 at 𠮷 <b>'; DROP TABLE entries; --</b> \u202e{0} %s.")
    await phone.taps("2")
    await phone.taps("Submit")
    await phone.sees("Submitted")

    words = (await rig.view()).answers[QuestionId("instead")].value
    assert words == Words("He looked at 𠮷 <b>'; DROP TABLE entries; --</b> \u202e{0} %s.")


async def test_a_refusal_leaves_nothing_but_its_sentence(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start nobody-made-this")
    await phone.sees("This code is not known here.")
    assert await rig.scalar(select(func.count()).select_from(persons)) == 0


async def test_five_events_at_once_leave_one_answer_to_each_question(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    [yes, no, *_] = phone.last.markup["inline_keyboard"][0]
    taps = [
        rig.telegram.update(callback_query=phone.query(key["callback_data"], phone.last))
        for key in (yes, yes, no, yes)
    ]
    typed = rig.telegram.update(message=phone.message(text="hello"))
    verdicts = set(await asyncio.gather(*map(rig.receiver.take, [*taps, typed, taps[0]])))
    while Verdict.LATER in verdicts:  # two at once: the later one is sent again
        verdicts = set(await asyncio.gather(*map(rig.receiver.take, [*taps, typed])))
    await rig.sender.drain()
    await rig.receiver.close()

    entries = [type(entry.act).__name__ for entry in (await rig.held()).interview.entries]
    assert entries == ["Began", "Answered"]
    assert (await rig.view()).answers[QuestionId("greeted")].value in (Chosen("yes"), Chosen("no"))


async def test_a_blocked_person_is_paused(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    rig.telegram.fail("sendMessage", BLOCKED)
    await phone.says("/status")
    assert (await rig.view()).status is Status.PAUSED
