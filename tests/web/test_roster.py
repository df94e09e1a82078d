"""Repeats: adding, naming, changing, taking out and bringing back, all by plain forms."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.values import Listed, Words
from tests.web.small import small, standing
from tests.web.walk import log

STAFF = """  - id: staff
    title: {zh: 店员, en: Staff}
    repeat:
      least: 1
      most: 2
      label: {zh: "店员 ${name}", en: "Colleague ${name}"}
      text: {zh: 还有别人吗？, en: Was there anybody else?}
      add: {zh: 再加一位, en: Add a colleague}
    questions:
      - {id: name, kind: text, size: short, label: {zh: 名字, en: Name}, text: {zh: 叫什么？, en: What is the name?}}
      - {id: kind_to, kind: rating, low: 1, high: 3, label: {zh: 友好, en: Kind}, text: {zh: "${name} 友好吗？", en: "How kind was ${name}?"}, ends: [{zh: 不, en: Not}, {zh: 很, en: Very}]}
"""  # noqa: E501
COUNTED = """  - id: rooms
    title: {zh: 房间, en: Room}
    repeat: {count: "2"}
    questions:
      - {id: clean, kind: text, size: short, label: {zh: 干净, en: Clean}, text: {zh: 干净吗？, en: Is it clean?}}
"""  # noqa: E501


async def test_a_repeat_from_the_first_to_the_summary(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(before=STAFF)) as stand:
        assert "Staff 1 · Name" in stand.page.text
        page = await stand.post(text="<i>Li</i> & Co")
        assert "How kind was <i>Li</i> & Co?" in page.text
        assert "<i>" not in page.html
        page = await stand.visitor.tap("2")

        assert page.asked == "staff"
        assert "Colleague <i>Li</i> & Co" in page.text
        assert "Add a colleague" in page.text and "Those are all" in page.text
        page = await stand.visitor.tap("@add")
        assert "Staff 2 · Name" in page.text
        await stand.post(text="Wu")
        page = await stand.visitor.tap("3")
        assert "@add" not in [code for form in page.forms for _, code in form.buttons]

        page = await stand.visitor.tap("@drop-1")
        assert (page.status, "Taken out" in page.text) == (200, True)
        assert await stand.holds("staff") is None
        page = await stand.visitor.tap("@back-1")
        assert "Back again" in page.text
        page = await stand.visitor.tap("@done")
        assert await stand.holds("staff") == Listed((1, 2))
        page = await stand.visitor.tap("@next")

        text = page.text
        assert (
            text.index("Colleague <i>Li</i>") < text.index("Colleague Wu") < text.index("2 in all")
        )
        assert "Name Wu" in text  # without a number: that is in the title above


async def test_one_instance_offers_its_answers(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(before=STAFF)) as stand:
        await stand.post(text="Li")
        await stand.visitor.tap("2")
        before = await log(engine, stand.world)

        page = await stand.visitor.tap("@edit-1")

        assert (page.status, "Which answer do you want to change?" in page.text) == (200, True)
        assert await log(engine, stand.world) == before
        page = await stand.visitor.tap("name.1", "jump")
        assert page.asked == "name.1"
        assert 'value="Li"' in page.html
        page = await stand.post(text="Lin")
        assert page.asked == "staff"
        assert await stand.holds("name.1") == Words("Lin")
        page = await stand.visitor.tap("@edit-1")
        assert (await stand.visitor.go(page.path.removesuffix("/answer"))).asked == "staff"


async def test_what_a_repeat_does_not_have_is_refused(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(before=STAFF)) as stand:
        await stand.post(text="Li")
        await stand.visitor.tap("2")
        form, before = stand.page.form("answer").keyless, await log(engine, stand.world)
        for code in ("@edit-9", "@drop-0", "@drop-x", "@back-1", "@drop-", "@back-99999", "9"):
            page = await stand.visitor.send(form, {"code": code})
            assert (code, page.status, page.asked) == (code, 422, "staff")
        assert await log(engine, stand.world) == before

        await stand.visitor.send(form, {"code": "@drop-1"})
        page = await stand.visitor.send(
            form, {"code": "@drop-1"}
        )  # a second tap, from an old page
        assert page.status in (409, 422)
        assert "@done" not in [code for f in stand.page.forms for _, code in f.buttons]


async def test_a_repeat_that_knows_its_number_is_told_by_it(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, small(before=COUNTED)) as stand:
        assert "Room 1 of 2 · Clean" in stand.page.text
        await stand.post(text="yes")
        await stand.post(text="no")
        page = await stand.visitor.tap("@next")

        text = page.text
        assert text.index("Room 1") < text.index("yes") < text.index("Room 2") < text.index("no")
