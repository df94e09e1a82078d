"""The page of the six characteristics: a number with its n and interval, or why there is none."""

import re

from db.engine import transaction
from tests.builders import NOON
from tests.certification.builders import BY, PAGE, a_visit, an_open_case, entered_all, visited
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
    assert "No source differs from another by more than chance." in page.text


async def test_how_many_characteristics_make_a_whole(
    seat: Seated, world: World, home: Services
) -> None:
    """Policy enough_characteristics: the visit rates one of the six, which is not four."""
    async with transaction(home.engine) as tx:
        case = await an_open_case(tx, home.cases, "cct-gz-sc03@B2-r1")
        await home.cases.assign(tx, case.id, world.users["li"].id, BY, NOON)
        held = await visited(tx, home.interviews, await a_visit(tx, case, "S4", "v4"), "yes", "5")
        await home.interviews.review(tx, held.held.key, "accept", BY, "", PAGE)
    li, here, wholes = await seat("li"), f"/console/cases/{case.id}/characteristics", []
    for value in ("4", "1"):
        async with transaction(home.engine) as tx:
            chosen = {"enough_characteristics": value}
            await home.cases.set_policies(tx, case.id, chosen, BY, NOON)
        await li.get(here)
        (row,) = re.findall(r'<tr class="all">.*?</tr>', li.html, re.DOTALL)
        wholes.append("100" in row.split("<td")[-1])

    assert wholes == [False, True]


async def test_sources_that_differ_by_more_than_chance_are_named(
    seat: Seated, world: World, home: Services
) -> None:
    """The audit finds all of it met; of nine visits eight saw it otherwise."""
    async with transaction(home.engine) as tx:
        await entered_all(tx, home.cases, world.case.id)
        for n, warmth in enumerate("12112212"):
            code = await a_visit(tx, world.case, f"T{n}", f"visit-t{n}")
            held = await visited(tx, home.interviews, code, "no", warmth)
            await home.interviews.review(tx, held.held.key, "accept", BY, "", PAGE)
    page = await (await seat("li")).get(f"/console/cases/{world.case.id}/characteristics")

    assert re.search(r"Courtesy: Observed \d+ \(n 18\); Audited 100 \(n 20\)\.", page.text)
