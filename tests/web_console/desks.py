"""A running house with two cases and three people, and somebody at a desk in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

from aiohttp import FormData, web
from argon2 import PasswordHasher
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from certification import accounts
from certification import store as certification
from certification.case import Case, Move
from certification.service import Cases
from certification.users import Role, User
from db.group import Group
from scoring.load import scheme_named
from surveys import store
from tests.builders import NOON, interviews, tiny
from tests.certification.builders import BY, PAGE, a_visit, visited
from tests.stores.test_moving import second
from tests.web.site import Client, Clock
from web.server import make_app
from web.services import Services

PASSWORD = "a good long password"
SHOPPER = "Xiao Nobody"  # must never reach an auditor's eyes
PHOTO = "p" * 16


@cache
def password_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True, slots=True)
class World:
    """wang administers; li is assigned to *case*; zhao is not.  *empty* is li's too.

    *key*: a submitted visit at S01 that waits for review; *accepted*: one at S02 that counts.
    """

    case: Case
    empty: Case
    other: Case
    key: str
    accepted: str
    foreign: str  # an interview of *other*
    wave: int
    assignment: str
    visit: int  # its id
    users: Mapping[str, User]


def services(engine: AsyncEngine, data_dir: Path, clock: Clock) -> Services:
    playing = interviews(tiny(), second())
    return Services(
        engine=engine, group=Group(engine), interviews=playing,
        cases=Cases(scheme_named, playing.questionnaires),
        public_url="http://127.0.0.1", secret_key="s" * 44, data_dir=data_dir, clock=clock,
        new_token=playing.new_token,
    )  # fmt: skip


async def furnish(tx: AsyncConnection, home: Services) -> World:
    cases, playing = home.cases, home.interviews
    users = {
        login: await accounts.add_user(
            tx, login, f"{login} by name", role, password_hash(), BY, NOON
        )
        for login, role in [
            ("wang", Role.ADMINISTRATOR), ("li", Role.AUDITOR), ("zhao", Role.AUDITOR)
        ]
    }  # fmt: skip
    case, empty, other = [await _case(tx, cases, name) for name in ("First", "Second", "Third")]
    await cases.move(tx, case.id, Move.ACCEPT, BY, NOON)
    for one in (case, empty):
        await cases.assign(tx, one.id, users["li"].id, BY, NOON)
    code = await a_visit(tx, case, "S01", "visit-1")
    waiting = await visited(tx, playing, code, "no", "2")
    accepted = await visited(tx, playing, await a_visit(tx, case, "S02", "visit-2"), "yes", "5")
    await playing.review(tx, accepted.held.key, "accept", BY, "", PAGE)
    foreign = await visited(tx, playing, await a_visit(tx, other, "S09", "visit-9"), "yes", "5")
    visit = await store.assignment_by_code(tx, code)
    assert visit is not None
    shopper = await store.add_person(tx, SHOPPER, NOON)
    await store.claimed(tx, waiting.held, shopper)
    return World(
        case, empty, other, waiting.held.key, accepted.held.key, foreign.held.key,
        waiting.held.wave_id, code, visit.id, users,
    )  # fmt: skip


async def _case(tx: AsyncConnection, cases: Cases, name: str) -> Case:
    client = await cases.add_client(tx, {"zh": f"客户{name}", "en": f"{name} client"}, BY, NOON)
    return await cases.open(tx, client.id, "cct-gz-sc03@B2", BY, NOON)


def app_over(home: Services) -> web.Application:
    return make_app(home)


@dataclass(slots=True)
class Seat:
    """Somebody with a browser that runs no scripts; the forms' token is kept as a page would."""

    client: Client
    csrf: str = ""
    status: int = 0
    html: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "en"})
    redirected: str = ""
    cookie: str = ""  # the last one set

    @property
    def text(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    async def get(self, path: str) -> "Seat":
        answer = await self.client.get(path, headers=self.headers, allow_redirects=False)
        return self._read(answer.status, await answer.text(errors="replace"), answer.headers)

    async def post(self, path: str, **fields: str) -> "Seat":
        return await self.send(path, {"csrf": self.csrf, **fields})

    async def send(self, path: str, data: Mapping[str, str] | FormData) -> "Seat":
        answer = await self.client.post(
            path, data=data, headers=self.headers, allow_redirects=False
        )
        return self._read(answer.status, await answer.text(errors="replace"), answer.headers)

    async def upload(self, path: str, body: bytes, name: str = "sheet.xlsx") -> "Seat":
        form = FormData()
        form.add_field("csrf", self.csrf)
        form.add_field("file", body, filename=name, content_type="application/octet-stream")
        return await self.send(path, form)

    async def log_in(self, login: str, password: str = PASSWORD, next: str = "") -> "Seat":
        await self.get("/console/login")
        await self.post("/console/login", login=login, password=password, next=next)
        if self.status == 303:
            await self.get("/console")
        return self

    def _read(self, status: int, text: str, headers: Mapping[str, str]) -> "Seat":
        self.status, self.html = status, text
        self.redirected = headers.get("Location", "")
        self.cookie = headers.get("Set-Cookie", self.cookie)
        if found := re.search(r'name="csrf" value="([^"]*)"', text):
            self.csrf = found[1]
        return self


async def findings(engine_tx: AsyncConnection, case: Case) -> int:
    """How many rows the case's log of findings has."""
    return len(await certification.log(engine_tx, case.id))
