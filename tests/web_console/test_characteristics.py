"""The page of the six characteristics: a number with its n and interval, or why there is none."""

from db.engine import transaction
from tests.certification.builders import BY, PAGE, a_visit, visited
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.services import Services


async def test_an_index_stands_with_its_interval_and_number_of_answers(
    seat: Seated, world: World, home: Services
) -> None:
    page = await (await seat("li")).get(f"/console/cases/{world.case.id}/characteristics")
    assert "100 n 2" in page.text  # one outlet, nothing varies: no interval
    async with transaction(home.engine) as tx:
        code = await a_visit(tx, world.case, "S03", "visit-3")
        held = await visited(tx, home.interviews, code, "no", "2")
        await home.interviews.review(tx, held.held.key, "accept", BY, "", PAGE)
    page = await (await seat("li")).get(f"/console/cases/{world.case.id}/characteristics")
    assert page.status == 200
    # (1 + 1 + 0 + 1/4) / 4 = 56.25; the outlets 100 and 12.5: +- 12.7 * 43.75, cut to the scale
    assert "56 0–100 · n 4" in page.text
    assert "95 % interval" in page.text
