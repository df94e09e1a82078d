"""Forms that come twice, late, or from another device."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.builders import World
from tests.web.site import Client, Visitor
from tests.web.walk import log, until


async def test_an_answer_sent_twice_is_kept_once(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    form = visitor.page.form("answer").keyless
    await visitor.send(form, {"text": "12"})
    before = await log(engine, world)

    page = await visitor.send(form, {"text": "12.0"})

    assert (page.status, page.asked) == (200, "seen")
    assert "Already noted" in page.text
    assert await log(engine, world) == before


async def test_a_form_of_an_earlier_question_never_answers_a_later_one(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    late = visitor.page.form("answer").keyless
    await visitor.send(late, {"text": "12"})
    before = await log(engine, world)

    for more in ({"text": "13"}, {"lat": "1", "lon": "1"}, {"code": "nobody"}):
        page = await visitor.send(late, more)

        assert (page.status, page.asked) == (409, "seen")
        assert "To change it, go back" in page.text
    assert await log(engine, world) == before


async def test_a_form_of_a_question_reopened_elsewhere_is_too_late(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    late = visitor.page.form("answer").keyless
    await visitor.send(late, {"text": "12"})
    await visitor.press("back")
    before = await log(engine, world)

    page = await visitor.send(late, {"text": "13"})

    assert (page.status, page.asked) == (409, "price")
    assert 'value="13"' in page.html  # what was typed is still there to send
    assert await log(engine, world) == before


async def test_two_devices_at_once_give_one_answer(
    visitor: Visitor, client: Client, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "overall")
    form = visitor.page.form("answer").keyless
    others = [Visitor(client) for _ in range(4)]

    pages = await asyncio.gather(
        *(other.send(form, {"code": str(code)}) for code, other in enumerate(others))
    )

    assert sorted(page.status for page in pages) == [200, 409, 409, 409]
    assert {page.asked for page in pages} == {"friendly"}
    assert [e.act for e in await log(engine, world) if "overall" in str(e.act)] != []
    assert len([e for e in await log(engine, world) if "overall" in str(e.act)]) == 1
