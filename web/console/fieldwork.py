"""Fieldwork: outlets, waves, who visits what, and the cards that hang at the outlets.

What cannot be is said at the top of the page, all of it, and nothing is stored.
"""

import asyncio
from datetime import datetime, time, timedelta

from aiohttp import web

from certification import outlet_sheet
from certification.days import day_of
from certification.errors import Rejected
from certification.texts import cleaned
from db.audit import record
from locales import CHINA, say
from surveys import store as surveys
from surveys.questionnaire import Mode, Questionnaire
from surveys.quotas import MOST
from surveys.records import Outlet, Wave
from web.console import waves
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.errors import Malformed

LONGEST_NAME, LONGEST_SCENARIO = 200, 2000


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    return await _page(desk)


async def upload_outlets(desk: Desk) -> web.StreamResponse:
    """All outlets of the spreadsheet, or every reason why not."""
    case = await desk.case()
    if desk.upload is None:
        return await _page(desk, [say(desk.language, "console-no-file")])
    try:
        # In a thread: a large workbook must not stop everybody else.
        read = await asyncio.to_thread(outlet_sheet.read_outlets, desk.upload.body)
        count = await outlet_sheet.import_outlets(desk.tx, case.client.id, read)
    except Rejected as error:
        return await _page(desk, [p.in_language(desk.language) for p in error.problems])
    return await _done(desk, "outlets", f"client:{case.client.id}", count)


async def add_wave(desk: Desk) -> web.StreamResponse:
    case = await desk.case()
    name, window = cleaned(desk.form.get("name", ""))[:LONGEST_NAME], _window(desk)
    problems = [] if name else [say(desk.language, "console-need-name")]
    if window is None or problems:
        return await _page(desk, [*problems, *_no_window(desk, window)])
    opens, closes = window
    wave = await surveys.add_wave(desk.tx, case_id=case.id, name=name, opens=opens, closes=closes)
    return await _done(desk, "wave", f"wave:{wave}", 1)


async def add_cards(desk: Desk) -> web.StreamResponse:
    """A card of the customers' survey for every outlet that has none in this wave."""
    case = await desk.case()
    wave, asked = await _wave(desk), _questionnaire(desk, Mode.PERCEPTION)
    have = {
        card.outlet_id
        for card in await surveys.cards_of_wave(desk.tx, wave.id)
        if (card.questionnaire, card.edition) == (asked.id, asked.edition)
    }
    outlets = await surveys.outlets_of_client(desk.tx, case.client.id)
    new = [outlet for outlet in outlets if outlet.id not in have]
    for outlet in new:
        await surveys.add_card(
            desk.tx, code=desk.services.new_token(), wave_id=wave.id, outlet_id=outlet.id,
            questionnaire=asked.id, edition=asked.edition,
        )  # fmt: skip
    return await _done(desk, "cards", f"wave:{wave.id}", len(new))


async def add_assignments(desk: Desk) -> web.StreamResponse:
    """A visit to one outlet, or to each."""
    wave, asked = await _wave(desk), _questionnaire(desk, Mode.MYSTERY)
    chosen, window = await _chosen(desk), _window(desk)
    zh, en = (cleaned(desk.form.get(f"scenario-{x}", "")) for x in ("zh", "en"))
    problems = [] if zh or en else [say(desk.language, "console-need-scenario")]
    if max(len(zh), len(en)) > LONGEST_SCENARIO:
        problems.append(say(desk.language, "console-long-scenario", most=LONGEST_SCENARIO))
    if not chosen:
        problems.append(say(desk.language, "console-need-outlet"))
    if window is None or problems:
        return await _page(desk, [*problems, *_no_window(desk, window)])
    opens, closes = window
    for outlet in chosen:
        await surveys.add_assignment(
            desk.tx, code=desk.services.new_token(), wave_id=wave.id, outlet_id=outlet.id,
            questionnaire=asked.id, edition=asked.edition,
            scenario={"zh": zh or en, "en": en or zh}, opens=opens, closes=closes, at=desk.at,
        )  # fmt: skip
    return await _done(desk, "assignments", f"wave:{wave.id}", len(chosen))


async def limit(desk: Desk) -> web.StreamResponse:
    """A cell of a quota takes more, or fewer, from now on."""
    await desk.case()
    cell, most = _number(desk.form.get("cell", "")), _number(desk.form.get("most", ""))
    if not 0 < most <= MOST:
        return await _page(desk, [say(desk.language, "console-quota-not-a-number", most=MOST)])
    old = await surveys.set_most(desk.tx, desk.case_id, cell, most)
    if old is None:
        raise Malformed("page-error-422", 422)
    said = {"quota": old.quota, "cell": old.cell, "from": old.before, "to": most}
    await record(desk.tx, desk.at, desk.user.actor, "quota.change", f"cell:{cell}", said)
    return see(f"/console/cases/{desk.case_id}/fieldwork?done=quota&count={most}#cell-{cell}")


def _number(text: str) -> int:
    """0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


async def _page(desk: Desk, problems: list[str] | None = None) -> web.Response:
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    where = {outlet.id: outlet.code for outlet in sheet.outlets}
    found = await surveys.waves_of_case(desk.tx, sheet.case.id)
    at = waves.leaf(desk, "outlets", len(sheet.outlets))
    context = {
        "outlets": sheet.outlets,
        "outlets_at": at,
        "outlets_shown": sheet.outlets[at.skip : at.skip + waves.SHOWN],
        "leafed": desk.count("outlets") is not None,
        "outlet": {outlet.id: outlet for outlet in sheet.outlets},
        "waves": [await waves.seen(desk, wave, where) for wave in found],
        "most_places": MOST,
        "answered": await surveys.answered_by_card(desk.tx, sheet.case.id),
        "questionnaires": desk.cases.questionnaires,
        "visits": waves.to_choose(desk, Mode.MYSTERY),
        "surveys": waves.to_choose(desk, Mode.PERCEPTION),
        "policy": await surveys.policy_of(desk.tx, sheet.case.id),
        "length": lambda long: length(long, desk.language),
        "now": desk.at,
        "public_url": desk.services.public_url,
        "problems": problems or [],
        "typed": desk.form,
        "done": desk.request.query.get("done", ""),
        "count": desk.count("count"),
    }
    status = 422 if problems else 200
    return await case_page(desk, "fieldwork", context, sheet=sheet, status=status)


def length(long: timedelta, language: str) -> str:
    """A length of time as a policy has it: whole minutes, hours or days, the largest that fits."""
    minutes = long // timedelta(minutes=1)
    for unit, each in (("days", 24 * 60), ("hours", 60)):
        if minutes % each == 0 and (unit == "hours" or minutes >= 2 * each):
            return say(language, f"console-length-{unit}", count=minutes // each)
    return say(language, "console-length-minutes", count=minutes)


async def _done(desk: Desk, what: str, subject: str, count: int) -> web.Response:
    await record(desk.tx, desk.at, desk.user.actor, f"{what}.add", subject, {"count": count})
    return see(f"/console/cases/{desk.case_id}/fieldwork?done={what}&count={count}#{what}")


async def _wave(desk: Desk) -> Wave:
    """The wave of the form, if it is of the case.  Raises Malformed."""
    wanted = desk.form.get("wave", "")
    found = await surveys.waves_of_case(desk.tx, desk.case_id)
    wave = next((wave for wave in found if str(wave.id) == wanted), None)
    if wave is None:
        raise Malformed("console-no-wave", 422)
    return wave


async def _chosen(desk: Desk) -> list[Outlet]:
    case, wanted = await desk.case(), desk.form.get("outlet", "")
    outlets = await surveys.outlets_of_client(desk.tx, case.client.id)
    return [outlet for outlet in outlets if wanted in ("all", str(outlet.id))]


def _questionnaire(desk: Desk, mode: Mode) -> Questionnaire:
    """The one of the form, if it is of this mode.  Raises Malformed."""
    wanted = desk.form.get("questionnaire", "")
    known = desk.cases.questionnaires.values()
    found = next((q for q in known if q.key == wanted and q.mode is mode), None)
    if found is None:
        raise Malformed("page-error-422", 422)
    return found


def _window(desk: Desk) -> tuple[datetime, datetime] | None:
    """From the first moment of the one day to the last of the other; None if that cannot be."""
    first, last = day_of(desk.form.get("opens", "")), day_of(desk.form.get("closes", ""))
    if first is None or last is None or last < first:
        return None
    opens = datetime.combine(first, time.min, CHINA)
    return opens, datetime.combine(last, time.max.replace(microsecond=0), CHINA)


def _no_window(desk: Desk, window: tuple[datetime, datetime] | None) -> list[str]:
    return [] if window else [say(desk.language, "console-need-window")]
