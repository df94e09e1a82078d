"""Each kind of question by plain forms: what the page shows, what it takes, what it refuses."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys.entries import Status
from surveys.values import (
    Amount,
    Chosen,
    ChosenAll,
    Day,
    Lasted,
    Ranked,
    Seen,
    Skipped,
    Timed,
    Value,
    Words,
)
from tests.web.site import Page
from tests.web.small import small, standing

L = "label: {zh: 题, en: Asked}, text: {zh: 怎么样？, en: How was it?}"
ABC = (
    "options: [{code: a, label: {zh: 甲, en: Alpha}}, {code: b, label: {zh: 乙, en: Beta}},"
    " {code: c, label: {zh: 丙, en: Gamma}}]"
)
ENDS = "ends: [{zh: 差, en: Poor}, {zh: 好, en: Good}]"


def tags(page: Page, tag: str, /, **attributes: str) -> list[str]:
    """The start tags *name* of the page that have these attributes."""
    found = re.findall(rf"<{tag}\b[^>]*>", page.html)
    return [
        one for one in found
        if all(f'{key}="{value}"' in one for key, value in attributes.items())
    ]  # fmt: skip


TAKEN: list[tuple[str, dict[str, str], Value]] = [
    (f"{{id: q, kind: choice, {L}, {ABC}}}", {"code": "b"}, Chosen("b")),
    (f"{{id: q, kind: consent, {L}}}", {"code": "yes"}, Chosen("yes")),
    (f"{{id: q, kind: note, {L}}}", {"code": "@next"}, Seen()),
    (f"{{id: q, kind: choices, {L}, {ABC}}}", {"pick-c": "1", "pick-a": "1"},
     ChosenAll(("a", "c"))),
    (f"{{id: q, kind: choices, {L}, {ABC}}}", {}, ChosenAll(())),
    (f"{{id: q, kind: ranking, {L}, {ABC}, most: 2}}", {"place-2": "a", "place-1": "c"},
     Ranked(("c", "a"))),
    (f"{{id: q, kind: rating, {L}, low: -5, high: 5, look: stars, {ENDS}}}", {"code": "-3"},
     Amount(Decimal(-3))),
    (f"{{id: q, kind: rating, {L}, low: 0, high: 100, {ENDS}}}", {"text": "77"},
     Amount(Decimal(77))),
    (f"{{id: q, kind: number, {L}, least: 0, most: 9, unit: {{zh: 人, en: people}}}}",
     {"text": "7 people"}, Amount(Decimal(7))),
    (f"{{id: q, kind: money, {L}, currency: CNY}}", {"text": "¥1,200.50"},
     Amount(Decimal("1200.50"))),
    (f"{{id: q, kind: text, {L}, size: short}}", {"text": "Wang"}, Words("Wang")),
    (f"{{id: q, kind: date, {L}}}", {"text": "2026-11-01"}, Day(date(2026, 11, 1))),
    (f"{{id: q, kind: duration, {L}}}", {"minutes": "12", "seconds": "30"}, Lasted(Decimal(750))),
    (f"{{id: q, kind: duration, {L}}}", {"minutes": "", "seconds": "45"}, Lasted(Decimal(45))),
    (f"{{id: q, kind: duration, {L}}}", {"text": "1h"}, Lasted(Decimal(3600))),
    (f"{{id: q, kind: barcode, {L}}}", {"text": "SN  0042"}, Words("SN 0042")),
    (f"{{id: q, kind: text, {L}, required: false}}", {"code": "@skip"}, Skipped()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fields", "value"), TAKEN)
async def test_what_a_form_sends_is_the_answer(
    engine: AsyncEngine, tmp_path: Path, question: str, fields: dict[str, str], value: Value
) -> None:
    async with standing(engine, tmp_path, small(question)) as stand:
        form = stand.page.form("answer").keyless
        names = form.fields | dict.fromkeys(re.findall(r'name="([^"]+)"', stand.page.html), "")
        assert {name for name in fields if name != "text"} <= names.keys() | {"code"}

        page = await stand.visitor.send(form, fields)

        assert (page.status, page.asked) == (200, "last")
        assert await stand.holds("q") == value
        # The same form once more, as from a phone that never saw the reply.
        page = await stand.visitor.send(form, fields)
        assert (page.status, page.asked) == (200, "last")
        assert "Already noted" in page.text


REFUSED: list[tuple[str, dict[str, str], str]] = [
    (f"{{id: q, kind: ranking, {L}, {ABC}}}",
     {"place-1": "a", "place-2": "a", "place-3": "b"}, "one place only"),
    (f"{{id: q, kind: ranking, {L}, {ABC}}}", {"place-1": "a"}, "put 3 of them"),
    (f"{{id: q, kind: ranking, {L}, {ABC}}}", {"place-1": "x", "place-99999": "y"}, "one of the"),
    (f"{{id: q, kind: choices, {L}, {ABC}, least: 2}}", {"pick-a": "1"}, "at least 2"),
    (f"{{id: q, kind: duration, {L}}}", {"minutes": "", "seconds": ""}, "how long"),
    (f"{{id: q, kind: duration, {L}}}", {"minutes": "soon", "seconds": "<b>"}, "how long"),
    (f"{{id: q, kind: duration, {L}, most: 60}}", {"minutes": "9", "seconds": "0"}, "between 0"),
    (f"{{id: q, kind: rating, {L}, low: 0, high: 100, {ENDS}}}", {"text": "101"}, "from 0 to 100"),
    (f"{{id: q, kind: barcode, {L}, most: 5}}", {"text": "123456"}, "room for 5"),
    (f"{{id: q, kind: choice, {L}, {ABC}}}", {"code": "x"},
     "one of the buttons"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fields", "sentence"), REFUSED)
async def test_what_is_refused_is_asked_again_with_what_was_sent(
    engine: AsyncEngine, tmp_path: Path, question: str, fields: dict[str, str], sentence: str
) -> None:
    async with standing(engine, tmp_path, small(question)) as stand:
        page = await stand.visitor.send(stand.page.form("answer"), fields)

        assert (page.status, page.asked) == (422, "q")
        assert sentence in page.text
        assert "<b>" not in page.html
        assert await stand.holds("q") is None
        if "place-1" in fields and fields["place-1"] == "a":
            assert tags(page, "option", value="a")[0].endswith(" selected>")
        if "pick-a" in fields:
            assert "checked" in tags(page, "input", name="pick-a")[0]
        if fields.get("minutes") == "9":
            assert tags(page, "input", name="minutes", value="9")


async def test_options_stand_in_the_order_of_the_language(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    question = f"{{id: q, kind: choice, {L}, {ABC}, order: {{zh: [b, c, a]}}}}"
    async with standing(engine, tmp_path, small(question)) as stand:
        await stand.visitor.tap("zh", "language")
        assert [code for _, code in stand.page.form("answer").buttons] == ["b", "c", "a"]


SUGGESTED: list[tuple[str, str, str]] = [
    (f"{{id: q, kind: choice, {L}, {ABC}, default: \"'b'\"}}", "button", 'aria-current="true"'),
    (f"{{id: q, kind: choices, {L}, {ABC}, default: \"'b'\"}}", "input", "checked"),
    (f"{{id: q, kind: rating, {L}, low: 1, high: 5, {ENDS}, default: \"4\"}}", "button",
     'value="4" aria-label'),
    (f"{{id: q, kind: number, {L}, least: 0, most: 9, unit: {{zh: 人, en: p}}, default: \"2\"}}",
     "input", 'value="2"'),
    (f"{{id: q, kind: date, {L}, default: \"'2026-11-01'\"}}", "input", 'value="2026-11-01"'),
    (f"{{id: q, kind: duration, {L}, default: \"'90 s'\"}}", "input", 'name="seconds" value="30"'),
]  # fmt: skip


@pytest.mark.parametrize(("question", "tag", "mark"), SUGGESTED)
async def test_what_is_suggested_stands_there_and_can_be_kept(
    engine: AsyncEngine, tmp_path: Path, question: str, tag: str, mark: str
) -> None:
    async with standing(engine, tmp_path, small(question)) as stand:
        assert "Suggested:" in stand.page.text
        assert any(mark in one for one in tags(stand.page, tag))

        page = await stand.visitor.tap("@keep")

        assert page.asked == "last"
        assert await stand.holds("q") is not None


async def test_what_it_held_stands_in_the_field_again(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: text, {L}}}")) as stand:
        await stand.post(text='Two </textarea> & "three"')
        page = await stand.visitor.press("back")

        assert ">Two &lt;/textarea&gt; &amp; &#34;three&#34;</textarea>" in page.html
        assert (await stand.post(text="Four")).asked == "last"


async def test_what_is_odd_stays_in_its_field_until_it_is_confirmed(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    question = (
        f"{{id: q, kind: money, {L}, currency: CNY, warning: '. > 500',"
        " warning_message: {zh: 确定吗？, en: 'That much?'}}"
    )
    async with standing(engine, tmp_path, small(question)) as stand:
        page = await stand.post(text="600")

        assert "That much?" in page.text
        assert tags(page, "input", name="text", value="600")
        assert (await stand.visitor.tap("@sure")).asked == "last"


async def test_what_is_read_only_can_be_seen_and_nothing_else(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    question = (
        f"{{id: q, kind: number, {L}, least: 0, most: 999, unit: {{zh: 元, en: yuan}},"
        ' default: "120", read_only: true}'
    )
    async with standing(engine, tmp_path, small(question)) as stand:
        page = stand.page
        assert "120 yuan" in page.text
        assert tags(page, "input", name="text") == []
        refused = await stand.post(text="5")
        assert (refused.status, refused.asked) == (422, "q")

        await stand.visitor.tap("@next")
        await stand.visitor.tap("@next")

        assert await stand.holds("q") == Amount(Decimal(120))
        assert stand.page.form("submit")
        assert tags(stand.page, "button", name="question", value="q") == []


async def test_a_calculated_value_is_shown_and_cannot_be_changed(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    made = small(
        f"{{id: q, kind: money, {L}, currency: CNY}}",
        "{id: half, kind: calculate, label: {zh: 一半, en: Half of it},"
        ' value: "${q} div 2", show: true}',
    )
    async with standing(engine, tmp_path, made) as stand:
        await stand.post(text="9")
        page = await stand.visitor.tap("@next")

        assert "Half of it 4.5" in page.text
        assert tags(page, "button", name="question", value="half") == []
        assert tags(page, "button", name="question", value="q")


async def test_from_the_summary_one_can_go_back(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: text, {L}}}")) as stand:
        await stand.post(text="Once.")
        page = await stand.visitor.tap("@next")
        form = page.form("back").keyless
        assert (await stand.visitor.send(form, {})).asked == "last"
        page = await stand.visitor.send(form, {})  # a second tap, from the old page
        assert (page.status, page.asked) == (409, "last")


async def test_consent_that_is_not_given_ends_it(engine: AsyncEngine, tmp_path: Path) -> None:
    async with standing(engine, tmp_path, small(f"{{id: q, kind: consent, {L}}}")) as stand:
        page = await stand.visitor.tap("no")

        assert "Thank you for saying so" in page.text
        assert (await stand.seen()).status is Status.DECLINED


async def test_times_in_between_are_noted_and_listed(engine: AsyncEngine, tmp_path: Path) -> None:
    question = (
        f"{{id: q, kind: stopwatch, {L}, start: {{zh: 进门, en: In}}, stop: {{zh: 停, en: Stop}},"
        " split: {zh: 叫号, en: Called}, splits: 1}"
    )
    async with standing(engine, tmp_path, small(question)) as stand:
        await stand.visitor.tap("@start")
        stand.clock.now += timedelta(seconds=9)
        page = await stand.visitor.tap("@split")
        assert "Called 9 s" in page.text
        assert "@split" not in [code for _, code in page.form("answer").buttons]
        stand.clock.now += timedelta(seconds=6)
        page = await stand.visitor.tap("@stop")
        assert "15 s" in page.text
        assert "Called 9 s" in page.text
        await stand.visitor.tap("@right")

        assert await stand.holds("q") == Timed(Decimal("15.0"), splits=(Decimal("9.0"),))


@pytest.mark.parametrize("look", ["numbers", "stars", "faces"])
async def test_every_point_of_a_scale_says_what_it_means(
    engine: AsyncEngine, tmp_path: Path, look: str
) -> None:
    question = (
        f"{{id: q, kind: rating, {L}, low: 1, high: 5, look: {look}, {ENDS},"
        " labels: {5: {zh: 满分, en: Full marks}}}"
    )
    async with standing(engine, tmp_path, small(question)) as stand:
        labels = re.findall(r'aria-label="([^"]+)"', "".join(tags(stand.page, "button")))
        points = [label for label in labels if "on a scale" in label]

        assert len(points) == 5
        assert points[0] == "1 on a scale from 1 (Poor) to 5 (Good)"
        assert points[4].endswith(": Full marks")
        assert stand.page.html.count('class="star"') == (5 if look == "stars" else 0)


async def test_author_s_words_run_in_their_own_direction(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    question = (
        "{id: q, kind: choice, label: {zh: 题, en: Q}, text: {zh: 题, en: 'مرحبا <b>'},"
        " options: [{code: a, label: {zh: 甲, en: نعم}}, {code: b, label: {zh: 乙, en: لا}}]}"
    )
    async with standing(engine, tmp_path, small(question)) as stand:
        assert re.search(r'<h1[^>]* dir="auto"[^>]*>مرحبا &lt;b&gt;</h1>', stand.page.html)
        assert '<span dir="auto">نعم</span>' in stand.page.html
