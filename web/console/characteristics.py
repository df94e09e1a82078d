"""The six service characteristics: seen by shoppers, felt by customers, never pooled."""

from aiohttp import web

from locales import say
from scoring.estimate import Estimate
from scoring.evidence import Source
from scoring.index import CHARACTERISTICS, Index, whole
from scoring.index_gaps import Figure, index_gaps
from scoring.policies import UNSTATED
from scoring.statistics.domain import Interval
from web.console.cases import case_page
from web.console.charts import Bar, bars
from web.console.desk import Desk

SOURCES = (Source.OBSERVED, Source.PERCEIVED)
SMALL = 5  # answers below which a cell says so by its looks


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id, indices=True)
    policies, all_ = {**UNSTATED, **sheet.sheet.policies}, sheet.indices
    found = {(i.characteristic, i.source, i.outlet, i.wave): i for i in all_}
    enough = int(policies["enough_characteristics"])

    def bar(characteristic: str, source: Source) -> Bar:
        index = found.get((characteristic, source, None, None))
        if index is None or index.mean is None:
            return Bar(None, index.n if index else 0, source.value)
        mean = index.mean
        return Bar(float(mean.value), index.n, source.value, mean.interval)

    rows = [
        (name, say(desk.language, f"characteristic-{name}"), [bar(name, s) for s in SOURCES])
        for name in CHARACTERISTICS
    ]
    apart = index_gaps(all_, sheet.stated, int(policies["min_sample"]))
    waves = [*dict.fromkeys(i.wave for i in all_ if i.wave is not None)]
    context = {
        "chart": bars(rows, say(desk.language, "console-tab-characteristics")),
        "characteristics": CHARACTERISTICS,
        "sources": [s for s in SOURCES if any(i.source is s for i in all_)],
        "found": found,
        "level": level,
        "range": range_,
        "percents": lambda interval: range_(interval.times(100)),
        "whole": lambda source, outlet=None: whole(all_, source, outlet, enough=enough),
        "small": SMALL,
        "policies": policies,
        "outlets": [o for o in sheet.outlets if any(i.outlet == o.code for i in all_)],
        "waves": waves if len(waves) > 1 else [],
        "any": bool(all_ or sheet.stated),
        "gaps": [
            (
                gap.low.characteristic,
                say(
                    desk.language,
                    "console-gap",
                    low=told(gap.low, desk.language),
                    high=told(gap.high, desk.language),
                ),
            )
            for gap in apart
        ],
        "four": tuple(Source),
        "stated": {(one.characteristic, one.source): one for one in sheet.stated},
    }
    return await case_page(desk, "characteristics", context, sheet=sheet)


def told(figure: Figure, language: str) -> str:
    """A source's figure with the n it rests on."""
    source = say(language, f"console-source-{figure.source}")
    value = int(figure.value + 1e-9)
    return say(language, "console-index-gap-source", source=source, value=value, n=figure.n)


def level(index: Index) -> int:
    """0 to 4: how deep the colour of a cell with a value is."""
    return min(int((index.value or 0) // 20), 4)


def range_(of: Estimate | Interval | None) -> str:
    """An interval as it is read, "65–79"; empty where the data leave it open."""
    interval = of.interval if isinstance(of, Estimate) else of
    return f"{interval.low:.0f}–{interval.high:.0f}" if interval else ""
