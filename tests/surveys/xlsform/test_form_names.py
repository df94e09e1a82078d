"""Names and codes too long for us become others, everywhere they are spoken of."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.xlsform.attached import Attached
from surveys.xlsform.names import codes, ids
from surveys.xlsform.remarks import Place, Remarks
from tests.surveys.xlsform.drawn import drawn, imported, read, told

LONG = "How_Satisfied_Were_You_With_The_Repair"
Q = f"${{{LONG}}}"
FORM = f"""
| survey |
| | type | name | label | relevant |
| | select_one level | {LONG} | Satisfied? | |
| | text | Why-Not | Why were you {Q}? | {Q} = 'Very_Satisfied' or {Q}=-99 |
| | calculate | Level | | |
| | text | q3 | Really? | ${{Level}} != 'Very_Satisfied' and 'Not_At_All_Satisfied' = {Q} |
| | text | Q3 | Other? | ${{Why-Not}} = 'Very_Satisfied' |
| choices |
| | list_name | name | label |
| | level | Very_Satisfied | Very |
| | level | Not_At_All_Satisfied | Not |
| | level | -99 | ? |
"""


def grids() -> dict[str, list[list[str]]]:
    """FORM, with the cells of a few more columns."""
    found = {name: [list(row) for row in rows] for name, rows in drawn(FORM).items()}
    more = [
        ["constraint", "calculation", "default"],
        ["", "", "Very_Satisfied"],
        ["", "", ""],
        ["", f"string({Q})", ""],
        [". != 'Very_Satisfied'", "", ""],
        ["", "", ""],
    ]
    found["survey"] = [row + cells for row, cells in zip(found["survey"], more, strict=True)]
    return found


def test_a_name_is_renamed_in_every_expression_and_text() -> None:
    made = read(grids())
    first, why, level, really, other = made.questions

    assert [q.id for q in made.questions] == [
        "how_satisfied_were_you_w", "why_not", "level", "q3", "q3_2",
    ]  # fmt: skip
    assert why.text == {"en": f"Why were you ${{{first.id}}}?"}
    assert why.relevant and why.relevant.text == (
        f"${{{first.id}}} = 'very_satisfi' or ${{{first.id}}}='m99'"
    )
    assert really.relevant and really.relevant.text == (
        f"${{level}} != 'very_satisfi' and 'not_at_all_s' = ${{{first.id}}}"
    )
    assert first.default and first.default.text == "'very_satisfi'"
    assert level.id == "level"
    assert other.id == "q3_2"


def test_words_that_only_look_like_a_code_stay() -> None:
    made = read(grids())

    assert made["q3"].constraint and made["q3"].constraint.text == ". != 'Very_Satisfied'"
    assert made["q3_2"].relevant and made["q3_2"].relevant.text == "${why_not} = 'Very_Satisfied'"


def test_every_new_name_is_told_with_its_row() -> None:
    said = told(imported(grids()), "renamed")

    assert said == [
        "choices, row 2: renamed: the choice Very_Satisfied is very_satisfi here",
        "choices, row 3: renamed: the choice Not_At_All_Satisfied is not_at_all_s here",
        "choices, row 4: renamed: the choice -99 is m99 here",
        f"survey, row 2: renamed: {LONG} is how_satisfied_were_you_w here",
        "survey, row 3: renamed: Why-Not is why_not here",
        "survey, row 4: renamed: Level is level here",
        "survey, row 6: renamed: Q3 is q3_2 here",
    ]


def test_a_code_of_two_lists_is_that_of_the_question_it_is_compared_with() -> None:
    form = """
    | survey |
    | | type | name | label | relevant |
    | | select_one one | a | A? | |
    | | select_one two | b | B? | |
    | | text | t | T? | ${a} = 'Extremely_Good' and 'Extremely_Good' = ${b} |
    | choices |
    | | list_name | name | label |
    | | one | Extremely_Good | Good |
    | | one | bad | Bad |
    | | two | extremely_go | Nearly |
    | | two | Extremely_Good | Good |
    """

    found = read(form)["t"].relevant

    assert found and found.text == "${a} = 'extremely_go' and 'extremely_2' = ${b}"
    assert not any("choice of two lists" in line for line in told(imported(form)))


def test_a_code_is_known_behind_a_calculation() -> None:
    form = """
    | survey |
    | | type | name | label | calculation | relevant |
    | | select_one one | a | A? | | |
    | | calculate | b | | string(${a}) | |
    | | text | t | T? | | ${b} = 'Extremely_Good' |
    | choices |
    | | list_name | name | label |
    | | one | Extremely_Good | Good |
    | | one | bad | Bad |
    """

    found = read(form)["t"].relevant

    assert found and found.text == "${b} = 'extremely_go'"


def test_a_table_is_looked_into_with_the_new_codes() -> None:
    remarks = Remarks()
    rows = [{"sku": "Steel_Counter_Large", "price": "3"}, {"sku": "x", "price": "4"}]
    attached = Attached({"My Prices": rows, "other": rows}, remarks)
    text = "pulldata('my_prices', 'price', 'sku', ${ware})"

    assert attached.has(text, Place("survey", 2), "calculation")
    assert not attached.has("pulldata('none','a','b','c')", Place("survey", 3), "calculation")
    attached.takes(text, {"ware": {"Steel_Counter_Large": "steel_counte", "x": "x"}})

    assert attached.written() == {"my_prices": "sku,price\nsteel_counte,3\nx,4\n"}
    assert [one.in_language("en") for one in remarks.all()] == [
        "survey, row 3: lost: calculation: none.csv is not beside the workbook",
        "renamed: My Prices.csv is my_prices here",
    ]


def test_what_a_filter_looks_at_is_renamed_with_its_codes() -> None:
    form = """
    | survey |
    | | type | name | label | choice_filter |
    | | select_one region | Region | Where? | |
    | | select_one town | town | Which? | In_Region = ${Region} and name != 'x' |
    | choices |
    | | list_name | name | label | In_Region |
    | | region | North_of_the_River | North | |
    | | region | South | South | |
    | | town | harbin | Harbin | North_of_the_River |
    | | town | canton | Canton | South |
    """

    made = imported(form)

    assert "choice_filter: \"in_region = ${region} and name != 'x'\"" in made.text
    assert "with: {in_region: north_of_the, name: harbin}" in made.text
    assert "with: {in_region: south, name: canton}" in made.text


def test_a_name_in_two_groups_stays_a_name_unless_somebody_asks_for_it() -> None:
    form = """
    | survey |
    | | type | name | label | relevant |
    | | begin group | a | A | |
    | | integer | n | N? | |
    | | end group | | | |
    | | begin group | b | B | |
    | | integer | n | N? | |
    | | end group | | | |
    """
    looking = form + "    | | text | t | T? | ${n} = 1 |\n"

    assert [q.id for q in read(form).questions] == ["n", "n_2"]
    assert told(imported(looking), "problem") == [
        "survey, row 8: problem: relevant: several questions are called n"
    ]


def test_room_is_left_for_what_is_added_to_a_name() -> None:
    form = """
    | survey |
    | | type | name | label |
    | | begin repeat | people | P |
    | | select_one yn or_other | abcdefghijklmnopqrstuvwx | Q? |
    | | end repeat | | |
    | choices |
    | | list_name | name | label |
    | | yn | yes | Yes |
    | | yn | no | No |
    """

    made = read(form)

    assert [len(q.id) for q in made.questions[:2]] == [15, 21]


def test_names_in_other_scripts_become_something() -> None:
    rows = "| | type | name | label |\n| | text | 性别 | 性别？ |\n| | text | naïve | N? |\n"
    form = f"| survey |\n{rows}"

    assert [q.id for q in read(form).questions] == ["q1", "naive"]


def test_a_form_says_its_languages_by_name_or_by_code() -> None:
    form = """
    | survey |
    | | type | name | label::Français | label::中文 (zh) | label::Klingon | hint |
    | | text | t | Quoi ? | 什么？ | nuq? | here |
    | settings |
    | | form_id | default_language |
    | | f | 中文 (zh) |
    """

    made = imported(form)

    assert "languages: [zh, fr, qaa]" in made.text
    assert any("the language Klingon is qaa here" in line for line in told(made, "renamed"))
    assert read(form)["t"].help == {"zh": "here", "fr": "here", "qaa": "here"}
    assert (
        "survey, row 2: please review: hint: nothing is said in fr; another language stands there"
        in told(made)
    )


def test_a_form_in_one_language_says_so() -> None:
    made = imported("| survey |\n| | type | name | label |\n| | text | t | T? |\n")

    assert "languages: [en]" in made.text


NAME = st.text(st.sampled_from("aAbB_-.9é字"), min_size=1, max_size=30)


@given(st.lists(st.tuples(NAME, st.integers(6, 24)), max_size=30))
def test_ids_are_ids_are_short_enough_and_are_never_two(names: list[tuple[str, int]]) -> None:
    given_ids = ids(names)

    assert len(given_ids) == len(names)
    assert len(set(given_ids)) == len(given_ids)
    for (_, most), id in zip(names, given_ids, strict=True):
        assert 1 <= len(id) <= most
        assert id[0].isalnum() and set(id) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


@given(st.lists(NAME, max_size=40))
def test_codes_are_codes_and_never_two(names: list[str]) -> None:
    given_codes = codes(names)

    assert len(set(given_codes)) == len(given_codes) == len(names)
    assert all(1 <= len(code) <= 12 for code in given_codes)
