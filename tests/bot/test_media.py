"""Photos come after their answers, whole or not at all, as often as it takes."""

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from app.leftovers import OLD_SECONDS, sweep
from bot.media import FOLDER, fetch_photos, keep, kind
from db.engine import transaction
from surveys import store
from surveys.records import Attachment
from surveys.tables import attachments
from tests.bot.conftest import Rig
from tests.botapi import HTML, SERVER_ERROR, refused

PICTURE = b"\xff\xd8\xff\xe0 a small picture"


async def with_photo(visit: Rig, data: bytes = PICTURE) -> Attachment:
    phone = visit.phone()
    await phone.says("/start visit-code")
    await phone.taps("I am at the store")
    await phone.taps("No position available here")
    await phone.photographs(data, as_file=True)
    return await stored(visit)


async def stored(visit: Rig) -> Attachment:
    id = await visit.scalar(select(attachments.c.id))
    async with transaction(visit.engine) as tx:
        photo = await store.attachment(tx, id)
    assert photo is not None
    return photo


async def test_a_photo_is_fetched_once_and_known_by_its_hash(visit: Rig, tmp_path: Path) -> None:
    before = await with_photo(visit)
    assert (before.path, before.is_file) == (None, True)

    assert await fetch_photos(visit.engine, visit.api, tmp_path) == 1
    assert await fetch_photos(visit.engine, visit.api, tmp_path) == 0
    after = await stored(visit)
    assert after.path is not None
    assert (tmp_path / after.path).read_bytes() == PICTURE
    assert after.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (after.mime, after.size) == ("image/jpeg", len(PICTURE))
    assert len(visit.telegram.made("getFile")) == 1


async def test_a_bad_network_is_not_counted_against_the_photo(visit: Rig, tmp_path: Path) -> None:
    await with_photo(visit)
    visit.telegram.fail("getFile", SERVER_ERROR, HTML, refused(429, "slow", retry_after=1))
    visit.telegram.fail("file", SERVER_ERROR)
    for _ in range(4):
        assert await fetch_photos(visit.engine, visit.api, tmp_path) == 0
        assert (await stored(visit)).tries == 0
    assert await fetch_photos(visit.engine, visit.api, tmp_path) == 1


async def test_a_photo_telegram_no_longer_has_is_given_up_after_ten_tries(
    visit: Rig, tmp_path: Path
) -> None:
    await with_photo(visit)
    visit.telegram.files.clear()
    for _ in range(12):
        await fetch_photos(visit.engine, visit.api, tmp_path)
    assert (await stored(visit)).tries == 10


async def test_the_name_on_disk_is_ours_whatever_the_file_claims(
    visit: Rig, tmp_path: Path
) -> None:
    photo = await with_photo(visit, b"<svg onload=alert(1)>")
    await fetch_photos(visit.engine, visit.api, tmp_path)
    after = await stored(visit)
    assert after.path == f"attachments/{photo.id[:2]}/{photo.id}.bin"
    assert after.mime == "application/octet-stream"


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1", "image/heif"),
        (b"%PDF-1.7", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(data: bytes, mime: str) -> None:
    assert kind(data)[0] == mime


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    taken = tmp_path / "a" / "photo.jpg"
    taken.mkdir(parents=True)  # the last step cannot succeed
    with pytest.raises(OSError, match="directory"):
        keep(taken, PICTURE)
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["photo.jpg"]


KILLED = """
import os, signal, sys
from pathlib import Path
from bot import media

calls = 0
synced = os.fsync

def fsync(file):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    synced(file)

os.fsync = fsync
media.keep(Path(sys.argv[1]), b"a whole picture" * 1000)
"""


@pytest.mark.parametrize(("at", "named"), [(1, False), (2, True)])
def test_killed_in_the_midst_of_it_no_half_file_has_the_last_name(
    tmp_path: Path, at: int, named: bool
) -> None:
    """At the first fsync the bytes are written, at the second the name is."""
    photo = tmp_path / FOLDER / "ab" / "abcd.jpg"
    command = [sys.executable, "-c", KILLED, str(photo), str(at)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL

    assert photo.exists() == named
    left = [file for file in photo.parent.iterdir() if file != photo]
    assert [file.suffix for file in left] == ([] if named else [".part"])
    whole = b"a whole picture" * 1000
    keep(photo, whole)  # the job comes again
    assert photo.read_bytes() == whole

    assert sweep(tmp_path) == 0  # somebody may be writing it
    assert sweep(tmp_path, time.time() + OLD_SECONDS + 60) == len(left)
    assert list(photo.parent.iterdir()) == [photo]


def test_sweeping_where_nothing_was_ever_kept(tmp_path: Path) -> None:
    assert sweep(tmp_path) == 0
