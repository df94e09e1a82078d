"""A matrix: one form for all its rows, whatever is empty, late or refused."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.values import Amount, Chosen, Skipped
from tests.web.small import small, standing
from tests.web.walk import log

YES_NO = (
    "options: [{code: yes, label: {zh: 是, en: 'Yes'}}, {code: no, label: {zh: 否, en: 'No'}}]"
)
ROWS = (
    "rows: [{id: one, label: {zh: 一, en: First}}, {id: two, label: {zh: 二, en: Second}},"
    " {id: six, label: {zh: 三, en: Third}}]"
)
HEAD = (
    "id: table, kind: matrix, label: {zh: 表, en: Table},"
    " text: {zh: 各项如何？, en: How was each?}"
)
TABLE = f"{{{HEAD}, {YES_NO}, {ROWS}}}"


async def test_a_table_is_one_form(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(TABLE)) as stand:
        assert stand.page.text.count("How was each?") == 1
        for row in ("one", "two", "six"):
            assert stand.page.html.count(f'type="radio" name="row-{row}"') == 2
        form = stand.page.form("answer").keyless
        sent = {"row-one": "yes", "row-two": "no", "row-six": "yes"}

        page = await stand.visitor.send(form, sent)

        assert (page.status, page.asked) == (200, "last")
        assert [await stand.holds(row) for row in ("one", "two", "six")] == [
            Chosen("yes"), Chosen("no"), Chosen("yes"),
        ]  # fmt: skip
        before = await log(engine, stand.world)
        page = await stand.visitor.send(form, sent)
        assert (page.status, "Already noted" in page.text) == (200, True)
        page = await stand.visitor.send(form, {"row-one": "no", "row-two": "no"})
        assert (page.status, page.asked) == (409, "last")
        assert await log(engine, stand.world) == before


async def test_a_row_left_empty_keeps_the_others_on_the_page(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, small(TABLE)) as stand:
        page = await stand.post(row__one="yes", row__six="no")

        assert (page.status, page.asked) == (422, "two")
        assert "One line is still open" in page.text
        assert 'name="row-six" value="no" checked' in page.html
        assert (await stand.post(row__two="no", row__six="no")).asked == "last"
        assert await stand.holds("six") == Chosen("no")


async def test_a_table_without_its_first_row_is_shown_again_as_it_was(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, small(TABLE)) as stand:
        page = await stand.post(row__two="yes", row__six="no")

        assert (page.status, page.asked) == (422, "one")
        assert 'name="row-two" value="yes" checked' in page.html
        assert await stand.holds("two") is None


async def test_rows_that_may_be_left_out_are(engine: AsyncEngine, tmp_path: Path) -> None:
    optional = TABLE[:-1] + ", required: false}"
    async with standing(engine, tmp_path, small(optional)) as stand:
        assert "required" not in stand.page.html
        form = stand.page.form("answer").keyless
        assert form.fields["rows"] == "one two six"

        page = await stand.visitor.send(form, {"row-two": "no"})

        assert page.asked == "last"
        assert [await stand.holds(row) for row in ("one", "two", "six")] == [
            Skipped(), Chosen("no"), Skipped(),
        ]  # fmt: skip


async def test_one_row_can_be_changed_and_the_others_stand_beside_it(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    async with standing(engine, tmp_path, small(TABLE)) as stand:
        await stand.post(row__one="yes", row__two="yes", row__six="yes")
        late = stand.page
        await stand.visitor.tap("@next")
        page = await stand.visitor.tap("two", "jump")

        assert page.asked == "two"
        assert 'name="row-two" value="yes" checked' in page.html
        assert 'name="row-one"' not in page.html
        assert ("question", "one") in [b for form in page.forms for b in form.buttons]
        assert (await stand.post(row__two="no")).form("submit")
        assert await stand.holds("two") == Chosen("no")
        assert (await stand.visitor.send(late.forms[0], {})).status < 500


async def test_a_table_of_fifty_rows_fits_one_form(engine: AsyncEngine, tmp_path: Path) -> None:
    rows = ", ".join(f"{{id: r{n}, label: {{zh: 行, en: R{n}}}}}" for n in range(50))
    table = f"{{{HEAD}, {YES_NO}, rows: [{rows}], required: false}}"
    async with standing(engine, tmp_path, small(table)) as stand:
        page = await stand.visitor.send(
            stand.page.form("answer"), {f"row-r{n}": "yes" for n in range(50)}
        )

        assert (page.status, page.asked) == (200, "last")
        assert await stand.holds("r49") == Chosen("yes")


@pytest.mark.parametrize(("high", "field"), [
    (10, 'type="radio" name="row-one"'), (50, '<select name="row-one"'),
])  # fmt: skip
async def test_a_table_of_points_is_sent_as_codes(
    engine: AsyncEngine, tmp_path: Path, high: int, field: str
) -> None:
    ends = "ends: [{zh: 差, en: Poor}, {zh: 好, en: Good}]"
    table = f"{{{HEAD}, low: 0, high: {high}, {ends}, {ROWS}}}"
    async with standing(engine, tmp_path, small(table)) as stand:
        assert field in stand.page.html
        for code in ("51", "-1", "x", "<b>"):
            page = await stand.post(row__one=code, row__two="1", row__six="1")
            assert (page.status, page.asked) == (422, "one")
        await stand.post(row__one="0", row__two="10", row__six="7")
        assert await stand.holds("two") == Amount(Decimal(10))


async def test_junk_in_a_table_changes_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(TABLE)) as stand:
        before = await log(engine, stand.world)
        form = stand.page.form("answer").keyless
        for more in (
            {}, {"row-": "yes"}, {"row-zz": "yes"}, {"row-one": "@skip"}, {"row-one": "@done"},
            {"row-one.1": "yes"}, {"row-last": "@next"}, {"row-one": "yes", "revision": "9999"},
        ):  # fmt: skip
            page = await stand.visitor.send(form, more)
            assert 400 <= page.status < 500
            assert await log(engine, stand.world) == before
