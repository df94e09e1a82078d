import pytest
from pydantic import BaseModel, ConfigDict

from scoring.datafile import MAX_BYTES, MAX_DEPTH, DataFileError, line_of, plain, read, validate


def problems(text: str) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        read(text, "f.yaml")
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "text", ["no", "1:30", "0777", "5.10", "2026-01-05", ".inf", "0x1F", "'~'", '""', "<<"]
)
def test_no_scalar_is_taken_for_more_than_its_text(text: str) -> None:
    assert plain(read(f"a: {text}", "f.yaml")) == {"a": text.strip("'\"")}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_only_nothing_and_null_are_none(text: str) -> None:
    assert plain(read(f"a: {text}", "f.yaml")) == {"a": None}


def test_every_mistake_is_told_with_its_line() -> None:
    assert problems("a: 1\na: 2\nb: &x 1\nc: *x\nd: !!int 3\n? [k]\n: 3\n") == [
        'f.yaml:2: key "a" stands twice, first in line 1',
        "f.yaml:3: anchor &x is not allowed",
        "f.yaml:4: alias *x is not allowed: write the value out",
        "f.yaml:5: tag tag:yaml.org,2002:int is not allowed",
        "f.yaml:6: a key must be a text",
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: [1,\nb: }", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("a:\n  " + "[" * (MAX_DEPTH + 1), 2, "nested deeper"),
        ("a: 1\nb: \x07\n", 2, "character U+0007"),
        ("a: 1\nb: '\ud800'\n", 2, "character U+D800"),
        ('a: 1\nb: "\\0"\n', 2, "character U+0000"),
        ("#" * (MAX_BYTES + 1), 1, "larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    (problem,) = problems(text)

    assert problem.startswith(f"f.yaml:{line}: {said}")


def test_ten_thousand_levels_are_refused_as_politely_as_fifty() -> None:
    assert problems("[" * 10_000) == problems("[" * 50)


def test_an_empty_file_and_a_byte_order_mark_are_read() -> None:
    assert read("", "f.yaml").value is None
    assert plain(read("\ufeffa: 1", "f.yaml")) == {"a": "1"}


class Outlet(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str
    seats: int


class Client(BaseModel):
    model_config = ConfigDict(extra="forbid")
    outlets: list[Outlet]
    open: bool


def test_a_model_is_parsed_from_texts() -> None:
    node = read("open: true\noutlets:\n- {code: 007, seats: 3}\n", "f.yaml")

    assert validate(Client, node) == Client(outlets=[Outlet(code="007", seats=3)], open=True)


def test_every_error_of_a_model_stands_in_its_line() -> None:
    long = "x" * 500
    text = f"outlets:\n- code: a\n- code: b\n  seats: {long}\nopen: true\nextra: 1\n"
    with pytest.raises(DataFileError) as refused:
        validate(Client, read(text, "f.yaml"))

    lines = [str(problem) for problem in refused.value.problems]
    assert [line.split(": ")[0] for line in lines] == ["f.yaml:2", "f.yaml:4", "f.yaml:6"]
    assert lines[0].endswith("outlets.0.seats: is missing")
    assert lines[2].endswith("extra: is not a known key")
    assert len(lines[1]) < 200


def test_the_line_of_what_is_missing_is_that_of_what_it_is_missing_from() -> None:
    node = read("a:\n  b: 1\n  c:\n  - d: 2\n", "f.yaml")

    assert line_of(node, ("a", "c", 0, "e")) == 4
    assert line_of(node, ("a", "function-plain", "b")) == 2
    assert line_of(node, ("z",)) == 1
