"""Answers that were given and were gone.

rubenarslan/formr.org#656, #270; Esri/Survey123Community#543; getodk/collect#6144;
formbricks/formbricks#2956, #486.
"""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.engine import transaction
from locales import say
from scoring.datafile import DataFileError
from surveys.entries import Status, view
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId
from surveys.values import ChosenAll, Listed, Words
from tests.builders import LOGIC, moment, tiny
from tests.regressions.conftest import Opens
from tests.regressions.houses import after

ROOT = Path(__file__).parents[2]
STAFF = """
questionnaire: staff
edition: 1
mode: mystery
title: {zh: 店员, en: Staff}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: met
    title: {zh: 店员, en: Person met}
    repeat:
      least: 0
      label: {zh: "${called}", en: "${called}"}
      text: {zh: 还遇到别人吗？, en: Did you meet anybody else?}
    questions:
      - id: called
        kind: text
        label: {zh: 称呼, en: Name}
        text: {zh: 怎么称呼？, en: What was on the badge?}
"""


def staff() -> Any:
    """As many people as were met, asked about one by one."""
    return questionnaire(STAFF, "staff@1.yaml")


async def test_an_export_shows_later_what_it_showed_before_whatever_happens(opens: Opens) -> None:
    """formr.org#656."""
    house = await opens(tiny())
    turn = await house.customer("no", "He looked away.", "2")
    kept = [turn, await house.customer("yes", "4", "."), await house.customer("unseen")]
    before = await house.responses()

    await house.jump(turn, "greeted")
    await house.says(turn, "yes")
    await house.says(kept[2], "@skip")
    async with transaction(house.engine) as tx:
        playing, key = house.rig.interviews, kept[1].held.key
        await playing.review(tx, key, "void", "user:1", "A test.", moment(house.clock()))
    async with after(house) as later:
        await later.customer("yes")
        now = await later.responses()

    assert len(before) > 9
    assert now[: len(before)] == before
    assert len(now) > len(before)
    for statement in ("DELETE FROM entries", "UPDATE entries SET kind = 'began'"):
        with pytest.raises(DatabaseError, match="append-only"):
            async with transaction(house.engine) as tx:
                await tx.execute(text(statement))


async def test_submitting_twice_submits_once_and_keeps_every_answer(opens: Opens) -> None:
    """formr.org#270: on the page one after the other and at the same time, then in the chat."""
    house = await opens(tiny())
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    await visitor.tap("yes")
    page = await visitor.tap("4")
    answers = (await house.seen()).answers
    submit = page.form("submit")

    both = await asyncio.gather(*(
        visitor.client.post(submit.action, data=submit.fields) for _ in range(2)
    ))  # fmt: skip
    again = await visitor.send(submit, {})

    assert [one.status for one in both] == [200, 200]
    seen = await house.seen()
    assert seen.answers == answers and len(answers) == 2
    assert seen.receipt is not None and seen.receipt in again.text
    rows = await house.responses()
    assert [row["kind"] for row in rows].count("submitted") == 1

    phone = house.phone()
    await phone.says("/start card-code")
    for label in ("Start", "Yes", "4"):
        await phone.taps(label)
    summary = phone.last
    button = next(key["callback_data"] for row in summary.markup["inline_keyboard"]
                  for key in row if key["text"] == say("en", "button-submit"))  # fmt: skip
    await phone.presses(button, summary)
    await phone.presses(button, summary)
    held = await house.rig.held()
    kinds = [type(entry.act).__name__ for entry in held.interview.entries]
    assert kinds.count("Submitted") == 1
    assert set(view(held.interview).answers) == {"greeted", "warmth"}


DIES = """
import asyncio, os, signal, sys
from db.engine import make_engine, transaction
from surveys import events as e, service
from tests.builders import interviews, moment
from tests.regressions.test_lost_answers import staff

file, token = sys.argv[1:]
left, append = 32, service.store.append  # one that is there, one with a name: sixteen times

async def dying(tx, *args):
    await append(tx, *args)
    global left
    left -= len(args[-1])
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    engine, playing = make_engine(f"sqlite+aiosqlite:///{file}"), interviews(staff())
    service.store.append = dying

    async def send(event):
        async with transaction(engine) as tx:
            return await playing.on_page(tx, token, event, moment())

    while True:
        screen = (await send(e.Opened())).effects[-1]
        at = (screen.question.id, screen.revision)
        key = (await send(e.Tapped(*at, "@add"))).effects[-1].question.keys[0]
        await send(e.Replied(f"Badge {key}"))

asyncio.run(main())
"""


async def test_a_crash_in_the_sixteenth_of_a_repeat_leaves_the_fifteen_before(
    opens: Opens,
) -> None:
    """Survey123Community#543: the process is killed while it writes; another one goes on."""
    house = await opens(staff())
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    token = (await house.only()).token

    died = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", DIES, str(house.file), token], cwd=ROOT,
        capture_output=True, check=False,
    )  # fmt: skip

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    names = {f"called.{n}": Words(f"Badge {n}") for n in range(1, 16)}
    async with after(house) as later:
        assert dict((await later.seen()).values) == names
        await phone.says("/start")
        await phone.sees("What was on the badge?")
        await phone.says("Badge 16")
        shown = await phone.sees("Did you meet anybody else?")
        assert [f"· Badge {n}" for n in range(1, 17)] == shown.text.splitlines()[-16:]
        await phone.taps(say("en", "button-all-of-them"))
        await phone.taps(say("en", "button-submit"))
        seen, desk, key = await later.seen(), await later.desk(), (await later.only()).key
        await desk.get(f"/console/cases/{later.world.case}/interviews/{key}")
        read = desk.html.partition('<section class="answers-read">')[2].partition("</section>")[0]
        assert all(f">Badge {n}<" in read for n in range(1, 17))  # the reviewer has them all
    assert seen.status is Status.SUBMITTED
    assert seen.values[QuestionId("met")] == Listed(tuple(range(1, 17)))


async def test_what_is_chosen_survives_as_it_was_and_a_code_with_a_space_is_never_fielded(
    opens: Opens,
) -> None:
    """getodk/collect#6144."""
    with pytest.raises(DataFileError, match="code"):
        questionnaire(LOGIC.replace("code: fees", "code: 'fees shown'"), "logic@1.yaml")

    house = await opens(questionnaire(LOGIC.replace("en: Fees", "en: All the fees"), "l.yaml"))
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    await visitor.tap("@next")
    form = visitor.page.form("answer")
    await visitor.send(form, {"picked": "1", "pick-fees": "1", "pick-line": "1"})
    await visitor.press("pause")
    async with after(house) as later:
        other = await later.visitor()
        page = await other.go("/a/visit-code")
        assert "You saw: All the fees, Hotline." in page.text
        values = (await later.seen()).values
    assert values[QuestionId("shown")] == ChosenAll(("fees", "line"))


async def test_another_browser_goes_on_at_the_same_question_and_can_go_back(opens: Opens) -> None:
    """formbricks#2956, #486: nothing is only in the browser."""
    house = await opens(tiny())
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    await visitor.tap("no")
    await visitor.write("He looked away.")

    async with after(house) as later:
        other = await later.visitor("zh")
        page = await other.go("/a/visit-code")
        assert page.asked == "warmth"
        page = await other.press("back")
        assert page.asked == "instead" and "He looked away." in page.text
        page = await other.press("back")
        assert page.asked == "greeted"
        await other.tap("@keep")
        page = await other.tap("@keep")
        assert page.asked == "warmth"
