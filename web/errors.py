"""Every refusal and every mistake, put into words once: a page for people, JSON for programs."""

from dataclasses import dataclass, field

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from certification.errors import CertificationError
from db.trouble import passing
from locales import say
from surveys.errors import SurveyError
from web.pages import page, spoken_in

RESPONDENTS = ("/a/", "/s/", "/i/")
TITLED = {400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}


class PageRefusal(Exception):
    """Not from this page, or not now.  *id* names the sentence to show, *status* is HTTP's."""

    def __init__(self, id: str, status: int) -> None:
        super().__init__(id)
        self.id, self.status = id, status


class Malformed(PageRefusal):
    """What was sent cannot be read."""

    def __init__(self, id: str = "page-error-malformed", status: int = 400) -> None:
        super().__init__(id, status)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as HTTP and as a sentence of the catalogue."""

    status: int
    id: str
    args: dict[str, str | int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    cause: CertificationError | None = None  # words its own sentence

    def in_language(self, language: str) -> str:
        if self.cause is not None:
            return self.cause.in_language(language)
        return say(language, self.id, **self.args)


def problem_of(error: BaseException) -> Problem:
    """Whose fault it is decides: the sender's 4xx, the machine's 503, ours 500."""
    match error:
        case SurveyError():
            return Problem(error.status, error.id, error.args_)
        case CertificationError():
            return Problem(error.status, error.id, cause=error)
        case PageRefusal():
            return Problem(error.status, error.id)
        case web.HTTPException() if error.status in TITLED:
            kept = {"Allow", "Retry-After"} & set(error.headers)
            return Problem(
                error.status, f"page-error-{error.status}",
                headers={name: error.headers[name] for name in kept},
            )  # fmt: skip
        case web.HTTPException():
            return Problem(error.status, "page-error-400")
        case IntegrityError():
            # Two devices wrote the same place in a log; the first one stands.
            return Problem(409, "page-error-409")
        case _ if passing(error):
            return Problem(503, "page-error-503", headers={"Retry-After": "5"})
        case _:
            return Problem(500, "page-error-500")


def page_of(request: web.Request, problem: Problem) -> web.Response:
    """The problem for whoever asked: under /api/ as JSON, else as a page."""
    text = problem.in_language(spoken_in(request))
    response: web.Response
    if request.path.startswith("/api/"):
        body = {"error": {"id": problem.id, "message": text}}
        response = web.json_response(body, status=problem.status)
    else:
        status = problem.status if problem.status in TITLED else 400
        title = say(spoken_in(request), f"page-error-title-{status}")
        token = request.match_info.get("token") if status != 404 else None
        desk = "/console" if request.path.startswith("/console/") else None
        again = desk or (f"/i/{token}" if token else None)
        # No name of ours on a shopper's screen: it may be seen in the store.
        discreet = request.path.startswith(RESPONDENTS)
        context = {
            "title": title,
            "text": text,
            "again": again,
            "desk": desk,
            "discreet": discreet,
        }
        response = page(request, "error.html", context, status=problem.status)
    response.headers.update(problem.headers)
    return response
