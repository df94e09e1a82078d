"""A questionnaire goes out as an XLSForm that others read, and comes back as what it was."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from scoring.datafile import plain, read
from surveys.load import packaged, questionnaire
from surveys.xlsform.asking import general
from surveys.xlsform.exporting import as_form
from surveys.xlsform.texts import written
from surveys.xlsform.workbook import as_xlsx
from tests.surveys.xlsform.drawn import bare, there_and_back, told

EVERYTHING = Path(__file__).with_name("everything.yaml").read_text("utf-8")
ALL = {one.key: one.written for one in packaged().values()} | {"everything": EVERYTHING}


@pytest.mark.parametrize("key", ALL)
def test_a_questionnaire_comes_back_from_its_form_as_it_was(key: str) -> None:
    made = there_and_back(ALL[key])

    assert told(made) == []
    again = questionnaire(made.text, "again.yaml")
    assert bare(again) == bare(questionnaire(ALL[key], "q.yaml"))


@pytest.mark.parametrize("key", ALL)
def test_going_out_again_writes_the_same_form(key: str) -> None:
    made = there_and_back(ALL[key])

    assert (
        as_form(made.text, "q.yaml").sheets["settings"]
        == as_form(ALL[key], "q.yaml").sheets["settings"]
    )
    assert there_and_back(made.text).text == made.text


@pytest.mark.parametrize("key", ALL)
def test_pyxform_takes_the_form(key: str) -> None:
    convert = pytest.importorskip("pyxform.xls2xform").convert
    form = as_form(ALL[key], "q.yaml")
    data = as_xlsx(form.sheets)

    found = convert(io.BytesIO(data), file_type=".xlsx")

    assert form.name.partition("@")[0] in found.xform
    assert not [w for w in found.warnings if "max-pixels" not in w]


def test_the_questions_that_follow_have_rows_so_that_others_can_name_them() -> None:
    rows = as_form(EVERYTHING, "q.yaml").sheets["survey"]
    names = [row[rows[0].index("name")] for row in rows]

    assert names[names.index("greeted") + 1] == "greeted_ev"
    assert names[names.index("seen") + 1] == "seen_other"


def test_the_bounds_of_a_number_are_its_constraint() -> None:
    rows = as_form(EVERYTHING, "q.yaml").sheets["survey"]
    said = {row[rows[0].index("name")]: row[rows[0].index("constraint")] for row in rows}

    assert said["queue"] == ". >= 0 and . <= 99"
    assert said["weight"] == "(. > 0 or . < -1) and . >= -1.5 and . <= 9"


def test_plural_forms_stay_with_us_and_the_general_one_goes_out() -> None:
    assert general("${n} ${n|person|people} and ${m|a|b|c}") == "${n} people and c"


def test_nothing_in_the_workbook_is_a_formula() -> None:
    data = as_xlsx({"survey": [["type", "=1+1"], ["", "+x"]]})

    cells = [cell for row in load_workbook(io.BytesIO(data))["survey"] for cell in row]

    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("type", "s"), ("=1+1", "s"), (None, "n"), ("+x", "s"),
    ]  # fmt: skip


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1, max_size=80,
)  # fmt: skip


@given(st.dictionaries(WORDS, st.one_of(WORDS, st.lists(WORDS), st.dictionaries(WORDS, WORDS))))
def test_whatever_is_written_reads_back_as_it_was(value: dict[str, object]) -> None:
    top = {"title": value, "sections": [{"id": "a", "questions": [{"id": "q", "met": ". = 1"}]}]}

    assert plain(read(written(top, "a remark"), "q.yaml")) == top


def test_a_person_can_go_on_editing_what_was_written() -> None:
    made = there_and_back(ALL["store-visit@1"]).text

    assert '    - {code: yes, label: {zh: 是, en: "Yes"}, outcome: met}\n' in made
    assert "        label: {zh: 位置, en: Place}\n" in made
    assert "\n\n      - id: shopfront\n        kind: photo\n" in made
    assert "relevant: \"${place} = 'no_signal'\"\n" in made
