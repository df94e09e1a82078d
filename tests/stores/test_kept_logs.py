"""A log that was read is kept, and what was taken back is never part of it."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import transaction
from db.group import Group
from surveys import events as e
from surveys import store
from surveys.entries import Entry, Status, view
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from surveys.store import interviews as logs
from tests.builders import NOON, a_world, interviews, moment, tiny

CHAT = 4711


class Regret(Exception):
    """Something goes wrong after everything was written."""


@pytest.fixture
async def key(any_engine: AsyncEngine) -> str:
    """Of an interview that has been opened in the chat."""
    async with transaction(any_engine) as tx:
        world = await a_world(tx, visit="tiny")
        turn = await SERVICE.by_code_in_chat(tx, world.assignment, CHAT, "en", moment())
    return turn.held.key


SERVICE: Interviews = interviews(tiny())


async def status(tx: AsyncConnection, key: str) -> Status:
    held = await store.by_key(tx, key)
    assert held is not None
    return view(held.interview).status


async def begin_and_regret(tx: AsyncConnection, key: str) -> None:
    await SERVICE.in_chat(tx, CHAT, e.Agreed(), moment())
    assert await status(tx, key) is Status.OPEN
    raise Regret


async def test_what_was_read_before_is_not_read_again(
    any_engine: AsyncEngine, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    entry_of = logs.entry_of

    def counted(row: Any) -> Entry:
        read.append(row.position)
        return entry_of(row)

    monkeypatch.setattr(logs, "entry_of", counted)
    for event in (e.Agreed(), e.Tapped(QuestionId("greeted"), 1, "yes"), e.Opened(), e.Opened()):
        async with transaction(any_engine) as tx:
            await SERVICE.in_chat(tx, CHAT, event, moment())
    assert len(read) == len(set(read)) > 1


async def test_a_transaction_that_is_taken_back_leaves_nothing_in_what_is_kept(
    any_engine: AsyncEngine, key: str
) -> None:
    with pytest.raises(Regret):
        async with transaction(any_engine) as tx:
            await begin_and_regret(tx, key)
    async with transaction(any_engine) as tx:
        assert await status(tx, key) is Status.NEW


async def test_nor_does_a_unit_that_fails_among_others(any_engine: AsyncEngine, key: str) -> None:
    group = Group(any_engine)
    with pytest.raises(Regret):
        await group.run(lambda tx: begin_and_regret(tx, key))
    assert await group.run(lambda tx: status(tx, key)) is Status.NEW


async def test_what_another_wrote_is_read_beside_what_is_kept(
    any_engine: AsyncEngine, key: str
) -> None:
    """A second connection, as a command beside the server has."""
    async with transaction(any_engine) as tx:
        assert await status(tx, key) is Status.NEW
    async with any_engine.begin() as beside:
        await SERVICE.in_chat(beside, CHAT, e.Agreed(), moment())
    async with transaction(any_engine) as tx:
        assert await status(tx, key) is Status.OPEN
        held = await store.by_key(tx, key)
        again = await store.by_key(tx, key)
    assert held is not None and again is not None
    assert held.interview.entries == again.interview.entries
    assert held.interview.entries[0].moment.at == NOON
