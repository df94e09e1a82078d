"""Duplicates, reorderings, two devices and the page at once: the end is the model's."""

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.receive import Verdict
from surveys.entries import Answered, Began, Entry, Interview, Moment
from surveys.events import Agreed, Tapped
from surveys.questionnaire import QuestionId
from surveys.values import Chosen, Words
from tests.builders import NOON
from tests.destruction.crowd import came, misplaced, once
from tests.destruction.crowd_form import ASKED
from tests.destruction.noted import Note, unexplained

UPDATES = {"sqlite": 6_000, "postgresql": 2_000}  # ``make destroy`` sends 100,000


async def test_a_crowd_that_answers_at_once_leaves_the_model_s_state(
    any_engine: AsyncEngine, tmp_path: Path
) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    least = UPDATES[any_engine.dialect.name]
    told, wrong = await came(any_engine, tmp_path, least, random.Random(seed))
    assert wrong == [], f"SEED={seed}"
    twice = sum(count[Verdict.DUPLICATE] > 0 for count in told.verdicts.values())
    assert twice > 0.05 * told.updates
    assert told.races > 0.1 * least
    assert told.pages[303] and told.pages[409]


AT = [NOON.replace(microsecond=n) for n in range(3)]
OPENED = Interview((Entry(Began(), Moment(AT[0])),))
YES = Answered(QuestionId("seen1"), Chosen("yes"))
TAP = Tapped(QuestionId("seen1"), 1, "yes")


@pytest.mark.parametrize("fault", ["unsent", "twice", "lost", "other"])
def test_the_model_finds_what_was_not_said(fault: str) -> None:
    log = OPENED.add(YES, Moment(AT[1]))
    notes = {AT[0]: Note("k", Agreed(), 1), AT[1]: Note("k", TAP, 2)}
    assert list(unexplained(ASKED, {"k": log}, notes)) == []
    match fault:
        case "unsent":
            del notes[AT[1]]
        case "twice":
            log = log.add(YES, Moment(AT[1]))
        case "lost":
            log = OPENED
        case _:
            log = OPENED.add(Answered(QuestionId("seen1"), Chosen("no")), Moment(AT[1]))
    assert list(unexplained(ASKED, {"k": log}, notes)) != []


def test_what_failed_may_have_been_done_or_not_but_not_otherwise() -> None:
    other = OPENED.add(Answered(QuestionId("seen1"), Chosen("no")), Moment(AT[1]))
    for log, right in ((OPENED, True), (OPENED.add(YES, Moment(AT[1])), True), (other, False)):
        notes = {AT[0]: Note("k", Agreed(), 1), AT[1]: Note("k", TAP, 2, kept=False)}
        assert (list(unexplained(ASKED, {"k": log}, notes)) == []) is right


@pytest.mark.parametrize(("told", "right"), [
    ([Verdict.TAKEN, Verdict.DUPLICATE], True), ([Verdict.LATER, Verdict.DUPLICATE], True),
    ([Verdict.LATER, Verdict.TAKEN], True), ([Verdict.DUPLICATE], False),
    ([Verdict.TAKEN, Verdict.TAKEN], False), ([Verdict.LATER], False),
])  # fmt: skip
def test_an_update_is_taken_once(told: list[Verdict], right: bool) -> None:
    assert once(Counter(told)) is right


def test_what_was_typed_for_another_question_is_found() -> None:
    log = OPENED.add(Answered(QuestionId("why1"), Words("why2 ab12")), Moment(AT[1]))
    assert list(misplaced(log)) == ["'why2 ab12' stands at why1"]
