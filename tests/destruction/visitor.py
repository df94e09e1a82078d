"""Whoever sends the steps: Telegram with its queue, a browser, a reviewer signed in."""

import base64
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import Fernet

from bot.webhook import HEADER
from tests.destruction.forks import DEADLINE, Child
from tests.destruction.script import Form, Scenario, Step
from tests.destruction.server import SEALING, SECRET, STAMP
from tests.destruction.standin import Call

CSRF = "c" * 22
GONE = 0  # the status of a server that went away before its answer was whole
FORM = "application/x-www-form-urlencoded"
LINE = "destruction"  # between the parts of a form with a file
PAUSE = 0.005  # seconds between two looks at something that takes a while


@dataclass(slots=True)
class Visitor:
    """Goes through the steps of *scenario*, through any number of servers.

    *acknowledged*: how many the server said yes to; *sent*: how many may have reached it.
    """

    scenario: Scenario
    line: Call
    patient: bool = False  # a step that is refused for now (503) is sent again
    acknowledged: int = 0
    sent: int = 0
    lost: int = 0  # interviews begun without hearing of it
    refused: list[int] = field(default_factory=list)
    token: str = ""
    wrong: str = ""
    meanwhile: Callable[[], None] = lambda: None  # before each step, and while it waits

    @property
    def done(self) -> bool:
        return self.acknowledged == len(self.scenario.steps)

    def goes_on(self, server: Child) -> None:
        """Until all is acknowledged, the server is gone, or something is wrong."""
        if self.scenario.polling:
            self._fetched(server)
            return
        while not self.done and not self.wrong:
            self.meanwhile()
            step = self.scenario.steps[self.acknowledged]
            again = self.sent > self.acknowledged
            self.sent = self.acknowledged + 1
            status = self.sends(server.address, step)
            if status == GONE:
                server.ends()
                self.lost += isinstance(step.send, Form) and step.send.path.startswith("/s/")
                return
            if status in ((200, 303, 409) if again else (200, 303)):
                self.acknowledged += 1
            elif self.patient and status == 503:
                # Perhaps it was done, and only nobody knows.
                self.lost += isinstance(step.send, Form) and step.send.path.startswith("/s/")
                self.refused.append(status)
                time.sleep(PAUSE)
            else:
                self.wrong = f"step {self.sent} was answered {status}"

    def _fetched(self, server: Child) -> None:
        until = time.monotonic() + DEADLINE
        while not (self.done or server.gone):
            self.meanwhile()
            self.heard()
            if time.monotonic() > until:
                self.wrong = "the bot fetches no updates any more"
                return

    def heard(self) -> None:
        """What Telegram knows of its queue."""
        if self.scenario.polling:
            known = self.line.known()
            self.acknowledged = len(self.scenario.steps) - len(known["left"])
            self.sent = max(self.acknowledged, int(known["handed"]))

    def repeats(self, server: Child, steps: list[Step]) -> None:
        """Sends again what was acknowledged."""
        for step in steps:
            if (status := self.sends(server.address, step)) == GONE:
                server.ends()
                return
            expected = (303, 409, 422) if isinstance(step.send, Form) else (200,)
            if status not in expected and not self.wrong:
                self.wrong = f"a repeated step was answered {status}"

    def repeatable(self) -> list[Step]:
        """Of what was acknowledged.  A card begins another interview each time; a verdict
        is one on whatever is submitted then."""
        known = self.scenario.steps[: self.acknowledged]
        return [] if self.scenario.polling else [
            one for one in known
            if not isinstance(one.send, Form)
            or not (one.send.console or one.send.path.startswith("/s/"))
        ]  # fmt: skip

    def sends(self, address: str, step: Step) -> int:
        """The status; 503 must say when to come again."""
        status, headers = self._sends(address, step)
        if status == 503 and not headers.get("Retry-After", "").isdecimal():
            self.wrong = "503 without Retry-After"
        return status

    def _sends(self, address: str, step: Step) -> tuple[int, Mapping[str, str]]:
        if isinstance(step.send, Form):
            return self._form(address, step.send)
        body = json.dumps(step.send).encode()
        return posted(address, "/telegram", body, {HEADER: SECRET})

    def _form(self, address: str, form: Form) -> tuple[int, Mapping[str, str]]:
        headers, fields = {"Content-Type": FORM}, dict(form.fields)
        if form.console:
            fields["csrf"] = CSRF
            headers["Cookie"] = f"console={signed_in()}"
        body = urlencode(fields).encode()
        if form.photo is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={LINE}"
            body = multipart(fields, form.photo)
        status, told = posted(address, form.path.format(token=self.token), body, headers)
        if status == 303 and form.path.startswith("/s/"):
            self.token = told.get("Location", "").rpartition("/")[2]
        return status, told


def posted(
    address: str, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, Mapping[str, str]]:
    """The status and the headers of the answer; GONE where none came whole."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=DEADLINE)
    with closing(connection):
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, dict(answer.headers.items())
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException):
            return GONE, {}


def multipart(fields: dict[str, str], photo: bytes) -> bytes:
    parts = [
        f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{LINE}\r\nContent-Disposition: form-data; name="photo"; filename="p"\r\n\r\n'
    return b"".join((*parts, head.encode(), photo, f"\r\n--{LINE}--\r\n".encode()))


def signed_in() -> str:
    """The cookie of the reviewer's session, as `web.console.session` seals it."""
    key = hmac.new(SEALING.encode(), b"console session", sha256).digest()
    shown: dict[str, Any] = {"user": 1, "stamp": STAMP, "csrf": CSRF}
    return Fernet(base64.urlsafe_b64encode(key)).encrypt(json.dumps(shown).encode()).decode()
