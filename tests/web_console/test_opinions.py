"""The page of opinions, and the same in the exports: from answers that customers really gave."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from app.example import Player
from db.engine import transaction
from surveys import store
from tests.builders import NOON, moment
from tests.certification.builders import BY, PAGE, visited
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.services import Services

ABOUT = ("function", "cost", "safety", "time", "comfort", "courtesy")


async def answered(home: Services, world: World, customers: int) -> None:
    """So many fill in the long survey at the first outlet."""
    async with transaction(home.engine) as tx:
        [outlet, *_] = await store.outlets_of_client(tx, world.case.client.id)
        await store.add_card(
            tx, code="card", wave_id=world.wave, outlet_id=outlet.id, questionnaire="opinion",
            edition=1,
        )  # fmt: skip
        for n in range(customers):
            await _one(tx, home, n)


async def _one(tx: AsyncConnection, home: Services, n: int) -> None:
    rated = (("i", 5), ("e", 5), ("p", 1 + n % 5))
    answers = {f"{part}_{about}": str(value) for part, value in rated for about in ABOUT}
    answers |= {"satisfied": "8", "confirmed": "7", "ideal": "6", "recommend": str(10 - n % 5)}
    turn = await home.interviews.start_from_card(tx, "card", "en", moment())
    player = Player(home.interviews, answers, home.data_dir, NOON + timedelta(minutes=n))
    await player.play(tx, turn)


async def test_the_page_says_what_was_asked_and_hides_what_few_say(
    seat: Seated, world: World, home: Services
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}/opinions"
    page = await li.get(here)
    assert page.status == 200 and "carries more than the six indices" in page.text

    await answered(home, world, 4)
    page = await li.get(here)
    assert "Net promoter score" in page.text and "fewer" in page.text
    assert "66.7" not in page.text


async def test_figures_stand_with_their_error_on_the_page_and_in_the_export(
    seat: Seated, world: World, home: Services
) -> None:
    await answered(home, world, 10)
    li, here = await seat("li"), f"/console/cases/{world.case.id}"
    page = await li.get(f"{here}/opinions")
    # recommended with 10, 9, 8, 7, 6: two fifths less one fifth
    assert "+20.0" in page.text
    assert "66.7" in page.text and "−50.0" in page.text
    assert "put right first" in page.text or "keep it up" in page.text
    assert "opinion@1" in page.text

    await li.get(f"{here}/score-sheet.json")
    document: Any = json.loads(li.html)
    found = {(one["what"], one["about"]): one for one in document["opinions"]}
    assert found["nps", ""]["value"] == "20.00" and found["nps", ""]["n"] == 10
    assert found["acsi", ""]["value"] == "66.67"
    assert found["servqual", "economy"]["value"] == "-50.00"
    assert found["alpha", ""] | {"value": "1.0000", "n": 10} == found["alpha", ""]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_two_shoppers_at_one_outlet_are_compared(
    seat: Seated, world: World, home: Services, lang: str
) -> None:
    async with transaction(home.engine) as tx:
        first = await store.by_key(tx, world.accepted)
        assert first is not None
        again = await store.assignment(tx, first.assignment_id or 0)
        assert again is not None
        await store.add_assignment(
            tx, code="again", wave_id=first.wave_id, outlet_id=first.outlet_id,
            questionnaire="tiny", edition=1, scenario=again.scenario, opens=again.opens,
            closes=again.closes, at=NOON,
        )  # fmt: skip
        turn = await visited(tx, home.interviews, "again", "yes", "3")
        await home.interviews.review(tx, turn.held.key, "accept", BY, "", PAGE)
        for held in (first, turn.held):
            await store.claimed(tx, held, await store.add_person(tx, "somebody", NOON))
    li = await seat("li")
    li.headers["Accept-Language"] = lang
    page = await li.get(f"/console/cases/{world.case.id}/opinions")

    assert "Kappa (Cohen)" in page.text or "κ（Cohen）" in page.text
    assert "50 %" in page.text  # greeted by both, warmth 5 and 3
