"""The quotas of a wave at the desk: who is wanted, who came, and how many may."""

import re

import pytest
from sqlalchemy import select

from db.engine import transaction
from db.tables import audit
from surveys import store
from surveys.questionnaire import QuestionId
from surveys.quotas import Cell, Otherwise, Quota
from tests.certification.builders import a_visit, visited
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World
from web.services import Services

GREETED, WARMTH = QuestionId("greeted"), QuestionId("warmth")


@pytest.fixture
async def cell(world: World, home: Services) -> int:
    """The first cell of a closed quota by greeting, which one visit has filled; behind it, one was
    turned away for being one too many, one for being in no cell."""
    quota = Quota(
        "greetings", "tiny", (GREETED,), (Cell(("yes",), 1), Cell(("no",), 4)), Otherwise.CLOSED
    )
    async with transaction(home.engine) as tx:
        await store.add_quota(tx, world.wave, None, quota)
        await store.add_quota(tx, world.wave, None, Quota("all", "tiny", (), (Cell((), 50),)))
        for number, said in enumerate(["yes", "yes", "unseen"]):
            code = await a_visit(tx, world.case, f"Q{number}", f"quota-{number}")
            await visited(tx, home.interviews, code, said, "5")
        cells = await store.cells_of_wave(tx, world.wave)
    id = min(cells)
    first = cells[id][0].id
    assert first is not None
    return first


def rows(seat: Seat) -> list[list[str]]:
    """The cells of every table of quotas, without what one can write there."""
    _, _, part = seat.html.partition('<div class="quotas">')
    found = []
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", part.partition("</section>")[0], re.S):
        cells = re.findall(r"<(?:td|th scope)[^>]*>(.*?)</t[dh]>", row, re.S)
        found.append([re.sub(r"<[^>]+>", "", one).strip() for one in cells[:6]])
    return [row for row in found if row]


async def test_each_cell_says_who_is_wanted_who_came_and_who_was_turned_away(
    seat: Seated, world: World, cell: int
) -> None:
    expected = [
        ["Yes", "1", "1", "1", "0", "1"],
        ["No", "4", "0", "0", "4", "0"],
        ["In no cell: screened out", "", "0", "0", "", "1"],
        ["everybody", "50", "1", "1", "49", "0"],
    ]
    for login in ("li", "wang"):
        page = await (await seat(login)).get(f"/console/cases/{world.case.id}/fieldwork")
        assert rows(page) == expected
        assert "greetings · Tiny · all outlets together" in page.text
        assert ('name="most"' in page.html) is (login == "wang")


async def test_how_many_are_wanted_is_changed_and_who_did_it_is_written_down(
    seat: Seated, world: World, home: Services, cell: int
) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.case.id}"
    await wang.post(f"{case}/quotas", cell=str(cell), most="3")
    assert wang.redirected == f"{case}/fieldwork?done=quota&count=3#cell-{cell}"

    page = await wang.get(wang.redirected.partition("#")[0])

    assert rows(page)[0] == ["Yes", "3", "1", "1", "2", "1"]
    assert "3 wanted from now on" in page.text
    async with transaction(home.engine) as tx:
        found = select(audit).where(audit.c.action == "quota.change")
        [row] = (await tx.execute(found)).all()
    assert row.actor == f"user:{world.users['wang'].id}"
    assert row.details == {"quota": "greetings", "cell": "greeted=yes", "from": 1, "to": 3}


@pytest.mark.parametrize("most", ["", "0", "-1", "1.5", "many", "100001", "９", "9" * 30])
async def test_what_is_no_number_of_places_changes_nothing(
    seat: Seated, world: World, cell: int, most: str
) -> None:
    wang = await seat("wang")
    page = await wang.post(f"/console/cases/{world.case.id}/quotas", cell=str(cell), most=most)

    assert page.status == 422
    assert "a whole number from 1 to 100,000" in page.text
    assert rows(page)[0][1] == "1"


async def test_a_cell_of_another_case_is_nobodys_to_change(
    seat: Seated, world: World, cell: int
) -> None:
    wang = await seat("wang")
    for case, wanted in [(world.empty, str(cell)), (world.case, "999999"), (world.case, "x")]:
        page = await wang.post(f"/console/cases/{case.id}/quotas", cell=wanted, most="5")
        assert page.status == 422
    page = await wang.get(f"/console/cases/{world.case.id}/fieldwork")
    assert rows(page)[0][1] == "1"


async def test_a_wave_without_quotas_says_nothing_of_them(seat: Seated, world: World) -> None:
    page = await (await seat("wang")).get(f"/console/cases/{world.case.id}/fieldwork")
    assert 'class="quotas"' not in page.html


async def test_the_log_of_whoever_was_turned_away_can_be_read(
    seat: Seated, world: World, home: Services, cell: int
) -> None:
    async with transaction(home.engine) as tx:
        keys = [held.key for held in await store.of_case(tx, world.case.id)][-2:]
    li = await seat("li")
    for key, said in zip(keys, ["quota full", "screened out"], strict=True):
        page = await li.get(f"/console/cases/{world.case.id}/interviews/{key}")
        assert page.status == 200
        assert said in page.text
