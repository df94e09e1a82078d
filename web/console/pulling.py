"""Taking everything along: files, only what is new, and tokens for programs."""

from datetime import UTC

from aiohttp import web

from certification import accounts, export, pulls, score_export
from certification import store as certification
from certification.answers_export import answers_export
from certification.bundling import case_bundle
from certification.export import Export, Format
from certification.timing_export import timing_export
from certification.wanted import Wanted, wanted
from surveys import store as surveys
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.errors import Malformed
from web.files import sent


async def show(desk: Desk) -> web.StreamResponse:
    case = await desk.case()
    fresh = await pulls.fresh(desk.tx, desk.user, case)
    context = {
        "fresh": fresh,
        "formats": [*Format],
        "waves": await surveys.waves_of_case(desk.tx, case.id),
        "api": f"{desk.services.public_url}/api/v1/cases/{case.id}",
    }
    return await case_page(desk, "pull", context)


async def responses(desk: Desk) -> web.StreamResponse:
    """All of them, as a file."""
    return as_file(await _responses(desk, 0))


async def new_responses(desk: Desk) -> web.StreamResponse:
    """Only what came after this user's last pull; from now on that is the last one."""
    case = await desk.case()
    fresh = await pulls.fresh(desk.tx, desk.user, case)
    made = await _responses(desk, fresh.since)
    await pulls.pulled(desk.tx, desk.user, case, made, desk.at)
    return as_file(made)


async def score_sheet(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id, indices=True, evidence=True)
    return as_file(score_export.score_sheet(sheet, format_of(desk), desk.language, desk.at))


async def bundle(desk: Desk) -> web.StreamResponse:
    """All the score rests on, to be scored again by whoever has it."""
    case = await desk.case()
    made = await case_bundle(desk.tx, desk.cases, case.id)
    stamp = desk.at.astimezone(UTC)
    name = f"case-{case.id}-bundle-{stamp:%Y%m%dT%H%M%SZ}.zip"
    return as_file(Export(name, "application/zip", made))


async def answers(desk: Desk) -> web.StreamResponse:
    """A row an interview, a column a question."""
    case, known, format = await desk.case(), desk.cases.questionnaires, format_of(desk)
    asked = wanted_of(desk)
    made = await answers_export(desk.tx, case, known, format, desk.language, desk.at, asked=asked)
    return sent(desk.request, made)


async def timing(desk: Desk) -> web.StreamResponse:
    """When each question was shown, answered and changed."""
    case, known, format = await desk.case(), desk.cases.questionnaires, format_of(desk)
    asked = wanted_of(desk)
    made = await timing_export(desk.tx, case, known, format, desk.language, desk.at, asked=asked)
    return sent(desk.request, made)


async def tokens(desk: Desk) -> web.StreamResponse:
    return await _tokens(desk)


async def make_token(desk: Desk) -> web.StreamResponse:
    """A token is shown this once, on the page that answers; nothing keeps it."""
    _, secret = await accounts.make_token(desk.tx, desk.user, desk.form.get("name", ""), desk.at)
    return await _tokens(desk, secret)


async def revoke_token(desk: Desk) -> web.StreamResponse:
    number = desk.request.match_info["token"]
    await accounts.revoke_token(desk.tx, desk.user, int(number), desk.at)
    return see("/console/tokens")


async def _tokens(desk: Desk, secret: str = "") -> web.Response:
    context = {
        "tokens": await certification.tokens_of(desk.tx, desk.user.id),
        "secret": secret,
        "public_url": desk.services.public_url,
    }
    return desk.page("tokens.html", context)


async def _responses(desk: Desk, since: int) -> Export:
    case = await desk.case()
    return await export.responses(
        desk.tx, case, desk.cases.questionnaires, format_of(desk), desk.language, desk.at,
        since=since,
    )  # fmt: skip


def format_of(desk: Desk) -> Format:
    """The one of the form or the address.  Raises Malformed."""
    try:
        return Format(desk.form.get("format") or desk.request.match_info.get("format", ""))
    except ValueError:
        raise Malformed from None


def wanted_of(desk: Desk) -> Wanted:
    """Which interviews the address asks for.  Raises Rejected."""
    query = desk.request.query
    return wanted(query.get("wave", ""), query.get("from", ""), query.get("to", ""))


def as_file(made: Export) -> web.Response:
    """For the browser to keep."""
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return web.Response(body=made.body, headers=named | {"Content-Type": made.media})
