"""When time has run out: nothing is lost, and a shopper can say why on the page as in the chat."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import store
from surveys.entries import Explained
from tests.builders import DAY, NOON, World
from tests.web.site import Client, Clock, Visitor
from tests.web.walk import arrive, log, until


async def test_a_shopper_whose_window_closed_says_why_on_the_page(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    here, late = visitor.page.path, visitor.page.form("answer")
    before = await log(engine, world)
    clock.now = NOON + 8 * DAY

    assert (await visitor.send(late, {"text": "12"})).status == 403
    assert await log(engine, world) == before
    for path in (here, "/a/visit-code"):
        page = await visitor.go(path)
        assert (page.status, page.path) == (403, here)
        assert "What you answered is kept" in page.text
    page = await visitor.send(page.form("why"), {"why": "The train did not run. <b>Sorry</b>"})

    assert "Noted for your coordinator: “The train did not run. <b>Sorry</b>”" in page.text
    last = (await log(engine, world))[-1]
    assert last.act == Explained("The train did not run. <b>Sorry</b>")
    assert last.moment.channel == "page"


async def test_an_empty_word_of_why_is_none_and_a_long_one_is_refused_whole(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    await arrive(visitor)
    here = visitor.page.path
    clock.now = NOON + 8 * DAY
    form = (await visitor.go(here)).form("why")
    before = await log(engine, world)

    for empty in ("", "  \n", "\x00"):
        assert (await visitor.send(form, {"why": empty})).status == 422
    assert await log(engine, world) == before
    page = await visitor.send(form, {"why": "x" * 2001})
    assert (page.status, await log(engine, world)) == (422, before)
    assert "That is 2,001 characters; there is room for 2,000." in page.text
    assert "x" * 2001 in page.text
    await visitor.send(form, {"why": "x" * 2000})
    assert (await log(engine, world))[-1].act == Explained("x" * 2000)


async def test_a_window_opened_again_meanwhile_asks_the_next_question(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    here = visitor.page.path
    clock.now = NOON + 8 * DAY
    form = (await visitor.go(here)).form("why")
    async with transaction(engine) as tx:
        [visit] = await store.assignments_of_wave(tx, world.wave)
        await store.move_closing(tx, visit.id, NOON + 9 * DAY)
    before = await log(engine, world)

    page = await visitor.send(form, {"why": "too late to say"})

    assert (page.status, page.asked) == (200, "price")
    assert await log(engine, world) == before


async def test_a_visit_never_opened_in_its_window_has_nothing_to_explain(
    visitor: Visitor, clock: Clock
) -> None:
    clock.now = NOON + 8 * DAY
    page = await visitor.go("/a/visit-code")

    assert page.status == 403
    assert "The time for this visit is over" in page.text


async def test_a_customer_who_comes_back_too_late_is_told_kindly(
    visitor: Visitor, client: Client, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    await visitor.go("/s/card-code")
    start = visitor.page.forms[-1]
    await visitor.send(start, {})
    here, question = visitor.page.path, visitor.page.forms[-1]
    before = await log(engine, world)
    clock.now = NOON + 7 * DAY
    assert (await visitor.go(here)).status == 200
    clock.now += timedelta(seconds=1)

    for path in (here, "/s/card-code"):
        page = await visitor.go(path)
        assert (page.status, page.path) == (403, here)
        assert "What you answered is kept" in page.text
        assert [form for form in page.forms if form.action.endswith("/why")] == []
    assert (await visitor.send(start, {})).path == here
    assert (await visitor.send(question, {"code": "5"})).status == 403
    assert (await client.post(f"{here}/why", data={"why": "x"})).status == 403
    assert await log(engine, world) == before


async def test_the_case_says_how_long_a_customer_may_take(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    async with transaction(engine) as tx:
        await store.set_policy(tx, world.case, {"expire_after": "never"}, NOON)
    await visitor.go("/s/card-code")
    await visitor.send(visitor.page.forms[-1], {})
    here = visitor.page.path
    clock.now = NOON + 300 * DAY
    assert (await visitor.go(here)).status == 200

    async with transaction(engine) as tx:
        await store.set_policy(tx, world.case, {"expire_after": "2h"}, NOON)
    assert (await visitor.go(here)).status == 403
