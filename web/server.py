"""The web application: every room's routes behind the same middlewares."""

from aiohttp import web

from web import health, home, pages, static_files
from web.api import routes as api
from web.console import routes as console
from web.middleware import MIDDLEWARES, harden
from web.respondent import routes as respondent
from web.services import SERVICES, Services

LARGEST_BODY = 1024 * 1024  # bytes; a route that takes files reads them in pieces, past this


def make_app(services: Services) -> web.Application:
    """An application that listens to nobody yet: app.wiring runs it, tests call it."""
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=LARGEST_BODY)
    app[SERVICES] = services
    app.on_response_prepare.append(harden)
    pages.prepare(app)
    static_files.add_routes(app)
    home.add_routes(app)
    respondent.add_routes(app)
    console.add_routes(app)
    api.add_routes(app)
    health.add_routes(app)
    return app


def make_bare(services: Services) -> web.Application:
    """An application without a page, for a process that shows none."""
    app = web.Application()
    app[SERVICES] = services
    return app
