"""Every transcript on the engine, in each of its languages; and what transcripts themselves do.

Between every two turns the log goes through its stored form, so whatever an interview needs to
go on is in the database or it is not there at all.
"""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.datafile import DataFileError, plain, read
from surveys.load import packaged
from surveys.questionnaire import Questionnaire
from surveys.transcripts import files, written
from surveys.transcripts.coverage import coverage
from surveys.transcripts.form import ACTS, transcript
from surveys.transcripts.notation import flow, scalar
from surveys.transcripts.replay import Failure, languages, replay
from tests.builders import logic, tiny

HERE = Path(__file__).parent
OURS = sorted([*HERE.glob("transcripts/*.yaml"), *HERE.glob("questionnaires/*/*.yaml")])
SHELF = files.Shelf([tiny(), logic()])
SCRIPT = """# What this is about.
questionnaire: tiny@1
turns:
  - agree:
    says: [{ask: greeted, text: {zh: 有人问候您吗？, en: Were you greeted?}}]
  # The polite answer.
  - tap: yes
    says: [{ask: warmth}]
  - tap: 4
    says: [{summary: 2}]
answers: {greeted: yes, warmth: 4}
evidence: {5.2.4.3: [met, met]}
"""


def played(script: str, questionnaire: Questionnaire | None = None) -> list[Failure]:
    questionnaire, one = questionnaire or tiny(), transcript(script, "t.yaml")
    return [failure for language in languages(one, questionnaire)
            for failure in replay(questionnaire, one, language).failures]  # fmt: skip


@pytest.mark.parametrize(
    "file", [*OURS, *files.shipped()], ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_transcript(file: Path) -> None:
    one = files.read(file)
    questionnaire = SHELF.of(one)
    for language in languages(one, questionnaire):
        assert replay(questionnaire, one, language).failures == ()


@pytest.mark.parametrize("file", [*OURS, *files.shipped()], ids=lambda file: file.stem)
def test_what_was_written_is_read_again(file: Path) -> None:
    once = written.text(files.read(file))
    again = transcript(once, str(file))
    assert written.text(again) == once
    assert [(x.act, x.given, x.says) for x in again.exchanges] == [
        (x.act, x.given, x.says) for x in files.read(file).exchanges
    ]


@pytest.mark.parametrize("questionnaire", packaged().values(), ids=lambda one: one.key)
def test_the_bundled_transcripts_reach_every_question_in_every_language(
    questionnaire: Questionnaire,
) -> None:
    every = map(files.read, files.shipped())
    scripts = [one for one in every if SHELF.of(one).key == questionnaire.key]
    seen = coverage(questionnaire, [replay(questionnaire, one, language) for one in scripts
                                    for language in languages(one, questionnaire)])  # fmt: skip
    assert seen.unreached == []
    assert seen.untried == []


def test_nothing_is_wrong_with_what_comes_as_expected() -> None:
    assert played(SCRIPT) == []


def test_everything_that_is_wrong_is_told_at_once_with_its_line() -> None:
    script = (
        SCRIPT.replace("{ask: warmth}", "{ask: instead}")
        .replace("Were you greeted?", "Did anybody greet you?")
        .replace("warmth: 4}", "warmth: 5}")
        .replace("[met, met]", "[met, not met]")
    )
    found = played(script.replace("turns:", "language: en\nturns:"))
    assert [(one.line, one.what) for one in found] == [
        (6, "says"), (9, "says"), (12, "answers"), (13, "evidence"),
    ]  # fmt: skip
    assert found[1].expected == "[{ask: instead}]"
    assert found[1].got == "[{ask: warmth}]"


def test_what_is_not_expected_is_not_looked_at() -> None:
    assert played("turns:\n  - agree:\n  - tap: no\n") == []


def test_what_nobody_could_do_is_told_and_the_rest_goes_on() -> None:
    [zh, en] = played("turns:\n  - tap: no\n  - agree:\n    says: [{ask: greeted}]\n")
    assert (zh.what, zh.line, zh.language) == ("impossible", 2, "zh")
    assert "no question" in en.got


@pytest.mark.parametrize(("line", "wrong"), [
    (4, ("  - agree:", "  - agrees:")),
    (5, ("{ask: greeted,", "{ask: greeted, say: what,")),
    (7, ("  - tap: yes\n", "  - tap: yes\n    reply: no\n")),
    (2, ("tiny@1", "tiny")),
    (12, ("evidence:", "evidence: []\nproof:")),
])  # fmt: skip
def test_a_mistake_in_the_file_is_told_with_its_line(line: int, wrong: tuple[str, str]) -> None:
    with pytest.raises(DataFileError) as error:
        transcript(SCRIPT.replace(*wrong), "t.yaml")
    assert line in {problem.line for problem in error.value.problems}


def test_updating_writes_what_came_and_keeps_the_comments() -> None:
    bare = "# Mine.\nquestionnaire: tiny@1\nturns:\n  # Look.\n  - agree:\n  - tap: no\n"
    one = transcript(bare, "t.yaml")
    fresh = written.text(written.updated([replay(tiny(), one, "zh"), replay(tiny(), one, "en")]))
    assert fresh == (
        "# Mine.\nquestionnaire: tiny@1\nturns:\n  # Look.\n"
        "  - agree:\n    says: [{ask: greeted}]\n"
        "  - tap: no\n    says: [{ask: instead}]\n"
        "answers: {greeted: no}\nevidence: {5.2.4.3: [not met]}\n"
    )
    assert played(fresh) == []


def test_updating_what_is_as_expected_changes_nothing() -> None:
    one = transcript(SCRIPT, "t.yaml")
    both = [replay(tiny(), one, language) for language in ("zh", "en")]
    assert written.text(written.updated(both)) == SCRIPT


def test_coverage_says_what_nobody_saw() -> None:
    one = transcript("turns:\n  - agree:\n  - tap: yes\n", "t.yaml")
    seen = coverage(tiny(), [replay(tiny(), one, "en")])
    assert seen.reached == {("en", "greeted"), ("en", "warmth")}
    assert ("zh", "greeted") in seen.unreached
    assert ("en", "instead") in seen.unreached
    assert seen.unchosen == [("greeted", "no"), ("greeted", "unseen")]
    assert seen.untried == [("instead", True)]


def test_the_example_of_the_authors_page_is_true() -> None:
    page = (HERE.parents[1] / "docs" / "authors.md").read_text("utf-8")
    [example] = re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
    assert played(example) == []
    assert {act for act in ACTS if f"`{act}:" not in page} == set()


@example("null")
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    """What YAML forbids anywhere cannot come in, and so need not go out."""
    said = text.translate({n: None for n in (0, *range(1, 9), 11, 12, *range(14, 32), 0xFEFF)})
    said = re.sub("[\x7f-\x84\x86-\x9f\ufffe\uffff]", "", said)
    assert plain(read(f"[{flow(said)}, {{{scalar(said)}: x}}]", "f")) == [said, {said: "x"}]
