"""Photos by form: kept once, kept whole, or not at all."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.builders import World
from tests.web.site import Visitor
from tests.web.walk import HEIC, JPEG, WEBP, a_png, log, photos, until


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
    form = visitor.page.form("photo")
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
