"""Whatever is refused at the audit's desk says where and why, all of it, and changes nothing."""

import re

import pytest

from db.engine import transaction
from tests.certification.sheets import filled
from tests.web_console.conftest import Seated
from tests.web_console.desks import World, findings
from web.services import Services

SCHEME = "cct-gz-sc03@B2"


@pytest.mark.parametrize(
    ("ref", "fields", "told"),
    [
        ("5.2.4.3", {"met": "nan", "of": "20"}, "5.2.4.3: Met must be a whole number"),
        ("5.2.4.3", {"met": "-1", "of": "20"}, "5.2.4.3: Met is negative"),
        ("5.2.4.3", {"met": "1", "of": "2", "note": "n" * 4001}, "Note is longer than 4000"),
        ("5.10", {"met": "true"}, f"{SCHEME} has no clause 5.10"),
        ("5.1", {"met": "true"}, f"{SCHEME} has no clause 5.1"),
    ],
)
async def test_a_line_that_cannot_be_is_told_even_where_the_page_has_no_such_line(
    seat: Seated, world: World, home: Services, ref: str, fields: dict[str, str], told: str
) -> None:
    li = await seat("li")
    await li.post(f"/console/cases/{world.case.id}/audit/{ref}", source="audited", **fields)

    assert (li.status, told in li.text) == (422, True)
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 0


async def test_all_that_is_wrong_with_a_special_deduction_is_told_at_once(
    seat: Seated, world: World, home: Services
) -> None:
    li = await seat("li")
    await li.post(
        f"/console/cases/{world.case.id}/audit", do="special", text=" ", trigger="mood",
        event="e" * 4001, clauses="5.10", why="", correction="",
    )  # fmt: skip

    for told in ("What happened is missing", "has no clause 5.10", "Event is longer than 4000",
                 "Trigger is one of against the law, "):  # fmt: skip
        assert told in li.text
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 0


async def test_a_sheet_whose_lines_met_others_since_it_was_looked_at_tells_each_and_saves_none(
    seat: Seated, world: World, home: Services
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}"
    data = filled(
        SCHEME, ("5.2.4.3", "met", 3), ("5.2.4.3", "of", 4), ("5.2.3.2", "met", 1),
        ("5.2.3.2", "of", 2), ("5.2.1.4", "conforms", "yes"),
    )  # fmt: skip
    await li.upload(f"{here}/audit-sheet", data)
    sealed = re.search(r'name="sealed" value="([^"]+)"', li.html)
    assert sealed is not None
    for ref in ("5.2.3.2", "5.2.1.4"):
        await li.post(f"{here}/audit/{ref}", do="not_applicable", not_applicable="none sold")
    async with transaction(home.engine) as tx:
        before = await findings(tx, world.case)

    await li.post(f"{here}/audit-sheet/save", sealed=sealed[1])

    assert li.status == 422
    rows = [int(n) for n in re.findall(r"row (\d+): [\d.]+ is left out", li.text)]
    assert len(set(rows)) == 2
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == before
