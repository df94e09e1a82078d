"""``anfang score``: what it prints, where, and its exit code."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from app.commands.score import run
from scoring.grade import display

EXAMPLE = """\
scheme: cct-gz-sc03@B2
otherwise: met
findings:
  5.1.1.2: {percent: 90}
  5.1.2.1: {met: 17, of: 20}
  5.2.1.3: {met: false}
  5.2.4.6: {not_applicable: "no long repairs in the period"}
special_deductions: ["sold a recalled model", "no price list"]
bonus: "lends units for every repair"
policies: {na_rule: rescale}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "findings.yaml"
    path.write_text(EXAMPLE, "utf-8")
    return path


def test_the_document_is_exact(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, as_json=True, lang="en") == 0
    document = json.loads(capsys.readouterr().out)

    assert document["scheme"] == "cct-gz-sc03@B2"
    assert document["earned"] == "487/5"
    assert document["applicable"] == "99"
    assert document["base"] == "9740/99"
    assert document["final"] == "9641/99"
    assert document["final_display"] == "97.38"
    assert document["final_without_bonus"] == "9542/99"
    assert document["grade"] == "five-star"
    assert document["reasons"] == ["The score 97.38 reaches the line of 95."]
    assert document["coverage"] == "1"
    assert document["special_deductions"]["count"] == 2
    assert document["policies"]["na_rule"] == "rescale"
    assert {"group": "5.2", "applicable": "34", "earned": "33"}.items() <= next(
        group for group in document["groups"] if group["group"] == "5.2"
    ).items()
    lines = {line["clause"]: line for line in document["lines"]}
    assert len(lines) == 51
    assert lines["5.1.2.1"]["earned"] == "17/10"
    assert lines["5.1.2.1"]["sources"][0]["of"] == 20
    assert lines["5.1.2.1"]["evidence"] == [f"{file}:5"]
    assert lines["5.2.4.6"]["status"] == "not_applicable"
    assert lines["5.2.4.6"]["reasons"] == ["no long repairs in the period"]
    assert [item["clause"] for item in document["nonconformities"]] == [
        "5.1.1.2",
        "5.1.2.1",
        "5.2.1.3",
    ]


def test_what_is_missing_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(EXAMPLE.replace("otherwise: met", "otherwise: not_assessed"), "utf-8")

    assert run(file, as_json=True, lang="en") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["grade"] == "none"
    assert document["coverage"] == "2/33"
    assert len(document["missing"]) == 46
    assert "46 clauses with 93 points" in document["reasons"][0]
    assert {line["clause"]: line["earned"] for line in document["lines"]}["5.1.1.1"] is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Grade: Five stars", "5.2.4.6 0 / 0", "Information on goods", "na_rule: rescale"]),
        ("zh", ["级别: 五星级", "得分 97.38，达到 95 分线。", "商品信息", "no long repairs"]),
    ],
)
def test_the_text_is_in_the_readers_language(
    file: Path, capsys: pytest.CaptureFixture[str], lang: str, said: list[str]
) -> None:
    assert run(file, as_json=False, lang=lang) == 0
    printed = capsys.readouterr().out

    assert [words for words in said if words not in printed] == []


def test_a_changed_policy_is_marked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(EXAMPLE.replace("na_rule: rescale", "na_rule: zero"), "utf-8")
    run(file, as_json=False, lang="en")

    assert "  na_rule: zero *\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"scheme: cct-gz-sc03@B2\nfindings: {5.9: {met: true}}\n", ":2: cct-gz-sc03@B2 has no"),
        (b"scheme: [\n", ":1: not valid YAML"),
        (b"scheme: cct-gz-sc03@B2\nbonus: \xff\n", ":2: not UTF-8 text"),
        (None, ":1: No such file or directory"),
    ],
)
def test_what_cannot_be_scored_exits_2_and_prints_no_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "bad.yaml"
    if content is not None:
        path.write_bytes(content)

    assert run(path, as_json=True, lang="en") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{path}{said}")


def test_the_bonus_stands_with_the_score_without_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, as_json=True, lang="en")
    exact = Fraction(json.loads(capsys.readouterr().out)["final_without_bonus"])
    run(file, as_json=False, lang="en")

    assert f"Bonus: +1 (without it {display(exact)})\n" in capsys.readouterr().out
    file.write_text(EXAMPLE.replace("bonus:", "# bonus:"), "utf-8")
    run(file, as_json=False, lang="zh")
    assert "特别加分: +0\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "settled", "open_"),
    [
        ("en", "lies between 96.67 and 97.68, and the grade is the same", "in there: 95. About"),
        ("zh", "得分在 96.67 至 97.68 之间，其间级别不变", "其间有级别线 95。若各条款"),
    ],
)
def test_the_sheet_says_whether_the_grade_is_settled(
    file: Path, capsys: pytest.CaptureFixture[str], lang: str, settled: str, open_: str
) -> None:
    run(file, as_json=False, lang=lang)
    assert settled in capsys.readouterr().out

    file.write_text(EXAMPLE.replace("special", "  5.3.2.2: {met: 7, of: 7}\nspecial", 1), "utf-8")
    run(file, as_json=False, lang=lang)
    assert open_ in capsys.readouterr().out
    run(file, as_json=True, lang=lang)
    found = json.loads(capsys.readouterr().out)["settled"]
    assert (found["verdict"], found["lines"]) == ("not-settled", ["five-star"])
    assert found["visits"] > 0
