"""Every type of question that XLSForm has, and what becomes of it here."""

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
    Text,
    Time,
)
from tests.surveys.xlsform.drawn import LISTS, heard, imported, one, read, told


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
        (". >= 1 and . <= 5 or . = 99 and . > 2", -(10**9), 10**9),
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
