"""A mystery shopper's visit by plain forms, with every kind of question."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import store
from surveys.entries import Status
from surveys.events import Agreed, Tapped
from surveys.questionnaire import QuestionId
from surveys.turn import Turn
from surveys.values import Amount, Attachments, Chosen, Place, Timed, Words
from tests.builders import NOON, World, interviews, moment
from tests.web.site import KINDS, Client, Clock, Visitor
from tests.web.walk import a_png, log, logs, only, photos, until


async def test_a_visit_with_every_kind_of_question(
    visitor: Visitor, engine: AsyncEngine, world: World, clock: Clock, tmp_path: Path
) -> None:
    brief = await visitor.go("/a/visit-code")
    assert "S06 · 江汉路店" in brief.text
    assert "Your dishwasher leaks." in brief.text
    assert "Do not say that you are testing" in brief.text
    assert "Anfang" not in brief.html and "暗访" not in brief.html  # the store may see the screen

    await visitor.press("begin")
    form = visitor.page.form("answer")
    page = await visitor.send(form, {"lat": "30.5813", "lon": "114.291", "accuracy": "9.0"})
    assert "33 m from the outlet" in page.text
    await visitor.tap("@start")
    clock.now += timedelta(seconds=41)
    assert "41 s" in (await visitor.tap("@stop")).text
    await visitor.tap("@right")
    await visitor.write("120.5 yuan")
    await visitor.write("He kept looking at his screen.")
    assert "Photo stored" in (await visitor.photo(a_png())).text
    await visitor.tap("@done")
    await visitor.tap("10")
    await visitor.tap("yes")
    await visitor.press("submit")

    seen = await only(engine, world)
    [photo] = await photos(engine, world)
    assert seen.status is Status.SUBMITTED
    assert dict(seen.values) == {
        "place": Place(30.5813, 114.291, 9.0, 33.4),
        "wait": Timed(Decimal("41.0")),
        "price": Amount(Decimal("120.5")),
        "seen": Words("He kept looking at his screen."),
        "wall": Attachments((photo.id,)),
        "overall": Amount(Decimal(10)),
        "friendly": Chosen("yes"),
    }
    assert photo.path == f"attachments/{photo.id}.png"
    assert (tmp_path / photo.path).read_bytes() == a_png()
    assert (photo.size, photo.mime) == (len(a_png()), "image/png")


async def test_the_link_goes_on_at_the_same_question(
    visitor: Visitor, engine: AsyncEngine, world: World, client: Client
) -> None:
    await until(visitor, "price")
    client.session.cookie_jar.clear()

    page = await visitor.go("/a/visit-code")

    assert page.asked == "price"
    assert "Welcome back" in page.text


async def test_what_was_begun_in_the_chat_goes_on_on_the_page(
    visitor: Visitor, engine: AsyncEngine
) -> None:
    chat = interviews(KINDS)
    async with transaction(engine) as tx:
        await chat.by_code_in_chat(tx, "visit-code", 7, "en", moment())
        turn: Turn = await chat.in_chat(tx, 7, Agreed(), moment())
        revision = turn.held.interview.revision
        await chat.in_chat(tx, 7, Tapped(QuestionId("place"), revision, "no_signal"), moment())

    page = await visitor.go("/a/visit-code")

    assert page.asked == "wait"


async def test_pausing_says_goodbye_and_loses_nothing(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")

    page = await visitor.press("pause")
    assert "Everything is stored" in page.text
    page = await visitor.go(page.path.removesuffix("/later"))

    assert page.asked == "price"
    assert (await only(engine, world)).status is Status.PAUSED


async def test_not_now_begins_nothing(visitor: Visitor, engine: AsyncEngine, world: World) -> None:
    page = await visitor.go("/a/visit-code")

    page = await visitor.go(f"{page.path}/later")

    assert "same link" in page.text
    assert await log(engine, world) == ()


async def test_a_shopper_who_knows_the_staff_is_thanked(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await visitor.go("/a/visit-code")

    page = await visitor.tap("conflict", "decline")

    assert "Thank you for saying so" in page.text
    assert (await only(engine, world)).status is Status.DECLINED


async def test_the_overview_shows_both_and_leads_to_a_change(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "overall")
    here = visitor.page.path

    page = await visitor.go(f"{here}/status")
    assert "5 of 7 answered" in page.text
    page = await visitor.tap("price", "jump")

    assert page.asked == "price"
    assert "You said: 12 yuan" in page.text
    assert (await visitor.tap("@keep")).asked == "overall"


WRONG = {
    "price": [
        ("10000", "between 0 and 9999"),
        ("1.234", "2 digits after the point"),
        ("a lot", "just the number"),
    ],
    "seen": [("", "few words"), ("x" * 201, "room for 200")],
}


@pytest.mark.parametrize("question", WRONG)
async def test_a_wrong_answer_is_asked_again_with_what_was_typed(
    visitor: Visitor, engine: AsyncEngine, world: World, question: str
) -> None:
    await until(visitor, question)
    before = await log(engine, world)
    for text, sentence in WRONG[question]:
        page = await visitor.write(text)

        assert (page.status, page.asked) == (422, question)
        assert sentence in page.text
        assert text in page.html
        assert await log(engine, world) == before


async def test_the_device_s_own_time_is_noted_beside_ours(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "overall")
    said = NOON - timedelta(minutes=3)

    await visitor.send(
        visitor.page.form("answer"), {"code": "7", "device_at": "2026-11-16T11:57:00.000Z"}
    )

    entry = (await log(engine, world))[-1]
    assert (entry.moment.at, entry.moment.device_at) == (NOON, said)
    assert entry.moment.channel == "page"


async def test_outside_its_window_a_visit_says_when(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    clock.now = NOON - timedelta(days=2)
    page = await visitor.go("/a/visit-code")
    assert (page.status, "opens on 2026-11-15 20:00" in page.text) == (403, True)

    clock.now = NOON + timedelta(days=8)
    page = await visitor.go("/a/visit-code")
    assert (page.status, "What you have is kept" in page.text) == (403, True)
    assert await logs(engine, world) == []


async def test_what_a_reviewer_asks_is_read_on_the_page(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "friendly")
    await visitor.tap("no")
    await visitor.press("submit")
    here = visitor.page.path
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
        await interviews(KINDS).review(
            tx, held.key, "return", "reviewer", "Which counter <b>?", moment()
        )

    page = await visitor.go(here)

    assert "Which counter <b>?" in page.text
    assert page.form("submit")


async def test_a_voided_interview_says_so_and_takes_nothing(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "friendly")
    form = visitor.page.form("answer")
    await visitor.tap("no")
    await visitor.press("submit")
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
        await interviews(KINDS).review(tx, held.key, "void", "reviewer", "test", moment())
    before = await log(engine, world)

    page = await visitor.send(form, {"code": "yes"})

    assert page.status == 409
    assert "set aside" in page.text
    assert await log(engine, world) == before
