"""A form that comes a second time: the same reply, and nothing done twice."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import posted
from db.engine import make_engine, transaction
from db.tables import posted as table
from surveys.tables import interviews
from tests.builders import DAY, NOON, World
from tests.conftest import fresh_database
from tests.web.site import Client, Clock, Form, Visitor
from tests.web.walk import a_png, log, photos, until


async def send(client: Client, form: Form, **more: str) -> tuple[int, str, str]:
    """Status, where it leads, and the sentence it leaves."""
    answer = await client.post(form.action, data=form.fields | more, allow_redirects=False)
    notice = answer.cookies.get("notice")
    return answer.status, answer.headers.get("Location", ""), notice.value if notice else ""


async def noted(engine: AsyncEngine) -> int:
    async with engine.connect() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def test_the_same_again_gets_the_same_reply_and_changes_nothing(
    client: Client, visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "wall")
    form, here = visitor.page.form("back"), visitor.page.path
    assert await send(client, form) == (303, here, "")
    before = await log(engine, world)

    assert await send(client, form) == (303, here, "")
    assert await send(client, form) == (303, here, "")
    assert await log(engine, world) == before


async def test_a_sentence_that_was_said_is_said_again(
    client: Client, visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "place")
    form = next(form for form in visitor.page.forms if "lat" in form.fields)
    place = {"lat": "30.5810", "lon": "114.2910", "accuracy": "10.0"}
    first = await send(client, form, **place)
    assert (first[0], bool(first[2])) == (303, True)
    await visitor.go(first[1])
    await visitor.tap("nobody")  # the interview goes on
    before = await log(engine, world)

    assert await send(client, form, **place) == first
    assert await log(engine, world) == before


async def test_something_else_in_it_is_refused_and_the_page_tells_where_one_is(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "wait")
    form = visitor.page.form("answer")
    await visitor.send(form, {"code": "nobody"})
    before = await log(engine, world)

    page = await visitor.send(form, {"code": "@start"})
    assert (page.status, page.asked) == (409, "price")
    assert "sent before with something else" in page.text
    page = await visitor.send(form, {"code": "nobody"})
    assert (page.status, page.asked) == (200, "price")
    assert await log(engine, world) == before


async def test_the_key_of_one_question_opens_no_other(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "wait")
    used = visitor.page.form("answer")
    page = await visitor.send(used, {"code": "nobody"})
    before = await log(engine, world)
    other = page.form("answer")
    other.fields["once"] = used.fields["once"]

    page = await visitor.send(other, {"text": "12"})
    assert (page.status, page.asked) == (409, "price")
    assert await log(engine, world) == before


async def test_what_was_refused_may_be_put_right_on_the_same_page(
    visitor: Visitor, engine: AsyncEngine
) -> None:
    await until(visitor, "price")
    form, before = visitor.page.form("answer"), await noted(engine)
    page = await visitor.send(form, {"text": "cheap"})
    assert (page.status, await noted(engine)) == (422, before)

    page = await visitor.send(form, {"text": "12"})
    assert (page.status, page.asked) == (200, "seen")
    assert await noted(engine) == before + 1


async def test_pressing_the_button_again_later_is_the_same_answer(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    form = visitor.page.form("answer")
    await visitor.send(form, {"text": "12", "device_at": "2026-11-16T11:57:00.000Z"})
    before = await log(engine, world)

    page = await visitor.send(form, {"text": "12", "device_at": "2026-11-16T11:58:00.000Z"})
    assert (page.status, page.asked) == (200, "seen")
    assert await log(engine, world) == before


async def test_it_was_in_time_also_where_it_comes_again_too_late(
    client: Client, visitor: Visitor, clock: Clock
) -> None:
    await until(visitor, "price")
    form, here = visitor.page.form("answer"), visitor.page.path
    first = await send(client, form, text="12")
    clock.now += 30 * DAY

    assert await send(client, form, text="12") == first == (303, here, "")
    assert (await send(client, form, text="13"))[0] == 403


async def test_a_photo_form_that_comes_again_keeps_one_file(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")
    form = visitor.page.form("photo")
    first = await visitor.photo(a_png(), form=form)

    again = await visitor.photo(a_png(), form=form)
    assert (again.status, again.text) == (first.status, first.text)
    other = await visitor.photo(a_png(1), form=form)
    assert (other.status, other.asked) == (409, "wall")
    [kept] = await photos(engine, world)
    assert [file.name for file in (tmp_path / "attachments").iterdir()] == [
        Path(kept.path or "").name
    ]


async def test_two_taps_on_start_begin_one_interview(
    client: Client, visitor: Visitor, engine: AsyncEngine
) -> None:
    form = (await visitor.go("/s/card-code")).form("card-code")
    first = await send(client, form)
    client.session.cookie_jar.clear()  # the second tap was on its way before the first reply

    assert await send(client, form) == first
    async with engine.connect() as tx:
        assert (await tx.execute(select(func.count()).select_from(interviews))).scalar_one() == 1


async def test_a_word_of_why_is_written_down_once(
    client: Client, visitor: Visitor, engine: AsyncEngine, world: World, clock: Clock
) -> None:
    await until(visitor, "price")
    here = visitor.page.path
    clock.now += 30 * DAY
    form = (await visitor.go(here)).form("why")
    first = await send(client, form, why="The train did not run.")
    before = await log(engine, world)

    assert await send(client, form, why="The train did not run.") == first == (303, here, "")
    assert (await send(client, form, why="I forgot."))[0] == 409
    assert await log(engine, world) == before


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "a b" * 10, "\x00" * 20, "é" * 20])
async def test_a_key_that_is_none_of_ours_is_refused(
    visitor: Visitor, engine: AsyncEngine, world: World, key: str
) -> None:
    await until(visitor, "price")
    before = await log(engine, world)

    page = await visitor.send(visitor.page.form("answer"), {"text": "12", "once": key})
    assert page.status == 400
    assert await log(engine, world) == before


async def test_the_row_tells_neither_key_nor_answer(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "seen")
    key = visitor.page.form("answer").fields["once"]
    await visitor.write("A counter of marble.")

    async with engine.connect() as tx:
        rows = str((await tx.execute(text("SELECT * FROM posted"))).all())
    assert key not in rows
    assert "marble" not in rows


def test_the_same_key_elsewhere_is_another_and_the_order_of_fields_is_nothing() -> None:
    fields = [("question", "a"), ("code", "yes")]
    here = posted.known_by("/i/one/answer", "k" * 22, fields)

    assert posted.known_by("/i/two/answer", "k" * 22, fields).id != here.id
    assert posted.known_by("/i/one/answer", "k" * 22, reversed(fields)) == here


async def test_keys_are_forgotten_after_a_while(engine: AsyncEngine) -> None:
    form = posted.known_by("/i/token/answer", "k" * 22, [("code", "yes")])
    async with transaction(engine) as tx:
        assert await posted.first_time(tx, form, NOON)
        assert not await posted.first_time(tx, form, NOON + DAY)
        await posted.forget(tx, NOON)
        assert not await posted.first_time(tx, form, NOON)
        await posted.forget(tx, NOON + timedelta(seconds=1))
        assert await posted.first_time(tx, form, NOON)


async def test_of_two_at_once_in_two_processes_one_waits_and_is_the_second(
    postgres_url: str,
) -> None:
    form = posted.known_by("/i/token/answer", "k" * 22, [("code", "yes")])
    async with fresh_database(postgres_url) as url:
        one, two = make_engine(url), make_engine(url)
        async with transaction(one) as tx:
            await tx.run_sync(lambda sync: table.create(sync))
        async with transaction(one) as first:
            assert await posted.first_time(first, form, NOON)

            async def second() -> bool:
                async with transaction(two) as tx:
                    return await posted.first_time(tx, form, NOON)

            waiting = asyncio.create_task(second())
            await asyncio.sleep(0.2)
            assert not waiting.done()
        assert await waiting is False
        await one.dispose()
        await two.dispose()
