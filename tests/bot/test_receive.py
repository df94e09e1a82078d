"""One update, one transaction: stored once, whatever is re-sent, whatever fails."""

import asyncio
import sqlite3
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DataError, OperationalError

from bot.receive import MOST_TRIES, Receiver, Verdict, is_update
from db.group import Group
from db.tables import outbox, updates
from db.trouble import passing
from surveys.errors import UnknownCode
from surveys.service import Interviews
from tests.bot.conftest import Rig


class Failing(Interviews):
    """Verbs that write something and then fail with *error*, *times* times."""

    def fail(self, error: Exception, times: int = 1) -> None:
        object.__setattr__(self, "errors", [error] * times)

    async def by_code_in_chat(self, *args: Any) -> Any:
        turn = await super().by_code_in_chat(*args)
        if self.errors:  # type: ignore[attr-defined]
            raise self.errors.pop()  # type: ignore[attr-defined]
        return turn


def failing(rig: Rig, error: Exception, times: int = 1) -> Receiver:
    verbs = rig.interviews
    broken = Failing(verbs.questionnaires, verbs.new_key, verbs.new_token)
    broken.fail(error, times)
    return Receiver(Group(rig.engine), broken, rig.api, rig.clock)


async def noted(rig: Rig) -> list[tuple[int, str | None]]:
    async with rig.engine.connect() as tx:
        found = await tx.execute(select(updates.c.update_id, updates.c.error))
        return [(row[0], row[1]) for row in found]


async def test_an_update_that_comes_again_changes_nothing(rig: Rig) -> None:
    phone = rig.phone()
    update = rig.telegram.update(message=phone.message(text="/start visit-code"))

    assert await rig.give(update) is Verdict.TAKEN
    sent = len(rig.telegram.made("sendMessage"))
    assert await rig.give(update) is Verdict.DUPLICATE
    assert len(rig.telegram.made("sendMessage")) == sent


async def test_the_same_update_at_the_same_time_counts_once(rig: Rig) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    update = rig.telegram.update(callback_query=phone.query(
        phone.last.markup["inline_keyboard"][0][0]["callback_data"], phone.last
    ))  # fmt: skip
    verdicts = await asyncio.gather(*(rig.receiver.take(update) for _ in range(5)))
    await rig.receiver.close()

    assert sorted(verdict.name for verdict in verdicts) == ["DUPLICATE"] * 4 + ["TAKEN"]
    assert await rig.revision() == 1


async def test_ids_may_arrive_in_any_order(rig: Rig) -> None:
    phone = rig.phone()
    for update_id in (900, 5, 901, 0, 2**40):
        update = {"update_id": update_id, "message": phone.message(text="/help")}
        assert await rig.give(update) is Verdict.TAKEN


async def test_a_failing_handler_leaves_nothing_behind_and_is_tried_again(rig: Rig) -> None:
    receiver = failing(rig, RuntimeError("quoting what somebody wrote"))
    update = rig.telegram.update(message=rig.phone().message(text="/start visit-code"))

    assert await receiver.take(update) is Verdict.LATER
    assert await noted(rig) == []
    assert await rig.scalar(select(func.count()).select_from(outbox)) == 0
    assert await receiver.take(update) is Verdict.TAKEN


async def test_a_poisonous_update_is_put_aside_after_five_tries_and_its_words_are_not_kept(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    receiver = failing(rig, RuntimeError("secret words"), MOST_TRIES)
    update = rig.telegram.update(message=rig.phone().message(text="/start visit-code"))
    verdicts = [await receiver.take(update) for _ in range(MOST_TRIES + 1)]

    assert verdicts == [Verdict.LATER] * 4 + [Verdict.PUT_ASIDE, Verdict.DUPLICATE]
    assert await noted(rig) == [(update["update_id"], "RuntimeError")]
    assert "secret words" not in caplog.text


async def test_trouble_of_the_database_is_never_the_updates_fault(rig: Rig) -> None:
    locked = OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked"))
    receiver = failing(rig, locked, MOST_TRIES + 3)
    update = rig.telegram.update(message=rig.phone().message(text="/start visit-code"))

    for _ in range(MOST_TRIES + 3):
        assert await receiver.take(update) is Verdict.LATER
    assert await receiver.take(update) is Verdict.TAKEN


async def test_a_locked_database_file_means_later(rig: Rig) -> None:
    async with rig.engine.connect() as other:
        await other.exec_driver_sql("PRAGMA busy_timeout=0")
    file = str(rig.engine.url.database)
    blocker = sqlite3.connect(file, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    update = rig.telegram.update(message=rig.phone().message(text="/help"))

    assert await rig.receiver.take(update) is Verdict.LATER
    blocker.execute("ROLLBACK")
    blocker.close()
    assert await rig.receiver.take(update) is Verdict.TAKEN


@pytest.mark.parametrize(
    "content",
    [{"message": {"message_id": "x"}}, {"message": 5}, {"callback_query": {}}, {"message": None}],
)
async def test_an_update_of_another_shape_is_put_aside_or_let_pass(
    rig: Rig, content: dict[str, Any]
) -> None:
    verdict = await rig.receiver.take(rig.telegram.update(**content))
    assert verdict in (Verdict.PUT_ASIDE, Verdict.TAKEN)
    assert await rig.entries() == 0


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"update_id": "1"}, {"update_id": True},
                                 {"update_id": -1}, {"update_id": 2**63}])  # fmt: skip
def test_without_a_usable_id_it_is_no_update(raw: object) -> None:
    assert not is_update(raw)


def test_what_passes_and_what_does_not() -> None:
    class State(Exception):
        def __init__(self, sqlstate: str) -> None:
            self.sqlstate = sqlstate

    assert passing(DataError("", {}, State("53100")))  # disk full, PostgreSQL
    assert passing(OSError(28, "No space left on device"))
    assert not passing(DataError("", {}, State("22021")))  # a byte no text may have
    assert not passing(UnknownCode())
    assert not passing(ValueError())


async def test_a_tap_is_answered_after_the_commit_and_a_failing_answer_hurts_nobody(
    rig: Rig,
) -> None:
    phone = rig.phone()
    await phone.says("/start visit-code")
    rig.telegram.fail("answerCallbackQuery", *[_old()] * 2)
    await phone.taps("Start")
    await phone.sees("Were you greeted?")
    assert len(rig.telegram.made("answerCallbackQuery")) == 1


def _old() -> Any:
    from tests.botapi import refused

    return refused(400, "Bad Request: query is too old and response timeout expired")
