"""The feed: repeated, continued, and continued while answers arrive."""

import asyncio
import csv
import io

from openpyxl import load_workbook

from certification.export import Format
from db.engine import transaction
from surveys import store
from tests.certification.builders import a_visit, visited
from tests.certification.test_books import facts, read
from tests.web.site import Client
from tests.web_api.conftest import Ask
from tests.web_console.desks import SHOPPER, World
from web.services import Services


async def everything(ask: Ask, case: int, limit: int) -> list[dict[str, object]]:
    """Pull after pull until there is no more."""
    rows: list[dict[str, object]] = []
    cursor, more = "0", True
    while more:
        status, answer = await ask(f"/cases/{case}/responses?cursor={cursor}&limit={limit}")
        assert status == 200
        assert int(answer["cursor"]) > int(cursor)  # or it would never end
        rows += answer["rows"]
        cursor, more = answer["cursor"], answer["more"]
    return rows


async def test_pulls_of_any_size_give_the_same_rows(ask: Ask, world: World) -> None:
    whole = await everything(ask, world.case.id, 5000)
    assert len(whole) > 8
    for limit in (1, 2, 7, len(whole)):
        assert await everything(ask, world.case.id, limit) == whole
    assert {row["interview"] for row in whole} == {world.key, world.accepted}
    _, again = await ask(f"/cases/{world.case.id}/responses?cursor={whole[-1]['cursor']}")
    assert again == {"rows": [], "cursor": whole[-1]["cursor"], "more": False}
    assert SHOPPER not in str(whole)


async def test_a_pull_that_goes_on_while_answers_arrive_misses_none_and_repeats_none(
    ask: Ask, world: World, home: Services
) -> None:
    async def answer() -> None:
        for number in range(8):
            async with transaction(home.engine) as tx:
                code = await a_visit(tx, world.case, f"T{number}", f"busy-{number}")
                await visited(tx, home.interviews, code, "yes", "4")

    writing = asyncio.create_task(answer())
    rows: list[dict[str, object]] = []
    cursor = "0"
    while not writing.done() or len(rows) < len(await everything(ask, world.case.id, 5000)):
        _, some = await ask(f"/cases/{world.case.id}/responses?cursor={cursor}&limit=3")
        rows, cursor = rows + some["rows"], some["cursor"]
    await writing

    whole = await everything(ask, world.case.id, 5000)
    assert rows == whole
    async with transaction(home.engine) as tx:
        assert len(whole) == await store.count_after(tx, world.case.id)
    cursors = [int(str(row["cursor"])) for row in whole]
    assert cursors == sorted(set(cursors))


async def test_files_hold_the_same_rows_and_say_where_to_go_on(
    ask: Ask, client: Client, tokens: dict[str, str], world: World
) -> None:
    whole = await everything(ask, world.case.id, 5000)
    headers = {"Authorization": f"Bearer {tokens['li']}"}
    for kind in ("csv", "xlsx"):
        got: list[str] = []
        cursor, more = "0", "true"
        while more == "true":
            answer = await client.get(
                f"/api/v1/cases/{world.case.id}/responses.{kind}?cursor={cursor}&limit=4",
                headers=headers,
            )
            body = await answer.read()
            got += _cursors(kind, body)
            assert int(answer.headers["Anfang-Cursor"]) > int(cursor)
            cursor, more = answer.headers["Anfang-Cursor"], answer.headers["Anfang-More"]
        assert got == [row["cursor"] for row in whole]


def _cursors(kind: str, body: bytes) -> list[str]:
    if kind == "csv":
        return [row["cursor"] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))]
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    return [str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)]


async def test_tables_of_answers_come_whole_in_every_format_to_whoever_may_see_the_case(
    client: Client, tokens: dict[str, str], world: World
) -> None:
    headers = {"Authorization": f"Bearer {tokens['li']}"}
    for path, format in [
        ("answers.zip", Format.CSV), ("answers.xlsx", Format.XLSX), ("answers.json", Format.JSON),
    ]:  # fmt: skip
        address = f"/api/v1/cases/{world.case.id}/{path}"
        async with client.get(address, headers=headers) as answer:
            body = await answer.read()
            assert answer.headers["Content-Length"] == str(len(body))
            assert path.partition(".")[2] in answer.headers["Content-Disposition"]
        async with client.head(address, headers=headers) as answer:
            assert (answer.status, await answer.read()) == (200, b"")
        tables = read(format, body)
        told = {row["_interview"]: row["greeted"] for row in tables["tiny"]}
        assert told == {world.key: "no", world.accepted: "yes"}
        assert facts(tables)["interviews"] == facts(tables)["rows tiny"] == "2"
        assert SHOPPER not in repr(tables)
    async with client.get(f"/api/v1/cases/{world.case.id}/timing.zip", headers=headers) as answer:
        times = read(Format.CSV, await answer.read())["timing"]
    assert {row["instance ID"] for row in times} == {world.key, world.accepted}


async def test_the_score_sheet_leads_from_points_to_answers(ask: Ask, world: World) -> None:
    _, sheet = await ask(f"/cases/{world.case.id}/score-sheet")
    line = next(line for line in sheet["lines"] if line["clause"] == "5.2.4.3")
    wanting = {one["clause"]: (one["have"], one["need"]) for one in sheet["samples_wanting"]}
    assert wanting["5.2.4.3"] == (2, 5) and "5.1.1.1" not in wanting  # that one is no sample
    assert line["sources"][0] | {"role": ""} == {
        "source": "observed", "role": "", "met": "2", "of": 2,
        "not_applicable": 0, "not_observed": 0,
        # one visit, to one of two outlets: 1 / (1 + 0.3 (1 - 1/2)) = 0.87
        "share": "100.00", "size": "0.9", "low": "18.45", "high": "100.00",
    }  # fmt: skip
    trace = f"interview:{world.accepted}#greeted"
    assert trace in line["evidence"]
    evidence = next(item for item in sheet["evidence"] if item["trace"] == trace)
    assert (evidence["source"], evidence["outcome"], evidence["degree"]) == (
        "observed",
        "met",
        "1",
    )
    _, interviews = await ask(f"/cases/{world.case.id}/interviews")
    counted = {row["interview"]: row["counts"] for row in interviews["rows"]}
    assert counted == {world.key: False, world.accepted: True}
    found = next(r for r in interviews["rows"] if r["interview"] == world.accepted)
    answer = next(a for a in found["answers"] if a["question"] == "greeted")
    assert (answer["value"], answer["worded"]) == ({"chosen": "yes"}, "Yes")


async def test_a_case_says_where_it_stands_in_the_language_asked_for(
    ask: Ask, world: World
) -> None:
    _, english = await ask(f"/cases/{world.case.id}")
    _, chinese = await ask(f"/cases/{world.case.id}?lang=zh")
    assert "1 interview to review" in english["standing"]
    assert "1 份访问待审核" in chinese["standing"]
    assert english["interviews"] == {"accepted": 1, "submitted": 1}


async def test_some_interviews_are_pulled_by_wave_and_by_day(
    ask: Ask, client: Client, tokens: dict[str, str], world: World
) -> None:
    headers = {"Authorization": f"Bearer {tokens['li']}"}
    for path, format in [("answers.json", Format.JSON), ("timing.zip", Format.CSV)]:
        here = f"/api/v1/cases/{world.case.id}/{path}"
        for query, many in [("", "2"), ("?to=2020-01-01", "0"), ("?from=2020-01-01", "2")]:
            async with client.get(here + query, headers=headers) as answer:
                told = facts(read(format, await answer.read()))
            assert told["interviews"] == many
            assert told.get("to") == ("2020-01-01" if "to" in query else None)
        for query, said in [
            ("wave=nowhere", "no wave called nowhere"), ("from=x", "from is a day"),
            ("to=2026-13-01", "to is a day"), ("first=2026-01-01", "no parameter first"),
            ("from=2026-11-02&to=2026-11-01", "lies before"),
        ]:  # fmt: skip
            status, problem = await ask(f"/cases/{world.case.id}/{path}?{query}")
            assert status == (404 if "wave" in query else 422)
            assert said in problem["error"]["message"]


async def test_how_the_interviews_ended_is_pulled_in_every_form(
    ask: Ask, client: Client, tokens: dict[str, str], world: World
) -> None:
    _, told = await ask(f"/cases/{world.case.id}/outcomes")
    whole = next(row for row in told["rows"] if row["by"] == "case")
    assert (whole["mode"], whole["total"]) == ("mystery", 2)
    assert [one["code"] for one in whole["ended"]] == ["1.1"]
    assert whole["rates"]["RR1"] == {"rate": 1.0, "n": 2.0}

    headers = {"Authorization": f"Bearer {tokens['li']}"}
    address = f"/api/v1/cases/{world.case.id}/outcomes"
    async with client.get(f"{address}.csv", headers=headers) as answer:
        rows = list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    assert [row["total"] for row in rows] == [str(row["total"]) for row in told["rows"]]
    async with client.get(f"{address}.xlsx", headers=headers) as answer:
        sheet = load_workbook(io.BytesIO(await answer.read())).worksheets[0]
    assert sheet.max_row == len(rows) + 1
