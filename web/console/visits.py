"""One visit: its window, why it is late, when its shopper was reminded; more time."""

from datetime import datetime, time

from aiohttp import web

from certification.days import day_of
from db.audit import record
from locales import CHINA, say
from surveys import store as surveys
from surveys.entries import Status, view
from surveys.errors import NoLonger
from surveys.extension import extend
from surveys.records import Assignment
from web.console.cases import case_page
from web.console.desk import Desk, see


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    return await _page(desk, await _visit(desk))


async def more_time(desk: Desk) -> web.StreamResponse:
    """Until the last moment of the chosen day."""
    await desk.case()
    visit, last = await _visit(desk), day_of(desk.form.get("closes", ""))
    if last is None:
        return await _page(desk, visit, say(desk.language, "console-visit-need-day"))
    closes = datetime.combine(last, time.max.replace(microsecond=0), CHINA)
    try:
        await extend(desk.tx, visit.code, closes, desk.services.public_url, desk.at)
    except NoLonger:
        return await _page(desk, visit, say(desk.language, "console-visit-no-longer"))
    details = {"from": visit.closes.isoformat(), "to": closes.isoformat()}
    subject = f"assignment:{visit.id}"
    await record(desk.tx, desk.at, desk.user.actor, "assignment.extend", subject, details)
    return see(f"/console/cases/{desk.case_id}/visits/{visit.id}?done=extended")


async def _page(desk: Desk, visit: Assignment, problem: str = "") -> web.Response:
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    held = await surveys.by_assignment(desk.tx, visit.id)
    seen = view(held.interview) if held else None
    status = seen.status if seen else None
    context = {
        "visit": visit,
        "outlet": next(one for one in sheet.outlets if one.id == visit.outlet_id),
        "asked": desk.cases.questionnaires[visit.questionnaire, visit.edition],
        "key": held.key if held else None,
        "status": status,
        "why": seen.reason if seen and seen.status in (Status.OPEN, Status.PAUSED) else None,
        "late": desk.at > visit.closes,
        "reminded": await surveys.reminders_of(desk.tx, visit.id),
        "can_extend": status is None or not status.over,
        "problem": problem,
        "done": desk.request.query.get("done", ""),
    }
    return await case_page(desk, "visit", context, sheet=sheet, status=422 if problem else 200)


async def _visit(desk: Desk) -> Assignment:
    """The one of the address.  Raises HTTPNotFound unless it is of the case."""
    visit = await surveys.assignment(desk.tx, int(desk.request.match_info["visit"]))
    wave = await surveys.wave(desk.tx, visit.wave_id) if visit else None
    if visit is None or wave is None or wave.case_id != desk.case_id:
        raise web.HTTPNotFound
    return visit
