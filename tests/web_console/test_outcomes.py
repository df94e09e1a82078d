"""How it all ended: the page, and the same as a file."""

import csv
import io
import json
from typing import Any

from db.engine import transaction
from surveys import events as e
from surveys import store
from surveys.questionnaire import Mode
from surveys.review import countable
from tests.builders import DAY, NOON, SCENARIO, moment
from tests.web.site import Clock
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World
from web.services import Services


async def test_an_expired_survey_and_a_visit_nobody_came_for_are_told_apart(
    seat: Seated, world: World, home: Services, clock: Clock
) -> None:
    async with transaction(home.engine) as tx:
        [outlet, *_] = await store.outlets_of_client(tx, world.case.client.id)
        await store.add_assignment(
            tx, code="nobody", wave_id=world.wave, outlet_id=outlet.id, questionnaire="tiny",
            edition=1, scenario=SCENARIO, opens=NOON - DAY, closes=NOON + DAY, at=NOON,
        )  # fmt: skip
        await store.add_card(
            tx, code="card", wave_id=world.wave, outlet_id=outlet.id,
            questionnaire="perception", edition=1,
        )  # fmt: skip
        turn = await home.interviews.start_from_card(tx, "card", "en", moment())
        turn = await home.interviews.on_page(tx, turn.held.token, e.Agreed(), moment())
    li, here = await seat("li"), f"/console/cases/{world.case.id}/outcomes"
    [_, customers] = [r for r in await read(li, here) if r["by"] == "case"]
    assert (customers["pending"], customers["rates"]["completion"]) == (
        1,
        {"rate": None, "n": 0.0},
    )

    clock.now = NOON + 8 * DAY
    visits, customers = [r for r in await read(li, here) if r["by"] == "case"]
    assert (visits["total"], visits["pending"]) == (3, 0)
    assert visits["ended"] == [
        {"disposition": "complete", "code": "1.1", "count": 2},
        {"disposition": "nothing-returned", "code": "3.19", "count": 1},
    ]
    assert visits["rates"]["RR1"] == {"rate": 0.666667, "n": 3.0}
    assert visits["rates"]["RR5"] == {"rate": 1.0, "n": 2.0}
    assert customers["ended"] == [{"disposition": "unanswered", "code": "2.1121", "count": 1}]
    assert list(customers["rates"]) == ["completion"]
    assert not countable(Mode.PERCEPTION, turn.view.status)  # and so it is no evidence

    page = (await li.get(here)).text
    assert "66.7 % n 3" in page
    assert "opened, nothing answered 2.1121" in page
    lines = (await li.get(f"{here}.csv")).html.lstrip("\ufeff")
    rows = [*csv.DictReader(io.StringIO(lines))]
    assert (rows[0]["RR1"], rows[0]["n RR1"], rows[0]["3.19 nothing-returned"]) == (
        "0.666667", "3.0", "1",
    )  # fmt: skip
    assert {row["completion"] for row in rows if row["mode"] == "mystery"} == {""}


async def read(one: Seat, here: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((await one.get(f"{here}.json")).html)["rows"]
    return rows
