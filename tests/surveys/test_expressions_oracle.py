"""Our reading of XPath 1.0 beside libxml2's, which was written by others and in another way."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from surveys.rules import compile_rule

# What both print alike: halves and quarters, no more digits than libxml2 shows.
numbers = st.integers(-4000, 4000).map(lambda n: n / 8)
letters = st.text("ab7 .-\t\n客é", max_size=6)
scalars = st.one_of(
    numbers, letters, st.sampled_from(["", "a", "7", "b c", " 12.5 ", "-0", "0x1"])
)


def quoted(text: str) -> str:
    return f"'{text}'"


def signed(number: float) -> str:
    return f"{number:f}" if number >= 0 else f"({number:f})"


leaf = st.one_of(
    numbers.map(signed),
    letters.map(quoted),
    st.sampled_from(["$x", "$y", "true()", "false()", "(1 div 0)", "(0 div 0)", "(-1 div 0)"]),
)
operators = st.sampled_from(
    ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]
)
one = st.sampled_from([
    "not", "boolean", "number", "string", "string-length", "normalize-space", "floor", "ceiling",
    "round", "-",
])  # fmt: skip
two = st.sampled_from(
    ["contains", "starts-with", "substring-before", "substring-after", "concat", "substring"]
)


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, operators, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, operators, inner, operators, inner).map(lambda t: f"({' '.join(t)})"),
        st.tuples(one, inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(two, inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"substring({', '.join(t)})"),
        st.tuples(inner, inner, inner).map(lambda t: f"translate({', '.join(t)})"),
        st.tuples(inner, inner, inner).map(lambda t: f"concat({', '.join(t)})"),
    )


expressions = st.recursive(leaf, deeper, max_leaves=8)
ROOT = etree.Element("root")


def theirs(text: str, **known: str | float) -> object:
    return ROOT.xpath(text, **known)  # type: ignore[arg-type] # its stubs know no variables


def ours(text: str, **known: str | float) -> object:
    return compile_rule(text.replace("$x", "${x}").replace("$y", "${y}")).value(known)


def small(found: object) -> bool:
    """Whether libxml2 prints such a number as XPath has it: no exponent, 15 digits."""
    return not isinstance(found, float) or not math.isfinite(found) or (
        abs(found) < 1e6 and found * 2**12 == int(found * 2**12)
    )  # fmt: skip


@given(text=expressions, x=scalars, y=scalars)
def test_an_expression_gives_what_libxml2_gives(text: str, x: str | float, y: str | float) -> None:
    assume(printed_alike(text, x, y))
    expected, found = theirs(text, x=x, y=y), ours(text, x=x, y=y)

    assert type(found) is (str if isinstance(expected, str) else type(expected))
    if isinstance(expected, float) and math.isnan(expected):
        assert isinstance(found, float) and math.isnan(found)
    elif isinstance(expected, float) and isinstance(found, float):
        assert math.isclose(found, expected, rel_tol=1e-12)
    else:
        assert found == expected


def printed_alike(text: str, x: str | float, y: str | float) -> bool:
    """No number inside *text* that the two print in another way.  libxml2 keeps 15 digits of a
    number and writes exponents, XPath says as many digits as tell it from its neighbours."""
    if not any(name in text for name in PRINTS):
        return True
    starts: list[int] = []
    for place, letter in enumerate(text):
        if letter == "(":
            starts.append(place)
        elif letter == ")":
            inside = text[starts.pop() : place + 1]
            if "," in _bare(inside) or inside == "()":
                continue
            if not small(theirs(f"number({inside})", x=x, y=y)):
                return False
    return True


PRINTS = (
    "string", "normalize", "contains", "starts", "substring", "concat", "translate",
)  # fmt: skip


def _bare(text: str) -> str:
    """*text* without what stands in brackets inside it, or in quotes."""
    depth, quote, kept = 0, False, []
    for letter in text[1:-1]:
        quote ^= letter == "'"
        if not quote:
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                kept.append(letter)
    return "".join(kept)


@given(text=letters, start=numbers, length=numbers)
def test_letters_are_counted_as_libxml2_counts_them(
    text: str, start: float, length: float
) -> None:
    forms = ("substring($x, $y)", f"substring($x, $y, {length:f})", "substring($x, -1 div 0)",
             f"substring($x, $y div 0, {length:f})", "substring($x, -1 div 0, $y)")  # fmt: skip
    for form in forms:
        assert ours(form, x=text, y=start / 16) == theirs(form, x=text, y=start / 16)


@given(numbers, st.integers(0, 40))
def test_a_number_becomes_the_same_text(number: float, zeros: int) -> None:
    assert ours("string($x)", x=number) == theirs("string($x)", x=number)
    assert ours("string(-$x)", x=number) == theirs("string(-$x)", x=number)
    large = number * 8 * 10.0**zeros
    found = str(ours("string($x)", x=large))
    assert float(found) == large and set(found) <= set("-0123456789")
