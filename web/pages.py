"""Templates: one environment, escaped always, every sentence from the catalogue.

In a template: ``say("page-start")`` a sentence of the catalogue, ``pick(texts)`` wording that
stands beside a question or clause, ``static("anfang.css")`` a file's address, ``language``,
``once`` the hidden field by which a form of this page is known when it comes a second time.
"""

from functools import partial
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import jinja2
from aiohttp import web
from markupsafe import Markup

from locales import LANGUAGES, TAGS, pick, say
from web.languages import STRANGERS
from web.services import SERVICES
from web.static_files import STATIC, address

LANGUAGE = web.RequestKey("language", str)
TEMPLATES = Path(__file__).parent / "templates"
ONCE = "once"


def prepare(app: web.Application) -> None:
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,  # or every page looks at each of its files
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        default_helpers=False,
    )
    environment.globals["static"] = lambda name: address(app[STATIC], name)


def page(
    request: web.Request,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    language: str | None = None,
) -> web.Response:
    """*template* filled in, in *language* or else the one this request is read in."""
    spoken = language or spoken_in(request)
    words = {
        "language": spoken,
        "tag": TAGS[spoken],
        "languages": LANGUAGES,
        "path": request.path,
        "say": partial(say, spoken),
        "pick": lambda texts: pick(texts, spoken),
        "once": Markup('<input type="hidden" name="{}" value="{}">').format(
            ONCE, request.app[SERVICES].new_token()
        ),
    }
    environment = request.app[aiohttp_jinja2.APP_KEY]
    text = environment.get_template(template).render(words | (context or {}))
    return web.Response(text=text, content_type="text/html", status=status)


def spoken_in(request: web.Request) -> str:
    """The language web.middleware found for this request."""
    language: str = request.get(LANGUAGE, STRANGERS)
    return language
