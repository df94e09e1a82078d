"""Replies: in order, not too fast, retried when it may help, never when it cannot."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from bot.pace import Pace
from bot.sender import MOST_TRIES, Sender
from db import outbox, sqlite
from db.engine import transaction
from db.group import Group
from db.tables import outbox as table
from surveys.entries import Status
from tests.bot.conftest import Rig
from tests.bot.queued import queue, shown, text
from tests.botapi import (
    BAD_MARKUP,
    BLOCKED,
    CHAT_NOT_FOUND,
    HANG,
    NOT_MODIFIED,
    SERVER_ERROR,
    Fault,
    refused,
    too_many,
)
from tests.builders import NOON, moment


async def errors(rig: Rig) -> list[str | None]:
    async with rig.engine.connect() as tx:
        return [row[0] for row in await tx.execute(select(table.c.error).order_by(table.c.id))]


async def test_messages_of_a_chat_keep_their_order_also_when_the_first_one_fails(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", SERVER_ERROR, chat=1)
    await queue(rig, 1, "a", "b", "c")
    await queue(rig, 2, "x")
    await rig.sender.drain()
    assert (shown(rig, 1), shown(rig, 2)) == ([], ["x"])

    await rig.clock.sleep(2)
    await rig.sender.drain()
    assert shown(rig, 1) == ["a", "b", "c"]


async def test_after_a_day_of_trying_it_is_given_up(rig: Rig) -> None:
    await queue(rig, 1, "a")
    async with transaction(rig.engine) as tx:
        await tx.execute(update(table).values(tries=MOST_TRIES))
    rig.telegram.fail("sendMessage", SERVER_ERROR)
    await rig.sender.drain()
    assert await rig.outbox() == {"dead": 1}


@pytest.mark.parametrize("fault", [BLOCKED, CHAT_NOT_FOUND])
async def test_who_cannot_be_reached_is_paused_and_nothing_more_is_sent(
    rig: Rig, fault: Fault
) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    rig.telegram.fail("sendMessage", fault)
    await queue(rig, phone.chat, "a", "b", "c")
    await rig.sender.drain()

    assert (await rig.view()).status is Status.PAUSED
    assert (await rig.outbox())["dead"] == 3
    await phone.says("/start")
    await phone.sees("Were you greeted?")


async def test_what_was_sent_is_marked_once_the_database_lets_it(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, refusals = sqlite.to_the_end, [1, 2]

    async def locked(call: Callable[[], object], where: Executor) -> None:
        if shown(rig, 1) and refusals:
            refusals.pop()
            raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))
        await begin(call, where)

    monkeypatch.setattr(sqlite, "to_the_end", locked)
    await queue(rig, 1, "a", "b")
    rig.sender = Sender(
        Group(rig.engine), rig.api, rig.interviews, rig.clock, sleep=lambda _: asyncio.sleep(0.01)
    )
    async with asyncio.timeout(15):
        await rig.sender.drain()

    assert refusals == []
    assert await rig.outbox() == {"sent": 2}
    assert shown(rig, 1) == ["a", "b"]


async def test_nothing_to_change_counts_as_sent(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", NOT_MODIFIED)
    await queue(rig, 1, "a")
    await rig.sender.drain()
    assert await rig.outbox() == {"sent": 1}


async def test_a_mistake_of_ours_is_told_in_the_log_without_the_words_and_blocks_nobody(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.telegram.fail("sendMessage", BAD_MARKUP)
    await queue(rig, 1, "what somebody wrote", "b")
    await rig.sender.drain()

    assert await rig.outbox() == {"dead": 1, "sent": 1}
    assert "refused with 400" in caplog.text
    assert "what somebody wrote" not in caplog.text
    assert (await errors(rig))[0] == "400 " + str(BAD_MARKUP.body["description"])  # type: ignore[index]


async def test_a_notice_is_put_into_words_when_it_is_sent(rig: Rig) -> None:
    reason = "Please add the {photo} <b>of the counter</b>."
    notice = {"notice": "returned", "language": "en", "reason": reason}
    async with transaction(rig.engine) as tx:
        await outbox.put(tx, 7001, [notice], rig.clock.now)
    phone = rig.phone()
    await rig.sender.drain()

    assert f"“{reason}”" in phone.last.text
    assert phone.last.rows == [["Go on"]]


async def test_go_on_under_a_notice_opens_the_interview_that_was_returned(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    for label in ("Start", "Yes", "5", "Submit"):
        await phone.taps(label)
    key = (await rig.held()).key
    async with transaction(rig.engine) as tx:
        reason = "Was it really 5?"
        await rig.interviews.review(tx, key, "return", "user:1", reason, moment(rig.clock.now))
    await rig.sender.drain()
    assert "Was it really 5?" in phone.last.text
    await phone.taps("Go on")
    await phone.sees("2 of 2 answered.")


async def test_a_notice_nobody_has_words_for_dies_alone(rig: Rig) -> None:
    async with transaction(rig.engine) as tx:
        await outbox.put(tx, 1, [{"notice": "unheard-of", "language": "en"}], rig.clock.now)
    await queue(rig, 1, "b")
    await rig.sender.drain()
    assert shown(rig, 1) == ["b"]


async def test_a_crowd_is_spoken_to_25_a_second(rig: Rig) -> None:
    for chat in range(100):
        await queue(rig, chat, "a")
    await rig.sender.drain()

    assert len(rig.telegram.made("sendMessage")) == 100
    assert rig.clock.now - NOON >= timedelta(seconds=(100 - 25) / 25)


def test_pace_lets_a_few_go_at_once_and_then_one_an_interval() -> None:
    pace = Pace(1.0, 3)
    assert [pace.book(7, 0.0) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert pace.book(8, 0.0) == 0
    assert pace.book(7, 100.0) == 0


async def test_a_sender_that_is_stopped_finishes_what_is_under_way(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", HANG)
    await queue(rig, 1, "a")
    hasty = Sender(Group(rig.engine), replace(rig.api, patience=0.2), rig.interviews, rig.clock)
    task = asyncio.create_task(hasty.run())
    await rig.telegram.when(lambda: bool(rig.telegram.made("sendMessage")))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await errors(rig) != [None]


async def test_a_chat_has_one_message_under_way_at_a_time(rig: Rig) -> None:
    rig.telegram.fail("sendMessage", HANG)
    await queue(rig, 1, "a")
    hasty = Sender(Group(rig.engine), replace(rig.api, patience=0.05), rig.interviews, rig.clock)
    assert await hasty.start_due() == 1
    assert await hasty.start_due() == 1
    await hasty.drain()
    assert len(rig.telegram.made("sendMessage")) == 1


EDIT = {"method": "editMessageText", "chat_id": 1, "message_id": 7, "text": "a ✓"}


async def queue_with_edit(rig: Rig) -> None:
    async with transaction(rig.engine) as tx:
        await outbox.put(
            tx, 1, [{**text(1, "next"), "then": EDIT}, text(1, "more")], rig.clock.now
        )


def calls(rig: Rig) -> list[str]:
    return [call.method for call in rig.telegram.calls]


async def test_what_follows_a_message_at_once_is_sent_with_it(rig: Rig) -> None:
    await queue_with_edit(rig)
    await rig.sender.drain()
    assert calls(rig) == ["sendMessage", "editMessageText", "sendMessage"]
    assert rig.telegram.made("editMessageText")[0]["text"] == "a ✓"
    assert "then" not in rig.telegram.made("sendMessage")[0]


async def test_if_only_that_fails_only_that_is_tried_again_and_the_next_one_waits(
    rig: Rig,
) -> None:
    rig.telegram.fail("editMessageText", too_many(5), chat=1)
    await queue_with_edit(rig)
    await rig.sender.drain()
    assert shown(rig, 1) == ["next"]
    await rig.clock.sleep(4)
    await rig.sender.drain()
    assert calls(rig) == ["sendMessage", "editMessageText"]
    await rig.clock.sleep(1)
    await rig.sender.drain()
    assert calls(rig)[2:] == ["editMessageText", "sendMessage"]
    assert shown(rig, 1) == ["next", "more"]


async def test_if_that_is_refused_the_message_was_sent_all_the_same(rig: Rig) -> None:
    rig.telegram.fail("editMessageText", refused(400, "message can't be edited"), chat=1)
    await queue_with_edit(rig)
    await rig.sender.drain()
    assert shown(rig, 1) == ["next", "more"]
