"""A prepared statement says on the spot what it says through SQLAlchemy, on both engines."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, literal_column, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import reading, transaction
from db.prepared import Prepared
from db.tables import outbox

AT = datetime(2026, 3, 1, 12, 30, 0, 123456, tzinfo=UTC)
PUT = Prepared(insert(outbox), "id", "chat", "message", "created_at", "not_before")
OF_CHAT = Prepared(
    select(outbox.c.message, outbox.c.created_at, outbox.c.error, outbox.c.state)
    .where(outbox.c.chat == bindparam("chat"))
    .order_by(outbox.c.id)
    .limit(2)
)
CLOSE = Prepared(
    update(outbox).where(outbox.c.chat == bindparam("of")).values(state=literal_column("'sent'"))
)


def row(id: int, chat: int = 7) -> dict[str, object]:
    return {"id": id, "chat": chat, "message": {"n": id}, "created_at": AT, "not_before": AT}


async def test_what_is_written_is_read_with_the_same_types(any_engine: AsyncEngine) -> None:
    async with transaction(any_engine) as tx:
        assert await PUT.run(tx, row(1)) == 1
        await PUT.run(tx, row(2), row(3), row(4, chat=8))
        here = await OF_CHAT.all(tx, {"chat": 7}, lock=True)
        assert await CLOSE.run(tx, {"of": 7}) == 3
        closed = await OF_CHAT.first(tx, {"chat": 7})
        assert closed is not None and closed.state == "sent"
        assert await OF_CHAT.first(tx, {"chat": 9}) is None
    async with reading(any_engine) as tx:
        elsewhere = await OF_CHAT.all(tx, {"chat": 8})
    assert [tuple(one) for one in here] == [({"n": n}, AT, None, "open") for n in (1, 2)]
    assert [tuple(one) for one in elsewhere] == [({"n": 4}, AT, None, "open")]
    assert here[0].created_at == AT and here[0].message == {"n": 1}


async def test_a_parameter_that_is_missing_is_a_mistake_of_ours(any_engine: AsyncEngine) -> None:
    with pytest.raises(Exception, match="chat"):
        async with transaction(any_engine) as tx:
            await OF_CHAT.all(tx, {})


async def test_what_the_database_refuses_is_told_without_what_was_given(
    any_engine: AsyncEngine,
) -> None:
    with pytest.raises(IntegrityError) as refused:
        async with transaction(any_engine) as tx:
            await PUT.run(tx, row(1), row(1))
    assert "created_at" in str(refused.value) and "2026" not in str(refused.value)


async def test_a_time_without_its_zone_is_refused(any_engine: AsyncEngine) -> None:
    with pytest.raises(Exception, match="naive"):
        async with transaction(any_engine) as tx:
            await PUT.run(tx, row(1) | {"created_at": AT.replace(tzinfo=None)})
