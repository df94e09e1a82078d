"""Pictures beside questions and options: our own files, or an address elsewhere."""

import re
from functools import cache
from urllib.parse import urlsplit

from aiohttp import web

from surveys.pictures import TYPES, picture
from surveys.questionnaire import Questionnaire
from web.middleware import POLICY

A_DAY = "public, max-age=86400"
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?", re.ASCII)  # as a policy can name it


async def send(request: web.Request) -> web.StreamResponse:
    """The file beside the questionnaire; nothing else on the disk has an address."""
    key, name = request.match_info["key"], request.match_info["name"]
    path = picture(key, name)
    if path is None:
        raise web.HTTPNotFound
    headers = {"Content-Type": TYPES[path.suffix], "Cache-Control": A_DAY}
    return web.FileResponse(path, headers=headers)


def address(questionnaire: Questionnaire, image: str) -> str:
    """Where the page finds an author's ``image``."""
    return image if image.startswith("https://") else f"/media/{questionnaire.key}/{image}"


def allow(response: web.StreamResponse, questionnaire: Questionnaire) -> None:
    """Let the browser load the questionnaire's own pictures, wherever they lie.

    All of them at once: with scripts one document shows every question.
    """
    if hosts := _hosts(tuple(_elsewhere(questionnaire))):
        sources = " ".join(f"https://{host}" for host in hosts)
        response.headers["Content-Security-Policy"] = POLICY.replace(
            "img-src 'self'", f"img-src 'self' {sources}"
        )


def _elsewhere(questionnaire: Questionnaire) -> list[str]:
    return [
        image
        for question in questionnaire
        for image in (question.image, *(option.image for option in question.options))
        if image is not None and image.startswith("https://")
    ]


@cache
def _hosts(addresses: tuple[str, ...]) -> tuple[str, ...]:
    found = {_host(one) for one in addresses}
    return tuple(sorted(host for host in found if HOST.fullmatch(host)))


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # half an IPv6 address
        return ""
