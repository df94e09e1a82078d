"""Pictures beside questions and options: shown from here or from elsewhere, and nothing else."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys import pictures
from tests.web.small import small, standing
from tests.web.walk import a_png

ASKED = (
    "{id: q, kind: choice, label: {zh: 题, en: Counter}, text: {zh: 哪个？, en: Which one?},"
    " image: https://pictures.example/a.png?x=1, options: ["
    "{code: a, label: {zh: 甲, en: Wood}, image: wood.png},"
    " {code: b, label: {zh: 乙, en: Glass}, image: 'https://cdn.example:8443/b.png'}]}"
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of questionnaires with one picture, and a secret beside it."""
    folder = tmp_path / "questionnaires"
    (folder / "small@1").mkdir(parents=True)
    (folder / "small@1" / "wood.png").write_bytes(a_png())
    (folder / "small@1" / "secret.yaml").write_text("secret")
    (folder / "secret.png").write_bytes(b"secret")
    monkeypatch.setattr(pictures, "HERE", folder)
    return folder


async def test_pictures_stand_beside_question_and_options(
    engine: AsyncEngine, tmp_path: Path, shelf: Path
) -> None:
    async with standing(engine, tmp_path, small(ASKED)) as stand:
        html = stand.page.html
        assert 'src="https://pictures.example/a.png?x=1" alt="Counter"' in html
        assert 'src="/media/small@1/wood.png"' in html

        answer = await stand.get("/media/small@1/wood.png")

        assert (answer.status, answer.content_type) == (200, "image/png")
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert await answer.read() == a_png()


async def test_only_the_hosts_that_are_named_may_be_asked_for_pictures(
    engine: AsyncEngine, tmp_path: Path, shelf: Path
) -> None:
    odd = ASKED.replace("https://pictures.example/a.png?x=1", "'https://x;script-src/a.png'")
    async with standing(engine, tmp_path, small(odd)) as stand:
        answer = await stand.get(stand.page.path)
        [images] = [
            part for part in answer.headers["Content-Security-Policy"].split("; ")
            if part.startswith("img-src")
        ]  # fmt: skip
        assert images == "img-src 'self' https://cdn.example:8443 data: blob:"


async def test_the_card_allows_what_its_questions_show(
    engine: AsyncEngine, tmp_path: Path, shelf: Path
) -> None:
    """With scripts the first document stays, whatever question it shows."""
    async with standing(engine, tmp_path, small(ASKED), begun=False) as stand:
        answer = await stand.get("/s/card-code")
        assert "https://pictures.example" in answer.headers["Content-Security-Policy"]


NOWHERE = [
    "/media/small@1/glass.png", "/media/small@2/wood.png", "/media/other@1/wood.png",
    "/media/small@1/secret.yaml", "/media/small@1/..%2fsecret.png", "/media/..%2f/secret.png",
    "/media/small@1/wood.png%00", "/media/small@1/%ff.png", "/media/small@1/", "/media/small@1",
    "/media/.%2f/secret.png", "/media/small@1/wood.PNG", "/media/small@1/" + "a" * 999 + ".png",
]  # fmt: skip


async def test_no_other_file_has_an_address(
    engine: AsyncEngine, tmp_path: Path, shelf: Path
) -> None:
    async with standing(engine, tmp_path, small(ASKED)) as stand:
        for path in NOWHERE:
            answer = await stand.get(path)
            assert (path, answer.status) == (path, 404)
            assert "secret" not in (await answer.text()).replace("secret.", "")
