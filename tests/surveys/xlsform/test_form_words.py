"""Every remark is in the catalogue, in both languages, and says what it was told."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from locales import LANGUAGES, ids
from surveys.xlsform.remarks import Place, Remark, Remarks, Severity, spans

ROOT = Path(__file__).parents[3]
SOURCES = [*ROOT.glob("surveys/xlsform/*.py"), ROOT / "app/commands/xlsform.py"]
REMARK = re.compile(
    r"remarks\s*\.(?:problem|lost|changed|renamed|review|noted)\((.*?)\)", re.DOTALL
)
NAMED = re.compile(r'"([a-z][a-z-]+)"')


def remarked() -> set[str]:
    """The first words in quotes of every remark: its id, or both where one of two is meant."""
    found: set[str] = set()
    for file in SOURCES:
        for arguments in REMARK.findall(file.read_text("utf-8")):
            found.update(NAMED.findall(arguments.split(",")[0]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_is_in_the_catalogue(language: str) -> None:
    known = ids("zh" if language == "zh" else "en")

    assert len(remarked()) > 60
    assert {f"xlsform-{id}" for id in remarked()} - known == set()
    assert {f"xlsform-severity-{one}" for one in Severity} - known == set()


def test_both_languages_speak_of_the_same_things() -> None:
    """A message that names less in one language hides something from whoever reads that."""
    zh, en = (_spoken(language) for language in LANGUAGES)

    assert zh == en


def _spoken(language: str) -> dict[str, set[str]]:
    """The arguments of every message, but for the count that only chooses a plural."""
    text = (ROOT / "locales" / language / "xlsform.ftl").read_text("utf-8")
    return {
        entry.id.name: set(
            re.findall(r"\$(\w+)", (entry.span and text[entry.span.start : entry.span.end]) or "")
        )
        - {"count"}
        for entry in FluentParser().parse(text).body
        if isinstance(entry, ast.Message)
    }


def test_the_same_remark_on_many_rows_is_one() -> None:
    remarks = Remarks()
    for row in (9, 3, 4, 5):
        remarks.lost("trigger", Place("survey", row))
    remarks.problem("no-survey")

    said = [one.in_language("en") for one in remarks.all()]

    assert said == [
        "problem: there is no sheet called survey",
        "survey, rows 3–5, 9: lost: trigger: a calculation always follows what it looks at",
    ]
    assert "第 3–5, 9 行" in remarks.all()[1].in_language("zh")


def test_rows_are_drawn_together() -> None:
    assert spans([5, 1, 2, 3, 9, 10, 1]) == "1–3, 5, 9–10"


def test_a_remark_without_rows_is_about_the_sheet() -> None:
    assert (
        Remark(Severity.LOST, "sheet", "osm", ()).in_language("en")
        == "osm: lost: the sheet is not read"
    )
