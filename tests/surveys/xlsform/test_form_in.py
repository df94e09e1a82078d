"""What an XLSForm says comes across; what cannot is told with its sheet and row."""

import pytest

from surveys.questionnaire import (
    AnyQuestion,
    Barcode,
    Calculated,
    Choice,
    Choices,
    Consent,
    Date,
    Hidden,
    Location,
    Media,
    Medium,
    Note,
    Number,
    Ranking,
    Rating,
    Roster,
    Text,
    Time,
)
from tests.surveys.xlsform.drawn import imported, read, told

LISTS = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | wares | tea | Tea |
| | wares | cup | Cup |
"""


def one(row: str, headings: str = "type | name | label", more: str = LISTS) -> AnyQuestion:
    """The one question of a form with this one row."""
    found = read(f"| survey |\n| | {headings} |\n| | {row} |\n{more}")
    return found.questions[0]


def heard(row: str, headings: str = "type | name | label") -> list[str]:
    return told(imported(f"| survey |\n| | {headings} |\n| | {row} |\n{LISTS}"))


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("text", Text),
        ("string", Text),
        ("integer", Number),
        ("int", Number),
        ("decimal", Number),
        ("percentage", Number),
        ("range", Rating),
        ("select_one yn", Choice),
        ("select one yn", Choice),
        ("select_multiple wares", Choices),
        ("rank wares", Ranking),
        ("note", Note),
        ("date", Date),
        ("time", Time),
        ("geopoint", Location),
        ("gps", Location),
        ("image", Media),
        ("photo", Media),
        ("audio", Media),
        ("video", Media),
        ("file", Media),
        ("barcode", Barcode),
        ("hidden", Hidden),
        ("acknowledge", Consent),
        ("trigger", Consent),
    ],
)
def test_every_type_that_we_have_becomes_the_kind_that_it_is(
    type: str, kind: type[AnyQuestion]
) -> None:
    assert isinstance(one(f"{type} | q | What?"), kind)


def test_media_keep_what_they_show_and_how_many() -> None:
    shown = {type: one(f"{type} | q | Send") for type in ("image", "audio", "video", "file")}

    assert {t: q.medium for t, q in shown.items() if isinstance(q, Media)} == {
        "image": Medium.PHOTO,
        "audio": Medium.AUDIO,
        "video": Medium.VIDEO,
        "file": Medium.DOCUMENT,
    }
    assert all(isinstance(q, Media) and q.most == 1 for q in shown.values())


def test_a_calculation_is_calculated() -> None:
    form = """
    | survey |
    | | type | name | label | calculation |
    | | integer | n | How many? | |
    | | calculate | twice | | ${n} * 2 |
    """

    twice = read(form)["twice"]

    assert isinstance(twice, Calculated)
    assert twice.value.text == "${n} * 2"


@pytest.mark.parametrize(
    ("type", "says"),
    [
        ("geotrace", "geotrace: there is no such question here"),
        ("geoshape", "geoshape: there is no such question here"),
        ("background-audio", "background-audio: there is no such question here"),
        ("osm", "osm: there is no such question here"),
        ("select_one ${person}", "choices out of a repeat (${person})"),
        ("select_one_from_file towns.csv", "towns.csv is not beside the workbook"),
        ("select_one_from_file towns.xml", "towns.xml: only CSV files are read"),
    ],
)
def test_a_type_that_we_have_not_is_lost_by_name(type: str, says: str) -> None:
    form = f"| survey |\n| | type | name | label |\n| | {type} | q | Q? |\n| | text | t | T? |\n"

    made = imported(form)

    assert made.text
    assert any(line.startswith(f"survey, row 2: lost: {says}") for line in told(made)), told(made)


def test_a_moment_is_a_day_and_a_time() -> None:
    made = read("| survey |\n| | type | name | label |\n| | dateTime | met | When? |\n")

    assert [type(q) for q in made.questions] == [Date, Time]
    assert [q.id for q in made.questions] == ["met", "met_time"]


def test_metadata_is_in_our_log_already_and_is_said_to_be() -> None:
    form = """
    | survey |
    | | type | name | label |
    | | start | start | |
    | | end | end | |
    | | today | today | |
    | | deviceid | deviceid | |
    | | audit | audit | |
    | | text | t | T? |
    """

    made = imported(form)

    assert "survey, row 2: noted: start: the log of every interview has it" in told(made)
    assert "survey, row 5: noted: deviceid: what identifies a device is not asked for" in told(
        made
    )
    assert [q.id for q in read(form).questions] == ["t"]


def test_metadata_that_an_expression_looks_at_stays() -> None:
    form = """
    | survey |
    | | type | name | label | relevant |
    | | today | today | | |
    | | username | username | | |
    | | text | t | T? | ${today} != ${username} |
    """

    made = imported(form)

    assert "kind: calculate" in made.text
    assert 'value: "once(today())"' in made.text
    assert "kind: hidden" in made.text
    assert len(told(made, "changed")) == 2


@pytest.mark.parametrize(
    ("parameters", "low", "high"),
    [
        ("start=0 end=10 step=1", 0, 10),
        ("end=5; start=1", 1, 5),
        ("start=3 end=-3", -3, 3),
        ("", 1, 10),
    ],
)
def test_a_range_of_whole_numbers_is_a_rating(parameters: str, low: int, high: int) -> None:
    found = one(f"range | r | How? | {parameters}", "type | name | label | parameters")

    assert isinstance(found, Rating)
    assert (found.low, found.high, found.look) == (low, high, "numbers")


def test_a_range_of_parts_is_a_number() -> None:
    found = one("range | r | How? | start=0 end=1 step=0.25", "type | name | label | parameters")

    assert isinstance(found, Number)
    assert [found.least, found.most] == [0, 1] and found.decimals == 2


def test_a_range_may_look_like_stars_and_its_ticks_have_words() -> None:
    form = """
    | survey |
    | | type | name | label | appearance | parameters |
    | | range | r | How? | rating | start=1 end=3 tick_labelset=ticks |
    | choices |
    | | list_name | name | label |
    | | ticks | 1 | Bad |
    | | ticks | 3 | Good |
    """

    found = read(form)["r"]

    assert isinstance(found, Rating)
    assert found.look == "stars"
    assert found.ends == ({"en": "Bad"}, {"en": "Good"})
    assert found.labels == {1: {"en": "Bad"}, 3: {"en": "Good"}}


@pytest.mark.parametrize(
    ("constraint", "least", "most"),
    [
        (". >= 18 and . <= 120", 18, 120),
        (". > 0 and . < 10", 1, 9),
        ("(. >= 2) and ${a} > 1", 2, 10**9),
        (". = 1 or . > 5", -(10**9), 10**9),
        (". < 0", -(10**9), 10**9),
        ("", -(10**9), 10**9),
    ],
)
def test_a_number_is_bounded_by_what_its_constraint_says(
    constraint: str, least: int, most: int
) -> None:
    form = f"""
    | survey |
    | | type | name | label | constraint |
    | | integer | a | A? | |
    | | integer | n | N? | {constraint} |
    """

    found = read(form)["n"]

    assert isinstance(found, Number)
    assert [found.least, found.most] == [least, most]
    assert (found.constraint.text if found.constraint else "") == constraint


def test_what_is_asked_how_and_when() -> None:
    headings = "type | name | label | hint | required | relevant | constraint | constraint_message"
    form = f"""
    | survey |
    | | {headings} |
    | | select_one yn | a | A? | | yes | | | |
    | | text | b | B? | Look | | ${{a}} = 'yes' | . != 'x' | Not x. |
    | | text | c | C? | | ${{a}} = 'no' | | | |
    {LISTS}
    """
    made = read(form)

    assert (made["a"].required, made["b"].required) == (True, False)
    assert getattr(made["c"].required, "text", "") == "${a} = 'no'"
    assert made["b"].help == {"en": "Look"}
    assert made["b"].relevant and made["b"].relevant.text == "${a} = 'yes'"
    assert made["b"].constraint_message == {"en": "Not x."}


@pytest.mark.parametrize(
    ("type", "default", "is_"),
    [
        ("text", "web", "'web'"),
        ("text", "5", "'5'"),
        ("text", "it's", '"it\'s"'),
        ("integer", "5", "5"),
        ("integer", "2 + 3", "2 + 3"),
        ("date", "2026-01-05", "'2026-01-05'"),
        ("select_one yn", "yes", "'yes'"),
        ("select_multiple wares", "tea cup", "'tea cup'"),
        ("text", "string(3)", "string(3)"),
    ],
)
def test_a_default_is_words_or_an_expression(type: str, default: str, is_: str) -> None:
    found = one(f"{type} | q | Q? | {default}", "type | name | label | default")

    assert found.default and found.default.text == is_


def test_a_default_that_is_no_choice_is_lost() -> None:
    said = heard("select_one yn | q | Q? | perhaps", "type | name | label | default")

    assert "survey, row 2: lost: the default perhaps is none of the choices" in said


def test_other_asks_which() -> None:
    form = f"| survey |\n| | type | name | label |\n| | select_one yn or_other | q | Q? |\n{LISTS}"

    made = read(form)

    assert [option.code for option in made["q"].options] == ["yes", "no", "other"]
    assert made.get("q_other") is not None
    assert made["q_other"].of == "q"


def test_a_list_in_a_file_is_read_from_beside_the_workbook() -> None:
    form = """
    | survey |
    | | type | name | label | parameters |
    | | select_one_from_file Towns.csv | q | Q? | value=id label=town |
    """
    towns = [
        {"id": "bj", "town": "Beijing", "Zone": "n"},
        {"id": "gz", "town": "Canton", "Zone": "s"},
    ]

    found = read(form, {"Towns": towns})["q"]

    assert [(o.code, o.label["en"], o.columns) for o in found.options] == [
        ("bj", "Beijing", {"zone": "n"}),
        ("gz", "Canton", {"zone": "s"}),
    ]


def test_choices_are_mixed_with_the_seed_that_is_given() -> None:
    headings = "type | name | label | parameters"
    mixed = one("select_one yn | q | Q? | randomize=true", headings)
    seeded = one("select_one yn | q | Q? | randomize=true, seed=42", headings)

    assert mixed.randomize is True
    assert getattr(seeded.randomize, "text", "") == "42"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("text | q | Q? | numbers |", "noted: the appearance numbers has nothing like it here"),
        ("select_one yn | q | Q? | likert |", "noted: the appearance likert"),
        ("date | q | Q? | month-year |", "changed: month-year: a whole date is asked"),
        ("image | q | Q? | | max-pixels=800", "lost: the parameter max-pixels"),
    ],
)
def test_looks_without_a_counterpart_are_told(row: str, says: str) -> None:
    said = heard(row, "type | name | label | appearance | parameters")

    assert any(line.startswith(f"survey, row 2: {says}") for line in said), said


def test_looks_with_a_counterpart_are_taken() -> None:
    headings = "type | name | label | appearance"
    tall, flat = one("text | q | Q? | multiline", headings), one("text | q | Q? |", headings)
    signed = one("image | q | Q? | signature", headings)

    assert isinstance(tall, Text) and isinstance(flat, Text)
    assert (tall.size, flat.size) == ("long", "short")
    assert isinstance(signed, Media) and signed.medium is Medium.SIGNATURE
    assert not any("appearance" in line for line in heard("image | q | Q? | signature", headings))


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
        ("instance('x')/root/item[name='a']/label = 1", "lost: relevant: instance("),
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
