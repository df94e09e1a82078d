"""The audit by spreadsheet: the template down, filled in up, looked at, and only then saved.

Between looking and saving the lines travel in the page, sealed: bound to the user and the case,
good for a few hours; nothing is half saved in between.
"""

import asyncio
import json

from aiohttp import web
from cryptography.fernet import InvalidToken

from certification.errors import CertificationError, Rejected
from locales import say
from web.console import session
from web.console.cases import case_page
from web.console.desk import Desk, see

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOURS_S = 4 * 3600
SHOWN = 200  # problems


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    return await _page(desk)


async def template(desk: Desk) -> web.StreamResponse:
    """The scheme's own rows, with what stands already filled in."""
    from certification import audit_template  # here: openpyxl is slow to start with

    case = await desk.case()
    scheme = desk.cases.scheme_of(case)
    standing = await desk.cases.stands(desk.tx, case.id)
    body = audit_template.template(scheme, desk.language, standing)
    name = f"audit-case-{case.id}-{scheme.key.replace('@', '-')}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": XLSX}
    return web.Response(body=body, headers=headers)


async def preview(desk: Desk) -> web.StreamResponse:
    """What the sheet says and what is wrong with it.  Saves nothing."""
    from certification import audit_sheet

    case = await desk.case()
    if desk.upload is None:
        return await _page(desk, [say(desk.language, "console-no-file")])
    scheme = desk.cases.scheme_of(case)
    try:
        read = await asyncio.to_thread(
            audit_sheet.read_audit, desk.upload.body, scheme, case.policies
        )
    except Rejected as error:
        return await _page(desk, [p.in_language(desk.language) for p in error.problems])
    seal = session.sealed(desk.services, "audit-sheet")
    bound = json.dumps([case.id, desk.user.id, read.dump()])
    return await case_page(desk, "preview", {
        "read": read,
        "summary": read.summary(desk.language),
        "problems": [p.in_language(desk.language) for p in read.problems[:SHOWN]],
        "more": max(len(read.problems) - SHOWN, 0),
        "sealed": seal.encrypt(bound.encode()).decode(),
        "file": desk.upload.name,
    }, status=200 if read.stated else 422)  # fmt: skip


async def save(desk: Desk) -> web.StreamResponse:
    """The lines that were good, all or none; each is checked again."""
    from certification import audit_sheet

    case = await desk.case()
    seal = session.sealed(desk.services, "audit-sheet")
    try:
        opened = seal.decrypt(desk.form.get("sealed", "").encode(), ttl=HOURS_S)
        for_case, for_user, dumped = json.loads(opened)
    except InvalidToken:
        return await _page(desk, [say(desk.language, "console-sheet-expired")])
    if (for_case, for_user) != (case.id, desk.user.id):
        return await _page(desk, [say(desk.language, "console-sheet-expired")])
    stated = audit_sheet.load(dumped)
    try:
        async with desk.tx.begin_nested():
            count = await audit_sheet.save(
                desk.tx, desk.cases, case.id, stated, desk.user.actor, desk.at
            )
    except Rejected as error:
        return await _page(desk, [p.in_language(desk.language) for p in error.problems[:SHOWN]])
    except CertificationError as error:
        return await _page(desk, [error.in_language(desk.language)])
    return see(f"/console/cases/{case.id}/audit-sheet?saved={count}")


async def _page(desk: Desk, problems: list[str] | None = None) -> web.Response:
    context = {"problems": problems or [], "saved": desk.count("saved")}
    return await case_page(desk, "audit-sheet", context, status=422 if problems else 200)
