"""The addresses of the API."""

from aiohttp import web

from certification.export import Format
from certification.whole import ZIP
from web.api import cases
from web.api import models as m
from web.api.endpoint import PREFIX, Endpoint
from web.api.openapi import make_handler
from web.api.sheet_models import ScoreSheetModel

ENDPOINTS = (
    Endpoint("/cases", "The cases you may see.", cases.case_list, m.CaseList),
    Endpoint("/cases/{case}", "A case and where it stands.", cases.one, m.Standing),
    Endpoint(
        "/cases/{case}/score-sheet",
        "The score sheet with every source and all evidence.",
        cases.score_sheet,
        ScoreSheetModel,
    ),
    Endpoint(
        "/cases/{case}/responses",
        "Every stored entry of the case's interviews, in the order they were stored.",
        cases.responses,
        m.Responses,
        m.Page,
    ),
    Endpoint(
        "/cases/{case}/responses.csv",
        "The same as CSV; headers Anfang-Cursor and Anfang-More say where to go on.",
        cases.responses_csv,
        Format.CSV.media,
        m.Page,
    ),
    Endpoint(
        "/cases/{case}/responses.xlsx",
        "The same as a spreadsheet, with the interviews on a second sheet.",
        cases.responses_xlsx,
        Format.XLSX.media,
        m.Page,
    ),
    Endpoint(
        "/cases/{case}/answers.zip",
        "The answers as CSV tables: a row an interview, a column a question ever fielded.",
        cases.answers_zip,
        ZIP,
        m.Some,
        paged=True,
    ),
    Endpoint(
        "/cases/{case}/answers.xlsx",
        "The same as a spreadsheet, a sheet each.",
        cases.answers_xlsx,
        Format.XLSX.media,
        m.Some,
        paged=True,
    ),
    Endpoint(
        "/cases/{case}/answers.json",
        "The same as one document, empty cells left out.",
        cases.answers_json,
        Format.JSON.media,
        m.Some,
        paged=True,
    ),
    Endpoint(
        "/cases/{case}/timing.zip",
        "When each question was shown, answered and changed, in the columns of ODK's audit log.",
        cases.timing_zip,
        ZIP,
        m.Some,
        paged=True,
    ),
    Endpoint(
        "/cases/{case}/outcomes",
        "How every visit and survey ended: AAPOR's codes and rates.",
        cases.how_they_ended,
        m.Outcomes,
    ),
    Endpoint(
        "/cases/{case}/outcomes.csv", "The same as CSV.", cases.outcomes_csv, Format.CSV.media
    ),
    Endpoint(
        "/cases/{case}/outcomes.xlsx",
        "The same as a spreadsheet.",
        cases.outcomes_xlsx,
        Format.XLSX.media,
    ),
    Endpoint(
        "/cases/{case}/interviews",
        "The interviews as they stand now, with the answers that count.",
        cases.interviews,
        m.InterviewList,
        m.Page,
    ),
)


def add_routes(app: web.Application) -> None:
    app.router.add_get(f"{PREFIX}/openapi.json", make_handler(ENDPOINTS))
    for endpoint in ENDPOINTS:
        path = endpoint.path.replace("{case}", "{case:[0-9]{1,19}}")
        app.router.add_get(PREFIX + path, endpoint.serve)
