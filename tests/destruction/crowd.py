"""Many people at once, each with two devices and the page: at the end the model's state.

Updates come twice, late and in any order; in each round what one person's devices and page send
comes together.  What is typed says which question it is meant for.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.api import Api
from bot.buttons import Button, encode
from bot.receive import Receiver, Verdict
from certification.service import Cases
from db.engine import make_engine, reading, transaction
from db.tables import updates
from migrations import chain
from scoring.load import scheme_named
from surveys import store
from surveys.entries import Answered, Interview
from surveys.path import current
from surveys.questionnaire import AnyQuestion, Choice, Text
from surveys.turn import Turn
from surveys.values import Words
from tests.botapi import TOKEN
from tests.builders import DAY, NOON, SCENARIO, a_case, a_client
from tests.destruction.crowd_form import ASKED
from tests.destruction.figures import counted
from tests.destruction.noted import Clock, Noted, NotingGroup, unexplained
from web.server import make_app
from web.services import Services

TOGETHER = 60  # people at once
PAUSE = 0.01  # seconds before what was refused for now comes again
TWICE, LATE = 0.10, 0.05  # shares of the updates
MOST_ROUNDS = 60  # of one person
Update = dict[str, Any]
Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Person:
    chat: int
    rounds: int = 0
    late: list[Update] = field(default_factory=list)  # taps that come a round later


@dataclass(slots=True)
class Told:
    """What was sent and how it was taken."""

    updates: int = 0
    verdicts: dict[int, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    pages: Counter[int] = field(default_factory=Counter)  # by status
    races: int = 0  # rounds in which one person's events came together


class Crowd:
    """Sends what *chance* makes of them; *engine* holds an assignment ``a<chat>`` for each."""

    def __init__(self, engine: AsyncEngine, folder: Path, api: Api, chance: random.Random) -> None:
        self.engine, self.chance, self.told = engine, chance, Told()
        self.passing: set[int] = set()  # what the page may say while there is trouble
        self.clock = Clock()
        self._keys = iter(range(10**6))
        self.verbs = Noted(
            {(ASKED.id, ASKED.edition): ASKED}, lambda: f"k{next(self._keys):07d}",
            lambda: f"token-{self.chance.getrandbits(64):016x}",
        )  # fmt: skip
        group = NotingGroup(engine, self.verbs)
        self.receiver = Receiver(group, self.verbs, api, self.clock)
        self.app = make_app(Services(
            engine=engine, group=group, interviews=self.verbs, data_dir=folder,
            cases=Cases(scheme_named, self.verbs.questionnaires), public_url="http://127.0.0.1",
            secret_key="a" * 44, clock=self.clock, new_token=self.verbs.new_token,
        ))  # fmt: skip

    async def comes(self, client: Client, chats: range) -> None:
        """Everybody, until all have submitted."""
        people = [Person(chat) for chat in chats]
        while here := [one for one in people if not self._over(one)]:
            sending: list[Any] = []
            for person in here:
                person.rounds += 1
                assert person.rounds < MOST_ROUNDS, f"{person.chat} comes to no end"
                sent = list(self._round(person, client))
                self.told.races += len(sent) > 1
                sending += sent
            self.chance.shuffle(sending)
            await asyncio.gather(*sending)

    def _over(self, person: Person) -> bool:
        turn = self._turn(person)
        return turn is not None and turn.view.status.over and not person.late

    def _turn(self, person: Person) -> Turn | None:
        """What the person sees: how it stood after the last round."""
        return self.verbs.turns.get(self.verbs.keys.get(person.chat, ""))

    def _round(self, person: Person, client: Client) -> Iterator[Any]:
        raws, turn = [*person.late], self._turn(person)
        person.late = []
        if turn is None:
            raws.append(self._says(person, f"/start a{person.chat}"))
        elif not turn.view.began_at:
            raws += [self._taps(person, turn, "", "agree") for _ in range(2)]
        else:
            question = current(ASKED, turn.view)
            if question is None:
                raws.append(self._taps(person, turn, "", "submit"))
            else:
                raws += self._devices(person, turn, question)
                if self.chance.random() < 0.6:
                    yield self._fills(client, turn, question)
        for raw in raws:
            if "callback_query" in raw and self.chance.random() < LATE:
                person.late.append(raw)
                continue
            yield self._gives(raw)
            if self.chance.random() < TWICE:
                yield self._gives(raw)

    def _devices(self, person: Person, turn: Turn, question: AnyQuestion) -> Iterator[Update]:
        """Two of them about the question that is open, one about one that is not."""
        for _ in range(2):
            if isinstance(question, Text):
                yield self._says(person, self._words(question))
            else:
                yield self._taps(person, turn, question.id, self._code(question))
        done = [id for id in turn.view.answers if not id.startswith("why")]
        if done and self.chance.random() < 0.5:
            old = ASKED[self.chance.choice(done)]
            yield self._taps(person, turn, old.id, self._code(old), revision=1)
        if self.chance.random() < 0.2:
            yield self._says(person, "/status")
        if self.chance.random() < 0.05:
            yield self._taps(person, turn, "", "back")

    def _code(self, question: AnyQuestion) -> str:
        codes = ("yes", "no") if isinstance(question, Choice) else ("1", "3", "5")
        return self.chance.choice(codes)

    def _words(self, question: AnyQuestion) -> str:
        return f"{question.id} {self.chance.getrandbits(48):x}"

    def _says(self, person: Person, text: str) -> Update:
        return self._update(person, "message", text=text)

    def _taps(
        self, person: Person, turn: Turn, question: str, code: str, revision: int | None = None
    ) -> Update:
        at = turn.held.interview.revision if revision is None else revision
        data = encode(Button(turn.held.key, at, question, code))
        message = self._message(person) | {"text": "…"}
        return self._update(person, "callback_query", data=data, id="q", message=message)

    def _update(self, person: Person, kind: str, **content: Any) -> Update:
        self.told.updates += 1
        user = {"id": person.chat, "is_bot": False, "first_name": "P", "language_code": "en"}
        more = self._message(person) if kind == "message" else {"chat_instance": "1"}
        return {"update_id": self.told.updates, kind: {**more, "from": user, **content}}

    def _message(self, person: Person) -> Update:
        chat = {"id": person.chat, "type": "private", "first_name": "P"}
        return {"message_id": 1, "date": 1_790_000_000, "chat": chat}

    async def _gives(self, raw: Update) -> None:
        """Again until it is taken, as Telegram does."""
        while True:
            verdict, _ = await self.receiver.taken(raw)
            self.told.verdicts[raw["update_id"]][verdict] += 1
            if verdict is not Verdict.LATER:
                return
            await asyncio.sleep(PAUSE)

    async def _fills(self, client: Client, turn: Turn, question: AnyQuestion) -> None:
        fields = {"question": question.id, "revision": str(turn.held.interview.revision)}
        said = {"text": self._words(question)} if isinstance(question, Text) else {
            "code": self._code(question)}  # fmt: skip
        while True:
            async with client.post(
                f"/i/{turn.held.token}/answer", data=fields | said, allow_redirects=False
            ) as answer:
                self.told.pages[answer.status] += 1
                if answer.status != 503 or "Retry-After" not in answer.headers:
                    return
            await asyncio.sleep(PAUSE)

    async def wrong(self) -> list[str]:
        """What must not be, of all that came."""
        async with reading(self.engine) as tx:
            keys = {note.key for note in self.verbs.notes.values()}
            held = await store.by_keys(tx, sorted(keys))
            taken = set((await tx.execute(select(updates.c.update_id))).scalars())
        logs = {key: one.interview for key, one in held.items()}
        found = list(unexplained(ASKED, logs, self.verbs.notes))
        found += [
            f"update {id} was taken {told[Verdict.TAKEN]} times: {dict(told)}"
            for id, told in self.told.verdicts.items() if not once(told)
        ]  # fmt: skip
        if taken != set(self.told.verdicts):
            found.append(f"noted as taken: {len(taken)}, sent: {len(self.told.verdicts)}")
        if bad := {status for status in self.told.pages if status >= 500} - self.passing:
            found.append(f"the page answered {bad}")
        return found + [wrong for log in logs.values() for wrong in misplaced(log)]


def once(told: Counter[Verdict]) -> bool:
    """Taken once; or it failed, and turned out to be done when it came again."""
    known = told[Verdict.LATER] and told[Verdict.DUPLICATE]
    return told[Verdict.TAKEN] == 1 or (told[Verdict.TAKEN] == 0 and bool(known))


def misplaced(log: Interview) -> Iterator[str]:
    """What was typed for another question."""
    for entry in log.entries:
        match entry.act:
            case Answered(question, Words(text)) if not text.startswith(f"{question} "):
                yield f"{text!r} stands at {question}"
            case _:
                pass


async def came(
    engine: AsyncEngine, folder: Path, least: int, chance: random.Random
) -> tuple[Told, list[str]]:
    """At least so many updates, and what was wrong; *engine* is migrated and empty."""
    async with aiohttp.ClientSession() as session:
        crowd = Crowd(engine, folder, Api(session, TOKEN), chance)
        async with TestClient(TestServer(crowd.app)) as client:
            chats = 0
            while crowd.told.updates + sum(crowd.told.pages.values()) < least:
                chats += TOGETHER
                await invited(engine, range(chats - TOGETHER + 1, chats + 1))
                await crowd.comes(client, range(chats - TOGETHER + 1, chats + 1))
        return crowd.told, await crowd.wrong()


def crowded(folder: Path, url: str, least: int, seed: int) -> dict[str, Any]:
    """Figures of a crowd on the empty database at *url*."""

    async def all_of_it() -> tuple[Told, list[str]]:
        engine = make_engine(url)
        try:
            await chain.upgrade(engine)
            return await came(engine, folder, least, random.Random(seed))
        finally:
            await engine.dispose()

    told, wrong = asyncio.run(all_of_it())
    return counted(
        told.updates + sum(told.pages.values()), wrong, races=told.races,
        twice=sum(one[Verdict.DUPLICATE] > 0 for one in told.verdicts.values()),
        on_the_page=sum(told.pages.values()),
    )  # fmt: skip


async def invited(engine: AsyncEngine, chats: range) -> None:
    async with transaction(engine) as tx:
        client = await a_client(tx)
        wave = await store.add_wave(
            tx, case_id=await a_case(tx, client), name="w", opens=NOON - DAY, closes=NOON + DAY
        )
        outlet = await store.add_outlet(
            tx, client_id=client, code="S", name="Outlet", address="Street"
        )
        for chat in chats:
            await store.add_assignment(
                tx, code=f"a{chat}", wave_id=wave, outlet_id=outlet, edition=1,
                questionnaire=ASKED.id, scenario=SCENARIO, opens=NOON - DAY, closes=NOON + DAY,
                at=NOON,
            )  # fmt: skip
