"""Tests nobody could write, languages that were missing, and what a chat cannot carry.

rapidpro/rapidpro#1090, #963; glific/glific#2938, #3510, #2302; XLSForm/pyxform#157, #609, #583;
kobotoolbox/kpi#3107, #2629; interlumpen/Telegram-shop#9;
python-telegram-bot/python-telegram-bot#528; shridarpatil/whatomate#472;
edgarrmondragon/citric#219.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.commands import test as author_tests
from bot.buttons import MOST_BYTES
from db.engine import transaction
from locales import say
from scoring.datafile import DataFileError
from surveys.entries import Status, view
from surveys.load import questionnaire
from surveys.proof import prove
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Chosen, Place
from tests.botapi import BAD_MARKUP, Shown
from tests.builders import TINY, tiny
from tests.regressions.conftest import Opens
from tests.web.site import KINDS

TRANSCRIPT = """
turns:
  - agree:
    says: [{ask: greeted}]
  - tap: no
    says: [{ask: instead}]
  - reply: He looked away.
    says: [{ask: warmth}]
  - tap: 2
    says: [{summary: 3, done: [greeted, instead, warmth]}]
  - submit:
    says: [{finish: submitted}]
answers: {greeted: no, instead: He looked away., warmth: 2}
"""


def test_an_author_s_test_fails_in_each_language_when_the_questionnaire_no_longer_does_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """rapidpro#1090, #963; glific#2938: no fork and no language is tried by hand."""
    beside = tmp_path / "tiny@1.transcripts"
    beside.mkdir()
    (beside / "looked-away.yaml").write_text(TRANSCRIPT, "utf-8")
    form = tmp_path / "tiny@1.yaml"
    form.write_text(TINY, "utf-8")
    assert author_tests.run([beside], "en") == 0
    capsys.readouterr()

    form.write_text(TINY.replace("${greeted} = 'no'", "${greeted} = 'unseen'"), "utf-8")
    assert author_tests.run([beside], "en") == 1

    told = capsys.readouterr().err
    assert "looked-away.yaml:6" in told
    for language in ("zh", "en"):
        assert f"({language})" in told or f"[{language}]" in told or f" {language}" in told


@pytest.mark.parametrize(
    "part",
    ["zh: 有人问候您吗？, ", ", en: Greeting", ", en: Did not see", "zh: 冷淡, ", ", en: Thanks"],
)
def test_wording_that_a_language_lacks_is_refused_with_its_line(part: str) -> None:
    """pyxform#157, #609, #583; kpi#3107: never a dash, never the other language in its place."""
    assert TINY.count(part) == 1
    line = next(n for n, words in enumerate(TINY.splitlines(), 1) if part in words)

    with pytest.raises(DataFileError) as refused:
        questionnaire(TINY.replace(part, ""), "tiny@1.yaml")

    [problem] = refused.value.problems
    assert problem.line in (line, line - 1)
    assert "says nothing in" in problem.message


async def test_an_export_has_the_labels_of_the_language_that_was_asked_for(opens: Opens) -> None:
    """kpi#2629: all of one, none of the other, whatever the person spoke."""
    house = await opens(tiny())
    phone = house.phone(language="zh-hans")
    await phone.says("/start visit-code")
    for label in ("开始", "没看到", "4"):
        await phone.taps(label)

    for language, labels, words in [
        ("en", ["Greeting", "Warmth"], ["Did not see", "4 / 5"]),
        ("zh", ["问候", "热情"], ["没看到", "4 / 5"]),
    ]:
        rows = [r for r in await house.responses(language) if r["kind"] == "answered"]
        assert [row["label"] for row in rows] == labels
        assert [row["answer"] for row in rows] == words


MOST_LABEL = 44  # letters of a button that are surely seen
LONG = "保修期内维修费用以及上门服务费的收取标准均未在柜台明示公布"  # 28 letters, 84 bytes
WIDE = (
    TINY.replace("id: greeted", "id: greeted_on_arrival_at_it")
    .replace("${greeted}", "${greeted_on_arrival_at_it}")
    .replace("code: unseen", "code: unseen_by_us")
    .replace("zh: 没看到", f"zh: {LONG}")
    .replace("en: Did not see", f"en: {'Did not see it at all ' * 8}".rstrip())
    .replace("zh: 有人问候您吗？", f"zh: {'请回想一下进门时的情形。' * 160}有人问候您吗？")
    .replace("en: Were you greeted?", f"en: {'Think back. ' * 160} Were you greeted?")
)


def wide() -> Questionnaire:
    """Ids, codes and words as long as they may be."""
    return questionnaire(WIDE, "tiny@1.yaml")


def buttons(shown: Shown) -> dict[str, str]:
    return {
        key["text"]: key["callback_data"]
        for row in shown.markup.get("inline_keyboard", []) for key in row
    }  # fmt: skip


async def test_a_button_carries_no_words_and_fits_64_bytes_whatever_they_are(opens: Opens) -> None:
    """Telegram-shop#9, python-telegram-bot#528: BUTTON_DATA_INVALID.  The stand-in refuses more
    than 64 bytes as Telegram does."""
    assert len(LONG.encode()) > MOST_BYTES
    house = await opens(wide())
    for chat, language, agree in [(7001, "zh-hans", "开始"), (7002, "en", "Start")]:
        phone = house.phone(chat, language)
        await phone.says("/start card-code")
        await phone.taps(agree)
        data = buttons(phone.last)
        assert data
        assert all(len(one.encode()) <= MOST_BYTES and one.isascii() for one in data.values())
        unseen = next(one for one in data.values() if "unseen_by_us" in one)
        await phone.presses(unseen, phone.last)
        held = await house.rig.held(chat)
        assert list(view(held.interview).values.values()) == [Chosen("unseen_by_us")]
    calls = house.rig.telegram.made("sendMessage")
    assert len(calls) == sum(len(chat) for chat in house.rig.telegram.chats.values())


def test_a_button_that_could_not_fit_is_refused_before_publishing() -> None:
    """The same, where an author would do it: nothing of it is left to find out in the field."""
    long = TINY.replace("code: unseen", "code: not_seen_at_all")
    with pytest.raises(DataFileError, match="code"):
        questionnaire(long, "tiny@1.yaml")
    assert prove(wide(), "tiny@1.yaml").errors == ()


async def test_a_text_too_long_for_one_message_arrives_whole_and_in_order(opens: Opens) -> None:
    """glific#3510: every word of the question and of each option reaches the person."""
    house = await opens(wide())
    question = wide()[QuestionId("greeted_on_arrival_at_it")]
    for chat, language, agree in [(7001, "zh", "开始"), (7002, "en", "Start")]:
        phone = house.phone(chat, language)
        await phone.says("/start card-code")
        await phone.taps(agree)
        arrived = "".join("\n".join(one.text for one in phone.new).split())
        for words in (question.text, *(option.label for option in question.options)):
            shown = "".join(words[language].split())
            labels = "".join("".join(label.split()) for label in buttons(phone.last))
            assert shown in arrived or shown in labels
        assert all(len(label) <= MOST_LABEL for label in buttons(phone.last))
        assert phone.last.markup  # the buttons stand under the last part


async def test_a_message_that_is_refused_holds_nothing_up_and_is_seen(
    opens: Opens, caplog: pytest.LogCaptureFixture
) -> None:
    """whatomate#472: not silently.  The question was not sent, so it is not passed over; it comes
    with the next thing the person does; the refusal stands in the log and in the outbox."""
    house = await opens(tiny())
    phone = house.phone()
    await phone.says("/start visit-code")
    house.rig.telegram.fail("sendMessage", BAD_MARKUP)
    await phone.taps("Start")
    assert [one.text for one in phone.new if "greeted" in one.text] == []

    assert "refused with 400" in caplog.text
    assert (await house.rig.outbox())["dead"] == 1
    await phone.says("hello?")
    shown = await phone.sees("Were you greeted?")
    assert "Yes" in buttons(shown)
    await phone.taps("Yes")
    assert set((await house.seen()).answers) == {"greeted"}


async def test_a_live_location_is_declined_and_a_pin_goes_on(opens: Opens) -> None:
    """glific#2302: also while the live one keeps changing, and when it ends."""
    house = await opens(KINDS)
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps(say("en", "button-agree-place"))
    held = await house.only()

    await phone.shares(30.5813, 114.2910, live_period=900, horizontal_accuracy=5.0)
    await phone.sees(say("en", "cannot-take-live-location"))
    await phone.sees("Where are you?")
    live, shown = phone.shown[-1].id, len(phone.shown)
    for lat in (30.5814, 30.5815):
        place = {"latitude": lat, "longitude": 114.2910, "live_period": 900}
        await phone.edits(live, location=place)
    await phone.edits(live, location={"latitude": 30.5815, "longitude": 114.2910})
    assert len(phone.shown) == shown
    assert (await house.only()).interview == held.interview
    await phone.shares(30.5813, 114.2910)
    await phone.sees("33 m from the outlet.")

    assert isinstance((await house.seen()).values[QuestionId("place")], Place)
    assert (await house.seen()).status is Status.OPEN


async def test_a_customer_s_answers_lead_to_nobody(opens: Opens) -> None:
    """citric#219: by design.  A card has no person, no link and no address in what is stored of
    an answer or taken away; the token of the page opens the page and is nowhere else."""
    house = await opens(tiny())
    visitor = await house.visitor()
    await visitor.go("/s/card-code")
    await visitor.send(visitor.page.forms[0], {})
    await visitor.tap("yes")
    held = await house.only()
    rows = await house.responses()

    assert held.person_id is None and held.assignment_id is None
    assert rows and held.token not in json.dumps(rows)
    async with transaction(house.engine) as tx:
        tables = (await tx.execute(text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'interviews'"
        ))).all()  # fmt: skip
        elsewhere: list[Any] = []
        for (table,) in tables:
            found = (await tx.execute(text(f"SELECT * FROM {table}"))).all()
            elsewhere += [row for row in found if held.token in str(row)]
    assert elsewhere == []


ENGLISH = TINY.replace("edition: 1", "edition: 1\nlanguages: [en]")


async def test_a_questionnaire_of_one_language_is_shown_in_it_to_whoever_reads_another(
    opens: Opens,
) -> None:
    """pyxform#583 from the other side: nobody is shown a mistake of ours instead."""
    house = await opens(questionnaire(re.sub(r"zh: [^,}]*, ", "", ENGLISH), "tiny@1.yaml"))
    visitor = await house.visitor("zh")
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    page = await visitor.tap("no")
    assert page.status == 200 and "What did you see instead?" in page.text
    held = await house.only()
    desk = await house.desk("zh")
    assert (await desk.get(f"/console/cases/{house.world.case}/interviews")).status == 200
    await desk.get(f"/console/cases/{house.world.case}/interviews/{held.key}")
    assert desk.status == 200 and "Greeting" in desk.text
    assert (await desk.get(f"/console/cases/{house.world.case}/fieldwork")).status == 200
    rows = await house.responses("zh")
    assert [row["label"] for row in rows if row["kind"] == "answered"] == ["Greeting"]
