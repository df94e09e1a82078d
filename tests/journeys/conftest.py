"""A running Anfang: ``anfang serve`` as a process of its own, against a stand-in for Telegram."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from app import case_folder
from app.case_folder import Loaded
from app.settings import Settings
from app.wiring import clock, house, new_token
from benches.bot.ports import free
from certification import accounts
from certification.users import Role
from db.engine import make_engine, transaction
from locales import CHINA
from migrations import chain
from scoring.datafile import plain, read
from tests.botapi import TOKEN, BotApi, bot_api
from tests.phone import Phone

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "appliance-retailer"
PASSWORD = "correct horse battery"
READY_S, END_S = 60, 20


@dataclass(slots=True)
class Service:
    """Where it runs, and what its database was given before it started."""

    settings: Settings
    telegram: BotApi
    loaded: Loaded
    token: str  # of the API, an auditor's
    login: str = "auditor"
    password: str = PASSWORD

    @property
    def address(self) -> str:
        return self.settings.address

    def phone(self, chat: int = 7001) -> Phone:
        return Phone(self.telegram, chat)

    def visit(self, outlet: str, questionnaire: str = "store-visit@2") -> str:
        """The code of an assignment."""
        return next(
            given.code
            for given in self.loaded.assignments
            if (given.outlet, given.questionnaire) == (outlet, questionnaire)
        )

    async def api(self, path: str) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            case = f"{self.address}/api/v1/cases/{self.loaded.case.id}"
            async with session.get(case + path) as answer:
                assert answer.status == 200, await answer.text()
                return await answer.json()


def answers_of(name: str) -> dict[str, str]:
    """What the example's person answered, by question."""
    script: Any = plain(read((EXAMPLE / "answers" / name).read_text("utf-8"), name))
    return dict(script["answers"])


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with bot_api() as telegram:
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path / "data",
            port=free(),
            bot_token=SecretStr(TOKEN),
            bot_api_base=telegram.base,
        )
        loaded, token = await prepare(settings)
        async with serving(settings):
            yield Service(settings, telegram, loaded, token)


async def prepare(settings: Settings) -> tuple[Loaded, str]:
    """Tables, the example's case without its audit, an auditor with a token."""
    engine = make_engine(settings.database)
    await chain.upgrade(engine)
    await engine.dispose()
    hashed = await accounts.hashed(PASSWORD)
    async with house(settings) as whole, transaction(whole.engine) as tx:
        now = clock()
        folder = case_folder.read_folder(EXAMPLE, whole.interviews.questionnaires)
        folder = replace(folder, audit=None)
        ends = datetime.combine(folder.spec.wave.closes, datetime.min.time(), CHINA)
        shift = timedelta(days=(now - ends).days + 5)
        auditor = await accounts.add_user(
            tx, "auditor", "Auditor", Role.AUDITOR, hashed, "test", now, language="en"
        )
        loaded = await case_folder.load(
            tx, whole.cases, folder, new_token, auditor.actor, now, shift
        )
        await whole.cases.assign(tx, loaded.case.id, auditor.id, "test", now)
        _, token = await accounts.make_token(tx, auditor, "journey", now)
        return loaded, token


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[None]:
    """The process, ready; at the end SIGTERM, and it must end by itself with nothing wrong."""
    environment = {
        **os.environ,
        "ANFANG_DATA_DIR": str(settings.data_dir),
        "ANFANG_PORT": str(settings.port),
        "ANFANG_BOT_TOKEN": TOKEN,
        "ANFANG_BOT_API_BASE": settings.bot_api_base,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "serve",
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_S):
            line = await process.stdout.readline()
        assert settings.address.encode() in line
        yield
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(END_S):
            await process.communicate()
    assert process.returncode == 0
