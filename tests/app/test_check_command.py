"""``anfang check``: what ships and what an author has at hand, all problems of all files."""

from pathlib import Path

import pytest

from app.commands import check
from scoring.load import SCHEMES
from tests.builders import TINY

Output = pytest.CaptureFixture[str]
FINDINGS = "scheme: cct-gz-sc03@B2\notherwise: met\nfindings:\n  5.1.1.2: {percent: 90}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, "utf-8")
    return path


def test_what_ships_passes_and_its_warnings_do_not_fail(capsys: Output) -> None:
    assert check.run() == 0

    out, err = capsys.readouterr()
    assert out.startswith("6 schemes, 11 questionnaires: ")
    assert all(": warning: " in line for line in err.splitlines())


def test_files_of_each_kind_are_known_by_their_first_key(folder: Path, capsys: Output) -> None:
    scheme = (SCHEMES / "cct-gz-sc03@B2.yaml").read_text("utf-8")
    files = [
        written("q.yaml", TINY), written("s.yaml", scheme), written("f.yaml", FINDINGS),
    ]  # fmt: skip

    assert check.run(files) == 0
    assert capsys.readouterr() == (
        "1 schemes, 1 questionnaires, 1 findings files: no problems\n",
        "",
    )


def test_every_problem_of_every_file_is_told_and_fails(folder: Path, capsys: Output) -> None:
    never = TINY.replace("${greeted} = 'no'", "${greeted} = 'maybe'")
    twice = never.replace("clauses: [5.2.4.3]", "clauses: [9.9.9.9]", 1)
    files = [
        written("q.yaml", twice),
        written("f.yaml", FINDINGS.replace("90", "101")),
        written("x.yaml", "client: none\n"),
        written("b.yaml", "").with_name("missing.yaml"),
    ]
    written("g.yaml", "").write_bytes("scheme: 售后\n".encode("gb18030"))

    assert check.run([*files, Path("g.yaml")]) == 2

    out, err = capsys.readouterr()
    told = [line.split(": ", 1)[0] for line in err.splitlines()]
    assert out == ""
    assert told == [
        "f.yaml:4", "g.yaml:1", "missing.yaml:1",
        "q.yaml:14", "q.yaml:14", "q.yaml:24", "x.yaml:1",
    ]  # fmt: skip
