"""Several senders, one outbox: no message twice at a time, each chat in its order."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import outbox
from db.claims import Claims
from db.engine import make_engine, transaction
from db.group import Group
from migrations import chain
from tests.builders import DAY, NOON
from tests.conftest import fresh_database


@pytest.fixture
async def engines(postgres_url: str) -> AsyncIterator[list[AsyncEngine]]:
    """Of two processes at one PostgreSQL."""
    async with fresh_database(postgres_url) as url:
        made = [make_engine(url), make_engine(url)]
        await chain.upgrade(made[0])
        yield made
        for engine in made:
            await engine.dispose()


@pytest.fixture
async def two(engines: list[AsyncEngine]) -> AsyncIterator[list[Claims]]:
    made = [Claims(Group(engine)) for engine in engines]
    yield made
    for one in made:
        await one.close()


async def queue(engine: AsyncEngine, chat: int, *numbers: int) -> None:
    async with transaction(engine) as tx:
        await outbox.put(tx, chat, [{"n": n} for n in numbers], NOON)


async def look(claims: Claims, busy: set[int] | None = None) -> list[tuple[int, int]]:
    return [(due.chat, due.message["n"]) for due in await claims.due(NOON, busy or set())]


async def test_what_one_has_the_other_passes_over(
    engines: list[AsyncEngine], two: list[Claims]
) -> None:
    one, other = two
    await queue(engines[0], 1, 11, 12)
    await queue(engines[0], 2, 21)

    assert await look(one) == [(1, 11), (2, 21)]
    assert await look(other) == []
    await queue(engines[0], 3, 31)
    assert await look(other) == [(3, 31)]
    assert await look(one, {1, 2}) == []


async def test_the_next_message_of_a_chat_is_anybody_s_once_the_first_is_settled(
    engines: list[AsyncEngine], two: list[Claims]
) -> None:
    one, other = two
    await queue(engines[0], 1, 11, 12)
    [due] = await one.due(NOON, set())
    async with transaction(engines[0]) as tx:
        await outbox.sent(tx, [due.id])

    assert await look(other) == []  # sent and marked, but not let go yet
    one.settled(1)
    assert await look(one, {9}) == [(1, 12)]
    one.settled(1)
    await one.close()
    assert await look(other) == [(1, 12)]


async def test_what_was_settled_between_the_look_and_the_claim_is_not_sent_again(
    engines: list[AsyncEngine], two: list[Claims]
) -> None:
    await queue(engines[0], 1, 11)
    async with engines[1].connect() as session:
        chats = await outbox.claim(session, NOON, [], 10)
        async with transaction(engines[0]) as tx:
            await outbox.sent(tx, list(chats.values()))

        assert await outbox.claimed(session, chats.values(), NOON) == []


async def test_what_somebody_is_withdrawing_is_passed_over(
    engines: list[AsyncEngine], two: list[Claims]
) -> None:
    one, _ = two
    await queue(engines[0], 1, 11)
    await queue(engines[0], 2, 21)
    async with transaction(engines[1]) as tx:
        await outbox.drop_open(tx, 1, "over")

        assert await look(one) == [(2, 21)]
    one.settled(2)
    async with transaction(engines[1]) as tx:
        await outbox.drop_open(tx, 2, "over")
    assert await look(one) == []


async def test_a_chat_that_must_wait_is_nobody_s(
    engines: list[AsyncEngine], two: list[Claims]
) -> None:
    one, other = two
    await queue(engines[0], 1, 11)
    [due] = await one.due(NOON, set())
    async with transaction(engines[0]) as tx:
        await outbox.later(tx, due.id, NOON + DAY, "429")
    one.settled(1)

    assert await look(one) == []
    assert await look(other) == []
    assert [late.id for late in await other.due(NOON + DAY, set())] == [due.id]


async def test_who_dies_lets_go_at_once(
    engines: list[AsyncEngine], two: list[Claims], postgres_url: str
) -> None:
    one, other = two
    await queue(engines[0], 1, 11)
    assert await look(one) == [(1, 11)]
    assert one._session is not None
    pid = (await one._session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    async with transaction(engines[1]) as tx:
        await tx.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    assert await look(other) == [(1, 11)]
    with pytest.raises(Exception, match=r"closed|terminat"):
        await one.due(NOON, set())
    await queue(engines[0], 2, 21)
    assert await look(one) == [(2, 21)]  # a new session


async def test_alone_on_sqlite_nothing_is_claimed(engine: AsyncEngine) -> None:
    await queue(engine, 1, 11)
    claims = Claims(Group(engine))
    assert await look(claims) == [(1, 11)]
    assert await look(claims) == [(1, 11)]
    await claims.close()
