"""Where the respondents' pages are."""

from aiohttp import web


def add_routes(app: web.Application) -> None:
    pass
