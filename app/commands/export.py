"""``anfang export``: what an auditor takes along, as a file or on standard output."""

import shutil
import sys
from pathlib import Path

from app.refusals import REFUSED, Refused, refusals
from app.settings import Settings
from app.wiring import clock, house
from certification import accounts, pulls
from certification.answers_export import answers_export
from certification.bundling import case_bundle
from certification.errors import Rejected, complaint
from certification.export import Export, Format, responses
from certification.outcomes_export import outcomes, outcomes_export
from certification.score_export import score_sheet
from certification.timing_export import timing_export
from certification.wanted import ALL, wanted
from certification.whole import Written
from db.engine import snapshot, transaction
from locales import say

WHOLE = {"answers": answers_export, "timing": timing_export}  # read page by page
WHAT = ("responses", *WHOLE, "outcomes", "score-sheet")


async def run(
    settings: Settings,
    case_id: int,
    what: str,
    format: str,
    *,
    since: int = 0,
    new: bool = False,
    login: str | None = None,
    of: tuple[str, str, str] = ("", "", ""),
    output: Path | None = None,
    lang: str = "en",
) -> int:
    """*new*: only what came after the last such pull of the user *login*.  *of*: only the
    interviews of this wave, begun from this day to that one; for answers and timing.

    0: written.  2: refused; the reason is on standard error.
    """
    try:
        with refusals(lang):
            chosen, asked = _format(what, format), wanted(*of)
            if asked != ALL and what not in WHOLE:
                raise Rejected([complaint("export-only-whole")])
            # Only what remembers a pull writes; a long export keeps nobody from answering.
            unit = snapshot if what in WHOLE else transaction
            async with house(settings) as whole, unit(whole.engine) as tx:
                at = clock()
                if new and login is None:
                    raise Rejected([complaint("export-new-needs-user")])
                user = await accounts.found(tx, login) if login else None
                find = whole.cases
                case = await (find.get(tx, user, case_id) if user else find.of_house(tx, case_id))
                if what == "score-sheet":
                    sheet = await whole.cases.sheet(tx, case.id, indices=True, evidence=True)
                    _write(score_sheet(sheet, chosen, lang, at), output)
                    return 0
                known = whole.cases.questionnaires
                if what == "outcomes":
                    rows = await outcomes(tx, case, known, at)
                    _write(outcomes_export(case, rows, chosen, lang, at), output)
                    return 0
                if what in WHOLE:
                    made = await WHOLE[what](tx, case, known, chosen, lang, at, asked=asked)
                    _save(made, output)
                    return 0
                if new and user:
                    since = (await pulls.fresh(tx, user, case)).since
                feed = await responses(tx, case, known, chosen, lang, at, since=since)
                if new and user:
                    await pulls.pulled(tx, user, case, feed, at)
                # Before the commit: a pull that could not be written was none.
                _write(feed, output)
                print(f"{feed.rows} rows, cursor {feed.cursor}", file=sys.stderr)
    except Refused as refused:
        return refused.code
    return 0


async def bundle(
    settings: Settings, case_id: int, path: Path, *, login: str | None = None, lang: str = "en"
) -> int:
    """The case's bundle into *path*, whole or not at all.  0: written.  2: refused."""
    try:
        with refusals(lang):
            async with house(settings) as whole, snapshot(whole.engine) as tx:
                user = await accounts.found(tx, login) if login else None
                find = whole.cases
                case = await (find.get(tx, user, case_id) if user else find.of_house(tx, case_id))
                made = await case_bundle(tx, whole.cases, case.id)
            part = path.with_name(f"{path.name}.part")
            part.write_bytes(made)
            part.replace(path)
    except Refused as refused:
        return refused.code
    return 0


def form(case_id: int | None, name: str | None, output: Path | None, *, lang: str = "en") -> int:
    """A questionnaire instead of a case.  0: written.  2: refused, with the reason."""
    if name is None or case_id is not None:
        print(say(lang, "xlsform-export-what"), file=sys.stderr)
        return REFUSED
    if output is None:
        print(say(lang, "xlsform-export-output"), file=sys.stderr)
        return REFUSED
    from app.commands.xlsform import give

    return give(name, output, lang=lang)


def _format(what: str, format: str) -> Format:
    if what not in WHAT or format not in tuple(Format):
        known = f"{', '.join(WHAT)}; {', '.join(Format)}"
        raise Rejected([complaint("export-unknown", known=known)])
    return Format(format)


def _save(made: Written, output: Path | None) -> None:
    with made.file:
        if output is None:
            shutil.copyfileobj(made.file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with output.open("wb") as file:
                shutil.copyfileobj(made.file, file)
    for title, rows in made.rows.items():
        print(f"{title}: {rows} rows", file=sys.stderr)


def _write(made: Export, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made.body)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(made.body)
