"""The list of cases, and what every page of one case shows above its tab."""

from typing import Any

from aiohttp import web

from certification.case import Case
from certification.sheet import CaseSheet
from scoring.load import current, shipped
from surveys import store as surveys
from web.console.desk import Desk, see

# Pages that stand behind a tab of another name.
BEHIND = {
    "interview": "interviews", "clause": "sheet", "own": "sheet",
    "audit-sheet": "audit", "preview": "audit",
    "edition-move": "fieldwork", "visit": "fieldwork", "outcomes": "fieldwork",
    "quota": "fieldwork",
}  # fmt: skip
TABS = (
    "sheet",
    "audit",
    "interviews",
    "characteristics",
    "opinions",
    "fieldwork",
    "pull",
    "settings",
)


async def show(desk: Desk) -> web.StreamResponse:
    """The cases this user may see, each with where it stands."""
    cases = await desk.cases.of_user(desk.tx, desk.user)
    found = [(case, desk.cases.scheme_of(case)) for case in cases]
    rows = [
        {"case": case, "scheme": scheme, "standing": await _standing(desk, case)}
        for case, scheme in found
    ]
    context = {"rows": rows, "schemes": current(shipped()) if desk.administrator else {}}
    return desk.page("cases.html", context)


async def open_case(desk: Desk) -> web.StreamResponse:
    """A new client and its first case, in one step."""
    names = {"zh": desk.form.get("zh", ""), "en": desk.form.get("en", "")}
    client = await desk.cases.add_client(desk.tx, names, desk.user.actor, desk.at)
    case = await desk.cases.open(
        desk.tx, client.id, desk.form.get("scheme", ""), desk.user.actor, desk.at
    )
    return see(f"/console/cases/{case.id}")


async def case_page(
    desk: Desk,
    tab: str,
    context: dict[str, Any],
    *,
    sheet: CaseSheet | None = None,
    status: int = 200,
) -> web.Response:
    """The page of *tab* under the case's head.  The case must be known to be the user's."""
    sheet = sheet or await desk.cases.sheet(desk.tx, desk.case_id)
    head = {
        "case": sheet.case,
        "scheme": sheet.scheme,
        "standing": sheet.standing(desk.language),
        "here": f"/console/cases/{sheet.case.id}",
        "tab": BEHIND.get(tab, tab),
        "tabs": TABS,
        "to_review": sheet.to_review,
        "first_steps": await _first_steps(desk, sheet) if tab == "sheet" else [],
    }
    return desk.page(f"{tab}.html", head | context, status=status)


async def _standing(desk: Desk, case: Case) -> str:
    return (await desk.cases.sheet(desk.tx, case.id)).standing(desk.language)


async def _first_steps(desk: Desk, sheet: CaseSheet) -> list[tuple[str, str]]:
    """What an empty case wants first: (sentence id, tab), in order; nothing once it has begun."""
    if sheet.statuses or sheet.audit.findings:
        return []
    waves = await surveys.waves_of_case(desk.tx, sheet.case.id)
    steps = [("audit", "audit")]
    if not sheet.outlets:
        steps.append(("outlets", "fieldwork"))
    if not waves:
        steps.append(("wave", "fieldwork"))
    if not sheet.unvisited:
        steps.append(("assignments", "fieldwork"))
    return steps
