"""``anfang explain``: why a score is what it is, and what would change the grade, in sentences."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from app.commands.score import basis_of, refuse
from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import house
from certification.explaining import looked_up
from db.engine import transaction
from scoring.basis import Basis
from scoring.beside import hanging_text
from scoring.datafile import DataFileError
from scoring.explain import LookUp, explain, explain_grade, explain_next
from scoring.grade import grade
from scoring.sensitivity import sensitivity
from scoring.wording import sentence


def of_file(path: Path, clause: str | None, lang: str) -> int:
    """Of a findings file, without a database.  0: said.  2: refused."""
    try:
        basis = basis_of(path, datetime.now(UTC), lang)
    except DataFileError as error:
        return refuse(*error.problems)
    return _say(basis, clause, lang)


async def of_case(settings: Settings, case_id: int, clause: str | None, lang: str) -> int:
    """Of a case.  0: said.  2: refused, with the reason on standard error."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                case = await whole.cases.of_house(tx, case_id)
                sheet = await whole.cases.sheet(tx, case.id, evidence=True)
                look_up = await looked_up(tx, sheet, whole.cases.questionnaires, lang)
    except Refused as refused:
        return refused.code
    return _say(sheet.basis, clause, lang, look_up)


def _say(basis: Basis, ref: str | None, lang: str, look_up: LookUp = lambda trace: None) -> int:
    sheet = basis.sheet()
    graded = grade(sheet)
    line = sheet.line(ref) if ref else None
    if ref and line is None:
        args = {"scheme": basis.scheme.key, "clause": ref[:40]}
        print(sentence("unknown-clause", lang, args), file=sys.stderr)
        return 2
    if line is None:
        chain = explain_grade(sheet, graded, lang)
    else:
        chain = explain(sheet, graded, line, lang, look_up)
    readings = hanging_text(basis, sensitivity(basis), lang)
    for said in (*chain, *explain_next(sheet, graded, lang), *readings):
        print(said)
    return 0
