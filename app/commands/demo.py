"""``anfang demo``: the example as a running service, its interviews played through the engine.

The first run fills the data folder and prints the addresses and a login made for this run; a
later run starts from what is there and makes a new password, for the old one was printed once.
"""

import asyncio
import csv
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from app import case_folder
from app.case_folder import Loaded
from app.commands import migrate, serve
from app.example import Player
from app.settings import Settings
from app.wiring import House, clock, house, new_token, only_one
from certification import accounts
from certification.errors import NoSuchUser
from certification.users import Role, User
from db.engine import make_engine, transaction
from locales import CHINA
from scoring.datafile import plain, read
from surveys import store
from surveys.entries import Moment, view

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
LOGIN = "demo"
BY = "demo"
LEFT = timedelta(days=7)  # of the wave, when the demo is first started
REVIEWED = 0.8  # share of the visits that were accepted; the rest waits for a reviewer


def run(settings: Settings) -> int:
    """Prepare, print, serve."""
    with only_one(settings):
        lines = asyncio.run(_prepare(settings))
    print(*lines, sep="\n", flush=True)
    return serve.run(settings, "serve", announce=lambda _: print("Ctrl-C ends it.", flush=True))


async def _prepare(settings: Settings) -> list[str]:
    engine = make_engine(settings.database)
    await migrate.upgrade(engine)
    await engine.dispose()
    async with house(settings) as whole:
        password = secrets.token_urlsafe(9)
        hashed = await accounts.hashed(password)
        async with transaction(whole.engine) as tx:
            try:
                user = await accounts.set_password(tx, LOGIN, hashed, BY, clock())
                said = "Anfang 暗访: going on from what is there"
            except NoSuchUser:
                user = await accounts.add_user(
                    tx, LOGIN, "Demo", Role.ADMINISTRATOR, hashed, BY, clock()
                )
                print("Loading the example, some seconds ...", flush=True)
                await _fill(tx, whole, user.actor)
                said = "Anfang 暗访: the example is loaded"
            return ["", said, *await _links(tx, whole, user), *_console(whole, password), ""]


async def _fill(tx: AsyncConnection, whole: House, by: str) -> None:
    """The example case, as if its wave had been running for three weeks."""
    now = clock()
    folder = case_folder.read_folder(EXAMPLE, whole.interviews.questionnaires)
    ends = datetime.combine(folder.spec.wave.closes, datetime.min.time(), CHINA)
    shift = timedelta(days=(now + LEFT - ends).days)
    loaded = await case_folder.load(
        tx, whole.cases, folder, new_token, by, now - timedelta(days=21), shift
    )
    await _visits(tx, whole, loaded, by, now)
    await _customers(tx, whole, loaded, now)


async def _visits(
    tx: AsyncConnection, whole: House, loaded: Loaded, by: str, now: datetime
) -> None:
    files = sorted((EXAMPLE / "answers").glob("*.yaml"))
    for number, file in enumerate(files):
        script: Any = plain(read(file.read_text("utf-8"), file.name))
        code = next(
            given.code for given in loaded.assignments
            if (given.outlet, given.questionnaire) == (script["outlet"], script["questionnaire"])
        )  # fmt: skip
        assignment = await store.assignment_by_code(tx, code)
        assert assignment is not None
        start = assignment.opens + timedelta(hours=2 + number % 8)
        player = Player(
            whole.interviews, script["answers"], whole.settings.data_dir, min(start, now)
        )
        turn = await whole.interviews.by_assignment_code(
            tx, code, "zh", Moment(player.now, "page")
        )
        turn = await player.play(tx, turn)
        if number < len(files) * REVIEWED:
            later = Moment(player.now + timedelta(hours=20), "console")
            await whole.interviews.review(tx, turn.held.key, "accept", by, "", later)


async def _customers(tx: AsyncConnection, whole: House, loaded: Loaded, now: datetime) -> None:
    with (EXAMPLE / "answers" / "perception.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows):
        answers = {id: given for id, given in row.items() if given and id != "outlet"}
        start = now - timedelta(days=14) + timedelta(hours=5 * number)
        player = Player(whole.interviews, answers, whole.settings.data_dir, start)
        turn = await whole.interviews.start_from_card(
            tx, loaded.cards[row["outlet"]], "zh", Moment(start, "page")
        )
        await player.play(tx, turn)


async def _links(tx: AsyncConnection, whole: House, user: User) -> list[str]:
    """A visit that can be made now, and a card."""
    base, now = whole.settings.address, clock()
    for case in await whole.cases.of_user(tx, user):
        for wave in await store.waves_of_case(tx, case.id):
            cards = await store.cards_of_wave(tx, wave.id)
            for assignment in await store.assignments_of_wave(tx, wave.id):
                held = await store.by_assignment(tx, assignment.id)
                over = held is not None and view(held.interview).status.over
                if cards and not over and assignment.opens <= now <= assignment.closes:
                    return [
                        f"  a shopper's link    {base}/a/{assignment.code}",
                        f"  a customer's link   {base}/s/{cards[0].code}",
                    ]
    return ["  (every visit is made, or its window has closed)"]


def _console(whole: House, password: str) -> list[str]:
    return [
        f"  the console         {whole.settings.address}/console",
        f"    login {LOGIN}   password {password}   (made for this run)",
    ]
