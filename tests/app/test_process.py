"""One real process over one SQLite file: told to stop under load, disk full, file locked."""

import asyncio
import hashlib
import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from db.engine import make_engine
from tests.botapi import HANG, SECRET_HEADER, BotApi, Json, bot_api
from tests.processes import SECRET, Process, a_world_for_ever, anfang, bot, until
from tests.web.site import Visitor

STOPPED = 20.0  # seconds: less than a call to a Bot API that hangs is waited for


@pytest.fixture
async def folder(tmp_path: Path, migrated_file: Path) -> Path:
    """The data folder of a process: a database with a card to answer."""
    made = tmp_path / "data"
    made.mkdir()
    shutil.copy(migrated_file, made / "anfang.db")
    engine = make_engine(f"sqlite+aiosqlite:///{made}/anfang.db")
    await a_world_for_ever(engine)
    await engine.dispose()
    return made


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with bot_api() as api:
        yield api


class Telegram:
    """Posts updates to the webhook; which were acknowledged, and how the last one was answered."""

    def __init__(self, house: Process, session: aiohttp.ClientSession) -> None:
        self.house, self.session = house, session
        self.taken: set[int] = set()
        self.numbers = count(1)
        self.retry_after = ""

    def start(self) -> Json:
        """Somebody new opens the card."""
        n = next(self.numbers)
        who = {"id": 7000 + n, "is_bot": False, "first_name": "A", "language_code": "en"}
        chat = {"id": 7000 + n, "type": "private", "first_name": "A"}
        message = {
            "message_id": n, "date": 1_790_000_000, "chat": chat, "from": who,
            "text": "/start card-code",
        }  # fmt: skip
        return {"update_id": n, "message": message}

    async def post(self, update: Json) -> int:
        address, headers = f"{self.house.address}/telegram", {SECRET_HEADER: SECRET}
        async with self.session.post(address, json=update, headers=headers) as answer:
            if answer.status == 200:
                self.taken.add(update["update_id"])
            self.retry_after = answer.headers.get("Retry-After", "")
            return answer.status


def noted(folder: Path) -> tuple[set[int], int]:
    """The updates that are in the database, and how many people are."""
    with sqlite3.connect(folder / "anfang.db") as one:
        ids = {row[0] for row in one.execute("SELECT update_id FROM updates")}
        [(people,)] = one.execute("SELECT count(*) FROM persons").fetchall()
    one.close()
    return ids, people


async def test_told_to_stop_under_load_it_ends_and_nothing_acknowledged_is_missing(
    folder: Path, telegram: BotApi
) -> None:
    with anfang("serve", folder, bot(telegram.base)) as house:
        await house.listens()
        async with aiohttp.ClientSession() as session:
            from_telegram = Telegram(house, session)

            async def load() -> None:
                while await from_telegram.post(from_telegram.start()) == 200:
                    pass

            loads = [asyncio.create_task(load()) for _ in range(8)]
            await until(lambda: len(from_telegram.taken) > 100, house.written)
            house.told_to_stop()
            assert await house.ended() == 0, house.written()
            ends = await asyncio.gather(*loads, return_exceptions=True)

        assert all(isinstance(end, aiohttp.ClientError | None) for end in ends), ends
        ids, people = noted(folder)
        assert from_telegram.taken <= ids
        assert people == len(ids)


async def test_a_bot_api_that_hangs_does_not_keep_it_from_stopping(
    folder: Path, telegram: BotApi
) -> None:
    telegram.fail("sendMessage", *[HANG] * 50)
    with anfang("serve", folder, bot(telegram.base)) as house:
        await house.listens()
        async with aiohttp.ClientSession() as session:
            from_telegram = Telegram(house, session)
            for _ in range(5):
                assert await from_telegram.post(from_telegram.start()) == 200
            await until(lambda: len(telegram.made("sendMessage")) >= 5, house.written)
            house.told_to_stop()
            assert await house.ended(STOPPED) == 0, house.written()
    with sqlite3.connect(folder / "anfang.db") as one:
        states = one.execute("SELECT DISTINCT state FROM outbox").fetchall()
    one.close()
    assert states == [("open",)]  # and is sent after the next start


async def test_a_second_process_on_one_file_is_told_so_and_the_first_goes_on(
    folder: Path, telegram: BotApi
) -> None:
    with anfang("serve", folder, bot(telegram.base)) as first:
        await first.listens()
        with anfang("serve", folder, bot(telegram.base)) as second:
            assert await second.ended() == 1
            assert "SQLite takes one process" in second.written()
            assert "Traceback" not in second.written()
        async with aiohttp.ClientSession() as session:
            from_telegram = Telegram(first, session)
            assert await from_telegram.post(from_telegram.start()) == 200


async def test_a_full_disk_is_told_and_it_recovers_by_itself(
    folder: Path, telegram: BotApi
) -> None:
    full = (folder / "anfang.db").stat().st_size  # what the log of changes can grow to
    with anfang("serve", folder, bot(telegram.base), largest_file=full) as house:
        await house.listens()
        async with (
            aiohttp.ClientSession() as session, aiohttp.ClientSession(house.address) as browser
        ):  # fmt: skip
            from_telegram, visitor = Telegram(house, session), Visitor(browser)
            languages = cycle(["zh", "en"])
            await visitor.go("/s/card-code")
            page = await visitor.press("card-code")
            assert (page.status, page.asked) == (200, "greeted")
            while await from_telegram.post(update := from_telegram.start()) == 200:
                assert len(from_telegram.taken) < 5000, "it never filled"

            while (await spoken(browser, visitor, next(languages))) == 303:
                pass  # less still fits
            assert (await from_telegram.post(update), from_telegram.retry_after) == (503, "5")
            await told_on_the_page(browser, visitor)
            assert (await visitor.go(page.path)).asked == "greeted"  # who only reads is served
            ready = resource.RLIM_INFINITY
            resource.prlimit(house.started.pid, resource.RLIMIT_FSIZE, (ready, ready))

            assert await from_telegram.post(update) == 200
            assert (await visitor.tap("yes")).asked == "warmth"
    ids, people = noted(folder)
    assert from_telegram.taken == ids
    assert people == len(ids)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    one = sqlite3.connect(folder / "anfang.db", isolation_level=None)
    one.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        one.execute("ROLLBACK")
        one.close()


async def test_a_locked_database_is_told_to_all_who_wait_and_it_recovers_by_itself(
    folder: Path, telegram: BotApi
) -> None:
    with anfang("serve", folder, bot(telegram.base)) as house:
        await house.listens()
        async with (
            aiohttp.ClientSession() as session, aiohttp.ClientSession(house.address) as browser
        ):  # fmt: skip
            from_telegram, visitor = Telegram(house, session), Visitor(browser)
            await visitor.go("/s/card-code")
            await visitor.press("card-code")
            updates = [from_telegram.start() for _ in range(10)]
            with locked(folder):
                statuses = await asyncio.gather(*map(from_telegram.post, updates))
                assert (set(statuses), from_telegram.retry_after) == ({503}, "5")
                await told_on_the_page(browser, visitor)
                assert (await browser.get("/healthz")).status == 200

            assert set(await asyncio.gather(*map(from_telegram.post, updates))) == {200}
            assert (await visitor.tap("yes")).asked == "warmth"
    assert from_telegram.taken == noted(folder)[0]


async def spoken(browser: aiohttp.ClientSession, visitor: Visitor, language: str) -> int:
    """The least that a page can write: another language."""
    action = f"{visitor.page.path}/language"
    sent = {"language": language}
    async with browser.post(action, data=sent, allow_redirects=False) as answer:
        return answer.status


async def told_on_the_page(browser: aiohttp.ClientSession, visitor: Visitor) -> None:
    """An answer is refused with a sentence and a time; its form can be sent again."""
    form = visitor.page.form("answer")
    sent = form.fields | {"code": "yes"}
    async with browser.post(form.action, data=sent, headers=visitor.headers) as answer:
        assert (answer.status, answer.headers.get("Retry-After")) == (503, "5")
        assert "Everything stored before is safe" in await answer.text()


async def test_where_its_log_cannot_be_written_it_serves_all_the_same(
    folder: Path, telegram: BotApi
) -> None:
    with anfang("serve", folder, bot(telegram.base), log=Path("/dev/full")) as house:
        await house.listens()
        async with (
            aiohttp.ClientSession() as session, aiohttp.ClientSession(house.address) as browser
        ):  # fmt: skip
            from_telegram, visitor = Telegram(house, session), Visitor(browser)
            await visitor.go("/s/card-code")
            await visitor.press("card-code")
            with locked(folder):  # which is logged
                assert await from_telegram.post(update := from_telegram.start()) == 503
                await told_on_the_page(browser, visitor)

            assert await from_telegram.post(update) == 200
            assert (await visitor.tap("yes")).asked == "warmth"


class HalfAFile(BotApi):
    """Sends the first half of a file, and the rest only to whoever asks again."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        data = self.files[request.match_info["id"]]
        self.asked += 1
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(request)
        await response.write(data[: len(data) // 2])
        if self.asked == 1:
            await asyncio.sleep(3600)  # ended by the other side
        await response.write(data[len(data) // 2 :])
        return response


async def test_killed_while_a_photo_comes_it_comes_whole_after_the_next_start(
    folder: Path,
) -> None:
    photo = b"\xff\xd8\xff\xe0" + b"a picture" * 50_000
    async with bot_api(HalfAFile()) as api:
        assert isinstance(api, HalfAFile)
        api.files["big"] = photo
        with sqlite3.connect(folder / "anfang.db") as one:
            one.execute(
                "INSERT INTO interviews (key, token, case_id, wave_id, outlet_id, questionnaire, "
                "edition, mode, started_at) SELECT 'k', 't', id, 1, 1, 'tiny', 1, 'mystery', "
                "created_at FROM cases"
            )
            one.execute(
                "INSERT INTO attachments (id, interview_id, question, source, is_file, at) "
                "SELECT 'abcd', id, 'q', json('{\"telegram\": \"big\"}'), 1, started_at "
                "FROM interviews"
            )
        one.close()
        with anfang("serve", folder, bot(api.base)) as first:
            await until(lambda: api.asked == 1, first.written)
            first.killed()
        assert whole(folder) == []
        with anfang("serve", folder, bot(api.base)) as second:
            await until(lambda: stored(folder) is not None, second.written)

        assert whole(folder) == [photo]
        assert stored(folder) == hashlib.sha256(photo).hexdigest()


def whole(folder: Path) -> list[bytes]:
    """What has its last name."""
    files = [file for file in folder.glob("attachments/**/*") if file.is_file()]
    return [file.read_bytes() for file in files if file.suffix != ".part"]


def stored(folder: Path) -> str | None:
    with sqlite3.connect(folder / "anfang.db") as one:
        [(digest,)] = one.execute("SELECT sha256 FROM attachments").fetchall()
    one.close()
    return str(digest) if digest else None
