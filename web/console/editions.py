"""A wave's running interviews go on under another edition: first a look, then the doing."""

from collections import Counter

from aiohttp import web

from certification import store as certification
from surveys import store as surveys
from surveys.editions import changes, poolable
from surveys.editions.words import gravity, told, why
from surveys.entries import Moment
from surveys.load import Questionnaires
from surveys.moving import move, moves
from surveys.questionnaire import Questionnaire
from surveys.records import Wave
from surveys.store import MoveLogged
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.errors import Malformed


async def show(desk: Desk) -> web.StreamResponse:
    """What would be moved, what stays and why, and who moved what before."""
    await desk.case()
    wave = await _wave(desk)
    query = desk.request.query
    old, new = _editions(desk, query.get("from", ""), query.get("to", ""))
    dry = await moves(desk.tx, old, new, wave.id, not_begun=True)
    users = {u.actor: u.name for u in await certification.all_users(desk.tx)}
    logged = await surveys.moves_of_wave(desk.tx, wave.id)
    context = {
        "wave": wave,
        "old": old,
        "new": new,
        "gravity": gravity(dry.verdict, old.key, new.key, desk.language),
        "told": [told(change, desk.language) for change in changes(old, new)],
        "pooled": len(poolable(old, new)),
        "dry": dry,
        "stays": [(key, why(reasons, desk.language)) for key, reasons in dry.stays],
        "history": history(logged, users),
        "done": desk.count("done"),
        "not_begun": desk.count("not-begun"),
    }
    return await case_page(desk, "edition-move", context)


async def go_on(desk: Desk) -> web.StreamResponse:
    """Each interview in a transaction of its own: the desk's only reads."""
    await desk.case()
    wave = await _wave(desk)
    old, new = _editions(desk, desk.form.get("from", ""), desk.form.get("to", ""))
    made = await move(
        desk.services.engine, old, new, wave.id, desk.user.actor, Moment(desk.at, "console"),
        not_begun="not-begun" in desk.form,
    )  # fmt: skip
    rest = made.assignments + made.cards
    return see(
        f"/console/cases/{desk.case_id}/waves/{wave.id}/edition"
        f"?from={old.key}&to={new.key}&done={len(made.moved)}&not-begun={rest}"
    )


def offers(
    on: list[tuple[str, int]], known: Questionnaires
) -> list[tuple[Questionnaire, Questionnaire]]:
    """From each edition in the field to every later one that is known."""
    return [
        (known[id, edition], new)
        for id, edition in on
        for (other, number), new in sorted(known.items())
        if other == id and number > edition and (id, edition) in known
    ]


def history(
    logged: list[MoveLogged], users: dict[str, str]
) -> list[tuple[str, str, str, int, object]]:
    """Who, from, to, how many and when; latest first.  One move of many has one moment."""
    counted = Counter(
        (users.get(one.by, one.by), f"{one.questionnaire}@{one.old}",
         f"{one.questionnaire}@{one.new}", one.at)
        for one in logged
    )  # fmt: skip
    return [(who, old, new, count, at) for (who, old, new, at), count in counted.items()]


async def _wave(desk: Desk) -> Wave:
    """The one of the address.  Raises HTTPNotFound unless it is of the case."""
    wanted = int(desk.request.match_info["wave"])
    found = await surveys.waves_of_case(desk.tx, desk.case_id)
    wave = next((wave for wave in found if wave.id == wanted), None)
    if wave is None:
        raise web.HTTPNotFound
    return wave


def _editions(desk: Desk, old: str, new: str) -> tuple[Questionnaire, Questionnaire]:
    """Two editions of one questionnaire.  Raises Malformed."""
    known = {one.key: one for one in desk.cases.questionnaires.values()}
    before, after = known.get(old), known.get(new)
    if before is None or after is None or before.id != after.id or old == new:
        raise Malformed("page-error-422", 422)
    return before, after
