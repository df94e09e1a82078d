"""A wave's running interviews go on under another edition, at an administrator's desk."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.service import Cases
from db.engine import transaction
from db.group import Group
from scoring.load import scheme_named
from surveys import store
from surveys.events import Agreed
from tests.builders import interviews, tiny
from tests.certification.builders import PAGE, a_visit
from tests.stores.test_moving import second
from tests.web.site import Clock
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.services import Services


@pytest.fixture
def home(engine: AsyncEngine, tmp_path: Path, clock: Clock) -> Services:
    playing = interviews(tiny(), second())
    return Services(
        engine=engine, group=Group(engine), interviews=playing,
        cases=Cases(scheme_named, playing.questionnaires),
        public_url="http://127.0.0.1", secret_key="s" * 44, data_dir=tmp_path, clock=clock,
        new_token=playing.new_token,
    )  # fmt: skip


@pytest.fixture
async def running(home: Services, world: World) -> str:
    """The key of an interview under way; beside it a visit that nobody has begun."""
    async with transaction(home.engine) as tx:
        await a_visit(tx, world.case, "S03", "waiting")
        code = await a_visit(tx, world.case, "S04", "running")
        turn = await home.interviews.by_assignment_code(tx, code, "en", PAGE)
        await home.interviews.on_page(tx, turn.held.token, Agreed(), PAGE)
    return turn.held.key


async def test_first_a_look_then_the_doing_and_then_who_did_it(
    seat: Seated, world: World, home: Services, running: str
) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.case.id}"
    here = f"{case}/waves/{world.wave}/edition"
    assert f"{here}?from=tiny@1&amp;to=tiny@2" in (await wang.get(f"{case}/fieldwork")).html

    look = await wang.get(f"{here}?from=tiny@1&to=tiny@2")
    assert "compatible, running interviews can go on" in look.text
    assert "1 interview can go on under the new edition, 2 stay" in look.text
    assert f"{world.key} it has ended" in look.text
    assert "Also what nobody has begun: 1 visit and 0 cards" in look.text
    await wang.post(here, **{"from": "tiny@1", "to": "tiny@2", "not-begun": "yes"})
    assert wang.status == 303
    after = await wang.get(wang.redirected)

    assert "1 interview goes on under tiny@2." in after.text
    assert "1 visit or card was moved too." in after.text
    assert "wang by name tiny@1 → tiny@2 1 interview" in after.text
    assert "No interview can go on under the new edition, 2 stay" in after.text
    async with transaction(home.engine) as tx:
        held = await store.by_key(tx, running)
        waiting = await store.assignment_by_code(tx, "waiting")
    assert held is not None and waiting is not None
    assert (held.edition, waiting.edition) == (2, 2)
    log = await wang.get(f"{case}/interviews/{running}")
    assert "wang by name: tiny@1 → tiny@2" in log.text


async def test_a_second_time_nothing_is_moved_and_the_page_says_so(
    seat: Seated, world: World, running: str
) -> None:
    wang, here = await seat("wang"), f"/console/cases/{world.case.id}/waves/{world.wave}/edition"
    fields = {"from": "tiny@1", "to": "tiny@2"}
    await wang.get(f"{here}?from=tiny@1&to=tiny@2")
    await wang.post(here, **fields)
    await wang.post(here, **fields)
    assert "No interview was moved." in (await wang.get(wang.redirected)).text


async def test_only_an_administrator_and_only_what_can_be(
    seat: Seated, world: World, home: Services, running: str
) -> None:
    case = f"/console/cases/{world.case.id}"
    fields = {"from": "tiny@1", "to": "tiny@2"}
    li, wang = await seat("li"), await seat("wang")
    here = f"{case}/waves/{world.wave}/edition"
    assert (await li.get(f"{here}?from=tiny@1&to=tiny@2")).status == 403
    assert (await li.post(here, **fields)).status == 403
    assert "edition?from" not in (await li.get(f"{case}/fieldwork")).html
    await wang.get(f"{here}?from=tiny@1&to=tiny@2")
    token, wang.csrf = wang.csrf, "another"
    assert (await wang.post(here, **fields)).status == 403
    wang.csrf = token
    for query in ("", "?from=tiny@1", "?from=tiny@1&to=tiny@1", "?from=tiny@1&to=perception@1",
                  "?from=tiny@1&to=tiny@9", "?from=%00&to=%F0"):  # fmt: skip
        assert (await wang.get(here + query)).status == 422, query
    assert (await wang.post(here, **{"from": "x", "to": "tiny@2"})).status == 422
    elsewhere = f"/console/cases/{world.empty.id}/waves/{world.wave}/edition"
    assert (await wang.get(f"{elsewhere}?from=tiny@1&to=tiny@2")).status == 404
    assert (await wang.post(elsewhere, **fields)).status == 404
    async with transaction(home.engine) as tx:
        held = await store.by_key(tx, running)
    assert held is not None and held.edition == 1
