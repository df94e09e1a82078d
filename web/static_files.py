"""Style, script and icons, read once at the start: no path of a request touches the disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    type: str
    version: str


STATIC: web.AppKey[dict[str, StaticFile]] = web.AppKey("static", dict)


def add_routes(app: web.Application) -> None:
    app[STATIC] = read(FOLDER)
    app.router.add_get("/static/{name}", send)


def read(folder: Path) -> dict[str, StaticFile]:
    """Every file of *folder* of a type we send, by name; its version is a hash of its bytes."""
    return {
        path.name: StaticFile(
            body := path.read_bytes(), TYPES[path.suffix], hashlib.sha256(body).hexdigest()[:12]
        )
        for path in sorted(folder.iterdir())
        if path.suffix in TYPES
    }


def address(files: dict[str, StaticFile], name: str) -> str:
    """Where the page finds the file; a changed file has another address."""
    return f"/static/{name}?v={files[name].version}"


async def send(request: web.Request) -> web.Response:
    file = request.app[STATIC].get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    asked_for_this = request.query_string == f"v={file.version}"
    headers = {"Cache-Control": A_YEAR if asked_for_this else "no-cache"}
    return web.Response(body=file.body, content_type=file.type, charset="utf-8", headers=headers)
