"""``anfang import``: outlets, an audit sheet, or a whole case from files.  All or nothing."""

import asyncio
import sys
from pathlib import Path

from app import case_folder
from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import clock, house, new_token
from certification import audit_sheet
from certification.case import ClientId
from certification.errors import NoSuchClient, Rejected, complaint
from certification.outlet_sheet import import_outlets, read_outlets
from certification.store import client
from db.audit import record
from db.engine import transaction
from locales import say

BY = "command-line"


async def outlets(settings: Settings, file: Path, client_id: int, *, lang: str = "en") -> int:
    """The outlets of *file* (XLSX or CSV) for a client.  0: stored.  2: refused, with reasons."""
    try:
        with refusals(lang):
            sheet = read_outlets(await asyncio.to_thread(file.read_bytes))
            async with house(settings) as whole, transaction(whole.engine) as tx:
                found = await client(tx, ClientId(client_id)) if 0 < client_id < 2**63 else None
                if found is None:
                    raise NoSuchClient
                count = await import_outlets(tx, found.id, sheet)
                details = {"count": count}
                await record(tx, clock(), BY, "outlets.add", f"client:{client_id}", details)
            print(say(lang, "cert-import-done", rows=count))
    except Refused as refused:
        return refused.code
    return 0


async def audit(
    settings: Settings, file: Path, case_id: int, *, good_only: bool = False, lang: str = "en"
) -> int:
    """A filled-in audit sheet.  With a line that cannot be taken nothing is saved, unless
    *good_only*.  0: saved.  2: refused, with reasons."""
    try:
        with refusals(lang):
            data = await asyncio.to_thread(file.read_bytes)
            async with house(settings) as whole, transaction(whole.engine) as tx:
                case = await whole.cases.of_house(tx, case_id)
                scheme = whole.cases.scheme_of(case)
                sheet = audit_sheet.read_audit(data, scheme, case.policies)
                if sheet.problems and not good_only:
                    print(sheet.summary(lang), file=sys.stderr)
                    raise Rejected(sheet.problems)
                for problem in sheet.problems:
                    print(problem.in_language(lang), file=sys.stderr)
                count = await audit_sheet.save(tx, whole.cases, case.id, sheet.stated, BY, clock())
            print(say(lang, "cert-import-done", rows=count))
    except Refused as refused:
        return refused.code
    return 0


async def case(settings: Settings, folder: Path, *, lang: str = "en") -> int:
    """A client and its case from a folder (see `app.case_folder`).  0: stored.  2: refused."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                if not any((folder / f"outlets.{kind}").exists() for kind in ("csv", "xlsx")):
                    raise Rejected([complaint("import-no-outlets")])
                read = case_folder.read_folder(folder, whole.cases.questionnaires)
                loaded = await case_folder.load(tx, whole.cases, read, new_token, BY, clock())
            told = say(
                lang,
                "cert-import-case",
                case=str(loaded.case.id),
                outlets=len(read.outlets.outlets),
                assignments=len(loaded.assignments),
                cards=len(loaded.cards),
            )
            print(told)
    except Refused as refused:
        return refused.code
    return 0
