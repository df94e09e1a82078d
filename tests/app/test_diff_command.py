"""``anfang diff``: the difference in words, in both languages."""

from pathlib import Path

import pytest

from app.commands import diff
from tests.builders import TINY

Output = pytest.CaptureFixture[str]


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tiny@1.yaml").write_text(TINY, "utf-8")
    text = TINY.replace("edition: 1", "edition: 2").replace('". >= 4"', '". >= 3"')
    Path("tiny@2.yaml").write_text(text.replace("minutes: 1", "minutes: 2"), "utf-8")
    Path("broken.yaml").write_text(TINY.replace("low: 1", "low: 9"), "utf-8")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("lang", "says"),
    [
        (
            "en",
            """\
tiny@1 → tiny@2: changes meaning, running interviews stay where they are
  the questionnaire: minutes adjusted
  warmth: met changed, answers mean something else
Evidence of 2 questions of 3 can be pooled across the two.
""",
        ),
        (
            "zh",
            """\
tiny@1 → tiny@2：含义改变，进行中的访问留在原版次
  整份问卷：minutes 有调整
  warmth：met 改变，回答的含义不同
共 3 题，其中 2 题的证据可以跨两个版次合并。
""",
        ),
    ],
)
def test_the_difference_is_told_in_words(lang: str, says: str, capsys: Output) -> None:
    assert diff.run("tiny@1.yaml", "tiny@2.yaml", lang) == 0
    assert capsys.readouterr() == (says, "")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("tiny@1.yaml", "store-visit@1", "two questionnaires, not two editions"),
        ("tiny@1.yaml", "nothing@1", "nothing@1: neither a file nor a questionnaire that ships"),
        ("tiny@1.yaml", "broken.yaml", "broken.yaml:36: warmth: low must be below high"),
    ],
)
def test_what_cannot_be_compared_is_said(old: str, new: str, says: str, capsys: Output) -> None:
    assert diff.run(old, new, "en") == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
