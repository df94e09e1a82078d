"""The case files of ``cases/``: findings as an auditor writes them, and what must come of them.

To add one, write it into a file there: a name, an ``input`` in the form of a findings file, and as
many expected values as matter.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.beside import claim_of
from scoring.datafile import Node, read
from scoring.findings import findings_of
from scoring.grade import display, grade
from scoring.load import scheme_named, shipped
from scoring.report import band_of
from scoring.score import ScoreSheet

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def cases() -> Iterator[object]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        file = read(path.read_text("utf-8"), path.name)
        assert isinstance(file.value, list)
        for case in file.value:
            assert isinstance(case.value, dict)
            yield pytest.param(case.value, id=f"{path.stem}: {case.value['name'].value}")


@pytest.mark.parametrize("case", list(cases()))
def test_a_case_comes_out_as_written(case: dict[str, Node]) -> None:
    findings = findings_of(case["input"], scheme_named, at=AT)
    sheet = findings.sheet()
    graded = grade(sheet)
    expected = case["expected"].value
    assert isinstance(expected, dict)

    for name, node in expected.items():
        assert node.value is not None
        match name:
            case "earned" | "applicable" | "base" | "final" | "coverage":
                assert getattr(sheet, name) == Fraction(str(node.value)), name
            case "final_display":
                assert display(sheet.final) == node.value
            case "grade":
                assert graded.name == node.value
            case "reasons":
                assert isinstance(node.value, list)
                assert [reason.id for reason in graded.reasons] == [x.value for x in node.value]
            case "lines":
                assert isinstance(node.value, dict)
                earned = {str(line.clause.ref): line.earned for line in sheet.lines}
                wanted = {ref: Fraction(str(points.value)) for ref, points in node.value.items()}
                assert {ref: earned[ref] for ref in wanted} == wanted
            case "line_flags":
                assert isinstance(node.value, dict)
                flags = {str(line.clause.ref): [*line.flags] for line in sheet.lines}
                for ref, told in node.value.items():
                    assert isinstance(told.value, list)
                    assert flags[ref] == [flag.value for flag in told.value]
            case "bands":
                assert isinstance(node.value, dict)
                for ref, band in node.value.items():
                    assert _band(sheet, ref) == band.value
            case "issued":
                claim = claim_of(findings, sheet, graded)
                assert claim is not None
                assert claim.issued == node.value
            case _:
                pytest.fail(f"{node.file}:{node.line}: {name} is not a value of a case")


def _band(sheet: ScoreSheet, ref: str) -> str:
    """ "60-80 at 1/2": the band and the place in it; "none" where there is none."""
    line = sheet.line(ref)
    assert line is not None
    if (found := band_of(line, sheet.scheme)) is None:
        return "none"
    band, position = found
    return f"{band.low}-{band.high} at {position}"


def test_there_are_cases_of_every_scheme_and_enough_of_them() -> None:
    texts = [path.read_text("utf-8") for path in (Path(__file__).parent / "cases").glob("*.yaml")]

    assert len(list(cases())) >= 60
    assert [key for key in shipped() if not any(f"scheme: {key}" in text for text in texts)] == []
