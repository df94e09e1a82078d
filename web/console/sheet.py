"""The score sheet: clause by clause, what each source said, and what it comes to."""

from dataclasses import replace

from aiohttp import web

from certification.own_sheet import own_sheet
from certification.sampling import sufficiency
from scoring.beside import claim_of
from scoring.explain import explain, explain_next
from scoring.grade import Reason, display
from scoring.numbers import decimal
from scoring.report import bonus_text, special_text, worded
from scoring.self_assessment import said
from scoring.sensitivity import sensitivity
from scoring.settled import settled
from scoring.settled_words import settled_sentences
from web.console.cases import case_page
from web.console.desk import Desk
from web.console.reading import points, reader

SHOWN = 50  # pieces of evidence on one page
NAMED = 8  # clauses in one sentence


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    read, score = await reader(desk, sheet), sheet.sheet
    readings = sensitivity(sheet.basis)
    context = {
        "groups": [*read.rows()],
        "gaps": read.gaps(),
        "apart": sheet.apart,
        "score": score,
        "grade": sheet.grade_named(sheet.grade.name, desk.language),
        "graded": sheet.grade.band is not None,
        "failed": sheet.grade.name == "fail",
        "reasons": [worded(shortened(reason), desk.language) for reason in sheet.grade.reasons],
        "so_far": sheet.grade_named(sheet.so_far, desk.language),
        "best": sheet.grade_named(sheet.best.name, desk.language),
        "counted": sheet.counted,
        "display": display,
        "decimal": decimal,
        "points": points,
        "special_text": special_text,
        "bonus_text": bonus_text,
        "settled": [*settled_sentences(settled(score), desk.language)],
        "enough": sufficiency(score.lines, int(score.policies["min_sample"])),
        "readings": readings,
        "hangs_on": sorted({name for one in readings.deciding for name in one.policies}),
        "next": [*explain_next(score, sheet.grade, desk.language)],
        "claim": claim_of(sheet.basis, score, sheet.grade),
        "named": lambda name: sheet.grade_named(name, desk.language),
    }
    return await case_page(desk, "sheet", context, sheet=sheet)


def shortened(reason: Reason) -> Reason:
    """How many clauses is said already; the page itself marks each of them."""
    refs = reason.args.get("clauses", "").split(", ")
    if len(refs) <= NAMED:
        return reason
    return replace(reason, args={**reason.args, "clauses": ", ".join(refs[:NAMED]) + " …"})


async def own(desk: Desk) -> web.StreamResponse:
    """What the organisation says of itself, with what it has to show."""
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    own = own_sheet(sheet)
    if own is None:
        raise web.HTTPNotFound
    rows = [
        (said(row), row.line, own.shown.get(row.line.clause.ref, "")) for row in own.found.rows
    ]
    context = {
        "own": own,
        "rows": rows,
        "display": display,
        "points": points,
        "named": lambda name: sheet.grade_named(name, desk.language),
    }
    return await case_page(desk, "own", context, sheet=sheet)


async def clause(desk: Desk) -> web.StreamResponse:
    """All the evidence on one clause: the findings, then the interviews' page by page."""
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    line = sheet.sheet.line(desk.request.match_info["clause"])
    if line is None:
        raise web.HTTPNotFound
    said, page = sum(item.n for item in line.counted), desk.page_number
    answers = await desk.cases.answers_on(
        desk.tx, desk.case_id, line.clause.ref, (page - 1) * SHOWN, SHOWN
    )
    read = await reader(desk, sheet, answers)
    context = {
        "row": read.row(line),
        "answers": [read.proof(item) for item in answers],
        "said": said,
        "page": page,
        "pages": -(-said // SHOWN),
        "points": points,
        "chain": [*explain(sheet.sheet, sheet.grade, line, desk.language)],
        "next": [*explain_next(sheet.sheet, sheet.grade, desk.language)],
    }
    return await case_page(desk, "clause", context, sheet=sheet)
