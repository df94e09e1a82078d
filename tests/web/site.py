"""A whole site over a real database, and a visitor who reads pages and fills in their forms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, FormData, web
from aiohttp.test_utils import TestClient
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.service import Cases
from db.group import Group
from scoring.load import scheme_named
from surveys.load import questionnaire
from surveys.questionnaire import Questionnaire
from tests.builders import NOON, interviews
from web.server import make_app
from web.services import Services

HERE = Path(__file__).parent
KINDS = questionnaire((HERE / "kinds@1.yaml").read_text("utf-8"), "kinds@1.yaml")
Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Clock:
    """Stands still until somebody sets it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def app_over(
    engine: AsyncEngine,
    data_dir: Path,
    clock: Callable[[], datetime],
    public_url: str = "http://127.0.0.1",
    more: tuple[Questionnaire, ...] = (),
) -> web.Application:
    known = interviews(KINDS, *more)
    return make_app(
        Services(
            engine=engine,
            group=Group(engine),
            interviews=known,
            cases=Cases(scheme_named, known.questionnaires),
            public_url=public_url,
            secret_key="a" * 44,
            data_dir=data_dir,
            clock=clock,
            new_token=known.new_token,
        )
    )


@dataclass(slots=True)
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)  # name, value

    @property
    def keyless(self) -> "Form":
        """As a page without a key of its own has it: a repeat is known by what it is about."""
        fields = {name: value for name, value in self.fields.items() if name != "once"}
        return Form(self.action, fields, self.buttons)


@dataclass(slots=True)
class Page(HTMLParser):
    """What a browser without scripts knows of a page."""

    status: int
    path: str
    html: str
    forms: list[Form] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found["lang"]
        elif tag == "form":
            self.forms.append(Form(found["action"]))
        elif tag == "input" and found.get("type") == "hidden":
            self.forms[-1].fields[found["name"]] = found.get("value", "")
        elif tag == "button" and self.forms:
            self.forms[-1].buttons.append((found.get("name", ""), found.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)

    @property
    def asked(self) -> str | None:
        """The id of the question on this page."""
        return next((f.fields["question"] for f in self.forms if "question" in f.fields), None)

    def form(self, action: str, value: str | None = None) -> Form:
        """The form to …/*action*, of several the one with a button of this *value*."""
        return next(
            form
            for form in self.forms
            if form.action.endswith(f"/{action}")
            and (value is None or value in [code for _, code in form.buttons])
        )


@dataclass(slots=True)
class Visitor:
    """Goes from page to page with plain forms; keeps cookies; follows redirects."""

    client: Client | ClientSession
    page: Page = field(init=False)
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "en"})

    async def go(self, path: str) -> Page:
        return await self._read(await self.client.get(path, headers=self.headers))

    async def tap(self, value: str, action: str = "answer") -> Page:
        """The button with this value."""
        form = self.page.form(action, value)
        name = next(name for name, code in form.buttons if code == value)
        return await self.send(form, {name: value})

    async def write(self, text: str) -> Page:
        form = next(f for f in self.page.forms if f.action.endswith("/answer") and "" in
                    [name for name, _ in f.buttons])  # fmt: skip
        return await self.send(form, {"text": text})

    async def press(self, action: str) -> Page:
        """The only button of the form to …/*action*."""
        return await self.send(self.page.form(action), {})

    async def photo(self, *pictures: bytes, form: Form | None = None) -> Page:
        form = form or self.page.form("photo")
        body = FormData()
        for name, value in form.fields.items():
            body.add_field(name, value)
        for number, picture in enumerate(pictures):
            body.add_field(
                "photo", BytesIO(picture), filename=f"../../{number}.php", content_type="x/y"
            )
        return await self._read(
            await self.client.post(form.action, data=body, headers=self.headers)
        )

    async def send(self, form: Form, more: dict[str, Any]) -> Page:
        data = form.fields | more
        return await self._read(
            await self.client.post(form.action, data=data, headers=self.headers)
        )

    async def _read(self, answer: ClientResponse) -> Page:
        self.page = Page(answer.status, answer.url.path, await answer.text())
        return self.page
