"""A mystery shopper's visit: every kind of question, and everything that comes too late."""

import asyncio
import struct
import zlib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys import store
from surveys.entries import Entry, Status, View
from surveys.events import Agreed, Tapped
from surveys.questionnaire import QuestionId
from surveys.records import Attachment
from surveys.turn import Turn
from surveys.values import Amount, Chosen, Photos, Place, Timed, Words
from tests.builders import NOON, World, interviews, moment
from tests.web.site import KINDS, Client, Clock, Visitor
from tests.web.test_survey import logs


def a_png(shade: int = 0) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes([0, shade]))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 64
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 64


async def arrive(visitor: Visitor) -> None:
    """The briefing read, the visit begun."""
    await visitor.go("/a/visit-code")
    await visitor.press("begin")


async def until(visitor: Visitor, question: str) -> None:
    """From the start to *question*, by the shortest way."""
    await arrive(visitor)
    ways = {"place": "no_signal", "wait": "nobody", "wall": "no_photo", "overall": "7"}
    typed = {"price": "12", "seen": "A counter."}
    while (asked := visitor.page.asked) != question:
        assert asked is not None
        if asked in typed:
            await visitor.write(typed[asked])
        else:
            await visitor.tap(ways[asked])


async def log(engine: AsyncEngine, world: World) -> tuple[Entry, ...]:
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
    return held.interview.entries


async def only(engine: AsyncEngine, world: World) -> View:
    [seen] = await logs(engine, world)
    return seen


async def photos(engine: AsyncEngine, world: World) -> list[Attachment]:
    async with transaction(engine) as tx:
        [held] = await store.of_case(tx, world.case)
        return await store.attachments_of(tx, held.id)


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
        "wall": Photos((photo.id,)),
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


async def test_an_answer_sent_twice_is_kept_once(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await until(visitor, "price")
    form = visitor.page.form("answer")
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
    late = visitor.page.form("answer")
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
    late = visitor.page.form("answer")
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
    form = visitor.page.form("answer")
    others = [Visitor(client) for _ in range(4)]

    pages = await asyncio.gather(
        *(other.send(form, {"code": str(code)}) for code, other in enumerate(others))
    )

    assert sorted(page.status for page in pages) == [200, 409, 409, 409]
    assert {page.asked for page in pages} == {"friendly"}
    assert [e.act for e in await log(engine, world) if "overall" in str(e.act)] != []
    assert len([e for e in await log(engine, world) if "overall" in str(e.act)]) == 1


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


async def test_several_photos_fit_up_to_the_limit_and_the_rest_is_said(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")

    page = await visitor.photo(JPEG, WEBP, HEIC)

    stored = await photos(engine, world)
    assert {photo.mime for photo in stored} == {"image/jpeg", "image/webp"}
    assert page.asked == "overall"
    assert "more pictures than there is room for" in page.text
    assert sorted(path.name for path in (tmp_path / "attachments").iterdir()) == sorted(
        Path(photo.path or "").name for photo in stored
    )


async def test_a_photo_form_sent_twice_is_kept_once(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")
    form = visitor.page.form("photo")
    await visitor.photo(a_png(), form=form)

    page = await visitor.photo(a_png(), form=form)
    assert "Already noted" in page.text
    page = await visitor.photo(a_png(1), form=form)
    assert page.asked == "overall"
    page = await visitor.photo(a_png(1), form=form)
    assert (page.status, "Already noted" in page.text) == (200, True)
    page = await visitor.photo(a_png(2), form=form)
    assert (page.status, page.asked) == (409, "overall")

    assert len(await photos(engine, world)) == 2
    assert len(list((tmp_path / "attachments").iterdir())) == 2


async def test_what_is_no_photo_leaves_nothing_behind(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")
    here, before = visitor.page.path, await log(engine, world)
    for picture, status in [
        (b"", 422),
        (b"<?php phpinfo() ?>", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
        (b"GIF89a" + b"\0" * 64, 415),
        (b"\xff\xd8", 415),
        (JPEG + b"\0" * (20 * 1024 * 1024), 413),
    ]:
        await visitor.go(here)

        page = await visitor.photo(picture)

        assert page.status == status
        assert list((tmp_path / "attachments").iterdir()) == []
    assert await log(engine, world) == before


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
