"""What the API says of cases: their list, a score sheet, the feed of answers."""

from typing import Any

from aiohttp import web

from certification import export
from certification.answers_export import answers_export
from certification.case import Case
from certification.export import Format, feed_document
from certification.outcomes_export import document, outcomes, outcomes_export
from certification.score_export import sheet_document
from certification.timing_export import timing_export
from scoring.evidence import Evidence, Met, NotApplicable, NotObserved, Sampled
from scoring.grade import display
from surveys import store as surveys
from surveys.entries import view
from surveys.path import result
from surveys.records import Held
from surveys.review import countable
from surveys.values import dump
from surveys.wording import worded
from web.api import models as m
from web.api.endpoint import Call
from web.api.sheet_models import ScoreSheetModel
from web.files import sent


async def case_list(call: Call) -> m.CaseList:
    found = await call.cases.of_user(call.tx, call.user)
    return m.CaseList(cases=[m.CaseModel(**_case(case)) for case in found])


async def one(call: Call) -> m.Standing:
    case = await call.case()
    found = await call.cases.sheet(call.tx, case.id)
    return m.Standing(
        **_case(case),
        standing=found.standing(call.language),
        grade=found.grade.name,
        final_display=display(found.sheet.final),
        coverage=str(found.sheet.coverage),
        interviews={status.value: count for status, count in sorted(found.statuses.items())},
        to_review=found.to_review,
        outlets=[outlet.code for outlet in found.outlets],
    )


async def score_sheet(call: Call) -> ScoreSheetModel:
    case = await call.case()
    found = await call.cases.sheet(call.tx, case.id, indices=True, evidence=True)
    return ScoreSheetModel.model_validate(
        sheet_document(found, call.language, call.at)
        | {"evidence": [_evidence(e) for line in found.sheet.lines for e in line.evidence]}
    )


async def responses(call: Call) -> m.Responses:
    case = await call.case()
    page = call.page
    rows = await surveys.feed(call.tx, case.id, page.cursor, page.limit + 1)
    some = rows[: page.limit]
    return m.Responses(
        rows=[m.Response.model_validate(feed_document(row)) for row in some],
        cursor=str(some[-1].cursor if some else page.cursor),
        more=len(rows) > len(some),
    )


async def responses_csv(call: Call) -> web.Response:
    return await _file(call, Format.CSV)


async def responses_xlsx(call: Call) -> web.Response:
    return await _file(call, Format.XLSX)


async def _file(call: Call, format: Format) -> web.Response:
    """The same rows as `responses` as a file; where to go on stands in two headers."""
    case, page = await call.case(), call.page
    made = await export.responses(
        call.tx, case, call.cases.questionnaires, format, call.language, call.at,
        since=page.cursor, most=page.limit,
    )  # fmt: skip
    more = await surveys.count_after(call.tx, case.id, made.cursor)
    return web.Response(body=made.body, headers={
        "Content-Type": made.media,
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Anfang-Cursor": str(made.cursor),
        "Anfang-More": "true" if more else "false",
    })  # fmt: skip


async def answers_zip(call: Call) -> web.Response:
    return await _answers(call, Format.CSV)


async def answers_xlsx(call: Call) -> web.Response:
    return await _answers(call, Format.XLSX)


async def answers_json(call: Call) -> web.Response:
    return await _answers(call, Format.JSON)


async def _answers(call: Call, format: Format) -> web.Response:
    case, known = await call.case(), call.cases.questionnaires
    made = await answers_export(
        call.tx, case, known, format, call.language, call.at, asked=call.wanted
    )
    return sent(call.request, made)


async def timing_zip(call: Call) -> web.Response:
    case, known = await call.case(), call.cases.questionnaires
    made = await timing_export(
        call.tx, case, known, Format.CSV, call.language, call.at, asked=call.wanted
    )
    return sent(call.request, made)


async def how_they_ended(call: Call) -> m.Outcomes:
    case = await call.case()
    rows = await outcomes(call.tx, case, call.cases.questionnaires, call.at)
    return m.Outcomes(
        made_at=call.at, rows=[m.OutcomeRow.model_validate(document(row)) for row in rows]
    )


async def outcomes_csv(call: Call) -> web.Response:
    return await _outcomes(call, Format.CSV)


async def outcomes_xlsx(call: Call) -> web.Response:
    return await _outcomes(call, Format.XLSX)


async def _outcomes(call: Call, format: Format) -> web.Response:
    case = await call.case()
    rows = await outcomes(call.tx, case, call.cases.questionnaires, call.at)
    made = outcomes_export(case, rows, format, call.language, call.at)
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return web.Response(body=made.body, headers=named | {"Content-Type": made.media})


async def interviews(call: Call) -> m.InterviewList:
    case = await call.case()
    page = call.page
    held = await surveys.page_of_case(call.tx, case.id, page.cursor, page.limit + 1)
    outlets = {o.id: o.code for o in await surveys.outlets_of_client(call.tx, case.client.id)}
    waves = {w.id: w.name for w in await surveys.waves_of_case(call.tx, case.id)}
    some = held[: page.limit]
    return m.InterviewList(
        rows=[_interview(call, one, outlets[one.outlet_id], waves[one.wave_id]) for one in some],
        cursor=str(some[-1].id if some else page.cursor),
        more=len(held) > len(some),
    )


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id, "client": dict(case.client.name), "scheme": case.scheme,
        "scheme_hash": case.scheme_hash, "stage": case.stage.value,
        "policies": dict(case.policies), "created_at": case.created_at,
    }  # fmt: skip


def _evidence(item: Evidence) -> dict[str, Any]:
    outcome, degree, of, reason = "met", None, 0, None
    match item.outcome:
        case Met(reached):
            degree, of = str(reached), 1
        case Sampled(met, samples):
            outcome, degree, of = "sampled", f"{met}/{samples}", samples
        case NotApplicable(why):
            outcome, reason = "not_applicable", why
        case NotObserved(why):
            outcome, reason = "not_observed", why
    return {
        "trace": item.trace, "clause": str(item.clause), "source": item.source.value,
        "outcome": outcome, "degree": degree, "of": of, "reason": reason, "at": item.at,
    }  # fmt: skip


def _interview(call: Call, held: Held, outlet: str, wave: str) -> m.InterviewModel:
    asked = call.cases.questionnaires[held.questionnaire, held.edition]
    seen = view(held.interview)
    return m.InterviewModel(
        interview=held.key, outlet=outlet, wave=wave, questionnaire=asked.id,
        edition=asked.edition, mode=held.mode.value, status=seen.status.value,
        counts=countable(held.mode, seen.status),
        started_at=held.started_at, submitted_at=seen.submitted_at,
        answers=[
            m.AnswerModel(
                question=id, label=question.label[call.language], value=dump(value),
                worded=worded(question, value, call.language), at=seen.answers[id].at,
                clauses=list(question.clauses),
                characteristic=question.characteristic and question.characteristic.value,
            )
            for id, value in result(asked, seen).items()
            for question in [asked[id]]
        ],
    )  # fmt: skip
