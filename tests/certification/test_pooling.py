"""Evidence of several editions counts together only where the same was asked."""

import io
import json

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.case import Case
from certification.export import Format
from certification.score_export import score_sheet
from certification.service import Cases
from certification.sheet import CaseSheet
from db.engine import transaction
from scoring.load import scheme_named
from surveys import store
from surveys.entries import Moment
from surveys.load import packaged, questionnaire
from surveys.moving import move
from surveys.questionnaire import Questionnaire
from tests.builders import NOON, TINY, interviews, tiny
from tests.certification.builders import BY, a_visit, an_open_case, visited


def edition(part: str, instead: str) -> Questionnaire:
    assert part in TINY
    text = TINY.replace("edition: 1", "edition: 2").replace(part, instead, 1)
    return questionnaire(text, "tiny@2.yaml")


REWORDED = edition("Were you greeted?", "Did anybody greet you?")
STRICTER = edition('". >= 4"', '". >= 5"')


async def played(engine: AsyncEngine, new: Questionnaire) -> tuple[Case, Cases, CaseSheet]:
    """One visit under edition 1 and one under *new*, both accepted: greeted, warmth 4."""
    playing = interviews(tiny(), new)
    cases = Cases(scheme_named, {**packaged(), **playing.questionnaires})
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases)
        first = await visited(tx, playing, await a_visit(tx, case, "S01", "one"), "yes", "4")
        await playing.review(tx, first.held.key, "accept", BY, "", Moment(NOON, "console"))
        await a_visit(tx, case, "S02", "two")
    await move(engine, tiny(), new, first.held.wave_id, BY, Moment(NOON), not_begun=True)
    async with transaction(engine) as tx:
        second = await visited(tx, playing, "two", "yes", "4")
        await playing.review(tx, second.held.key, "accept", BY, "", Moment(NOON, "console"))
        assert second.held.edition == 2
        held = await store.by_key(tx, first.held.key)
        assert held is not None and held.edition == 1  # it had ended
        return case, cases, await cases.sheet(tx, case.id, indices=True, evidence=True)


def degrees(sheet: CaseSheet, clause: str) -> list[tuple[str, str]]:
    line = sheet.sheet.line(clause)
    assert line is not None
    return [(item.trace.partition("#")[2], str(item.outcome)) for item in line.evidence]


async def test_other_words_for_the_same_question_are_one_body_of_evidence(
    engine: AsyncEngine,
) -> None:
    _, _, sheet = await played(engine, REWORDED)

    assert sheet.apart == ()
    assert [question for question, _ in degrees(sheet, "5.2.4.3")] == ["greeted", "warmth"] * 2
    assert sheet.indices[0].n == 4


async def test_what_counts_otherwise_stands_apart_with_a_sentence(engine: AsyncEngine) -> None:
    _, _, sheet = await played(engine, STRICTER)

    said = [question for question, _ in degrees(sheet, "5.2.4.3")]
    assert sorted(said) == ["greeted", "greeted", "warmth"]  # the older warmth is missing
    assert sheet.indices[0].n == 3
    (kept,) = sheet.apart
    assert (kept.what.old, kept.what.new, kept.what.questions) == (1, 2, ("warmth",))
    assert [item.trace.partition("#")[2] for item in kept.evidence] == ["warmth"]
    sentence = kept.sentence("en")
    assert sentence.startswith(
        "1 piece of evidence of tiny@1 (1 interview; questions warmth) is not counted with tiny@2"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_exports_show_what_stands_apart(engine: AsyncEngine, language: str) -> None:
    _, _, sheet = await played(engine, STRICTER)
    (kept,) = sheet.apart

    document = json.loads(score_sheet(sheet, Format.JSON, language, NOON).body)
    (said,) = document["not_counted"]
    assert said["why"] == kept.sentence(language)
    assert (said["edition"], said["counted_edition"], said["evidence"]) == (1, 2, 1)
    book = load_workbook(
        io.BytesIO(score_sheet(sheet, Format.XLSX, language, NOON).body), read_only=True
    )
    rows = list(book["not counted"].iter_rows(values_only=True))
    assert [row[:5] for row in rows[1:]] == [("tiny", 1, "5.2.4.3", "observed", "met")]
    summary = {row[0]: row[1] for row in book["summary"].iter_rows(values_only=True)}
    assert summary["not_counted"] == kept.sentence(language)
