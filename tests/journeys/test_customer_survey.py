"""A customer with the outlet's card, on the page, until the auditor's figures show it."""

import aiohttp

from tests.journeys.conftest import Service
from tests.web.site import Visitor


async def test_a_survey_on_the_page_counts_at_once_and_only_once(service: Service) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(service.address, cookie_jar=jar) as session:
        visitor = Visitor(session)
        card = f"/s/{service.loaded.cards['S03']}"
        await visitor.go(card)
        await visitor.send(visitor.page.forms[0], {})
        await visitor.tap("repair")
        while visitor.page.asked not in ("better", "comment"):
            await visitor.tap("5")
        await visitor.tap("faster")  # five of ten: what would have helped
        await visitor.tap("@skip")
        thanked = await visitor.press("submit")
        again = await visitor.go(card)
    interviews = (await service.api("/interviews"))["rows"]
    sheet = await service.api("/score-sheet")

    assert thanked.status == 200
    assert "already" in again.text
    assert [(row["outlet"], row["status"]) for row in interviews] == [("S03", "submitted")]
    indices = {(index["characteristic"], index["source"], index["outlet"]): index
               for index in sheet["indices"]}  # fmt: skip
    courtesy = indices["courtesy", "perceived", "S03"]
    assert courtesy["n"] == 2
    assert courtesy["value"] is None  # one customer's opinion is counted and not shown
