"""The six service characteristics: seen by shoppers, felt by customers, never pooled."""

from aiohttp import web

from locales import say
from scoring.evidence import Source
from scoring.index import CHARACTERISTICS, Index
from web.console.cases import case_page
from web.console.charts import Bar, bars
from web.console.desk import Desk

SOURCES = (Source.OBSERVED, Source.PERCEIVED)
SMALL = 5  # answers below which a cell says so by its looks


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    found = {(i.characteristic, i.source, i.outlet): i for i in sheet.indices}

    def bar(characteristic: str, source: Source) -> Bar:
        index = found.get((characteristic, source, None))
        return Bar(float(index.value) if index else None, index.n if index else 0, source.value)

    rows = [
        (name, say(desk.language, f"characteristic-{name}"), [bar(name, s) for s in SOURCES])
        for name in CHARACTERISTICS
    ]
    context = {
        "chart": bars(rows, say(desk.language, "console-tab-characteristics")),
        "characteristics": CHARACTERISTICS,
        "sources": SOURCES,
        "found": found,
        "level": level,
        "small": SMALL,
        "outlets": [o for o in sheet.outlets if any(i.outlet == o.code for i in sheet.indices)],
        "any": bool(sheet.indices),
    }
    return await case_page(desk, "characteristics", context, sheet=sheet)


def level(index: Index) -> int:
    """0 to 4: how deep the cell's colour is."""
    return min(int(index.value // 20), 4)
