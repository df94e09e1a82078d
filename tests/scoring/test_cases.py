"""Every case of ``cases/`` comes out as written.

To add one, write it into a file there (``case_files`` says how).  A mistake in it, or a value
that comes otherwise, is told with file and line, all of them at once.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scoring.datafile import Problem
from scoring.load import shipped
from tests.scoring.case_files import CASES, Case, cases_of, wrong_in

FILES = sorted(CASES.glob("*.yaml"))


@cache
def read(path: Path) -> tuple[list[Case], list[Problem]]:
    return cases_of(path.read_text("utf-8"), path.name)


def cases() -> Iterator[object]:
    for path in FILES:
        for case in read(path)[0]:
            yield pytest.param(case, id=f"{path.stem}: {case.name}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_file_can_be_read(path: Path) -> None:
    _, wrong = read(path)
    assert not wrong, told(wrong)


@pytest.mark.parametrize("case", list(cases()))
def test_a_case_comes_out_as_written(case: Case) -> None:
    wrong = wrong_in(case)
    assert not wrong, told(wrong)


def told(wrong: list[Problem]) -> str:
    return "\n".join(["", *map(str, wrong)])


def test_there_are_cases_of_every_scheme_and_enough_of_them() -> None:
    texts = [path.read_text("utf-8") for path in FILES]

    assert len(list(cases())) >= 60
    assert [key for key in shipped() if not any(f"scheme: {key}" in text for text in texts)] == []


GOOD = """\
- name: Everything met
  input: {scheme: cct-gz-sc03@B2, otherwise: met}
  expected: {final: 100, grade: five-star}
"""


def test_everything_wrong_in_a_case_is_told_with_its_line() -> None:
    (case,), wrong = cases_of(
        "- name: A hasty one\n"
        "  input:\n"
        "    scheme: cct-gz-sc03@B2\n"
        "    otherwise: met\n"
        "    findings: {5.1.1.2: {percent: 0}}\n"
        "  expected:\n"
        "    final: 100\n"
        "    base: ninety\n"
        "    grade: five-star\n"
        "    graed: five-star\n"
        "    reasons: [reached, luck]\n"
        "    lines: {5.1.1.2: 3, 5.10: 1}\n"
        "    bands: 0-20\n", "f.yaml",
    )  # fmt: skip

    assert wrong == []
    assert [str(problem) for problem in wrong_in(case)] == [
        "f.yaml:7: final comes to 97, not 100",
        'f.yaml:8: base is a number or a fraction such as 49/3, not "ninety"',
        'f.yaml:10: "graed" is not expected of a case; there are earned, applicable, base, final, '
        "coverage, final_display, grade, issued, reasons, lines, line_flags, bands",
        "f.yaml:11: reasons comes to ['reached'], not ['reached', 'luck']",
        "f.yaml:12: lines of 5.1.1.2 comes to 0, not 3",
        "f.yaml:12: lines of 5.10: the scheme has no such clause",
        "f.yaml:13: bands is written clause: value",
    ]


def test_what_is_wrong_in_the_input_is_told_beside_what_is_wrong_in_what_is_expected() -> None:
    (case,), _ = cases_of(
        "- name: Two mistakes in the input\n"
        "  input:\n"
        "    scheme: cct-gz-sc03@B2\n"
        "    findings: {5.1.1.2: {percent: NaN}, 5.10: {met: true}}\n"
        "  expected: {final: 1/0, grade: five-star}\n", "f.yaml",
    )  # fmt: skip

    assert [str(problem) for problem in wrong_in(case)] == [
        'f.yaml:4: 5.1.1.2: percent must be a number, not "NaN"',
        "f.yaml:4: cct-gz-sc03@B2 has no clause 5.10",
        'f.yaml:5: final is a number or a fraction such as 49/3, not "1/0"',
    ]


def test_a_case_that_is_none_is_told_and_the_others_are_tried() -> None:
    found, wrong = cases_of(
        GOOD + GOOD + "- name: No input\n  expeted: {final: 1}\n- a word\n"
        "- {name: [a], input: {}, expected: }\n", "f.yaml",
    )  # fmt: skip

    assert [case.name for case in found] == ["Everything met"]
    assert [str(problem) for problem in wrong] == [
        "f.yaml:4: two cases of the name Everything met",
        "f.yaml:7: a case without expected",
        "f.yaml:7: a case without input",
        'f.yaml:8: unknown key "expeted"; a case has expected, input, name',
        "f.yaml:9: a case has a name, an input and what is expected",
        "f.yaml:10: a name is a text",
        "f.yaml:10: expected is at least one value",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {name: a\n", "f.yaml:1: not valid YAML"),
        ("name: a\n", "f.yaml:1: a case file is a list of cases"),
        ("- &a {name: a}\n", "f.yaml:1: "),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(text: str, said: str) -> None:
    found, wrong = cases_of(text, "f.yaml")

    assert found == []
    assert str(wrong[0]).startswith(said)
