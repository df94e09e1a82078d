"""A customer's survey whose time is over, in the chat: nothing more is taken, nothing is lost."""

from datetime import timedelta

import pytest

from db.engine import transaction
from surveys import store
from surveys.entries import Status
from tests.bot.conftest import Rig
from tests.builders import NOON

OVER = "What you answered is kept"


async def begun(rig: Rig, language: str = "en") -> int:
    """A customer begins and answers once; how many entries their log has then."""
    phone = rig.phone(language=language)
    await phone.says("/start card-code")
    await phone.taps("开始" if language == "zh" else "Start")
    await phone.taps("维修或保养" if language == "zh" else "A repair or maintenance")
    return (await rig.held()).interview.revision


async def test_an_expired_survey_takes_no_more_and_keeps_what_it_has(rig: Rig) -> None:
    before = await begun(rig)
    phone = rig.phone()
    asked = phone.last
    answer = asked.markup["inline_keyboard"][0][0]["callback_data"]
    rig.clock.now += timedelta(days=7, seconds=1)

    await phone.presses(answer, asked)
    await phone.sees(OVER)
    for said in ("5", "/back", "/change", "/status", "/start", "/start card-code"):
        await phone.says(said)
        assert any(OVER in shown.text for shown in phone.new), said
    await phone.photographs(b"\xff\xd8\xff photo")
    await phone.sees(OVER)

    held = await rig.held()
    assert held.interview.revision == before
    assert (await rig.view()).status is Status.OPEN


async def test_in_chinese_it_says_so_in_chinese(rig: Rig) -> None:
    await begun(rig, "zh")
    phone = rig.phone(language="zh")
    rig.clock.now += timedelta(days=8)
    await phone.says("5")

    await phone.sees("您已有的回答都保留着")


async def test_a_minute_before_it_is_over_the_answer_counts(rig: Rig) -> None:
    before = await begun(rig)
    phone = rig.phone()
    rig.clock.now += timedelta(days=7) - timedelta(minutes=1)
    await phone.taps("4")

    assert (await rig.held()).interview.revision == before + 1


@pytest.mark.parametrize(("after", "taken"), [("never", True), ("2h", False)])
async def test_the_case_says_how_long_it_may_take(rig: Rig, after: str, taken: bool) -> None:
    async with transaction(rig.engine) as tx:
        await store.set_policy(tx, rig.world.case, {"expire_after": after}, NOON)
    before = await begun(rig)
    phone = rig.phone()
    rig.clock.now += timedelta(days=60)
    await phone.taps("4")

    assert ((await rig.held()).interview.revision > before) is taken
