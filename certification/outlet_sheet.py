"""A client's outlets from a spreadsheet: all of them, or every reason why not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.case import ClientId
from certification.errors import Complaint, Rejected, complaint
from certification.spreadsheet import Read, Row, formulas, merges, read, refuse
from certification.texts import cleaned
from surveys import store as surveys

MOST_OUTLETS = 5_000
COLUMNS = {
    "code": ("code", "编号", "网点编号"),
    "name": ("name", "名称", "网点名称"),
    "address": ("address", "地址"),
    "lat": ("lat", "latitude", "纬度"),
    "lon": ("lon", "lng", "longitude", "经度"),
    "opens": ("opens", "营业开始"),
    "closes": ("closes", "营业结束"),
}
NEEDED = ("code", "name", "address")
LONGEST = {"code": 32, "name": 200, "address": 500}
CODE = re.compile(r"[^\s/?#&%\\]+")  # it stands in addresses and file names
NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?")
HOUR = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)(:00)?")


@dataclass(frozen=True, slots=True)
class NewOutlet:
    """An outlet as read; degrees (WGS 84), local "HH:MM"; *row* is where it stood."""

    row: int
    code: str
    name: str
    address: str
    lat: float | None
    lon: float | None
    opens: str | None
    closes: str | None


@dataclass(frozen=True, slots=True)
class OutletSheet:
    """*outlets* are the good rows; with any of *problems* nothing must be imported."""

    outlets: tuple[NewOutlet, ...]
    problems: tuple[Complaint, ...]


def read_outlets(data: bytes) -> OutletSheet:
    """The outlets in an XLSX (its first sheet) or CSV file.

    Raises Rejected where the file as a whole cannot be taken: not a spreadsheet, empty, too
    large, more than MOST_OUTLETS rows, a column missing.
    """
    sheet = read(data, MOST_OUTLETS).sheets[0]
    if not sheet.rows:
        raise refuse("sheet-empty")
    head, rows = sheet.rows[0], sheet.rows[1:]
    columns = _columns(head)
    if not rows:
        raise refuse("outlets-none")
    return _read(sheet, rows, columns)


async def import_outlets(tx: AsyncConnection, client_id: ClientId, sheet: OutletSheet) -> int:
    """Store all outlets of *sheet*; how many.  Raises Rejected with every problem, and then
    nothing was stored; a code the client already has is one."""
    known = {outlet.code.casefold() for outlet in await surveys.outlets_of_client(tx, client_id)}
    problems = [
        *sheet.problems,
        *(
            complaint("outlet-exists", row=new.row, code=new.code)
            for new in sheet.outlets
            if new.code.casefold() in known
        ),
    ]
    if problems:
        raise Rejected(sorted(problems, key=lambda problem: problem.row))
    for new in sheet.outlets:
        await surveys.add_outlet(
            tx, client_id=client_id, code=new.code, name=new.name, address=new.address,
            lat=new.lat, lon=new.lon, opens=new.opens, closes=new.closes,
        )  # fmt: skip
    return len(sheet.outlets)


def _columns(head: Row) -> dict[str, int]:
    """Which column holds what.  Raises Rejected with every column missing or given twice."""
    found: dict[str, int] = {}
    problems = []
    for number, text in enumerate(head.cells):
        heading = text.strip().lower()
        name = next((name for name, words in COLUMNS.items() if heading in words), None)
        if name in found:
            problems.append(complaint("column-twice", row=head.number, column=heading[:40]))
        elif name:
            found[name] = number
    for name in NEEDED:
        if name not in found:
            words = " / ".join(COLUMNS[name])
            problems.append(complaint("column-missing", row=head.number, column=words))
    if problems:
        raise Rejected(problems)
    return found


def _read(sheet: Read, rows: tuple[Row, ...], columns: dict[str, int]) -> OutletSheet:
    outlets: list[NewOutlet] = []
    problems = list(merges(sheet))
    seen: dict[str, int] = {}
    for row in rows:
        given = {name: cleaned(row.cell(column)) for name, column in columns.items()}
        wrong = [*formulas(row, columns.values()), *_problems(row.number, given)]
        code = given["code"].casefold()
        if code and code in seen:
            wrong.append(complaint(
                "outlet-twice", row=row.number, code=given["code"][:32], first=str(seen[code])
            ))  # fmt: skip
        seen.setdefault(code, row.number)
        problems += wrong
        if not wrong:
            outlets.append(_outlet(row.number, given))
    return OutletSheet(tuple(outlets), tuple(problems))


def _problems(row: int, given: dict[str, str]) -> Iterator[Complaint]:
    for name in NEEDED:
        if not given[name]:
            yield complaint("outlet-needs", row=row, column=name)
        elif len(given[name]) > LONGEST[name]:
            yield complaint("outlet-long", row=row, column=name, most=LONGEST[name])
    if given["code"] and not CODE.fullmatch(given["code"]):
        yield complaint("outlet-code", row=row, code=given["code"][:32])
    for name, most in (("lat", 90), ("lon", 180)):
        value = given.get(name, "")
        if value and not (NUMBER.fullmatch(value) and -most <= float(value) <= most):
            yield complaint("outlet-degrees", row=row, column=name, value=value[:40], most=most)
    for name in ("opens", "closes"):
        value = given.get(name, "")
        if value and not HOUR.fullmatch(value):
            yield complaint("outlet-hour", row=row, column=name, value=value[:40])
    for one, other in (("lat", "lon"), ("opens", "closes")):
        if bool(given.get(one)) != bool(given.get(other)):
            yield complaint("outlet-half", row=row, one=one, other=other)


def _outlet(row: int, given: dict[str, str]) -> NewOutlet:
    lat, lon = given.get("lat"), given.get("lon")
    return NewOutlet(
        row=row,
        code=given["code"],
        name=given["name"],
        address=given["address"],
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        opens=_hour(given.get("opens")),
        closes=_hour(given.get("closes")),
    )


def _hour(text: str | None) -> str | None:
    """ "9：00" -> "09:00"."""
    found = HOUR.fullmatch(text or "")
    return f"{int(found[1]):02d}:{found[2]}" if found else None
