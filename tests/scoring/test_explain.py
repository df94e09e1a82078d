"""The chain from the grade down to the entry, in sentences, in both languages."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands import explain as command
from scoring.explain import explain, explain_grade, explain_next
from scoring.explanations import EXPLANATIONS
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.load import scheme_named
from scoring.report import worded
from scoring.scheme import Method

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEXT = """scheme: cct-gz-sc03@B2-r1
otherwise: met
findings:
  5.3.2.2: {met: 1, of: 3, frame: complaints of May, population: 40, seed: "7"}
  5.1.1.2: {percent: 90}
  5.2.4.6: {not_applicable: no long repairs, approved_by: b}
  5.2.4.5: {met: 0, of: 5}
"""
FULL = {
    Method.SAMPLED: "{met: 9, of: 9}",
    Method.ALL_OR_NOTHING: "{met: true}",
    Method.BANDED: "{percent: 100}",
    Method.INFORMATION: "{met: true}",
}


def chain(ref: str, lang: str = "en") -> list[str]:
    sheet = read_findings(TEXT, "f.yaml", scheme_named, at=AT).sheet()
    line = sheet.line(ref)
    assert line is not None
    words = {"f.yaml:4": "ledger, page 3"}
    return [str(said) for said in explain(sheet, grade(sheet), line, lang, words.get)]


def test_the_chain_goes_from_the_grade_to_the_entry() -> None:
    told = chain("5.3.2.2")

    assert told[0] == "Grade: Four stars"
    assert told[2].startswith("The score is 91.95 = 91.0333… / 99 x 100 - 0 + 0")
    assert told[3].startswith("  Clause 5.3.2.2 (7 points, sampled;")
    assert "earned 2.33 (7/3) of 7 points and lost 4.67 (14/3), 4.71 of the hundred" in told[4]
    assert told[5:] == [
        "  Note: few samples.",
        "    Audited (counts): 1 of 3 met. The share lies between 6 and 80 % (95 %; worth 3.0"
        " independent samples).",
        "      1 of 3 samples met, drawn from complaints of May (40 in all, seed 7) (f.yaml:4)",
        "        ledger, page 3",
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("5.1.1.2", "It lies in the band 80–100 %, 50 % into it: Excellent"),
        ("5.1.1.2", "Audited (counts): 0.9 of 1 met."),
        ("5.1.1.2", "met to 90 % (f.yaml:5)"),
        ("5.2.4.6", "Clause 5.2.4.6 (1 point, sampled;"),
        ("5.2.4.6", "Audited (counts): 1 not seen or not applicable."),
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

    assert told == [
        "Clause points lacking for the next grade (Five stars, from 95): 3.02 (181/60).",
        "  This clause, fully met, is enough:",
        "    5.3.2.2: 4.67 (14/3) points",
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("5.1.1.1", "Done in part it is worth part (partial_cap below_full)."),
        ("5.1.2.2", "What the organisation says of itself decides."),
    ],
)
def test_in_a_self_assessment_nobody_speaks_of_an_auditor(ref: str, said: str) -> None:
    text = "scheme: self-assessment@2022-10-07-r1\notherwise: met\n"
    text += "findings: {5.1.1.1: {percent: 60}, 5.1.2.2: {met: false}}"
    sheet = read_findings(text, "f.yaml", scheme_named, at=AT).sheet()
    line = sheet.line(ref)
    assert line is not None
    told = " ".join(str(one) for one in explain(sheet, grade(sheet), line, "en"))

    assert said in told
    assert "auditor" not in told


@pytest.mark.parametrize(
    ("policies", "told"),
    [
        ("", "100.00 = 100 / 100 x 100 - 0 + 1 (adjust_order after_rescale). A score stays"),
        ("adjust_order: before_rescale", "100.00 = (100 - 0 + 1) / 100 x 100 (adjust_order"),
        ("bonus: ignored", "100.00 = 100 / 100 x 100 - 0 + 0 (adjust_order after_rescale)."),
    ],
)
def test_how_the_score_comes_about_is_told_as_the_policies_have_it(
    policies: str, told: str
) -> None:
    head = f"scheme: cct-gz-sc03@B2-r1\notherwise: met\npolicies: {{{policies}}}\n"
    text = head + "bonus: {text: b, signed_by: other}"
    sheet = read_findings(text, "f.yaml", scheme_named, at=AT).sheet()

    *_, said = explain_grade(sheet, grade(sheet), "en")
    assert said.text.startswith(f"The score is {told}")


def test_rounding_is_told_where_it_rounds() -> None:
    text = TEXT + "policies: {rounding: half_up_integer}"
    sheet = read_findings(text, "f.yaml", scheme_named, at=AT).sheet()

    *_, said = explain_grade(sheet, grade(sheet), "zh")
    assert said.text.endswith("四舍五入到整数为 92.00（rounding half_up_integer）。")


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (["5.1.1.1"], "one clause with 1 point is not assessed: 5.1.1.1."),
        (["5.1.1.1", "5.2.2.1"], "2 clauses with 2.5 points are not assessed: 5.1.1.1, 5.2.2.1."),
    ],
)
def test_open_clauses_are_counted_in_words_that_fit(left: list[str], told: str) -> None:
    scheme = scheme_named("cct-gz-sc03@B2-r1")
    met = "".join(f"  {c.ref}: {FULL[c.method]}\n" for c in scheme.clauses if c.ref not in left)
    text = f"scheme: cct-gz-sc03@B2-r1\nfindings:\n{met}"
    sheet = read_findings(text, "f.yaml", scheme_named, at=AT).sheet()

    assert told in worded(grade(sheet).reasons[0], "en")


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
    told = capsys.readouterr().out
    assert "Clause 5" not in told
    assert "The grade hangs on a reading" in told
    assert "sampled_rule: all_or_nothing = 89.59 Three stars *" in told
    assert (
        "    A sampled clause loses points in proportion to what does not conform, or all" in told
    )


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
