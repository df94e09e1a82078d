"""Where the respondents' pages are.  No script is needed for any of them."""

from aiohttp import web

from web.respondent import closed, files, interview, pictures, way_in

CODE = r"{code:[A-Za-z0-9_-]{4,64}}"  # whatever app.wiring.new_token makes
INTERVIEW = r"{token:[A-Za-z0-9_-]{8,64}}"


def add_routes(app: web.Application) -> None:
    here = f"/i/{INTERVIEW}"
    app.add_routes([
        web.get(f"/s/{CODE}", way_in.card),
        web.post(f"/s/{CODE}", way_in.start),
        web.get(f"/a/{CODE}", way_in.assignment),
        web.get("/media/{key}/{name}", pictures.send),
        web.get(here, interview.show),
        web.get(f"{here}/status", interview.status),
        web.get(f"{here}/later", interview.later),
        web.post(f"{here}/why", closed.why),
        web.post(f"{here}/begin", interview.begin),
        web.post(f"{here}/decline", interview.decline),
        web.post(f"{here}/answer", interview.answer),
        web.post(f"{here}/photo", files.send),
        web.post(f"{here}/back", interview.back),
        web.post(f"{here}/jump", interview.jump),
        web.post(f"{here}/pause", interview.pause),
        web.post(f"{here}/language", interview.language),
        web.post(f"{here}/submit", interview.submit),
    ])  # fmt: skip
