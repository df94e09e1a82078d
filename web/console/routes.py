"""Where the console's pages are, and who may open them."""

from aiohttp import web

from web.console import cases, entering, login, session, sheet
from web.console.desk import signed_in
from web.console.throttle import Throttle

CASE = r"/console/cases/{case:[0-9]{1,19}}"
CLAUSE = r"{clause:[0-9.]{1,20}}"


def add_routes(app: web.Application) -> None:
    session.prepare(app)
    app[login.THROTTLE] = Throttle()
    app.router.add_routes([
        web.get("/console/login", login.show),
        web.post("/console/login", login.log_in),
        web.post("/console/logout", signed_in(login.log_out)),
        web.get("/console", signed_in(cases.show)),
        web.post("/console/cases", signed_in(cases.open_case, administrator=True)),
        web.get(CASE, signed_in(sheet.show)),
        web.get(f"{CASE}/clauses/{CLAUSE}", signed_in(sheet.clause)),
        web.get(f"{CASE}/audit", signed_in(entering.show)),
        web.post(f"{CASE}/audit", signed_in(entering.special)),
        web.post(f"{CASE}/audit/{CLAUSE}", signed_in(entering.enter)),
    ])  # fmt: skip
