"""A quota is made, changed and removed at the desk, and counts whoever is there already."""

import re

import pytest
from sqlalchemy import select

from db.engine import transaction
from db.tables import audit
from surveys import store
from surveys.events import Finish
from surveys.quotas import Otherwise, StoredQuota
from tests.certification.builders import a_visit, visited
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World
from web.services import Services

SORTED = {"questionnaire": "tiny", "outlet": "all", "by0": "greeted", "by1": "", "by2": ""}
GOOD = SORTED | {"name": "greetings", "otherwise": "closed", "hold": "24", "cell-0": "5",
                 "cell-1": "2"}  # fmt: skip


def here(world: World) -> str:
    return f"/console/cases/{world.case.id}/waves/{world.wave}/quota"


async def quotas(home: Services, world: World) -> list[StoredQuota]:
    async with transaction(home.engine) as tx:
        return await store.quotas_of_wave(tx, world.wave)


async def counted(home: Services, world: World) -> list[tuple[object, object, int, int]]:
    """Of every quota, the cells: values, most, taken, completed."""
    async with transaction(home.engine) as tx:
        cells = await store.cells_of_wave(tx, world.wave)
    return [(c.values, c.most, c.taken, c.completed) for id in sorted(cells) for c in cells[id]]


async def made(seat: Seat, world: World, **more: str) -> Seat:
    return await seat.post(here(world), **(GOOD | more))


async def test_what_it_sorts_by_is_chosen_then_its_cells(seat: Seated, world: World) -> None:
    wang = await seat("wang")
    page = await wang.get(f"/console/cases/{world.case.id}/fieldwork")
    assert f'href="{here(world)}"' in page.html

    page = await wang.get(here(world))
    assert '<option value="tiny"' in page.html and "Sorted by" not in page.text
    page = await wang.get(f"{here(world)}?questionnaire=tiny&outlet=all")
    assert re.findall(r'<option value="(greeted|warmth|instead)"', page.html)[:2] == [
        "greeted", "warmth"
    ]  # fmt: skip
    assert '<option value="instead"' not in page.html  # a text sorts nobody
    page = await wang.get(f"{here(world)}?questionnaire=tiny&outlet=all&by0=greeted&by1=&by2=")
    cells = re.findall(r'<label for="cell-\d+">([^<]+)</label>', page.html)
    assert cells[:2] == ["Yes", "No"]


async def test_a_new_quota_counts_who_is_there_already(
    seat: Seated, world: World, home: Services
) -> None:
    wang = await seat("wang")
    await made(wang, world)
    [quota] = await quotas(home, world)
    assert wang.redirected.endswith(f"fieldwork?done=quota-add&count=2#quota-{quota.id}")
    assert (quota.name, quota.otherwise) == ("greetings", Otherwise.CLOSED)
    assert await counted(home, world) == [(("yes",), 5, 1, 1), (("no",), 2, 1, 1)]
    page = await wang.get(wang.redirected.partition("#")[0])
    assert "2 interviews are counted in it already" in page.text
    async with transaction(home.engine) as tx:
        [row] = (await tx.execute(select(audit).where(audit.c.action == "quota.add"))).all()
    assert row.actor == f"user:{world.users['wang'].id}"
    assert row.details == {"wave": world.wave, "quota": "greetings", "counted": 2}


async def test_from_then_on_it_limits(seat: Seated, world: World, home: Services) -> None:
    await made(await seat("wang"), world, **{"cell-1": "1"})
    playing = home.interviews
    async with transaction(home.engine) as tx:
        full = await visited(tx, playing, await a_visit(tx, world.case, "Q", "q"), "no", "5")
        free = await visited(tx, playing, await a_visit(tx, world.case, "R", "r"), "yes", "5")
    assert isinstance(full.effects[-1], Finish) and isinstance(free.effects[-1], Finish)
    assert [turn.view.status.value for turn in (full, free)] == ["quota-full", "submitted"]


async def test_cells_and_rules_are_changed_and_counted_anew(
    seat: Seated, world: World, home: Services
) -> None:
    wang = await seat("wang")
    await made(wang, world)
    [quota] = await quotas(home, world)
    page = await wang.get(f"{here(world)}?quota={quota.id}")
    assert 'value="5"' in page.html and 'name="name"' not in page.html

    changed = {"quota": str(quota.id), "otherwise": "open", "hold": "2", "cell-1": "7"}
    await wang.post(here(world), **changed)

    [after] = await quotas(home, world)
    assert (after.id, after.name, after.by) == (quota.id, quota.name, quota.by)
    assert (after.otherwise, after.hold.total_seconds()) == (Otherwise.OPEN, 7200)
    assert await counted(home, world) == [(("no",), 7, 1, 1), (None, None, 1, 1)]


async def test_a_quota_is_removed(seat: Seated, world: World, home: Services) -> None:
    wang = await seat("wang")
    await made(wang, world)
    [quota] = await quotas(home, world)
    await wang.post(here(world), quota=str(quota.id), remove="yes")

    assert await quotas(home, world) == []
    assert wang.redirected.endswith("done=quota-remove&count=0")


async def test_so_many_of_everybody(seat: Seated, world: World, home: Services) -> None:
    everybody = {"by0": "", "cell-0": "40", "cell-1": "", "name": "all of them"}
    await made(await seat("wang"), world, **everybody)

    assert await counted(home, world) == [((), 40, 2, 2)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "name"),
        ({"cell-0": "0"}, "Yes : a whole number"),
        ({"cell-0": "many"}, "Yes : a whole number"),
        ({"cell-0": "", "cell-1": "", "cell-2": ""}, "At least one cell"),
        ({"hold": "0"}, "Hours"),
        ({"hold": "99999"}, "Hours"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    seat: Seated, world: World, home: Services, wrong: dict[str, str], said: str
) -> None:
    typed = {"cell-2": "77"} | wrong
    page = await made(await seat("wang"), world, **typed)

    assert page.status == 422
    assert said.replace(" :", ":") in page.text
    assert ('value="77"' in page.html) is (typed["cell-2"] == "77")
    assert await quotas(home, world) == []


async def test_a_name_stands_for_one_quota(seat: Seated, world: World, home: Services) -> None:
    wang = await seat("wang")
    await made(wang, world)
    page = await made(wang, world)

    assert page.status == 422 and "called greetings already" in page.text
    assert len(await quotas(home, world)) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"questionnaire": "nothing"}, {"by0": "instead"}, {"by1": "greeted"}, {"outlet": "999999"},
        {"otherwise": "maybe"}, {"quota": "999999"}, {"by0": "\x00"},
    ],
)  # fmt: skip
async def test_what_no_form_of_ours_sends_changes_nothing(
    seat: Seated, world: World, home: Services, odd: dict[str, str]
) -> None:
    page = await made(await seat("wang"), world, **odd)

    assert page.status in (400, 422)
    assert await quotas(home, world) == []


async def test_a_wave_of_another_case_is_not_there(seat: Seated, world: World) -> None:
    wang = await seat("wang")
    elsewhere = f"/console/cases/{world.other.id}/waves/{world.wave}/quota"
    assert (await wang.get(elsewhere)).status == 404
    assert (await wang.post(elsewhere, **GOOD)).status == 404
