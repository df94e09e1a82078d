"""A file that was written for somebody, on its way to them."""

import os

from aiohttp import web

from certification.whole import Written


def sent(request: web.Request, made: Written) -> web.Response:
    """It is read as it goes, after the transaction that made it, and closed at the end."""
    headers = {
        "Content-Type": made.media,
        "Content-Disposition": f'attachment; filename="{made.name}"',
    }
    if request.method == "HEAD":
        with made.file:
            headers["Content-Length"] = str(os.fstat(made.file.fileno()).st_size)
        return web.Response(headers=headers)
    return web.Response(body=made.file, headers=headers)
