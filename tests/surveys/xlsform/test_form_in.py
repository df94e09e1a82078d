"""What an XLSForm says comes across; what cannot is told with its sheet and row."""

import pytest

from surveys.questionnaire import Roster
from tests.surveys.xlsform.drawn import LISTS, heard, imported, one, read, told


def test_a_grid_of_selects_is_a_matrix() -> None:
    listed = """
    | survey |
    | | type | name | label | appearance |
    | | begin group | grid | How clean? | table-list |
    | | select_one yn | floor | Floor | |
    | | select_one yn | glass | Glass | |
    | | end group | | | |
    """
    headed = """
    | survey |
    | | type | name | label | appearance |
    | | begin group | grid | How clean? | field-list |
    | | select_one yn | head | | label |
    | | select_one yn | floor | Floor | list-nolabel |
    | | select_one yn | glass | Glass | list-nolabel |
    | | end group | | | |
    """

    for form in (listed, headed):
        rows = read(form + LISTS).questions
        assert [(q.id, q.matrix, q.label["en"], q.text["en"]) for q in rows] == [
            ("floor", "grid", "Floor", "How clean?"),
            ("glass", "grid", "Glass", "How clean?"),
        ]


def test_a_grid_of_unlike_questions_is_asked_one_by_one() -> None:
    form = f"""
    | survey |
    | | type | name | label | appearance |
    | | begin group | grid | How clean? | table-list |
    | | select_one yn | floor | Floor | |
    | | select_one wares | glass | Glass | |
    | | end group | | | |
    {LISTS}
    """

    assert all(question.matrix is None for question in read(form).questions)
    assert any(line.startswith("survey, row 2: changed: grid") for line in told(imported(form)))


def test_groups_and_repeats_keep_their_order_and_conditions() -> None:
    form = f"""
    | survey |
    | | type | name | label | relevant | repeat_count |
    | | integer | n | How many? | | |
    | | begin group | part | Part | ${{n}} > 1 | |
    | | text | a | A? | ${{n}} < 9 | |
    | | begin repeat | person | Of ${{who}} | | ${{n}} |
    | | text | who | Who? | | |
    | | begin repeat | ware | Ware | | |
    | | text | which | Which? | | |
    | | end repeat | | | | |
    | | end repeat | | | | |
    | | end group | | | | |
    | | text | last | Last? | | |
    {LISTS}
    """

    made = read(form)

    assert [q.id for q in made.questions] == ["n", "a", "who", "which", "ware", "last"]
    assert [section.id for section in made.sections] == ["part_1", "part", "part_2"]
    assert made["a"].relevant and made["a"].relevant.text == "(${n} > 1) and (${n} < 9)"
    assert made.repeats["person"].count is not None
    assert isinstance(made.get("ware"), Roster)
    assert made.get("which.1.2") is not None


def test_groups_deeper_than_four_stand_in_the_group_around_them() -> None:
    opened = "".join(f"| | begin group | g{n} | G | ${{q}} = {n} |\n" for n in range(6))
    closed = "| | end group | | | |\n" * 6
    head = "| survey |\n| | type | name | label | relevant |\n| | integer | q | Q? | |\n"

    made = imported(f"{head}{opened}| | text | deep | Deep? | |\n{closed}")

    found = read(f"{head}{opened}| | text | deep | Deep? | |\n{closed}")["deep"]
    assert found.relevant and all(f"${{q}} = {n}" in found.relevant.text for n in range(6))
    assert sum("groups nested deeper than 4" in line for line in told(made, "changed")) == 2


def test_a_repeat_in_a_repeat_in_a_repeat_is_asked_once() -> None:
    opened = "".join(f"| | begin repeat | r{n} | R |\n" for n in range(3))
    form = f"""| survey |
| | type | name | label |
{opened}| | text | deep | Deep? |
{"| | end repeat | | |" + chr(10)}| | end repeat | | |
| | end repeat | | |
"""

    assert any("r2: repeats nested deeper than 2" in line for line in told(imported(form), "lost"))
    assert read(form)["deep"].repeats == ("r0", "r1")


def test_pictures_and_what_else_stands_beside_a_question() -> None:
    headings = "type | name | label | media::image | audio | big-image"
    found = one("text | q | Q? | counter.jpg | a.mp3 | b.png", headings)
    said = heard("text | q | Q? | counter.jpg | a.mp3 | b.png", headings)
    bad = heard("text | q | Q? | ../../x.jpg | |", headings)

    assert found.image == "counter.jpg"
    assert "survey, row 2: lost: audio beside a question or a choice" in said
    assert "survey, row 2: lost: big-image beside a question or a choice" in said
    assert any("the picture ../../x.jpg" in line for line in bad)


def test_a_hint_and_its_guidance_are_one_help() -> None:
    found = one("text | q | Q? | Look | closely", "type | name | label | hint | guidance_hint")

    assert found.help == {"en": "Look closely"}


def test_what_nobody_reads_is_told() -> None:
    form = """
    | survey |
    | | type | name | label | required_message | trigger | bind::odk:length | colour | |
    | | text | q | Q? | Must | q | 5 | red | lonely |
    | settings |
    | | form_id | style | public_key |
    | | f | pages | abc |
    | entities |
    | | list_name | label |
    | | trees | ${q} |
    | _mine |
    | | anything |
    | | goes |
    """

    said = told(imported(form), "lost")

    assert said == [
        "entities: lost: the sheet is not read",
        "settings, row 1: lost: the column style is not read",
        "settings, row 1: lost: the column public_key is not read",
        "survey, row 1: lost: the column bind::odk:length is not read",
        "survey, row 1: lost: the column colour is not read",
        "survey, row 2: lost: a cell below no heading",
        "survey, row 2: lost: required_message: our own words say so",
        "survey, row 2: lost: trigger: a calculation always follows what it looks at",
    ]


@pytest.mark.parametrize(
    ("relevant", "says"),
    [
        ("instance('x')/all/one[name='a']/label = 1", "lost: relevant: instance("),
        ("${last-saved#a} = 1", "lost: relevant: last-saved#a"),
        ("${later} = 1", "lost: relevant looks at later, which comes later"),
        ("${track} = 1", "lost: relevant looks at track, which was left out"),
        ("pulldata('no','a','b','c') = 1", "lost: relevant: no.csv is not beside the workbook"),
        ("../a = 1", "lost: relevant: ../a = 1"),
        ("1 +", "lost: relevant: 1 +"),
    ],
)
def test_an_expression_that_cannot_be_held_is_lost_and_the_question_stays(
    relevant: str, says: str
) -> None:
    form = f"""
    | survey |
    | | type | name | label | relevant |
    | | integer | a | A? | |
    | | geotrace | track | Track? | |
    | | text | q | Q? | {relevant} |
    | | text | later | L? | |
    """

    made = imported(form)

    assert any(line.startswith(f"survey, row 4: {says}") for line in told(made)), told(made)
    assert read(form)["q"].relevant is None


def test_quotes_that_a_word_processor_bent_are_straight_again() -> None:
    form = f"""
    | survey |
    | | type | name | label | relevant |
    | | select_one yn | a | A? | |
    | | text | q | Q? | ${{a}} = ‘yes’ |
    {LISTS}
    """

    found = read(form)["q"].relevant

    assert found and found.text == "${a} = 'yes'"


def test_a_multiple_choice_of_one_gets_a_way_to_say_no() -> None:
    form = """
    | survey |
    | | type | name | label |
    | | select_multiple agree | q | Q? |
    | choices |
    | | list_name | name | label |
    | | agree | yes | I agree |
    """

    assert [option.code for option in read(form)["q"].options] == ["yes", "none"]
    assert any("one choice only" in line for line in told(imported(form), "changed"))
