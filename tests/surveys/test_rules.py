"""The language of conditions: what it means, and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from surveys.rules import LONGEST, BadRule, compile_rule


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("${a} = 'yes'", {"a": "yes"}, True),
        ("${a} = 'yes'", {}, False),
        ("${a} != 'yes'", {}, True),
        ("${n} > 3", {"n": 4.0}, True),
        ("${n} > 3", {}, False),  # '' is no number
        ("${n} <= 3", {}, False),
        ("not(${n} > 3)", {}, True),
        ("${a} = 'x' and ${n} > 3 or ${b} = 'y'", {"b": "y"}, True),
        ("${a} = 'x' and (${n} > 3 or ${b} = 'y')", {"b": "y"}, False),
        ("(${n} + 1) * 2 div 4 = 2", {"n": 3.0}, True),
        ("${n} mod 3 = 1", {"n": 7.0}, True),
        ("-${n} < 0", {"n": 7.0}, True),
        ("1 div 0 > 10", {}, True),
        ("0 div 0 = 0 div 0", {}, False),
        ("contains(${a}, 'b') and starts-with(${a}, 'a')", {"a": "abc"}, True),
        ("string-length(${a}) = 3", {"a": "服务好"}, True),
        ("round(${n}) = 3 and floor(${n}) = 2 and ceiling(${n}) = 3", {"n": 2.5}, True),
        ("${n} = '7'", {"n": 7.0}, True),
        ('"it\'s" = ${a}', {"a": "it's"}, True),
    ],
)
def test_a_condition_means_what_xpath_says(
    text: str, answers: dict[str, str | float], expected: bool
) -> None:
    assert compile_rule(text).holds(answers) is expected


def test_the_dot_is_the_answer_itself() -> None:
    rule = compile_rule(". <= 180 and ${a} = 'x'")

    assert rule.names == {".", "a"}
    assert rule.holds({"a": "x"}, 180.0)
    assert not rule.holds({"a": "x"}, 180.1)
    assert not rule.holds({"a": "x"}, "")


@pytest.mark.parametrize(
    "text",
    [
        "", "${a", "$a", "//a", "a = 1", "position() = 1", "${a}[1]", "${a} | ${b}",
        "document('x')", "count(//*)", "${a} = ", "= 1", "${a} and", "contains(${a})",
        "1" * (LONGEST + 1), "(" * 60 + "1" + ")" * 60, "${a} = 'x' ; ${b}", "@x", "..", "id('x')",
        "concat(${a}, ${b})", "${a b}",
    ],
)  # fmt: skip
def test_what_is_not_of_the_language_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        compile_rule(text)


numbers = st.integers(-20, 20).map(float)
leaf = st.one_of(
    numbers.map(lambda n: f"{n:g}" if n >= 0 else f"({n:g})"),
    st.sampled_from(["'a'", "'b'", "''", "'7'", "$x", "$y"]),
)
operators = st.sampled_from(
    ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]
)
# One side always looks at an answer: elementpath works out constants while it reads, and refuses
# those that make no sense (0 mod 0), which is right towards an author.
answer = st.sampled_from(["$x", "$y"])
expressions = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, operators, answer).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(answer, operators, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(answer, operators, inner).map(lambda t: f"not(number({t[0]} {t[1]} {t[2]}))"),
        st.tuples(answer, operators, inner).map(lambda t: f"boolean({t[0]} {t[1]} {t[2]})"),
    ),
    max_leaves=6,
)
scalars = st.one_of(numbers, st.sampled_from(["", "a", "7", "b c"]))


@given(text=expressions, x=scalars, y=scalars)
def test_our_functions_agree_with_an_xpath_1_evaluator(
    text: str, x: str | float, y: str | float
) -> None:
    """libxml2 evaluates the same text in its own way; the truth of both must be the same."""
    theirs = etree.Element("root").xpath(f"boolean({text})", x=x, y=y)

    ours = compile_rule(text.replace("$x", "${x}").replace("$y", "${y}"))

    assert ours.holds({"x": x, "y": y}) is theirs


def test_numbers_are_read_as_xpath_writes_them() -> None:
    assert compile_rule("number(' 12.5 ') = 12.5").holds({})
    assert not compile_rule("number('1e3') = 1000").holds({})
    assert not compile_rule("number('0x10') = 16").holds({})
