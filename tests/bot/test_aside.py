"""What cannot be handled: its chat goes on, the person hears of it, it can be tried again."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.receive import MOST_TRIES, Receiver, Verdict
from db import aside
from db.aside import Aside
from db.engine import transaction
from db.group import Group
from db.seal import Broken, Seal
from locales import say
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from tests.bot.conftest import Rig
from tests.botapi import Json

TOLD = say("en", "put-aside")
SEAL = Seal("k" * 44, "updates put aside")


class Poisoned(Interviews):
    """Chokes on everything a chat says or taps, until it is cured."""

    def choke(self, error: Exception | None) -> None:
        object.__setattr__(self, "error", error)

    async def in_chat(self, *args: Any, **more: Any) -> Any:
        turn = await super().in_chat(*args, **more)
        if self.error is not None:  # type: ignore[attr-defined]
            raise self.error  # type: ignore[attr-defined]
        return turn

    async def tapped(self, *args: Any) -> Any:
        turn = await super().tapped(*args)
        if self.error is not None:  # type: ignore[attr-defined]
            raise self.error  # type: ignore[attr-defined]
        return turn


@pytest.fixture
def poisoned(rig: Rig) -> Poisoned:
    """The rig's receiver takes its verbs from here."""
    verbs = rig.interviews
    made = Poisoned(verbs.questionnaires, verbs.new_key, verbs.new_token)
    made.choke(None)
    rig.receiver = Receiver(Group(rig.engine), made, rig.api, rig.clock, seal=SEAL)
    return made


async def all_aside(rig: Rig) -> list[Aside]:
    async with transaction(rig.engine) as tx:
        return await aside.newest(tx)


async def wished(rig: Rig) -> int:
    """Somebody presses "try again" for each; how many go through."""
    async with transaction(rig.engine) as tx:
        for one in await aside.newest(tx):
            await aside.ask_again(tx, one, rig.clock())
    through = await rig.receiver.again()
    await rig.sender.drain()
    return through


async def put_aside(rig: Rig, poisoned: Poisoned, update: Json, error: Exception) -> None:
    poisoned.choke(error)
    verdicts = [await rig.give(update) for _ in range(MOST_TRIES)]
    poisoned.choke(None)
    assert verdicts == [Verdict.LATER] * (MOST_TRIES - 1) + [Verdict.PUT_ASIDE]


async def at_greeted(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")


def tap(rig: Rig, label: str) -> Json:
    phone = rig.phone()
    [key] = [key for row in phone.last.markup["inline_keyboard"] for key in row
             if key["text"] == label]  # fmt: skip
    return rig.telegram.update(callback_query=phone.query(key["callback_data"], phone.last))


async def test_the_person_is_told_and_the_chat_goes_on(rig: Rig, poisoned: Poisoned) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "No"), RuntimeError("what somebody wrote"))

    phone = rig.phone()
    assert phone.last.text == TOLD
    await phone.taps("Yes")
    assert set((await rig.view()).answers) == {"greeted"}


async def test_it_is_known_by_kind_error_and_place_and_its_words_are_sealed(
    rig: Rig, poisoned: Poisoned, caplog: pytest.LogCaptureFixture
) -> None:
    await at_greeted(rig)
    update = rig.telegram.update(message=rig.phone().message(text="what somebody wrote"))
    await put_aside(rig, poisoned, update, RuntimeError("what somebody wrote"))

    [one] = await all_aside(rig)
    assert (one.kind, one.error, one.chat) == ("message", "RuntimeError", 7001)
    assert "test_aside.py" in (one.place or "")
    async with rig.engine.connect() as tx:
        rows = str((await tx.execute(text("SELECT * FROM updates"))).all())
    assert "somebody wrote" not in rows + caplog.text
    assert b"somebody wrote" in SEAL.open(one.body or "")


async def test_once_the_mistake_is_put_right_it_happens_as_if_it_had_just_come(
    rig: Rig, poisoned: Poisoned
) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "Yes"), RuntimeError())

    assert await wished(rig) == 1
    assert set((await rig.view()).answers) == {"greeted"}
    assert "How warm" in rig.phone().last.text
    assert await all_aside(rig) == []
    assert await rig.receiver.again() == 0
    async with rig.engine.connect() as tx:
        bodies = (await tx.execute(text("SELECT count(body), count(chat) FROM updates"))).one()
    assert tuple(bodies) == (0, 0)


async def test_where_it_still_fails_it_stays_with_the_new_error(
    rig: Rig, poisoned: Poisoned
) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "Yes"), RuntimeError())
    poisoned.choke(KeyError("x"))

    assert await wished(rig) == 0
    [one] = await all_aside(rig)
    assert (one.error, one.again_at) == ("KeyError", None)
    assert set((await rig.view()).answers) == set()


async def test_trouble_that_passes_leaves_the_wish_standing(rig: Rig, poisoned: Poisoned) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "Yes"), RuntimeError())
    poisoned.choke(OperationalError("INSERT", {}, Exception("locked")))

    assert await wished(rig) == 0
    poisoned.choke(None)
    assert await rig.receiver.again() == 1


async def test_words_that_were_meant_for_an_earlier_question_answer_no_later_one(
    rig: Rig, poisoned: Poisoned
) -> None:
    await at_greeted(rig)
    phone = rig.phone()
    await phone.taps("No")  # what instead? in words
    update = rig.telegram.update(message=phone.message(text="He looked away."))
    await put_aside(rig, poisoned, update, RuntimeError())
    await phone.says("He nodded at us.")

    assert await wished(rig) == 0
    [one] = await all_aside(rig)
    assert one.error == "GoneOn"
    assert QuestionId("warmth") not in (await rig.view()).answers


async def test_words_for_the_question_that_still_stands_are_its_answer(
    rig: Rig, poisoned: Poisoned
) -> None:
    await at_greeted(rig)
    phone = rig.phone()
    await phone.taps("No")
    update = rig.telegram.update(message=phone.message(text="He looked away."))
    await put_aside(rig, poisoned, update, RuntimeError())

    assert await wished(rig) == 1
    assert QuestionId("instead") in (await rig.view()).answers


async def test_under_another_key_it_is_not_kept(rig: Rig, poisoned: Poisoned) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "Yes"), RuntimeError())
    rig.receiver._seal = Seal("another", "updates put aside")

    assert await wished(rig) == 0
    assert [one.error for one in await all_aside(rig)] == ["NotKept"]
    with pytest.raises(Broken):
        SEAL.open("\udc80 no seal")


@pytest.mark.parametrize("raw", [
    {"message": "no message"}, {"message": {"chat": {"type": "private"}}}, {"message": None},
    {"callback_query": {"from": {"id": 2**70}, "message": {"chat": {"type": "private"}}}},
    {"poll": {}}, {},
])  # fmt: skip
async def test_whatever_it_is_it_is_put_aside(rig: Rig, poisoned: Poisoned, raw: Json) -> None:
    update = rig.telegram.update(**raw)

    assert await rig.give(update) is Verdict.PUT_ASIDE
    [one] = await all_aside(rig)
    assert (one.update_id, one.chat) == (update["update_id"], None)
    assert rig.telegram.made("sendMessage") == []


async def test_a_group_is_told_nothing(rig: Rig, poisoned: Poisoned) -> None:
    message = {"chat": {"type": "group", "id": -5}, "from": {"id": 7001}}

    assert await rig.give(rig.telegram.update(message=message)) is Verdict.PUT_ASIDE
    assert [one.chat for one in await all_aside(rig)] == [None]
    assert rig.telegram.made("sendMessage") == []


async def test_a_tap_on_a_question_answered_meanwhile_is_known_as_late(
    rig: Rig, poisoned: Poisoned
) -> None:
    await at_greeted(rig)
    await put_aside(rig, poisoned, tap(rig, "No"), RuntimeError())
    await rig.phone().taps("Yes")

    assert await wished(rig) == 1
    assert await all_aside(rig) == []
    assert set((await rig.view()).answers) == {"greeted"}
    assert "is answered" in rig.phone().shown[-1].text
