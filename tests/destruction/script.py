"""What people send, step by step, and what the pure engine says each step leaves behind.

Everything is known beforehand: the key of the interview is fixed, and a revision is the number of
entries the engine has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.buttons import Button, decode, encode
from bot.buttons import event as meant
from surveys import events as e
from surveys.entries import Interview, Moment
from surveys.interview import step
from surveys.questionnaire import Questionnaire
from surveys.review import review
from tests.botapi import Fault
from tests.destruction.world import CHAT, SEED

KEY = "destroyd"  # the interview's
BY = "user:1"  # who reviews
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)  # the model's: times are not compared
Update = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: *path* with ``{token}`` where the interview's belongs."""

    path: str
    fields: Mapping[str, str]
    photo: bytes | None = None
    console: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """*after*: the log it leaves, None where no interview is yet.  *acted*: what it writes into
    the audit trail."""

    send: Update | Form
    after: Interview | None
    acted: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    polling: bool
    questionnaire: Questionnaire
    before: Interview | None  # the log that is there before the first step
    steps: tuple[Step, ...]
    key: str = KEY  # of the interview it is about
    faults: Mapping[str, Sequence[Fault]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def updates(self) -> list[Update]:
        return [one.send for one in self.steps if not isinstance(one.send, Form)]


class Script:
    """Puts the steps of one interview together."""

    def __init__(
        self, questionnaire: Questionnaire, key: str = KEY, before: Interview | None = None
    ) -> None:
        self.questionnaire, self.key, self.before = questionnaire, key, before
        self.steps: list[Step] = []
        self._now = before

    @property
    def revision(self) -> int:
        """How many entries the log has now."""
        return self._interview.revision

    def says(self, text: str, event: e.Event) -> None:
        self._sends(event, text=text)

    def photographs(self, file_id: str, size: int) -> None:
        held = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
        photo = [{**held, "width": 9, "height": 9}]
        self._sends(e.SentFile(file_id, size), photo=photo)

    def taps(self, question: str, code: str) -> None:
        """The newest button for it."""
        data = encode(Button(self.key, self.revision, question, code))
        number = len(self.steps) + 1
        query = {
            "id": str(number), "from": _person(), "chat_instance": "1", "data": data,
            "message": {**_message(number), "text": "…"},
        }  # fmt: skip
        event = meant(decode(data) or Button("", 0, "", ""))
        assert event is not None
        self._add({"update_id": number, "callback_query": query}, event)

    def fills(self, path: str, event: e.Event, photo: bytes | None = None, **fields: str) -> None:
        """A form of the page; of a question it names the newest revision."""
        addressed = {"revision": str(self.revision)} if "question" in fields else {}
        self._add(Form(path, fields | addressed, photo), event)

    def judges(self, path: str, verdict: str, reason: str = "") -> None:
        """A reviewer at the console."""
        form = Form(path, {"verdict": verdict, "reason": reason}, console=True)
        self._now = review(self._interview, verdict, BY, reason, Moment(NOW))
        self.steps.append(Step(form, self._now, f"interview.{verdict}"))

    def scenario(self, name: str, *, polling: bool = False, **more: Any) -> Scenario:
        steps = tuple(self.steps)
        return Scenario(name, polling, self.questionnaire, self.before, steps, self.key, **more)

    @property
    def _interview(self) -> Interview:
        return self._now or Interview()

    def _sends(self, event: e.Event, **content: Any) -> None:
        number = len(self.steps) + 1
        message = {**_message(number), "from": _person(), **content}
        self._add({"update_id": number, "message": message}, event)

    def _add(self, send: Update | Form, event: e.Event) -> None:
        if isinstance(event, e.Agreed):
            event = e.Agreed(SEED)
        self._now = step(self.questionnaire, self._interview, event, Moment(NOW)).interview
        self.steps.append(Step(send, self._now))


def _person() -> dict[str, Any]:
    return {"id": CHAT, "is_bot": False, "first_name": "P", "language_code": "en"}


def _message(number: int) -> dict[str, Any]:
    chat = {"id": CHAT, "type": "private", "first_name": "P"}
    return {"message_id": number, "date": 1_790_000_000, "chat": chat}
