"""A client's outlets: all of them are imported, or none and every reason is told."""

import re

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.errors import Rejected
from certification.outlet_sheet import MOST_OUTLETS, import_outlets, read_outlets
from certification.service import Cases
from db.engine import transaction
from surveys import store
from tests.certification.builders import an_open_case
from tests.certification.sheets import GOOD, HEAD, bomb, patched, xlsx

ZH = "编号,名称,地址,纬度,经度,营业开始,营业结束"
LINE = ",".join(GOOD)


def told(data: bytes) -> list[str]:
    """Every sentence about *data*, whether it is refused as a whole or in parts."""
    try:
        return [problem.in_language("en") for problem in read_outlets(data).problems]
    except Rejected as error:
        return [problem.in_language("en") for problem in error.problems]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(HEAD, GOOD),
        xlsx(("名称", "编号", "地址", "经度", "纬度", "营业开始", "营业结束", "备注"),
             (GOOD[1], GOOD[0], GOOD[2], 114.28, 30.58, "9:00", "21:00", "=")),
        f"{ZH}\n{LINE}\n".encode("utf-8-sig"),
        f"{ZH}\r\n\r\n{LINE}\r\n,,,,,,\r\n".encode(),
        f"{ZH}\n{LINE}\n".encode("gb18030"),
        f"{ZH}\n{LINE}\n".replace(",", "\t").encode("utf-16"),
        f"{ZH}\n{LINE}\n".replace(",", ";").encode(),
    ],
    ids=["xlsx", "columns-in-chinese", "bom", "blank-lines", "gb18030", "utf-16", "semicolons"],
)  # fmt: skip
def test_outlets_are_read_however_the_file_was_saved(data: bytes) -> None:
    sheet = read_outlets(data)

    assert sheet.problems == ()
    (one,) = sheet.outlets
    assert (one.code, one.name, one.address) == GOOD[:3]
    assert (one.lat, one.lon, one.opens, one.closes) == (30.58, 114.28, "09:00", "21:00")


def test_every_mistake_is_told_with_its_row() -> None:
    rows = [
        "code,name,address,lat,lon,opens,closes",
        LINE,
        "S01,twin,somewhere,,,,",
        ",no code,somewhere,,,,",
        "S 3,,x,91,12a,25:00,",
        "=S4,formula,x,nan,1e3,,",
        "S05,half,x,30.1,,,",
    ]
    assert told("\n".join(rows).encode()) == [
        "row 3: the code S01 stands already in row 2",
        "row 4: code is empty",
        "row 5: name is empty",
        "row 5: the code S 3 must have no spaces and none of / ? # & % \\",
        "row 5: lat is 91; it is a number of degrees between -90 and 90",
        "row 5: lon is 12a; it is a number of degrees between -180 and 180",
        "row 5: opens is 25:00; write a time of day as 09:00",
        "row 5: opens and closes go together: fill in both or neither",
        "row 6: column A holds a formula; formulas are not calculated, enter the value",
        "row 6: lat is nan; it is a number of degrees between -90 and 90",
        "row 6: lon is 1e3; it is a number of degrees between -180 and 180",
        "row 7: lat and lon go together: fill in both or neither",
    ]


def merge(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:A3")


HUGE_GAP = patched(
    xlsx(HEAD, GOOD),
    "xl/worksheets/sheet1.xml",
    lambda xml: xml.replace('<row r="2"', '<row r="1999999999"'),
)


NO_SHEET = patched(
    xlsx(HEAD, GOOD),
    "xl/workbook.xml",
    lambda xml: re.sub("<sheets>.*</sheets>", "<sheets/>", xml),
)
BILLION_LAUGHS = patched(
    xlsx(HEAD, GOOD),
    "xl/worksheets/sheet1.xml",
    lambda xml: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + xml,
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b" \r\n", "the file is empty"),
        (b"PK\x03\x04junk", "this is not an XLSX workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "this is not an XLSX workbook"),
        (BILLION_LAUGHS, "this is not an XLSX workbook"),
        (bomb(64), "the file is too large, packed or unpacked"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfa", "neither UTF-8 nor GB18030"),
        (b'code,name,address\nS1,"open,x\n', "a quotation mark does not close"),
        (xlsx(HEAD), "there is no outlet under the headings"),
        (NO_SHEET, "the file is empty"),
        (HUGE_GAP, "there is no outlet under the headings"),
        (xlsx(("code", "code", "lat"), ("S1", "S2", 3)), "row 1: the column code stands twice"),
        (xlsx(("code",), ("S1",)), "the column name / 名称 / 网点名称 is missing"),
        (xlsx(HEAD, GOOD, ("", *GOOD[1:]), spoil=merge), "cells A2:A3 are merged"),
        (xlsx(HEAD, ("=1+1", *GOOD[1:])), "row 2: column A holds a formula"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    assert sentence in " | ".join(told(data))


def test_up_to_the_limit_is_taken_and_beyond_it_refused() -> None:
    def of(rows: int) -> bytes:
        return "\n".join(["code,name,address", *(f"S{n},n,a" for n in range(rows))]).encode()

    assert len(read_outlets(of(MOST_OUTLETS)).outlets) == MOST_OUTLETS
    assert told(of(10_000)) == ["the sheet has more than 5,000 rows; more are not taken at once"]


async def test_one_bad_row_imports_nothing(any_engine: AsyncEngine, cases: Cases) -> None:
    async with transaction(any_engine) as tx:
        client = (await an_open_case(tx, cases)).client.id
        assert await import_outlets(tx, client, read_outlets(xlsx(HEAD, GOOD))) == 1

    again = read_outlets(
        xlsx(HEAD[:3], ("S02", "new", "a"), ("s01", "there already", "a"), ("S03", "", "a"))
    )
    with pytest.raises(Rejected) as refused:
        async with transaction(any_engine) as tx:
            await import_outlets(tx, client, again)

    async with transaction(any_engine) as tx:
        codes = [outlet.code for outlet in await store.outlets_of_client(tx, client)]
    assert codes == ["S01"]
    assert refused.value.in_language("zh") == ("第 3 行：该客户已有网点 s01 第 4 行：name 为空")
