"""A quota of a wave, made or changed at the desk: what it sorts by is chosen, then its cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from certification.texts import cleaned
from db.audit import record
from locales import pick, say
from surveys import store
from surveys.questionnaire import AnyQuestion, Questionnaire
from surveys.quotas import MOST, Cell, Otherwise, Quota, StoredQuota, Values
from surveys.records import Wave
from surveys.recounting import recount
from surveys.strata import MOST_LISTED, MOST_STRATA, cells, chosen, strata
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.console.quotas import HOUR, cell_label
from web.errors import Malformed

LONGEST_NAME, LONGEST_HOLD = 80, 24 * 366  # hours


@dataclass(frozen=True, slots=True)
class Sorting:
    """What the cells are made of; *quota*: the one that is changed, None for a new one; *cells*
    None: too many to choose from."""

    wave: Wave
    asked: Questionnaire
    outlet_id: int | None
    questions: list[AnyQuestion | None]
    cells: list[Values] | None
    quota: StoredQuota | None
    most: dict[Values, int]


async def show(desk: Desk) -> web.StreamResponse:
    """First what it sorts by, then the cells of that."""
    await desk.case()
    return await _page(desk, await _wave(desk), await _sorting(desk, dict(desk.request.query)))


async def save(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sorting = await _sorting(desk, desk.form)
    if sorting is None:
        raise Malformed("page-error-422", 422)
    await store.alone_with_quotas(desk.tx, sorting.wave.id)
    if "remove" in desk.form and sorting.quota is not None:
        await store.remove_quota(desk.tx, sorting.quota.id)
        return await _done(desk, sorting.wave, "remove", sorting.quota.id, sorting.quota.name, 0)
    others = [one for one in await store.quotas_of_wave(desk.tx, sorting.wave.id)
              if sorting.quota is None or one.id != sorting.quota.id]  # fmt: skip
    made, problems = _read(desk, sorting, {one.name for one in others})
    if made is None:
        return await _page(desk, sorting.wave, sorting, problems)
    if sorting.quota is None:
        id = await store.add_quota(desk.tx, sorting.wave.id, sorting.outlet_id, made)
    else:
        id = sorting.quota.id
        await store.change_quota(desk.tx, id, made)
    stored = next(q for q in await store.quotas_of_wave(desk.tx, sorting.wave.id) if q.id == id)
    known = desk.cases.questionnaires
    taken = await recount(desk.tx, desk.case_id, sorting.wave.id, stored, known, desk.at)
    what = "add" if sorting.quota is None else "change"
    return await _done(desk, sorting.wave, what, id, made.name, taken)


def _read(desk: Desk, sorting: Sorting, names: set[str]) -> tuple[Quota | None, list[str]]:
    """The quota of the form, or everything that is wrong with it."""
    form, language = desk.form, desk.language
    name = sorting.quota.name if sorting.quota else cleaned(form.get("name", ""))[:LONGEST_NAME]
    problems = [] if name else [say(language, "console-need-name")]
    if name in names:
        problems.append(say(language, "console-quota-twice", name=name))
    wanted: list[Cell] = []
    for place, values in enumerate(sorting.cells or ()):
        typed = form.get(f"cell-{place}", "").strip()
        if typed and not 0 < (most := _number(typed)) <= MOST:
            which = cell_label(language, sorting.questions, values)
            problems.append(say(language, "console-quota-odd-cell", cell=which, most=MOST))
        elif typed:
            wanted.append(Cell(values, most))
    hours = _number(form.get("hold", ""))
    if not 0 < hours <= LONGEST_HOLD:
        problems.append(say(language, "console-quota-odd-hold", most=LONGEST_HOLD))
    if form.get("otherwise", "") not in tuple(Otherwise):
        raise Malformed("page-error-422", 422)
    if not wanted and not problems:
        problems.append(say(language, "console-quota-no-cell"))
    if problems:
        return None, problems
    by = sorting.quota.by if sorting.quota else tuple(q.id for q in sorting.questions if q)
    otherwise, hold = Otherwise(form["otherwise"]), timedelta(hours=hours)
    return Quota(name, sorting.asked.id, by, tuple(wanted), otherwise, hold), []


async def _sorting(desk: Desk, given: dict[str, str]) -> Sorting | None:
    """What the address or the form says; None where it says nothing yet.  Raises Malformed."""
    wave = await _wave(desk)
    if number := _number(given.get("quota", "")):
        return await _known(desk, wave, number)
    if "by0" not in given:
        return None
    asked, by = _newest(desk, given.get("questionnaire", "")), _by(given)
    questions = chosen(asked, by) if asked else None
    outlet, case = given.get("outlet", "all"), await desk.case()
    there = {str(one.id): one.id for one in await store.outlets_of_client(desk.tx, case.client.id)}
    if asked is None or questions is None or outlet not in ("all", *there):
        raise Malformed("console-quota-no-such", 422)
    return Sorting(wave, asked, there.get(outlet), [*questions], cells(questions), None, {})


def _by(given: Mapping[str, str]) -> list[str]:
    return [given.get(f"by{place}", "") for place in range(MOST_STRATA)]


async def _known(desk: Desk, wave: Wave, number: int) -> Sorting:
    """An existing quota, its own cells first, with whatever else its questions can say."""
    stored = await store.quotas_of_wave(desk.tx, wave.id)
    quota = next((one for one in stored if one.id == number), None)
    asked = _newest(desk, quota.questionnaire) if quota else None
    if quota is None or asked is None:
        raise Malformed("page-error-422", 422)
    written = (await store.cells_of_wave(desk.tx, wave.id))[quota.id]
    most = {one.values: one.most for one in written if one.values is not None and one.most}
    listed = chosen(asked, quota.by)
    more = cells(listed) if listed is not None else None
    every = list(dict.fromkeys((*most, *(more or ()))))
    questions = [asked.get(id) for id in quota.by]
    return Sorting(wave, asked, quota.outlet_id, questions, every, quota, most)


async def _page(
    desk: Desk, wave: Wave, sorting: Sorting | None, problems: list[str] | None = None
) -> web.Response:
    case, language = await desk.case(), desk.language
    newest: dict[str, Questionnaire] = {}
    for one in sorted(desk.cases.questionnaires.values(), key=lambda q: q.edition):
        newest[one.id] = one
    given = desk.form or dict(desk.request.query)
    asked = sorting.asked if sorting else newest.get(given.get("questionnaire", ""))
    context = {
        "wave": wave,
        "sorting": sorting,
        "asked": asked,
        "most_listed": MOST_LISTED,
        "rows": [] if sorting is None else [
            (place, cell_label(language, sorting.questions, values),
             desk.form.get(f"cell-{place}", str(sorting.most.get(values, ""))))
            for place, values in enumerate(sorting.cells or ())
        ],
        "title": pick(asked.title, language) if asked else "",
        "by": _by(given),
        "hours": int(sorting.quota.hold / HOUR) if sorting and sorting.quota else 24,
        "questionnaires": [*newest.values()],
        "sorts": strata(asked) if asked else [],
        "given": given,
        "outlets": await store.outlets_of_client(desk.tx, case.client.id),
        "most_places": MOST,
        "otherwise": [*Otherwise],
        "problems": problems or [],
        "typed": desk.form,
    }  # fmt: skip
    return await case_page(desk, "quota", context, status=422 if problems else 200)


async def _done(desk: Desk, wave: Wave, what: str, id: int, name: str, taken: int) -> web.Response:
    said = {"wave": wave.id, "quota": name, "counted": taken}
    await record(desk.tx, desk.at, desk.user.actor, f"quota.{what}", f"quota:{id}", said)
    anchor = "" if what == "remove" else f"#quota-{id}"
    return see(f"/console/cases/{desk.case_id}/fieldwork?done=quota-{what}&count={taken}{anchor}")


async def _wave(desk: Desk) -> Wave:
    wanted = int(desk.request.match_info["wave"])
    found = await store.waves_of_case(desk.tx, desk.case_id)
    wave = next((wave for wave in found if wave.id == wanted), None)
    if wave is None:
        raise web.HTTPNotFound
    return wave


def _newest(desk: Desk, id: str) -> Questionnaire | None:
    editions = [one for one in desk.cases.questionnaires.values() if one.id == id]
    return max(editions, key=lambda one: one.edition, default=None)


def _number(text: str) -> int:
    """0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
