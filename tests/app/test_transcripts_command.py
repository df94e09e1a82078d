"""``anfang test`` and ``anfang play --save``: what authors see."""

import io
from pathlib import Path

import pytest

from app.commands import play
from app.commands import test as command
from surveys.transcripts import files
from tests.builders import TINY

SCRIPT = """turns:
  - agree:
    says: [{ask: greeted}]
  - tap: no
    says: [{ask: warmth}]
answers: {greeted: yes}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A wrong transcript beside its questionnaire."""
    (tmp_path / "tiny@1.yaml").write_text(TINY, "utf-8")
    folder = tmp_path / f"tiny@1{files.FOLDER}"
    folder.mkdir()
    (folder / "wrong.yaml").write_text(SCRIPT, "utf-8")
    return folder / "wrong.yaml"


@pytest.fixture(autouse=True)
def _at_somebodys_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def test_what_ships_is_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run([], "en", covered=True) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "all as expected" in told.out
    assert "store-visit@1" in told.out
    assert "not reached" not in told.out


def test_everything_wrong_is_printed_with_its_line(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run([script], "en") == 1
    told = capsys.readouterr().err
    assert f"{script}:5: something else came back (en)" in told
    assert "expected: [{ask: warmth}]" in told
    assert "got:      [{ask: instead}]" in told
    assert f"{script}:6: other answers in the end (zh)" in told


@pytest.mark.parametrize("place", ["", "tiny@1.yaml", "tiny@1.transcripts"])
def test_a_folder_and_a_questionnaire_mean_their_transcripts(script: Path, place: str) -> None:
    assert command.run([script.parents[1] / place], "en") == 1


def test_update_rewrites_and_then_all_is_as_expected(script: Path) -> None:
    assert command.run([script], "en", update=True) == 0
    assert "[{ask: instead}]" in script.read_text("utf-8")
    assert command.run([script], "en") == 0


def test_ci_never_updates(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert command.run([script], "en", update=True) == 2
    assert script.read_text("utf-8") == SCRIPT
    assert "--update is for people" in capsys.readouterr().err


def test_a_mistake_in_one_file_hides_no_other(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = script.with_name("broken.yaml")
    broken.write_text("turns:\n  - agreed:\n", "utf-8")
    assert command.run([script.parent], "en") == 2
    told = capsys.readouterr().err
    assert f"{broken}:2: turns.0" in told
    assert f"{script}:5:" in told


@pytest.mark.parametrize(
    "text", ["", "\x00", "turns: []\n", "[" * 99, "turns: {a: b}\n", "\udcff"]
)
def test_no_file_is_a_stack_trace(script: Path, text: str) -> None:
    script.write_text(text, "utf-8", errors="surrogateescape")
    assert command.run([script], "zh") == 2


def test_nothing_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run([tmp_path], "en") == 2
    assert "There is no transcript" in capsys.readouterr().err
    assert command.run([tmp_path / "none.yaml"], "en") == 2


def test_coverage_names_what_nobody_saw(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_text("language: zh\nturns:\n  - agree:\n  - tap: yes\n", "utf-8")
    assert command.run([script], "en", covered=True) == 0
    told = capsys.readouterr().out
    assert "not reached in zh: instead" in told
    assert "not reached in en: greeted, instead, warmth" in told
    assert "never chosen: greeted=no, greeted=unseen" in told
    assert "condition never true: instead" in told


def test_what_was_played_is_a_transcript_that_passes(script: Path) -> None:
    played, out = script.with_name("played.yaml"), io.StringIO()
    source = io.StringIO("a\nNo\nHe looked away.\n4\nsubmit\n/submit\n")
    questionnaire = str(script.parents[1] / "tiny@1.yaml")
    assert play.run(questionnaire, "en", source, out, played) == 0
    assert "Were you greeted?" in out.getvalue()
    saved = played.read_text("utf-8")
    assert "questionnaire:" not in saved  # it stands beside it
    assert "  - tap: 4\n" in saved
    assert "instead: He looked away." in saved
    assert command.run([played], "en") == 0


def test_playing_nothing_saves_nothing(script: Path) -> None:
    played = script.with_name("played.yaml")
    assert play.run("tiny", "en", io.StringIO(""), io.StringIO(), played) == 2
    assert play.run("perception", "en", io.StringIO(""), io.StringIO(), played) == 1
    assert not played.exists()
