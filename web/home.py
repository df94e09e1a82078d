"""The front page: what this is, and the way in for those who work with it."""

from aiohttp import web

from web.pages import page


def add_routes(app: web.Application) -> None:
    app.router.add_get("/", home)


async def home(request: web.Request) -> web.Response:
    return page(request, "home.html")
