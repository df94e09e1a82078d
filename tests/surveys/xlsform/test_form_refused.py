"""Forms that are broken: every problem at once, each with its row; never a stack trace."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.datafile import DataFileError
from surveys.load import questionnaire
from surveys.xlsform.vocabulary import PLAIN
from tests.surveys.xlsform.drawn import imported, told


def survey(*rows: str, headings: str = "type | name | label") -> str:
    return "| survey |\n" + "".join(f"| | {row} |\n" for row in (headings, *rows))


def widened(column: str, cell: str, type: str = "text") -> str:
    return survey(f"{type} | q | Q? | {cell}", headings=f"type | name | label | {column}")


NAMELESS = survey("text | q | Q?") + "| choices |\n| | list_name | name |\n| | yn | |\n| | | x |\n"
BROKEN = [
    ("| choices |\n| | list_name | name |\n", "problem: there is no sheet called survey"),
    (survey("text | t", headings="type | id"), "survey, row 1: problem: there is no column name"),
    (survey("essay | q | Q?"), 'survey, row 2: problem: there is no type "essay"'),
    (survey(" | q | Q?"), "survey, row 2: problem: a name or label, but no type"),
    (survey("text | | Q?"), "survey, row 2: problem: a question without a name"),
    (survey("begin repeat | | R"), "survey, row 2: problem: a question without a name"),
    (survey("text | q | Q?", "text | q | Q?"), "row 3: problem: the name q stands twice"),
    (survey("begin group | g | G", "text | t | T?"), "row 2: problem: g is not closed"),
    (survey("text | t | T?", "end group | | "), "row 3: problem: nothing is open here"),
    (
        survey("begin group | g | G", "text | t | T?", "end repeat | | "),
        "survey, row 4: problem: closes g (row 2), which is of the other kind",
    ),
    (survey("select_one yn | q | Q?"), "survey, row 2: problem: there is no choice list yn"),
    (survey("note | n | ${you}"), "row 2: problem: label: there is no question called you"),
    (survey("start | start | "), "problem: nothing in it is a question that we can hold"),
    (widened("parameters", "start=a end=b", "range"), "row 2: problem: a range from a to b"),
    (widened("anfang::evidence", "{when: ["), "row 2: problem: anfang::evidence:"),
    (widened("anfang::more", "[a, b]"), "row 2: problem: anfang::more:"),
    (widened("anfang::options", "no"), "row 2: problem: there is no choice list no"),
    (NAMELESS, "choices, rows 2–3: problem: a choice without"),
    (widened("LABEL", "x"), "survey, row 1: problem: the heading LABEL stands twice"),
]


@pytest.mark.parametrize(("form", "says"), BROKEN)
def test_a_broken_form_is_refused_by_row(form: str, says: str) -> None:
    made = imported(form)

    assert made.text == ""
    assert any(says in line for line in told(made, "problem")), told(made)


def test_every_problem_is_told_at_once() -> None:
    form = survey(
        "essay | a | A?", "text | | B?", "select_one yn | c | C?", "end group | | ",
        "begin repeat | d | D", "note | e | ${zz}",
    )  # fmt: skip

    assert len(imported(form).problems) == 6


def test_groups_without_end_do_no_harm() -> None:
    deep = survey(*(f"begin group | g{n} | G" for n in range(3000)), "text | t | T?")
    closed = survey(*(f"begin group | g{n} | G" for n in range(3000)), "text | t | T?",
                    *("end group | | " for _ in range(3000)))  # fmt: skip

    assert any("nested deeper than 30" in line for line in told(imported(deep), "problem"))
    assert any("nested deeper than 30" in line for line in told(imported(closed), "problem"))


WORDS = (
    "", "text", "note", "integer", "begin group", "end group", "begin repeat", "end repeat",
    "calculate", "select_one yn", "select_one yn or_other", "rank yn", "range", "acknowledge",
    "audit", "today", "q", "yn", "${q}", "${", "}", "'", '"', "{", "[", ". > 1", "1 div 0",
    "=1+1", "true", "no", "\u2028", "pulldata('x','y','z',1)", "start=1 end=2", "table-list",
    "label", "list-nolabel", "<b>", "字" * 40, "-99", "x" * 3000,
)  # fmt: skip
COLUMNS = (
    "type", "name", "label", "hint::fr", "required", "relevant", "constraint", "calculation",
    "default", "read_only", "repeat_count", "choice_filter", "appearance", "parameters", "image",
    "anfang::kind", "anfang::evidence", "anfang::more", "anfang::met", "anfang::label::en",
    "anfang::id", "anfang::options", "disabled", "",
)  # fmt: skip
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_stands_in_the_cells_nothing_breaks(chance: random.Random) -> None:
    types = [*PLAIN, *WORDS]
    rows = [
        [
            chance.choice(types if column == "type" else WORDS) if chance.random() < 0.6 else ""
            for column in COLUMNS
        ]
        for _ in range(12)
    ]

    made = imported({"survey": [list(COLUMNS), *rows], "choices": CHOICES})

    assert bool(made.text) != bool(made.problems)
    assert all(told(made))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=40)] * 3), min_size=1, max_size=6))
def test_any_words_come_out_as_a_file_that_can_be_read(texts: list[tuple[str, str, str]]) -> None:
    rows = [
        ["text", f"q{n}", _clean(label), _clean(hint), _clean(own)]
        for n, (label, hint, own) in enumerate(texts)
    ]
    headings = ["type", "name", "label", "hint", "anfang::label::en"]

    made = imported({"survey": [headings, *rows]})

    if not made.problems:
        try:
            found = questionnaire(made.text, "form.yaml")
        except DataFileError as error:
            assert all("an answer is written" in str(one) for one in error.problems)  # noqa: PT017
            return
        said = [(q.text["en"], (q.help or {}).get("en", "")) for q in found.questions]
        assert said == [(row[2] or row[4] or row[1], row[3]) for row in rows]


def _clean(text: str) -> str:
    """What a workbook can hold: XML has no other control characters, and the reader strips."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text).strip()
