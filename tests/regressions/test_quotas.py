"""People sent away too early, by the place they had themselves, or by a quota of nobody.

instedd/surveda#1156, #1041, #1163, #1797; LimeSurvey/LimeSurvey#1692.
"""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from scoring.datafile import DataFileError, read, validate
from surveys import store
from surveys.entries import Status, view
from surveys.quota_form import QuotaSpec
from surveys.quotas import Cell, Quota
from surveys.service import Interviews
from tests.builders import DAY, NOON, World, a_world, interviews
from tests.phone import Phone
from tests.quoted import (
    AGE,
    VISIT,
    by_age,
    by_visit,
    counted,
    customer,
    goes_on,
    limit,
    quoted,
    taken,
)
from tests.regressions.conftest import Opens
from tests.regressions.houses import House
from tests.web.site import Visitor

SCREENED = {
    "en": "This survey is about other visits than yours",
    "zh": "这次调查问的是另外一类情况",
}
FULL = {
    "en": "We have now heard from enough people like you",
    "zh": "和您情况相近的回答我们已经收够了",
}


async def on_a_page(house: House, *codes: str, language: str = "en") -> Visitor:
    """Somebody at the card with a browser, as far as these codes."""
    visitor = await house.visitor(language)
    await visitor.go(f"/s/{house.world.card}")
    await visitor.send(visitor.page.forms[0], {})
    for code in codes:
        await visitor.tap(code)
    return visitor


async def in_the_chat(house: House, chat: int, *labels: str, language: str = "en") -> Phone:
    """Somebody who opened the card in the chat, as far as these buttons."""
    phone = house.phone(chat, language)
    await phone.says(f"/start {house.world.card}")
    await phone.taps({"en": "Start", "zh": "开始"}[language])
    for label in labels:
        await phone.taps(label)
    return phone


async def statuses(house: House) -> list[Status]:
    async with transaction(house.engine) as tx:
        found = await store.of_case(tx, house.world.case)
    return [view(held.interview).status for held in found]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_nobody_is_screened_out_before_every_strata_question_was_asked(
    opens: Opens, language: str
) -> None:
    """surveda#1156: who is known only in part of those sent away bends the weights."""
    house = await opens(quoted())
    await limit(house.engine, house.world, by_visit(), by_age())
    labels = {"en": ("Something else", "Bad"), "zh": ("其他", "不好")}[language]

    visitor = await on_a_page(house, "else", "good", language=language)
    assert visitor.page.asked == "age"
    page = await visitor.tap("old")
    assert SCREENED[language] in page.text
    assert page.status == 200
    phone = await in_the_chat(house, 7001, *labels, language=language)
    await phone.taps({"en": "Below thirty", "zh": "三十岁以下"}[language])
    await phone.sees(SCREENED[language])

    async with transaction(house.engine) as tx:
        held = await store.of_case(tx, house.world.case)
    for one in held:
        assert view(one.interview).status is Status.SCREENED_OUT
        assert {VISIT, AGE} <= set(view(one.interview).answers)


async def test_whoever_was_thanked_is_asked_nothing_more_however_they_come_back(
    opens: Opens,
) -> None:
    """The goodbye stays when the page is opened again, a form is sent late, a button tapped."""
    house = await opens(quoted())
    await limit(house.engine, house.world, by_visit())
    await on_a_page(house, "repair")
    visitor = await on_a_page(house)
    late = visitor.page.form("answer", "repair")

    page = await visitor.tap("repair")
    assert (FULL["en"] in page.text, page.asked) == (True, None)
    address = page.path
    page = await visitor.send(late, {"code": "returns"})
    assert (FULL["en"] in page.text, page.asked, page.status) == (True, None, 409)
    assert FULL["en"] in (await visitor.go(address)).text
    phone = await in_the_chat(house, 7001)
    button = phone.last.markup["inline_keyboard"][0][0]
    await phone.taps("A repair")
    await phone.sees(FULL["en"])
    await phone.presses(button["callback_data"])
    await phone.says("But I have a lot to say!")
    await phone.sees(FULL["en"])

    assert (await statuses(house)).count(Status.QUOTA_FULL) == 2
    assert (await taken(house.engine, house.world))["repair",] == (1, 0)


async def test_nobody_is_rejected_by_the_very_place_they_took(opens: Opens) -> None:
    """surveda#1163: the last place was theirs; all that follows is asked as of anybody."""
    house = await opens(quoted())
    await limit(house.engine, house.world, by_visit(most=1))

    phone = await in_the_chat(house, 7001, "A repair")
    await on_a_page(house, "repair")
    await phone.taps("Good")
    await phone.says("/back")
    await phone.taps("Bad")
    await phone.says("/pause")
    await phone.taps("Thirty or more")
    await phone.taps("Good")
    await phone.taps("Submit")

    assert await statuses(house) == [Status.SUBMITTED, Status.QUOTA_FULL]
    assert (await taken(house.engine, house.world))["repair",] == (1, 1)


async def test_one_full_cell_keeps_nobody_out_of_the_others(opens: Opens) -> None:
    """surveda#1041: one quota was filled, and the others were asked no more."""
    house = await opens(quoted())
    await limit(house.engine, house.world, by_visit(most=1))
    await on_a_page(house, "repair")
    await on_a_page(house, "repair")

    visitor = await on_a_page(house, "returns", "good", "old", "good")
    await visitor.press("submit")

    assert await statuses(house) == [Status.OPEN, Status.QUOTA_FULL, Status.SUBMITTED]


def test_a_quota_of_nobody_is_refused_with_a_sentence_before_the_wave_is_fielded(
    tmp_path: Path,
) -> None:
    """surveda#1797: it was launched, and everybody was sent away."""
    file = tmp_path / "case.yaml"
    file.write_text(
        "questionnaire: quoted\nname: none\nby: [visit]\ncells:\n  repair: 0\n  returns: 1\n"
    )

    with pytest.raises(DataFileError) as refused:
        validate(QuotaSpec, read(file.read_text("utf-8"), "case.yaml"))

    assert str(refused.value) == (
        "case.yaml:5: cells.repair: 0 would let nobody in: leave the cell out and write"
        " otherwise: closed"
    )


async def test_in_the_chat_and_on_pages_at_once_exactly_the_places_are_filled(
    opens: Opens,
) -> None:
    """surveda#1163: of ten who answer in the same moment, four get in."""
    house = await opens(quoted())
    await limit(house.engine, house.world, by_visit(most=4))
    visitors = [await on_a_page(house) for _ in range(5)]
    phones = [await in_the_chat(house, 7001 + number) for number in range(5)]

    pages = asyncio.gather(*(visitor.tap("repair") for visitor in visitors))
    await asyncio.gather(pages, *(phone.taps("A repair") for phone in phones))

    found = await statuses(house)
    assert (found.count(Status.OPEN), found.count(Status.QUOTA_FULL)) == (4, 6)
    thanked = [FULL["en"] in page.text for page in await pages]
    thanked += [FULL["en"] in phone.last.text for phone in phones]
    assert thanked.count(True) == 6


async def test_five_hundred_quotas_cost_no_more_statements_than_one(
    any_engine: AsyncEngine,
) -> None:
    """LimeSurvey#1692: pages grew slow with the number of quotas."""
    service = interviews(quoted())
    async with any_engine.begin() as tx:
        world = await a_world(tx, survey="quoted")
    await limit(any_engine, world, by_visit(most=9))
    one = await statements(any_engine, service, world)
    many = [Quota(f"q{n}", "quoted", (VISIT,), (Cell(("repair",), 9),)) for n in range(500)]
    async with any_engine.begin() as tx:
        other = await store.add_wave(
            tx, case_id=world.case, name="2", opens=NOON - DAY, closes=NOON + DAY
        )
        for quota in many:
            await store.add_quota(tx, other, None, quota)
    assert await statements(any_engine, service, world) == one

    await limit(any_engine, world, *many)

    assert await statements(any_engine, service, world) == one
    turn = await customer(any_engine, service, world, "repair", "good", "old", "good", ".")
    assert turn.view.status is Status.SUBMITTED


async def statements(engine: AsyncEngine, service: Interviews, world: World) -> int:
    """How many it takes to answer a strata question and find a place in every quota."""
    turn = await customer(engine, service, world)
    with counted(engine) as said:
        await goes_on(engine, service, turn, "repair")
    return len(said)
