"""What a link says without anybody being asked: kept where the questionnaire declares it."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.values import Words
from tests.web.small import small, standing
from tests.web.walk import logs as every

ASKED = small("{id: table, kind: hidden, label: {zh: 桌号, en: Table}}")


async def test_an_assignment_s_link_brings_it(engine: AsyncEngine, tmp_path: Path) -> None:
    link = "?table=7%20%3Cb%3E&utm_source=x&last=1"
    async with standing(engine, tmp_path, ASKED, link=link, begun=False) as stand:
        fields = stand.page.form("begin").keyless.fields
        assert fields == {"hidden-table": "7 <b>"}
        assert "<b>" not in stand.page.html
        await stand.visitor.press("begin")

        assert await stand.holds("table") == Words("7 <b>")
        assert await stand.holds("last") is None


async def test_it_survives_another_language_and_a_later_start(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, ASKED, link="?table=7", begun=False) as stand:
        page = await stand.visitor.tap("zh", "language")
        assert page.language == "zh-CN"
        assert page.form("begin").fields["hidden-table"] == "7"
        assert f'href="{page.path}/later?table=7"' in page.html
        page = await stand.visitor.go(f"{page.path}/later?table=7")
        assert f'href="{page.path.removesuffix("/later")}?table=7"' in page.html


async def test_a_card_s_link_brings_it(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, ASKED, begun=False) as stand:
        page = await stand.visitor.go("/s/card-code?table=12&other=x")
        assert "other" not in page.html
        assert 'href="/s/card-code?table=12&amp;lang=zh"' in page.html
        await stand.visitor.press("card-code")

        [seen] = [one for one in await every(engine, stand.world) if one.answers]
        assert [given.value for given in seen.answers.values()] == [Words("12")]


@pytest.mark.parametrize(("said", "kept"), [
    ("9" * 5000, Words("9" * 200)), ("%20%20", None), ("", None), ("%00", None),
    ("%ff%fe", Words("\ufffd\ufffd")), ("&table=8", None), ("6&table=8", Words("6")),
])  # fmt: skip
async def test_whatever_a_link_says_the_interview_begins(
    engine: AsyncEngine, tmp_path: Path, said: str, kept: Words | None
) -> None:
    async with standing(engine, tmp_path, ASKED, link=f"?table={said}", begun=False) as stand:
        assert all(len(words) <= 200 for words in stand.page.form("begin").fields.values())
        await stand.visitor.press("begin")
        assert (stand.page.status, stand.page.asked) == (200, "last")
        assert await stand.holds("table") == kept


async def test_once_begun_a_link_changes_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, ASKED, link="?table=7") as stand:
        await stand.visitor.go("/a/visit-code?table=8")
        await stand.visitor.go(f"{stand.page.path}?table=9")

        assert await stand.holds("table") == Words("7")
