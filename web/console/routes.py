"""Where the console's pages are, and who may open them."""

from aiohttp import web

from web.console import (
    cards,
    cases,
    characteristics,
    editions,
    entering,
    fieldwork,
    interviews,
    login,
    opinions,
    outcomes,
    people,
    preview,
    pulling,
    quarantine,
    quota_page,
    sheet,
    spreadsheet,
    visits,
)
from web.console.desk import signed_in
from web.console.throttle import Throttle

CASE = r"/console/cases/{case:[0-9]{1,19}}"
CLAUSE = r"{clause:[0-9.]{1,20}}"
FORMAT = "{format:csv|xlsx|json}"


WAVE = CASE + "/waves/{wave:[0-9]{1,18}}"
VISIT = CASE + "/visits/{visit:[0-9]{1,18}}"
PREVIEW = r"/console/preview/{token:[A-Za-z0-9_-]{8,64}}"
INTERVIEW = CASE + "/interviews/{key:[a-z0-9]{1,12}}"

ROOMS = (
    web.post("/console/logout", signed_in(login.log_out)),
    web.get("/console", signed_in(cases.show)),
    web.get("/console/tokens", signed_in(pulling.tokens)),
    web.post("/console/tokens", signed_in(pulling.make_token)),
    web.post("/console/tokens/{token:[0-9]{1,18}}/revoke", signed_in(pulling.revoke_token)),
    web.get("/console/preview", signed_in(preview.choose)),
    web.post("/console/preview", signed_in(preview.start)),
    web.get(PREVIEW, signed_in(preview.show)),
    web.get(f"{PREVIEW}/page{{rest:(/status|/later)?}}", signed_in(preview.page)),
    web.post(f"{PREVIEW}/page/{{act:[a-z]{{1,20}}}}", signed_in(preview.on_the_page)),
    web.post(f"{PREVIEW}/chat", signed_in(preview.in_the_chat)),
    web.post(f"{PREVIEW}/language", signed_in(preview.speak)),
    web.post(f"{PREVIEW}/restart", signed_in(preview.restart)),
    web.get(f"{PREVIEW}/transcript.yaml", signed_in(preview.transcript)),
    web.get(CASE, signed_in(sheet.show, quick=True)),
    web.get(f"{CASE}/clauses/{CLAUSE}", signed_in(sheet.clause)),
    web.get(f"{CASE}/self-assessment", signed_in(sheet.own)),
    web.get(f"{CASE}/audit", signed_in(entering.show)),
    web.post(f"{CASE}/audit", signed_in(entering.special)),
    web.post(f"{CASE}/audit/{CLAUSE}", signed_in(entering.enter)),
    web.get(f"{CASE}/audit-sheet", signed_in(spreadsheet.show)),
    web.get(f"{CASE}/audit-sheet.xlsx", signed_in(spreadsheet.template)),
    web.post(f"{CASE}/audit-sheet", signed_in(spreadsheet.preview)),
    web.post(f"{CASE}/audit-sheet/save", signed_in(spreadsheet.save)),
    web.get(f"{CASE}/interviews", signed_in(interviews.show)),
    web.get(INTERVIEW, signed_in(interviews.one)),
    web.post(INTERVIEW, signed_in(interviews.review)),
    web.get(f"{INTERVIEW}/photos/{{photo:[A-Za-z0-9_-]{{1,32}}}}", signed_in(interviews.photo)),
    web.get(f"{CASE}/characteristics", signed_in(characteristics.show)),
    web.get(f"{CASE}/opinions", signed_in(opinions.show)),
    web.get(f"{CASE}/fieldwork", signed_in(fieldwork.show)),
    web.get(VISIT, signed_in(visits.show)),
    web.get(f"{CASE}/outcomes", signed_in(outcomes.show)),
    web.get(f"{CASE}/outcomes.{FORMAT}", signed_in(outcomes.file)),
    web.get(f"{CASE}/cards/{{wave:[0-9]{{1,18}}}}", signed_in(cards.show)),
    web.get(f"{CASE}/pull", signed_in(pulling.show)),
    web.get(f"{CASE}/responses.{FORMAT}", signed_in(pulling.responses)),
    web.post(f"{CASE}/responses", signed_in(pulling.new_responses)),
    web.get(f"{CASE}/score-sheet.{FORMAT}", signed_in(pulling.score_sheet)),
    web.get(f"{CASE}/bundle.zip", signed_in(pulling.bundle)),
    web.get(f"{CASE}/answers.{FORMAT}", signed_in(pulling.answers, paged=True)),
    web.get(f"{CASE}/timing.{FORMAT}", signed_in(pulling.timing, paged=True)),
)

ADMINISTRATION = (
    web.post("/console/cases", signed_in(cases.open_case, administrator=True)),
    web.get("/console/users", signed_in(people.users, administrator=True)),
    web.post("/console/users", signed_in(people.add_user, administrator=True)),
    web.post("/console/users/password", signed_in(people.new_password, administrator=True)),
    web.post("/console/users/disable", signed_in(people.disable, administrator=True)),
    web.get(quarantine.PAGE, signed_in(quarantine.show, administrator=True)),
    web.post(quarantine.PAGE, signed_in(quarantine.decide, administrator=True)),
    web.get(f"{CASE}/settings", signed_in(people.settings, administrator=True)),
    web.post(f"{CASE}/settings", signed_in(people.change, administrator=True)),
    web.post(f"{CASE}/outlets", signed_in(fieldwork.upload_outlets, administrator=True)),
    web.post(f"{CASE}/waves", signed_in(fieldwork.add_wave, administrator=True)),
    web.get(f"{WAVE}/edition", signed_in(editions.show, administrator=True)),
    web.post(f"{WAVE}/edition", signed_in(editions.go_on, administrator=True, writes=False)),
    web.get(f"{WAVE}/quota", signed_in(quota_page.show, administrator=True)),
    web.post(f"{WAVE}/quota", signed_in(quota_page.save, administrator=True)),
    web.post(f"{CASE}/cards", signed_in(fieldwork.add_cards, administrator=True)),
    web.post(f"{CASE}/quotas", signed_in(fieldwork.limit, administrator=True)),
    web.post(VISIT, signed_in(visits.more_time, administrator=True)),
    web.post(f"{CASE}/assignments", signed_in(fieldwork.add_assignments, administrator=True)),
)


def add_routes(app: web.Application) -> None:
    app[login.THROTTLE] = Throttle()
    app.router.add_routes([
        web.get("/console/login", login.show),
        web.post("/console/login", login.log_in),
        *ROOMS,
        *ADMINISTRATION,
    ])  # fmt: skip
