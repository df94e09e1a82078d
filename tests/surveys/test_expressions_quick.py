"""The short way to what nearly all conditions say, beside the long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.expressions.at import At
from surveys.expressions.values import boolean
from surveys.rules import compile_rule
from surveys.scope import Scope, Seen
from tests.surveys.effort import examples

NAMES = ("a", "b", "c")
TEXTS = ("", "x", "y", "x y", " x", "7", " 7 ", "7.0", "-0", "1e3", "NaN", "2026-11-26", "12:30")
NUMBERS = (-1.0, 0.0, 3.0, 7.0, 0.5)
answers = st.dictionaries(
    st.sampled_from(NAMES),
    st.one_of(
        st.sampled_from((*TEXTS, *NUMBERS)),
        st.lists(st.sampled_from((*TEXTS, *NUMBERS)), max_size=3).map(tuple),
    ),
)
compared = st.builds(
    "${{{}}} {} {}".format,
    st.sampled_from(NAMES),
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    st.sampled_from([*map(repr, TEXTS), "0", "3", "7", "0.5"]),
)
chosen = st.builds(
    "selected(${{{}}}, {!r})".format, st.sampled_from(NAMES), st.sampled_from(TEXTS)
)
conditions = st.recursive(
    compared | chosen,
    lambda inner: st.builds(
        lambda parts, word: f" {word} ".join(f"({part})" for part in parts),
        st.lists(inner, min_size=2, max_size=4),
        st.sampled_from(["and", "or"]),
    ),
    max_leaves=6,
)


@examples(400)
@given(text=conditions, known=answers)
def test_the_short_way_says_what_the_long_one_does_or_nothing(
    text: str, known: dict[str, Seen]
) -> None:
    rule = compile_rule(text)
    if rule.quick is None or (found := rule.quick(known)) is None:
        return
    assert found is boolean(rule.evaluate(At(Scope(dict(known)), "")))


@pytest.mark.parametrize(
    ("text", "known", "says"),
    [
        ("${a} = 'x'", {"a": "x"}, True),
        ("${a} = 'x'", {}, False),
        ("${a} != 'x' and ${b} > 3", {"b": 4.0}, True),
        ("${a} = 'x' or ${b} > 3 or ${c} = 'y'", {"c": "y"}, True),
        ("selected(${a}, 'x')", {"a": "y x"}, True),
        ("${b} <= 3", {}, False),  # '' is no number
        ("${b} != 3", {}, True),
        ("${a} = 'x' and ${b} > 3", {"a": "x", "b": ("1", "4")}, None),  # of every instance
        ("${b} > 3", {"b": "4"}, None),  # a text that may be a number
    ],
)
def test_what_is_asked_most_goes_the_short_way(
    text: str, known: dict[str, Seen], says: bool | None
) -> None:
    rule = compile_rule(text)

    assert rule.quick is not None and rule.quick(known) is says


@pytest.mark.parametrize("text", ["${a} = '7'", "not(${a} = 'x')", ". = 'x'", "${a} = ${b}"])
def test_whatever_else_goes_the_long_way(text: str) -> None:
    assert compile_rule(text).quick is None


def test_within_a_repeat_a_name_is_looked_for_outwards() -> None:
    """The short way looks no further than where it stands."""
    inside = Scope({}, parent=Scope({"a": "x"}), position=1, repeat="staff")

    assert compile_rule("${a} = 'x'").holds(inside)
