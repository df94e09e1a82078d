"""Who is signed in: a sealed cookie, a token for every form.

The cookie holds the user's number, a stamp of the password it was opened with and the forms'
token; roles and whether the user is disabled are asked of the database on every request.
"""

import base64
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256

from aiohttp import web
from cryptography.fernet import Fernet, InvalidToken

from web.forms import Form
from web.middleware import remember
from web.services import SERVICES, Services

COOKIE, PATH = "console", "/console"
LASTS_S = 12 * 3600  # a working day; then one logs in again
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Pass:
    """What the cookie says; the database decides whether it still holds.

    *user* is NOBODY before the log-in, when only the form's token is kept.
    """

    user: int
    stamp: str
    csrf: str

    def allows(self, form: Form) -> bool:
        """Whether the form came from a page of this session."""
        return secrets.compare_digest(self.csrf.encode(), form.get("csrf", "").encode())


def sealed(services: Services, purpose: str) -> Fernet:
    """A seal of our own for each *purpose*, all derived from the one secret key."""
    key = hmac.new(services.secret_key.encode(), f"console {purpose}".encode(), sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def shown(request: web.Request) -> Pass | None:
    """The pass this request shows; None without one, or with one that is not ours or too old."""
    seal = sealed(request.app[SERVICES], "session")
    try:
        said = seal.decrypt(request.cookies.get(COOKIE, "").encode(), ttl=LASTS_S)
    except InvalidToken:
        return None
    return Pass(**json.loads(said))


def new(user: int = NOBODY, stamp: str = "") -> Pass:
    """A new session, whatever there was before."""
    return Pass(user, stamp, secrets.token_urlsafe(16))


def give(request: web.Request, response: web.Response, one: Pass) -> None:
    seal = sealed(request.app[SERVICES], "session")
    text = seal.encrypt(json.dumps(asdict(one)).encode()).decode()
    remember(request, response, COOKIE, text, path=PATH, max_age=LASTS_S)


def take_away(response: web.Response) -> None:
    response.del_cookie(COOKIE, path=PATH)
