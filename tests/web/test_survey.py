"""A customer scans a card and answers, with nothing but plain forms."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.entries import Status
from surveys.questionnaire import QuestionId
from surveys.values import Amount, Chosen
from tests.builders import DAY, NOON, World
from tests.web.site import Client, Clock, Visitor
from tests.web.walk import logs


async def answer_all(visitor: Visitor, rating: str = "4") -> None:
    await visitor.go("/s/card-code")
    await visitor.send(visitor.page.forms[0], {})
    await visitor.tap("repair")
    while visitor.page.asked != "comment":
        await visitor.tap(rating)


async def test_a_customer_answers_by_one_tap_a_question(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await answer_all(visitor)
    page = await visitor.write("  Quick and friendly.  ")
    assert "Ready to submit" in page.text

    page = await visitor.press("submit")

    [seen] = await logs(engine, world)
    assert seen.status is Status.SUBMITTED
    assert seen.receipt is not None
    assert seen.receipt in page.text
    assert {type(given.value) for id, given in seen.answers.items() if id != "comment"} == {
        Chosen, Amount,
    }  # fmt: skip


async def test_looking_at_the_card_begins_nothing(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    page = await visitor.go("/s/card-code")

    assert page.status == 200
    assert "no name, no number" in page.text
    assert await logs(engine, world) == []


async def test_a_phone_that_has_finished_is_thanked_and_asked_nothing(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await answer_all(visitor)
    await visitor.tap("@skip")
    await visitor.press("submit")

    page = await visitor.go("/s/card-code")

    assert "answered for this service already" in page.text
    assert [seen.status for seen in await logs(engine, world)] == [Status.SUBMITTED]


async def test_submitting_twice_gives_the_same_receipt_once(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await answer_all(visitor)
    await visitor.tap("@skip")
    form = visitor.page.form("submit")
    first = await visitor.send(form, {})
    [before] = await logs(engine, world)

    second = await visitor.send(form, {})

    assert before.receipt is not None
    assert before.receipt in first.text
    assert before.receipt in second.text
    assert await logs(engine, world) == [before]


async def test_a_second_scan_goes_on_where_the_first_stopped(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await visitor.go("/s/card-code")
    start = visitor.page.forms[0]
    await visitor.send(start, {})
    await visitor.tap("repair")

    scanned = await visitor.go("/s/card-code")
    started = await visitor.send(start, {})

    assert scanned.asked == started.asked == "solved"
    assert len(await logs(engine, world)) == 1


async def test_the_cookie_of_a_stranger_to_this_card_counts_for_nothing(
    visitor: Visitor, client: Client
) -> None:
    await visitor.go("/a/visit-code")
    token = visitor.page.path.removeprefix("/i/")
    for cookie in (token, "nobody", '0"\\303\\251', "é"):
        client.session.cookie_jar.clear()
        answer = await client.get("/s/card-code", headers={"Cookie": f"answering={cookie}"})
        assert answer.status == 200
        assert answer.url.path == "/s/card-code"


async def test_going_back_shows_what_was_said_and_keeps_it(
    visitor: Visitor, engine: AsyncEngine, world: World
) -> None:
    await visitor.go("/s/card-code")
    await visitor.send(visitor.page.forms[0], {})
    await visitor.tap("repair")
    await visitor.tap("5")
    await visitor.tap("2")

    page = await visitor.press("back")
    assert page.asked == "explained"
    assert "You said: 2 / 5" in page.text
    page = await visitor.tap("@keep")

    assert page.asked == "cost_clear"
    [seen] = await logs(engine, world)
    assert seen.values[QuestionId("explained")] == Amount(Decimal(2))
    assert seen.values[QuestionId("solved")] == Amount(Decimal(5))


async def test_the_phone_s_language_is_spoken_until_another_is_chosen(visitor: Visitor) -> None:
    visitor.headers = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    assert (await visitor.go("/s/card-code")).language == "zh-CN"
    await visitor.send(visitor.page.forms[0], {})

    page = await visitor.tap("en", "language")
    assert page.language == "en-GB"
    assert page.asked == "service"
    page = await visitor.tap("repair")
    assert page.language == "en-GB"
    assert (await visitor.go("/")).language == "en-GB"


async def test_a_link_chooses_a_language_and_it_is_remembered(visitor: Visitor) -> None:
    assert (await visitor.go("/s/card-code?lang=zh")).language == "zh-CN"
    assert (await visitor.go("/s/card-code")).language == "zh-CN"
    assert (await visitor.go("/s/card-code?lang=xx")).language == "zh-CN"


async def test_before_and_after_its_wave_a_card_says_so(
    visitor: Visitor, clock: Clock, engine: AsyncEngine, world: World
) -> None:
    await visitor.go("/s/card-code")
    start = visitor.page.forms[0]
    for at, sentence in ((NOON - 2 * DAY, "not opened yet"), (NOON + 8 * DAY, "has ended")):
        clock.now = at
        for page in (await visitor.go("/s/card-code"), await visitor.send(start, {})):
            assert page.status == 403
            assert sentence in page.text
    assert await logs(engine, world) == []
