"""What cannot be a finding is refused with line and reason, all at once, and nothing is scored."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands import score
from scoring.datafile import DataFileError
from scoring.findings import read_findings
from scoring.load import scheme_named

HEAD = "scheme: cct-gz-sc03@B2-r1\notherwise: met\n"
SAMPLE, BAND, WHOLE, OUT = "5.3.2.2", "5.1.1.2", "5.2.1.3", "5.2.3.2"


def refused(text: str) -> list[str]:
    with pytest.raises(DataFileError) as told:
        read_findings(HEAD + text, "f.yaml", scheme_named, at=datetime(2026, 1, 5, tzinfo=UTC))
    return [str(problem) for problem in told.value.problems]


@pytest.mark.parametrize("number", ["nan", ".nan", "inf", "-.inf", "Infinity", "1e3", "0x7", "١"])
@pytest.mark.parametrize(
    "finding", ["5.1.1.2: {percent: X}", "5.3.2.2: {met: X, of: 7}", "5.3.2.2: {met: 1, of: X}",
                "5.3.2.2: {met: 1, of: 7, population: X}"],
)  # fmt: skip
def test_what_is_no_number_is_refused(finding: str, number: str) -> None:
    (told,) = refused(f"findings: {{{finding.replace('X', repr(number))}}}\n")

    assert told.startswith("f.yaml:3: ") and "number" in told


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        ("5.3.2.2: {met: true, of: 7}", "met must be a whole number"),
        ("5.3.2.2: {met: 7, of: true}", "of must be a whole number"),
        ("5.1.1.2: {percent: yes}", "percent must be a number"),
        ("5.2.1.3: {met: 1}", "must be true or false"),
        ("5.3.2.2: {met: 8, of: 7}", "8 met of only 7 sampled"),
        ("5.3.2.2: {met: -1, of: 7}", "met is negative"),
        ("5.3.2.2: {met: 0, of: 0}", "of must be at least 1"),
        ("5.3.2.2: {met: 6.5, of: 7}", "met must be a whole number"),
        ("5.3.2.2: {met: 6, of: 7, population: 6}", "7 sampled of only 6 there are"),
        ("5.3.2.2: {met: 6, of: 7, seed: ''}", "seed takes 1 to 500 characters"),
        ("5.1.1.2: {percent: 90, seed: 7}", "seed stands beside of only"),
        (
            "5.1.1.2: {percent: 90, approved_by: b}",
            "approved_by stands beside not_applicable only",
        ),
        ("5.2.3.2: {not_applicable: x, approved_by: yes}", "approved_by needs to say who it was"),
        ("5.2.3.2: {not_applicable: x, met: 1, of: 2}", "takes one finding"),
        ("5.10: {met: true}", "has no clause 5.10"),
        ("5.1: {met: true}", "has no clause 5.1"),
        ("5.2.1.30: {met: true}", "has no clause 5.2.1.30"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(finding: str, said: str) -> None:
    assert [told for told in refused(f"findings:\n  {finding}\n") if "f.yaml:4: " in told
            and said in told]  # fmt: skip


def test_nothing_is_held_against_a_clause_that_is_left_out() -> None:
    told = refused(
        "findings: {5.2.4.5: {not_applicable: none, approved_by: b}}\n"
        "special_deductions:\n"
        "  - {text: t, trigger: law, event: e, clauses: [5.2.4.5, 5.10], why: w, correction: c}\n"
    )

    assert told == [
        "f.yaml:5: 5.2.4.5 is left out as not applicable: nothing can be held against it",
        "f.yaml:5: cct-gz-sc03@B2-r1 has no clause 5.10",
    ]


def test_two_special_deductions_for_one_event_are_refused() -> None:
    one = "{text: t, trigger: law, event: stock check, correction: c}"
    other = "{text: u, trigger: trade, event: Stock  check, correction: c}"

    assert refused(f"special_deductions:\n  - {one}\n  - {other}\n") == [
        "f.yaml:5: never two special deductions for one event: Stock  check"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claimed: six-star\n", "claimed is one of five-star, four-star, three-star, standard"),
        ("bonus: {text: b, signed: me}\n", 'unknown key "signed"'),
        ("bonus: {signed_by: me}\n", "bonus text must be a text"),
        ("deletions_reviewed_by: []\n", "deletions_reviewed_by must be a text"),
        ("special_deductions: [{text: t, trigger: [a, {}]}]\n", "trigger must be a text"),
    ],
)
def test_what_stands_beside_the_findings_is_checked_as_strictly(text: str, said: str) -> None:
    assert [told for told in refused(text) if said in told]


def test_all_of_it_at_once_and_nothing_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(
        HEAD + "findings:\n  5.3.2.2: {met: 8, of: 7}\n  5.10: {met: true}\n"
        "special_deductions: [x]\nclaimed: six-star\n", "utf-8",
    )  # fmt: skip

    assert score.run(file, as_json=True, lang="en") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[1] for line in err.splitlines()] == ["4", "5", "6", "6", "6", "7"]
