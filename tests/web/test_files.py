"""Files by form: kept once, kept whole, as what they are, or not at all."""

from pathlib import Path

import pytest
from aiohttp import BodyPartReader
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.questionnaire import Medium
from surveys.values import Attachments
from tests.builders import World
from tests.web.site import Form, Visitor
from tests.web.small import small, standing
from tests.web.walk import HEIC, JPEG, MP3, MP4, PDF, WEBP, a_png, log, photos, until
from web.respondent import filetypes, uploads


async def test_several_photos_fit_up_to_the_limit_and_the_rest_is_said(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")

    page = await visitor.photo(JPEG, WEBP, HEIC)

    stored = await photos(engine, world)
    assert {photo.mime for photo in stored} == {"image/jpeg", "image/webp"}
    assert page.asked == "overall"
    assert "more pictures than there is room for" in page.text
    assert sorted(path.name for path in (tmp_path / "attachments").iterdir()) == sorted(
        Path(photo.path or "").name for photo in stored
    )


async def test_a_photo_form_sent_twice_is_kept_once(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")
    form = visitor.page.form("photo").keyless
    await visitor.photo(a_png(), form=form)

    page = await visitor.photo(a_png(), form=form)
    assert "Already noted" in page.text
    page = await visitor.photo(a_png(1), form=form)
    assert page.asked == "overall"
    page = await visitor.photo(a_png(1), form=form)
    assert (page.status, "Already noted" in page.text) == (200, True)
    page = await visitor.photo(a_png(2), form=form)
    assert (page.status, page.asked) == (409, "overall")

    assert len(await photos(engine, world)) == 2
    assert len(list((tmp_path / "attachments").iterdir())) == 2


async def test_what_is_no_photo_leaves_nothing_behind(
    visitor: Visitor, engine: AsyncEngine, world: World, tmp_path: Path
) -> None:
    await until(visitor, "wall")
    here, before = visitor.page.path, await log(engine, world)
    for picture, status in [
        (b"", 422),
        (b"<?php phpinfo() ?>", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
        (b"GIF89a" + b"\0" * 64, 415),
        (b"\xff\xd8", 415),
        (JPEG + b"\0" * (20 * 1024 * 1024), 413),
    ]:
        await visitor.go(here)

        page = await visitor.photo(picture)

        assert page.status == status
        assert list((tmp_path / "attachments").iterdir()) == []
    assert await log(engine, world) == before


L = "label: {zh: 题, en: Asked}, text: {zh: 请发。, en: Please send it.}"
DOCX = b"PK\x03\x04\x14\0\0\0\x08\0" + b"\0" * 20 + b"word/document.xml"
KINDS: list[tuple[str, bytes, str]] = [
    ("video", MP4, "video/mp4"),
    ("video", b"\0\0\0\x14ftypqt  \0\0\0\0", "video/quicktime"),
    ("video", b"\x1aE\xdf\xa3\x01\0\0\0", "video/webm"),
    ("video", b"\0\0\0\x18ftyp3gp4\0\0\0\0", "video/3gpp"),
    ("audio", MP3, "audio/mpeg"),
    ("audio", b"\xff\xfb\x90\x44\0\0\0\0", "audio/mpeg"),
    ("audio", b"OggS\0\x02\0\0", "audio/ogg"),
    ("audio", b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    ("audio", b"\0\0\0\x20ftypM4A \0\0\0\0", "audio/mp4"),
    ("audio", MP4, "audio/mp4"),  # what phones call a recording
    ("audio", b"\x1aE\xdf\xa3\x01\0\0\0", "audio/webm"),
    ("audio", b"#!AMR\n\x3c", "audio/amr"),
    ("document", PDF, "application/pdf"),
    ("document", DOCX,
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("document", b"PK\x03\x04\x14\0\0\0\0\0", "application/zip"),
    ("document", "价格,一\r\n".encode() * 2000, "text/plain"),
    ("document", JPEG, "image/jpeg"),
    ("document", MP4, "video/mp4"),
    ("signature", a_png(), "image/png"),
]  # fmt: skip


@pytest.mark.parametrize(("medium", "body", "mime"), KINDS)
async def test_a_file_is_kept_as_what_its_first_bytes_say(
    engine: AsyncEngine, tmp_path: Path, medium: str, body: bytes, mime: str
) -> None:
    most = "" if medium == "signature" else ", most: 1"
    async with standing(engine, tmp_path, small(f"{{id: q, kind: {medium}, {L}{most}}}")) as stand:
        form = stand.page.form("photo").keyless

        page = await stand.visitor.photo(body, form=form)

        assert (page.status, page.asked) == (200, "last")
        [kept] = await photos(engine, stand.world)
        assert (kept.mime, kept.size) == (mime, len(body))
        assert await stand.holds("q") == Attachments((kept.id,))
        [file] = stand.stored()
        assert file.read_bytes() == body
        page = await stand.visitor.photo(body, form=form)
        assert (page.status, "Already noted" in page.text) == (200, True)
        page = await stand.visitor.photo(body + b"2", form=form)
        assert (page.status, page.asked) == (409, "last")
        assert len(stand.stored()) == 1


NOT: list[tuple[str, bytes, str]] = [
    ("video", a_png(), "not a video"),
    ("video", MP3, "not a video"),
    ("audio", a_png(), "not a recording"),
    ("audio", PDF, "not a recording"),
    ("signature", PDF, "not a picture"),
    ("document", b"<html><script>alert(1)</script>", "cannot be kept"),
    ("document", b"\xef\xbb\xbf <svg onload='alert(1)'/>", "cannot be kept"),
    ("document", b"MZ\x90\0\x03\0\0\0", "cannot be kept"),
    ("document", b"\x7fELF\x02\x01\x01\0", "cannot be kept"),
    ("document", b"plain\0text", "cannot be kept"),
]


@pytest.mark.parametrize(("medium", "body", "sentence"), NOT)
async def test_a_file_of_another_kind_leaves_nothing_behind(
    engine: AsyncEngine, tmp_path: Path, medium: str, body: bytes, sentence: str
) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: {medium}, {L}}}")) as stand:
        page = await stand.file(body)

        assert (page.status, sentence in page.text) == (415, True)
        assert stand.stored() == []
        assert await photos(engine, stand.world) == []


async def test_fewer_files_than_are_needed_cannot_be_all(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    question = f"{{id: q, kind: video, {L}, least: 2, most: 3}}"
    async with standing(engine, tmp_path, small(question)) as stand:
        page = await stand.file(MP4)
        assert "At least 2 are needed" in page.text
        assert "@done" not in [code for form in page.forms for _, code in form.buttons]
        early = Form(page.form("photo").action.replace("/photo", "/answer"))
        early.fields = page.form("photo").fields
        refused = await stand.visitor.send(early, {"code": "@done"})
        assert refused.status == 422

        page = await stand.file(MP4 + b"2", MP4 + b"3", MP4 + b"4")

        assert "more than there is room for" in page.text
        assert page.asked == "last"
        assert len(stand.stored()) == 3


async def test_the_file_chooser_offers_what_is_asked_for(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: audio, {L}}}")) as stand:
        assert stand.page.html.count('accept="audio/*"') == 2
        assert "image/*" not in stand.page.html


async def test_a_code_can_be_photographed(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: barcode, {L}}}")) as stand:
        page = await stand.file(MP3)
        assert page.status == 415
        await stand.visitor.go(page.path.removesuffix("/photo"))

        page = await stand.file(JPEG)

        assert page.asked == "last"
        assert isinstance(await stand.holds("q"), Attachments)


async def test_too_large_is_said_in_time(
    engine: AsyncEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(filetypes.LARGEST, Medium.VIDEO, 1000)
    async with standing(engine, tmp_path, small(f"{{id: q, kind: video, {L}}}")) as stand:
        page = await stand.file(MP4 + b"\0" * 1000)

        assert (page.status, "larger than 100 MB" in page.text) == (413, True)
        assert stand.stored() == []


class Drops(BodyPartReader):
    """A part of a form whose bytes come three at a time, as networks please."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    async def read_chunk(self, size: int = 0) -> bytes:
        piece, self.body = self.body[:3], self.body[3:]
        return piece


async def test_a_file_that_comes_in_small_pieces_is_known_all_the_same() -> None:
    assert await uploads.head_of(Drops(PDF)) == PDF
    assert len(await uploads.head_of(Drops(b"a" * 9000))) >= filetypes.LOOKED_AT


@given(st.binary(max_size=64), st.sampled_from([None, *Medium]))
def test_any_bytes_have_a_type_or_none(head: bytes, wanted: Medium | None) -> None:
    found = filetypes.type_of(head, wanted)
    if found is not None and wanted in (Medium.VIDEO, Medium.AUDIO, Medium.PHOTO):
        assert found.medium is wanted
