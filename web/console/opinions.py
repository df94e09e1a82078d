"""What customers think and whether it can be relied on: as far as the questions asked carry it."""

from aiohttp import web

from scoring.policies import stated
from scoring.statistics.domain import Interval
from scoring.statistics.perception import Cut
from surveys.double_coding import HONEST
from web.console.cases import case_page
from web.console.desk import Desk


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id, indices=True)
    context = {
        "opinions": sheet.opinions,
        "scales": sheet.scales,
        "agreement": sheet.agreement,
        "honest_low": HONEST,
        "fewest": stated(sheet.sheet.policies, "fewest_shown"),
        "cuts": tuple(Cut),
        "signed": lambda value: f"{float(value):+.1f}".replace("-", "−"),
        "plain": lambda value: f"{float(value):.1f}",
        "two": lambda value: f"{float(value):.2f}".replace("-", "−"),
        "between": between,
    }
    return await case_page(desk, "opinions", context, sheet=sheet)


def between(interval: Interval | None, digits: int = 0) -> str:
    """An interval as it is read: "65 to 79" without the word, since an end may be negative."""
    if interval is None:
        return ""
    low, high = (f"{end:.{digits}f}".replace("-", "−") for end in (interval.low, interval.high))
    return f"{low} … {high}"
