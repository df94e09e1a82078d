"""What the page of pulling offers is there, and is what it says."""

import re

from certification.export import Format
from tests.certification.test_books import facts, read
from tests.web_console.conftest import Seated
from tests.web_console.desks import SHOPPER, World


async def test_the_page_offers_answers_and_times_as_tables_in_every_format(
    seat: Seated, world: World
) -> None:
    li = await seat("li")
    case = f"/console/cases/{world.case.id}"
    page = await li.get(f"{case}/pull")
    assert "Answers as tables" in page.text and "Times of the questions" in page.text
    links = re.findall(r'href="([^"]*/(?:answers|timing)\.(?:csv|xlsx|json))"', page.html)
    assert len(links) == 2 * len(Format)
    for link in links:
        async with li.client.get(link) as answer:
            tables = read(Format(link.rpartition(".")[2]), await answer.read())
        assert facts(tables)["interviews"] == "2"
        assert ("tiny" in tables) != ("timing" in tables)
        assert SHOPPER not in repr(tables)
