"""We were away longer than Telegram keeps a tap."""

from datetime import timedelta

from bot.again import AWAY, offer_again
from locales import say
from tests.bot.conftest import Rig

CODE = "visit-code"


async def away(rig: Rig, time: timedelta) -> int:
    rig.clock.now += time
    offered = await offer_again(rig.engine, rig.interviews, rig.api.bot_id, rig.clock())
    await rig.sender.drain()
    return offered


async def test_the_pending_question_is_offered_once_more(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says(f"/start {CODE}")
    await phone.taps(say("en", "button-agree"))
    entries = await rig.entries()

    assert await away(rig, AWAY * 2) == 1

    assert say("en", "we-were-away") in phone.last.text
    assert "Were you greeted?" in phone.last.text
    assert await rig.entries() == entries
    await phone.taps("Yes")
    assert set((await rig.view()).answers) == {"greeted"}


async def test_nobody_is_bothered_after_a_short_pause_or_with_nothing_pending(rig: Rig) -> None:
    phone = rig.phone()
    assert await away(rig, AWAY * 2) == 0  # nothing was ever taken
    await phone.says(f"/start {CODE}")
    assert await away(rig, AWAY * 2) == 0  # only the briefing stands there: nothing was begun
    await phone.taps(say("en", "button-agree"))
    assert await away(rig, AWAY / 2) == 0
    await phone.taps("Yes")
    await phone.taps(say("en", "button-skip"))
    await phone.taps(say("en", "button-submit-anyway"))

    assert await away(rig, AWAY * 2) == 0


async def test_who_had_stopped_long_before_is_left_in_peace(rig: Rig) -> None:
    early, late = rig.phone(1), rig.phone(2)
    await early.says(f"/start {CODE}")
    await early.taps(say("en", "button-agree"))
    rig.clock.now += timedelta(hours=1)
    await late.says("hello")

    assert await away(rig, AWAY * 2) == 0
