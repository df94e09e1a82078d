"""How every visit and every customer's survey ended: AAPOR's codes and rates, each with its n."""

from collections.abc import Sequence
from fractions import Fraction

from aiohttp import web

from certification.outcomes_export import outcomes, outcomes_export
from surveys.dispositions import CODES, Disposition
from surveys.outcome_rates import Row
from surveys.questionnaire import Mode
from web.console.cases import case_page
from web.console.desk import Desk
from web.console.pulling import as_file, format_of


async def show(desk: Desk) -> web.StreamResponse:
    case = await desk.case()
    rows = await outcomes(desk.tx, case, desk.cases.questionnaires, desk.at)
    parts = [(mode, [row for row in rows if row.mode is mode]) for mode in Mode]
    context = {
        "parts": [(mode, found, occurring(found)) for mode, found in parts if found],
        "percent": percent,
        "n": n,
    }
    return await case_page(desk, "outcomes", context)


async def file(desk: Desk) -> web.StreamResponse:
    """The same table, to take along."""
    case = await desk.case()
    rows = await outcomes(desk.tx, case, desk.cases.questionnaires, desk.at)
    return as_file(outcomes_export(case, rows, format_of(desk), desk.language, desk.at))


def occurring(rows: Sequence[Row]) -> list[tuple[Disposition, str]]:
    """The ends that occur in *rows*, with their codes, in the order of the codes."""
    return [(one, code) for one, (code, _) in CODES.items() if any(one in r.ended for r in rows)]


def percent(value: Fraction | None) -> str:
    """With one decimal; a dash where there is nothing to divide by."""
    return "–" if value is None else f"{float(value * 100):.1f} %"


def n(value: Fraction | int) -> str:
    """Whole, or with one decimal where a share of the unknown is in it."""
    return str(int(value)) if value == int(value) else f"{float(value):.1f}"
