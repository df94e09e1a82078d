"""What the page of pulling offers is there, and is what it says."""

import re

import pytest

from certification.export import Format
from db.engine import transaction
from locales import CHINA
from surveys import store
from tests.certification.test_books import facts, read
from tests.web_console.conftest import Seated
from tests.web_console.desks import SHOPPER, World
from web.services import Services


async def test_the_page_offers_answers_and_times_as_tables_in_every_format(
    seat: Seated, world: World
) -> None:
    li = await seat("li")
    case = f"/console/cases/{world.case.id}"
    page = await li.get(f"{case}/pull")
    assert "Answers as tables" in page.text and "Times of the questions" in page.text
    links = re.findall(r'formaction="([^"]*/(?:answers|timing)\.(?:csv|xlsx|json))"', page.html)
    assert len(links) == 2 * len(Format)
    for link in links:
        async with li.client.get(link) as answer:
            tables = read(Format(link.rpartition(".")[2]), await answer.read())
        assert facts(tables)["interviews"] == "2"
        assert ("tiny" in tables) != ("timing" in tables)
        assert SHOPPER not in repr(tables)


async def test_the_interviews_of_a_wave_or_of_some_days_are_taken_alone(
    seat: Seated, world: World, home: Services
) -> None:
    li, case = await seat("li"), f"/console/cases/{world.case.id}"
    async with transaction(home.engine) as tx:
        wave = await store.wave(tx, world.wave)
        opened = {held.started_at for held in await store.of_case(tx, world.case.id)}
    assert wave is not None
    [day] = {f"{at.astimezone(CHINA):%Y-%m-%d}" for at in opened}
    page = await li.get(f"{case}/pull")
    assert f'<option value="{wave.name}">' in page.html

    async def count(what: str, **query: str) -> str:
        async with li.client.get(f"{case}/{what}.json", params=query) as answer:
            told = facts(read(Format.JSON, await answer.read()))
        return str(told["interviews"])

    for what in ("answers", "timing"):
        assert await count(what, wave=wave.name, to=day) == "2"
        assert await count(what, wave="", **{"from": day}) == "2"
        assert await count(what, to="2020-01-01") == "0"
        assert await count(what, **{"from": "2099-01-01"}) == "0"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("wave=nowhere", "no wave called nowhere"),
        ("from=2026-02-30", "2026-02-30 is no day"),
        ("to=tomorrow", "tomorrow is no day"),
        ("from=2026-11-02&to=2026-11-01", "lies before the first"),
    ],
)
async def test_what_cannot_be_chosen_is_said(
    seat: Seated, world: World, query: str, said: str
) -> None:
    li = await seat("li")
    for what in ("answers", "timing"):
        page = await li.get(f"/console/cases/{world.case.id}/{what}.csv?{query}")
        assert page.status == (404 if "wave" in query else 422)
        assert said in page.text
