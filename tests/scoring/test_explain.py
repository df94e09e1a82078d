"""The chain from the grade down to the entry, in sentences, in both languages."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands import explain as command
from scoring.explain import explain, explain_next
from scoring.explanations import EXPLANATIONS
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.load import scheme_named

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEXT = """scheme: cct-gz-sc03@B2-r1
otherwise: met
findings:
  5.3.2.2: {met: 1, of: 3, frame: complaints of May, population: 40, seed: "7"}
  5.1.1.2: {percent: 90}
  5.2.4.6: {not_applicable: no long repairs, approved_by: b}
  5.2.4.5: {met: 0, of: 5}
"""


def chain(ref: str, lang: str = "en") -> list[str]:
    sheet = read_findings(TEXT, "f.yaml", scheme_named, at=AT).sheet()
    line = sheet.line(ref)
    assert line is not None
    words = {"f.yaml:4": "ledger, page 3"}
    return [str(said) for said in explain(sheet, grade(sheet), line, lang, words.get)]


def test_the_chain_goes_from_the_grade_to_the_entry() -> None:
    told = chain("5.3.2.2")

    assert told[0] == "Grade: Four stars"
    assert told[2].startswith("The score is 91.95 = 2731/30 / 99 x 100 - 0 + 0")
    assert told[3].startswith("  Clause 5.3.2.2 (7 points, sampled;")
    assert "earned 7/3 of 7 points and lost 14/3, 4.71 of the hundred" in told[4]
    assert told[5:] == [
        "  Note: few samples.",
        "    Audited (counts): 1 of 3 met; 0 not seen or not applicable. The share lies between 6"
        " and 80 % (95 %; worth 3.0 independent samples).",
        "      1 of 3 samples met, drawn from complaints of May (40 in all, seed 7) (f.yaml:4)",
        "        ledger, page 3",
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("5.1.1.2", "band 80–100 %, 50.00 % into it"),
        ("5.2.4.6", "left out as not applicable (na_rule rescale): no long repairs"),
        ("5.1.1.1", "it is taken as met because that was asked for"),
        ("5.1.1.3", "It informs only"),
    ],
)
def test_every_kind_of_line_is_explained(ref: str, said: str) -> None:
    assert [line for line in chain(ref) if said in line]


def test_the_next_grade_is_told_with_its_cheapest_ways() -> None:
    sheet = read_findings(TEXT, "f.yaml", scheme_named, at=AT).sheet()
    told = [str(said) for said in explain_next(sheet, grade(sheet), "en")]

    assert "lacks 181/60 points" in told[0]
    assert told[1:] == ["  5.3.2.2 (14/3): 14/3 points"]


def test_what_is_open_has_to_be_assessed_first() -> None:
    text = TEXT.replace("otherwise: met\n", "")
    sheet = read_findings(text, "f.yaml", scheme_named, at=AT).sheet()
    (told,) = explain_next(sheet, grade(sheet), "zh")

    assert "先要评完" in told.text and "5.1.1.1" in told.text


@pytest.mark.parametrize("id", EXPLANATIONS)
def test_both_languages_say_the_same_things(id: str) -> None:
    names = [
        set(re.findall(r"{(\w+)}", text)) for text in (EXPLANATIONS[id].zh, EXPLANATIONS[id].en)
    ]

    assert names[0] == names[1]


def test_the_command_explains_a_findings_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(TEXT, "utf-8")

    assert command.of_file(file, "5.3.2.2", "zh") == 0
    told = capsys.readouterr().out
    assert "条款 5.3.2.2" in told and "到下一级" in told
    assert command.of_file(file, None, "en") == 0
    assert "Clause" not in capsys.readouterr().out


def test_the_command_refuses_what_it_cannot_explain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(TEXT.replace("percent: 90", "percent: 900"), "utf-8")

    assert command.of_file(file, None, "en") == 2
    assert f"{file}:5: 5.1.1.2: percent is 900" in capsys.readouterr().err
    file.write_text(TEXT, "utf-8")
    assert command.of_file(file, "5.10", "en") == 2
    assert capsys.readouterr() == ("", "cct-gz-sc03@B2-r1 has no clause 5.10\n")
