"""The scenario: one visit in the chat, update by update, and what the database holds after each.

The *model* is a run without a kill.  The checker compares a database with it: entries and update
ids exactly, replies as they were queued.
"""

import http.client
import json
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.webhook import HEADER
from db.engine import make_engine, transaction
from migrations import chain
from surveys import store
from tests.builders import SCENARIO, a_case, a_client, tiny
from tests.destruction.forks import DEADLINE, SECRET, once, served

FILE = "anfang.db"
CHAT = 7001
# Words to say, or the end of what the button to tap carries.
STEPS = (
    ("says", "/start visit-code"),
    ("taps", ":agree"),
    ("taps", ":greeted:no"),
    ("says", "He kept looking at his screen."),
    ("says", "/status"),
    ("taps", ":warmth:2"),
    ("taps", ":submit"),
    ("says", "/start"),
)
Update = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds, without the times: they differ from run to run."""

    updates: tuple[int, ...]
    entries: tuple[tuple[int, int, str, str | None, str | None], ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The updates of the visit, what is held before the first and after each of them, and how
    many seconds they took together."""

    updates: tuple[Update, ...]
    after: tuple[Held, ...]
    seconds: float


def held(folder: Path) -> Held:
    """What the database in *folder* holds; its server is dead or between two updates."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        found = db.execute("SELECT update_id FROM updates ORDER BY update_id").fetchall()
        entries = db.execute(
            "SELECT interview_id, position, kind, question, value FROM entries ORDER BY id"
        ).fetchall()
        replies = db.execute("SELECT message FROM outbox ORDER BY id").fetchall()
    return Held(
        tuple(row[0] for row in found),
        tuple((*row[:4], _lasting(row[2], row[4])) for row in entries),
        tuple(row[0] for row in replies),
    )


def _lasting(kind: str, value: str | None) -> str | None:
    """*value* without the receipt, which is drawn anew at each submission."""
    read = json.loads(value) if value else None
    if isinstance(read, dict):
        read.pop("receipt", None)
    return None if read is None else json.dumps(read, sort_keys=True)


def prepared(folder: Path) -> Path:
    """A migrated database in *folder* with one visit, open now."""

    async def work() -> None:
        engine, now, day = make_engine(f"sqlite+aiosqlite:///{folder / FILE}"), _now(), _DAY
        await chain.upgrade(engine)
        async with transaction(engine) as tx:
            client = await a_client(tx)
            case = await a_case(tx, client)
            await store.freeze(tx, tiny(), now)
            wave = await store.add_wave(
                tx, case_id=case, name="w", opens=now - day, closes=now + 30 * day
            )
            outlet = await store.add_outlet(
                tx, client_id=client, code="S", name="Outlet", address="Street"
            )
            await store.add_assignment(
                tx, code="visit-code", wave_id=wave, outlet_id=outlet, questionnaire="tiny",
                edition=1, scenario=SCENARIO, opens=now - day, closes=now + 30 * day, at=now,
            )  # fmt: skip
        await engine.dispose()

    once(work)
    return folder


def copied(prepared: Path, folder: Path) -> Path:
    """A database for one trial."""
    folder.mkdir()
    shutil.copy(prepared / FILE, folder / FILE)
    return folder


def modelled(folder: Path, api: str, port: int) -> Model:
    """The visit without a kill, in *folder*."""
    updates: list[Update] = []
    after = [held(folder)]
    server = served(folder, api, port)
    began = time.monotonic()
    try:
        for number, (does, what) in enumerate(STEPS, start=1):
            update = _update(number, does, what, after[-1])
            status = post(server.address, update)
            assert status == 200, f"{what!r} was answered {status} without a kill"
            updates.append(update)
            after.append(held(folder))
    finally:
        server.kill()
    return Model(tuple(updates), tuple(after), time.monotonic() - began)


def post(address: str, update: Update) -> int:
    """The status of one delivery; 0 where the server went away before it was whole."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=DEADLINE)
    with closing(connection):
        try:
            body = json.dumps(update)
            connection.request("POST", "/telegram", body, {HEADER: SECRET})
            return connection.getresponse().status
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException):
            return 0


def lost(model: Model, now: Held, acknowledged: int, sent: int, *, restarted: bool) -> str:
    """What is wrong with *now*, after *acknowledged* of *sent* updates; empty if nothing is.

    It must be just what the model holds after so many updates, or, with one on its way when the
    process died, after one more; nothing in between.  A restart may have added replies.
    """
    allowed = model.after[acknowledged : sent + 1]
    for there in allowed:
        if (now.updates, now.entries) == (there.updates, there.entries):
            missing = Counter(map(_shape, there.replies)) - Counter(map(_shape, now.replies))
            more = len(now.replies) - len(there.replies)
            if missing:
                return f"replies missing: {dict(missing)}"
            return f"{more} replies too many" if more and not restarted else ""
    return (
        f"{acknowledged} acknowledged of {sent} sent, but the database holds the updates "
        f"{now.updates} and {len(now.entries)} entries; allowed are "
        f"{[(one.updates, len(one.entries)) for one in allowed]}"
    )


def _shape(reply: str) -> str:
    """A reply without what differs from run to run: only its method and its buttons stay."""
    message = json.loads(reply)
    return json.dumps([message.get("method"), message.get("reply_markup")], sort_keys=True)


def _update(number: int, does: str, what: str, before: Held) -> Update:
    person = {"id": CHAT, "is_bot": False, "first_name": "P", "language_code": "en"}
    message = {
        "message_id": number, "date": 1_790_000_000,
        "chat": {"id": CHAT, "type": "private", "first_name": "P"},
    }  # fmt: skip
    if does == "says":
        return {"update_id": number, "message": {**message, "from": person, "text": what}}
    query = {
        "id": str(number), "from": person, "chat_instance": "1", "data": _button(what, before),
        "message": {**message, "text": "…"},
    }  # fmt: skip
    return {"update_id": number, "callback_query": query}


def _button(ending: str, before: Held) -> str:
    """What the newest button with this *ending* carries."""
    for reply in reversed(before.replies):
        markup = json.loads(reply).get("reply_markup") or {}
        for row in markup.get("inline_keyboard", []):
            for key in row:
                if str(key.get("callback_data")).endswith(ending):
                    return str(key["callback_data"])
    raise AssertionError(f"no button {ending!r} in {before.replies[-1:]}")


_DAY = timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)
