"""The audit at the desk: line by line, and by spreadsheet; nothing half saved."""

import re

from db.engine import transaction
from tests.certification.sheets import filled
from tests.web_console.conftest import Seated
from tests.web_console.desks import Seat, World, findings
from web.services import Services

SCHEME = "cct-gz-sc03@B2"


def line(one: Seat, ref: str) -> str:
    """The words of a clause's form."""
    found = re.search(rf'id="c-{re.escape(ref)}".*?</form>', one.html, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def value(one: Seat, ref: str, field: str) -> str:
    found = re.search(rf'id="c-{re.escape(ref)}".*?</form>', one.html, re.DOTALL)
    assert found is not None
    typed = re.search(rf'name="{field}"[^>]* value="([^"]*)"', found[0])
    return typed[1] if typed else ""


async def test_a_line_is_saved_says_so_and_can_be_undone(seat: Seated, world: World) -> None:
    li, audit = await seat("li"), f"/console/cases/{world.case.id}/audit"
    for met in ("20", "17"):
        await li.post(f"{audit}/5.2.4.3", source="audited", met=met, of="20", note="files seen")
        assert li.status == 303
        await li.get(li.redirected.split("#")[0])
        assert "Saved." in line(li, "5.2.4.3")
    assert "19/22" not in li.html
    await li.get(f"/console/cases/{world.case.id}")
    assert re.search(r"17/20.*?2/2|17/20", li.text)
    await li.post(f"{audit}/5.2.4.3", source="audited", do="undo")
    await li.get(li.redirected.split("#")[0])
    assert "Undone" in line(li, "5.2.4.3")
    assert value(li, "5.2.4.3", "met") == "20"


async def test_what_cannot_be_is_said_beside_the_line_and_changes_nothing(
    seat: Seated, world: World, home: Services
) -> None:
    li, audit = await seat("li"), f"/console/cases/{world.case.id}/audit"
    wrong = [
        ("5.2.4.3", {"met": "21", "of": "20"}, "21 met of only 20 sampled"),
        ("5.2.4.3", {"met": "x", "of": "20"}, "must be a whole number"),
        ("5.2.4.3", {"met": "nan", "of": "20"}, "must be a whole number"),
        ("5.2.4.3", {"met": "1", "of": "inf"}, "must be a whole number"),
        ("5.2.4.3", {"met": "true", "of": "20"}, "must be a whole number"),
        ("5.2.4.3", {"met": "-1", "of": "20"}, "negative"),
        ("5.2.4.3", {"met": "1", "of": "20", "population": "19"}, "20 sampled of only 19"),
        ("5.2.4.3", {"seed": "7"}, "stands beside"),
        ("5.1.1.2", {"percent": "NaN"}, "must be a number"),
        ("5.1.1.2", {"percent": "101"}, "lies between 0 and 100"),
        ("5.1.1.2", {}, "has no finding"),
        ("5.1.1.1", {"do": "not_applicable", "not_applicable": "why"}, "may not be left out"),
        ("5.1.1.3", {"do": "not_applicable", "not_applicable": "  "}, "reason"),
        ("5.1.1.1", {"do": "undo"}, "Nothing was stated"),
        ("5.1.1.1", {"do": "withdraw"}, "nothing stands"),
    ]
    for ref, fields, sentence in wrong:
        await li.post(f"{audit}/{ref}", source="audited", **fields)
        assert li.status in (409, 422), (ref, fields)
        assert sentence in line(li, ref)
        assert "Nothing was changed." in line(li, ref)
    await li.post(f"{audit}/5.2.4.3", source="audited", met="21", of="20")
    assert value(li, "5.2.4.3", "met") == "21"  # as typed, to be corrected
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 0


async def test_specials_and_the_bonus_are_added_and_taken_back(seat: Seated, world: World) -> None:
    li, audit = await seat("li"), f"/console/cases/{world.case.id}/audit"
    await li.post(audit, do="special", text="<b>A complaint</b> lay for weeks")
    await li.post(audit, do="bonus", text="A patent")
    await li.get(f"/console/cases/{world.case.id}")
    assert "&lt;b&gt;A complaint&lt;/b&gt;" in li.html
    assert "−1 +1" in li.text
    await li.post(audit, do="special", text="<b>A complaint</b> lay for weeks")
    assert (li.status, "never two special deductions" in li.text) == (422, True)
    await li.post(audit, do="withdraw-special", number="1")
    await li.post(audit, do="withdraw-bonus")
    await li.get(f"/console/cases/{world.case.id}")
    assert ("−1" in li.text, "0 special deductions" in li.text) == (False, True)


async def test_a_spreadsheet_is_looked_at_before_it_is_saved(
    seat: Seated, world: World, home: Services
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}/audit-sheet"
    sheet = filled(
        SCHEME, ("5.1.1.1", "conforms", "yes"), ("5.1.1.2", "percent", 90),
        ("5.1.2.1", "met", 6), ("5.1.2.1", "of", 5),
    )  # fmt: skip
    await li.upload(here, sheet)
    assert li.status == 200
    assert "3 lines read, 1 to look at" in li.text
    assert "6 met of only 5 sampled" in li.text
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 0
    seal = re.search(r'name="sealed" value="([^"]+)"', li.html)
    assert seal is not None
    await li.post(f"{here}/save", sealed=seal[1])
    assert li.redirected.endswith("saved=2")
    assert "2 new lines saved" in (await li.get(li.redirected)).text
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 2


async def test_only_what_was_looked_at_here_can_be_saved(
    seat: Seated, world: World, home: Services
) -> None:
    li, wang = await seat("li"), await seat("wang")
    here = f"/console/cases/{world.case.id}/audit-sheet"
    sheet = filled(SCHEME, ("5.1.1.1", "conforms", "yes"))
    await li.upload(here, sheet)
    seal = re.search(r'name="sealed" value="([^"]+)"', li.html)
    assert seal is not None
    elsewhere = f"/console/cases/{world.empty.id}/audit-sheet"
    for one, where, sealed in [
        (li, here, ""), (li, here, "x" * 80), (li, here, seal[1][:-4] + "AAA="),
        (li, elsewhere, seal[1]), (wang, here, seal[1]),
    ]:  # fmt: skip
        await one.post(f"{where}/save", sealed=sealed)
        assert (one.status, "out of date" in one.text) == (422, True)
    async with transaction(home.engine) as tx:
        assert await findings(tx, world.case) == 0
        assert await findings(tx, world.empty) == 0


async def test_a_file_that_is_no_audit_sheet_is_told_and_nothing_is_saved(
    seat: Seated, world: World
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}/audit-sheet"
    other = filled("cts-2025@2025-08-16", ("5.1.1.1", "conforms", "yes"))
    for body in (b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"\x00" * 1000, other):
        await li.upload(here, body)
        assert li.status == 422
        assert "Nothing was stored" in li.text
