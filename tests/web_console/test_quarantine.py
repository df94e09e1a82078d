"""What was put aside, as an administrator sees it: tried again or let be, and who did so."""

from typing import Any

import pytest
from sqlalchemy import select

from db import aside, inbox
from db.aside import Aside
from db.engine import transaction
from db.tables import audit
from surveys import store
from tests.builders import NOON
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World
from web.services import Services

HERE = "/console/quarantine"
BOT, KEPT, NOT_KEPT = 424242, 11, 12


@pytest.fixture
async def put(home: Services, world: World) -> None:
    """Two: one whose words are kept under a seal, one whose words are not."""
    async with transaction(home.engine) as tx:
        person = await store.person_of_chat(tx, 7001, "en", NOON)
        held = await store.by_key(tx, world.key)
        assert held is not None
        await store.talk_about(tx, person.id, held.id)
        for update in (KEPT, NOT_KEPT):
            await inbox.first_time(tx, BOT, update, NOON)
        await aside.put(
            tx, BOT, KEPT, "KeyError", "taps.py:41", kind="message", chat=7001, body="SEALED"
        )
        await aside.put(tx, BOT, NOT_KEPT, "ValidationError", kind="poll")


async def decided(seat: Seat, do: str, update: int = KEPT, bot: str = str(BOT)) -> int:
    return (await seat.post(HERE, bot=bot, update=str(update), do=do)).status


async def left(home: Services) -> dict[int, Aside]:
    async with transaction(home.engine) as tx:
        return {one.update_id: one for one in await aside.newest(tx)}


async def acts(home: Services) -> list[tuple[Any, ...]]:
    async with home.engine.connect() as tx:
        found = select(audit.c.actor, audit.c.action, audit.c.subject, audit.c.details)
        rows = await tx.execute(found.where(audit.c.action.like("update.%")))
        return [tuple(row) for row in rows]


async def test_it_tells_what_it_was_and_what_went_wrong_and_nothing_of_anybody(
    seat: Seated, put: None, world: World
) -> None:
    wang = await seat("wang")
    assert f'href="{HERE}"' in wang.html
    await wang.get(HERE)

    for words in ("a message", "KeyError", "taps.py:41", world.key, "something new",
                  "its words were not kept"):  # fmt: skip
        assert words in wang.text, words
    assert f"/console/cases/{world.case.id}/interviews/{world.key}" in wang.html
    assert "SEALED" not in wang.html
    assert "7001" not in wang.html


async def test_it_is_tried_again_when_somebody_asks_and_the_audit_says_who(
    seat: Seated, put: None, home: Services, world: World
) -> None:
    wang = await seat("wang")
    assert await decided(wang, "again") == 303

    assert (await left(home))[KEPT].again_at == NOON
    assert "is tried again" in (await wang.get(HERE)).text
    user, subject = f"user:{world.users['wang'].id}", f"update:{BOT}/{KEPT}"
    details = {"kind": "message", "error": "KeyError"}
    assert await acts(home) == [(user, "update.again", subject, details)]


async def test_it_is_let_be_and_then_nothing_of_it_is_kept(
    seat: Seated, put: None, home: Services
) -> None:
    wang = await seat("wang")
    assert await decided(wang, "dismiss") == 303
    assert await decided(wang, "dismiss", NOT_KEPT) == 303

    assert await left(home) == {}
    assert "Nothing is put aside" in (await wang.get(HERE)).text
    assert [act[1] for act in await acts(home)] == ["update.dismiss"] * 2
    async with transaction(home.engine) as tx:  # and it does not come in anew
        assert not await inbox.first_time(tx, BOT, KEPT, NOON)


async def test_what_was_decided_meanwhile_is_told(seat: Seated, put: None, home: Services) -> None:
    wang = await seat("wang")
    await decided(wang, "dismiss")

    assert await decided(wang, "again") == 409
    assert "no longer put aside" in wang.text
    assert len(await acts(home)) == 1


@pytest.mark.parametrize(("do", "update", "bot"), [
    ("again", NOT_KEPT, str(BOT)), ("burn", KEPT, str(BOT)), ("dismiss", KEPT, "x"),
    ("dismiss", KEPT, ""), ("dismiss", KEPT, "-1"), ("dismiss", KEPT, "9" * 25),
])  # fmt: skip
async def test_what_cannot_be_is_refused(
    seat: Seated, put: None, home: Services, do: str, update: int, bot: str
) -> None:
    assert await decided(await seat("wang"), do, update, bot) == 400
    assert len(await left(home)) == 2
    assert await acts(home) == []
