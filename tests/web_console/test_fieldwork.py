"""Outlets, waves, visits, cards, people: an administrator's day; and taking everything along."""

import re

from db.engine import transaction
from surveys import store
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.console.cards import qr
from web.console.waves import SHOWN
from web.services import Services

OUTLETS = "编号,名称,地址\nA1,一号店,一路 1 号\nA2,二号店,二路 2 号\n"


async def test_an_empty_case_is_led_to_its_first_answers(
    seat: Seated, world: World, home: Services
) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.empty.id}"
    assert "Where to begin" in (await wang.get(case)).text
    await wang.upload(f"{case}/outlets", OUTLETS.encode(), "outlets.csv")
    assert wang.redirected.endswith("fieldwork?done=outlets&count=2#outlets")
    await wang.post(f"{case}/waves", name="Wave 1", opens="2026-11-01", closes="2026-12-01")
    page = await wang.get(f"{case}/fieldwork?done=wave&count=1")
    wave = re.search(r'name="wave"><option value="(\d+)"', page.html)
    assert wave is not None
    await wang.post(f"{case}/cards", wave=wave[1], questionnaire="perception@1")
    assert "count=2" in wang.redirected
    await wang.post(f"{case}/cards", wave=wave[1], questionnaire="perception@1")
    assert "count=0" in wang.redirected
    await wang.post(
        f"{case}/assignments", wave=wave[1], outlet="all", questionnaire="tiny@1",
        opens="2026-11-01", closes="2026-12-01", **{"scenario-en": "You ask for a repair."},
    )  # fmt: skip
    assert "count=2" in wang.redirected
    async with transaction(home.engine) as tx:
        cards = await store.cards_of_wave(tx, int(wave[1]))
        visits = await store.assignments_of_wave(tx, int(wave[1]))
    assert visits[0].scenario["zh"] == "You ask for a repair."
    printed = await wang.get(f"{case}/cards/{wave[1]}")
    for card in cards:
        assert qr(f"http://127.0.0.1/s/{card.code}") in printed.html
    assert "One minute, no name." in printed.text
    for link in (f"/a/{visits[0].code}", f"/s/{cards[0].code}"):
        assert (await wang.get(link)).status in (200, 303)


async def test_long_lists_of_a_wave_go_on_over_pages(seat: Seated, world: World) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.empty.id}"
    many = "".join(f"N{n:02},Outlet {n},Street\n" for n in range(SHOWN + 1))
    await wang.upload(f"{case}/outlets", f"code,name,address\n{many}".encode(), "outlets.csv")
    days = {"opens": "2026-11-01", "closes": "2026-12-01"}
    for name in ("First", "Second"):
        await wang.post(f"{case}/waves", name=name, **days)
    page = await wang.get(f"{case}/fieldwork")
    first, second = re.findall(r'id="wave-(\d+)"', page.html)
    for wave in (first, second):
        await wang.post(f"{case}/cards", wave=wave, questionnaire="perception@1")
        await wang.post(
            f"{case}/assignments", wave=wave, outlet="all", questionnaire="tiny@1",
            **{"scenario-zh": "x"}, **days,
        )  # fmt: skip

    def shown(html: str) -> list[int]:
        """Of each wave its visits and its cards, then the outlets."""
        waves = re.split(r'id="(?:wave-\d+|policy|outlets)"', html)[1:]
        counts = [part.count(what) for part in waves[:2] for what in ("/visits/", "/s/")]
        return [*counts, waves[3].count('<td class="code">')]

    assert shown((await wang.get(f"{case}/fieldwork")).html) == [50, 50, 50, 50, 50]
    assert f"Visits {SHOWN + 1}" in wang.text
    there = f"{case}/fieldwork?wave={second}&cards=1&visits=2"
    assert f'href="{there.replace("&", "&amp;")}#wave-{second}" rel="next"' in wang.html
    assert shown((await wang.get(there)).html) == [50, 50, 1, 50, 50]
    beyond = f"{case}/fieldwork?wave={first}&cards=99&visits=x"
    assert shown((await wang.get(beyond)).html) == [50, 1, 50, 50, 50]
    assert shown((await wang.get(f"{case}/fieldwork?outlets=2")).html) == [50, 50, 50, 50, 1]


async def test_the_newest_edition_is_offered_first_and_a_refused_form_keeps_its_choices(
    seat: Seated, world: World
) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.case.id}"
    offered = re.findall(r'<option value="(tiny@\d)"', (await wang.get(f"{case}/fieldwork")).html)
    assert offered == ["tiny@2", "tiny@1"]
    outlet = re.search(r'<option value="(\d+)">S02', wang.html)
    assert outlet is not None
    await wang.post(
        f"{case}/assignments", wave=str(world.wave), outlet=outlet[1], questionnaire="tiny@1",
        **{"scenario-zh": ""},
    )  # fmt: skip
    assert wang.status == 422
    assert f'<option value="{outlet[1]}" selected>' in wang.html
    assert '<option value="tiny@1" selected>' in wang.html
    assert 'id="assignments"><details open>' in wang.html


async def test_a_list_of_outlets_is_stored_whole_or_not_at_all(
    seat: Seated, world: World, home: Services
) -> None:
    wang, here = await seat("wang"), f"/console/cases/{world.case.id}/outlets"
    for body, said in [
        ("编号,名称\nA1,x\n", "address"),
        ("code,name,address\nA1,x,y\nA1,x,y\n", "A1"),
        ("code,name,address\nS01,x,y\nB2,x,y\n", "S01"),
        ("", ""),
        ("code,name,address\nA1,x,y,9\nA2,,\n", "row 3"),
    ]:
        await wang.upload(here, body.encode(), "outlets.csv")
        assert wang.status == 422
        assert said in wang.text
    async with transaction(home.engine) as tx:
        outlets = await store.outlets_of_client(tx, world.case.client.id)
    assert [outlet.code for outlet in outlets] == ["S01", "S02"]


async def test_ten_thousand_outlets_are_refused_in_words(seat: Seated, world: World) -> None:
    wang = await seat("wang")
    rows = "".join(f"N{n},name,address\n" for n in range(10_000))
    await wang.upload(
        f"/console/cases/{world.case.id}/outlets", f"code,name,address\n{rows}".encode(), "o.csv"
    )
    assert wang.status == 422


async def test_a_wave_or_visit_that_cannot_be_is_refused_in_words(
    seat: Seated, world: World, home: Services
) -> None:
    wang, case = await seat("wang"), f"/console/cases/{world.case.id}"
    days = {"opens": "2026-11-01", "closes": "2026-12-01"}
    visit = {"wave": str(world.wave), "outlet": "all", "questionnaire": "tiny@1",
             "scenario-zh": "x", **days}  # fmt: skip
    for path, fields in [
        ("waves", {"name": "", **days}),
        ("waves", {"name": "x", "opens": "2026-12-01", "closes": "2026-11-01"}),
        ("waves", {"name": "x", "opens": "2026-02-30", "closes": "9999-12-31"}),
        ("waves", {"name": "x", "opens": "0001-01-01", "closes": "0001-01-02"}),
        ("assignments", visit | {"scenario-zh": " "}),
        ("assignments", visit | {"outlet": "none"}),
        ("assignments", visit | {"wave": "999"}),
        ("assignments", visit | {"questionnaire": "perception@1"}),
        ("assignments", visit | {"scenario-zh": "x" * 3000}),
        ("cards", {"wave": str(world.wave), "questionnaire": "tiny@1"}),
    ]:
        assert (await wang.post(f"{case}/{path}", **fields)).status == 422, (path, fields)
    async with transaction(home.engine) as tx:
        assert len(await store.waves_of_case(tx, world.case.id)) == 1
        assert len(await store.assignments_of_wave(tx, world.wave)) == 2


async def test_a_new_user_logs_in_with_the_password_shown_once(seat: Seated, world: World) -> None:
    wang, new = await seat("wang"), await seat("")
    await wang.post("/console/users", login="Chen", name="Chen", role="auditor")
    password = re.search(r'readonly value="([^"]+)"', wang.html)
    assert password is not None
    assert password[1] not in (await wang.get("/console/users")).html
    await new.log_in("chen", password[1])
    assert "No case is assigned to you yet" in new.text
    user = re.search(r'<option value="(\d+)">Chen', (
        await wang.get(f"/console/cases/{world.case.id}/settings")).html)  # fmt: skip
    assert user is not None
    await wang.post(f"/console/cases/{world.case.id}/settings", do="assign", user=user[1])
    assert "First client" in (await new.get("/console")).text
    await wang.post(f"/console/cases/{world.case.id}/settings", do="unassign", user=user[1])
    assert (await new.get(f"/console/cases/{world.case.id}")).status == 404
    assert (await wang.post("/console/users/disable", login="wang")).status == 403


async def test_a_pull_of_what_is_new_starts_where_the_last_one_ended(
    seat: Seated, world: World
) -> None:
    li, case = await seat("li"), f"/console/cases/{world.case.id}"
    whole = await li.get(f"{case}/responses.csv")
    assert "'=1+1 he looked away." in whole.html  # inert
    rows = len(whole.html.strip().splitlines()) - 1
    assert f"{rows} rows" in (await li.get(f"{case}/pull")).text
    await li.post(f"{case}/responses", format="csv")
    assert len(li.html.strip().splitlines()) - 1 == rows
    assert "0 rows" in (await li.get(f"{case}/pull")).text
    await li.post(f"{case}/interviews/{world.key}", verdict="accept")
    assert "1 row " in (await li.get(f"{case}/pull")).text
    wang = await seat("wang")
    assert f"{rows + 1} rows" in (await wang.get(f"{case}/pull")).text  # each has a last of theirs
    assert (await li.post(f"{case}/responses", format="pdf")).status == 400
