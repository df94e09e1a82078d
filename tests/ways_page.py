"""A transcript's acts as somebody with a browser that runs no scripts does them."""

from dataclasses import dataclass
from typing import Any

from surveys.events import DONE, Ask, Effect
from surveys.questionnaire import Choices, Ranking
from surveys.transcripts.acts import ROSTER
from surveys.transcripts.form import WORD_ACTS
from surveys.transcripts.replay import Played
from tests.web.site import Form, Visitor
from tests.web.walk import a_file

PLAIN = {"agree": "begin", "pause": "pause", "submit": "submit"}
NOT_HERE = ("live", "other")  # a browser cannot send it


@dataclass(slots=True)
class Site:
    """The pages of the interview at *here* (``/i/…``)."""

    visitor: Visitor
    here: str
    pictures: int = 0

    async def sees(self, words: str) -> None:
        page = self.visitor.page
        assert " ".join(words.split()) in " ".join(page.text.split()), (words, page.text)

    async def does(self, act: str, given: Any, before: Effect | None, played: Played) -> None:
        ask = before if isinstance(before, Ask) else None
        match act:
            case "tap" if isinstance(given, dict):
                await self._post("answer", dict(given))
            case "tap":
                await self._tap(ask, given, played)
            case "edit" | "drop" | "restore":
                await self._tap(ask, f"{ROSTER[act]}{given}", played)
            case _ if act in WORD_ACTS:
                await self._tap(ask, f"@{act}", played)
            case "pick":
                await self._pick(
                    given, ranked=ask is not None and isinstance(ask.question, Ranking)
                )
            case "fill":
                await self._fill(given)
            case "reply":
                await self._answer({"text": given})
            case "place":
                more = {"accuracy": given[2]} if len(given) > 2 else {}
                await self._answer({"lat": given[0], "lon": given[1], **more})
            case "photo" | "video" | "audio" | "document" | "signature":
                await self._file(act, played)
            case "back":
                await self._post("back", {"revision": self._revision()})
            case "jump":
                await self._post("jump", {"question": given})
            case "language":
                await self._post("language", {"language": given})
            case "refuse":
                await self._post("decline", {"reason": given})
            case "open" | "change":
                await self.visitor.go(self.here)
            case "status":
                await self.visitor.go(f"{self.here}/status")
            case _ if act in NOT_HERE:
                assert not played.wrote
            case _:
                await self._post(PLAIN[act], {})
        assert self.visitor.page.status < 500
        if act not in ("status", *NOT_HERE):
            await self.visitor.go(self.here)

    async def _tap(self, ask: Ask | None, code: str, played: Played) -> None:
        assert ask is not None
        if isinstance(ask.question, Choices | Ranking) and ask.question.option(code):
            return  # a box or a place: it is sent with the others
        if isinstance(ask.question, Choices | Ranking) and code == DONE:
            await self._pick(ask.ticked, ranked=isinstance(ask.question, Ranking))
            return
        if ask.rows and not code.startswith("@"):
            await self._fill({ask.question.id: code})
            return
        form = next((form for form in self.visitor.page.forms
                     if form.action.endswith("/answer") and code in [v for _, v in form.buttons]),
                    None)  # fmt: skip
        if form is None:
            assert not played.wrote, f"the page has no button for {ask.question.id} {code}"
            await self._post("answer", self._addressed() | {"code": code})
            return
        name = next(name for name, value in form.buttons if value == code)
        await self.visitor.send(form, {name: code})

    async def _pick(self, codes: Any, *, ranked: bool) -> None:
        places = {f"place-{place}": code for place, code in enumerate(codes, start=1)}
        boxes = {f"pick-{code}": "1" for code in codes}
        await self._answer({"picked": "1", **(places if ranked else boxes)})

    async def _fill(self, rows: dict[str, str]) -> None:
        sent = {f"row-{row}": code for row, code in rows.items()}
        await self._answer({"filled": "1", **sent})

    async def _answer(self, fields: dict[str, str]) -> None:
        if self.visitor.page.asked is not None:
            await self._post("answer", self._addressed() | fields)

    async def _file(self, act: str, played: Played) -> None:
        form = next((f for f in self.visitor.page.forms if f.action.endswith("/photo")), None)
        if form is None:
            assert not played.wrote, f"the page takes no {act}"
            return
        self.pictures += 1
        await self.visitor.photo(a_file(act, self.pictures), form=form)

    async def _post(self, action: str, fields: dict[str, str]) -> None:
        await self.visitor.send(Form(f"{self.here}/{action}"), fields)

    def _addressed(self) -> dict[str, str]:
        """Which question the page asks, and at which revision."""
        form = next((f for f in self.visitor.page.forms if "question" in f.fields), None)
        if form is None:
            return {"question": "none", "revision": "0"}
        return {"question": form.fields["question"], "revision": form.fields["revision"]}

    def _revision(self) -> str:
        form = next((f for f in self.visitor.page.forms if "revision" in f.fields), None)
        return form.fields["revision"] if form else "0"
