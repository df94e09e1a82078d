"""What each function gives.  The examples of ODK's own page are among them."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.expressions import times
from surveys.expressions.functions import FUNCTIONS, UNSUPPORTED, arity
from surveys.expressions.special import SPECIAL
from surveys.rules import BadRule, compile_rule
from surveys.scope import Around, Scope

NAN = math.nan
KNOWN: dict[str, str | float | tuple[str | float, ...]] = {
    "colours": "red green blue", "none": "", "n": 3.0, "word": "service", "day": "2026-11-24",
    "many": (3.0, "", 5.0), "yeses": ("yes", "no", "yes"), "weights": (1.0, 2.0, 4.0),
    "ticked": ("a b", "", "c"), "empty": (), "words": ("tea", "water"),
}  # fmt: skip
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

CASES: list[tuple[str, object]] = [
    # Several choices
    ("selected(${colours}, 'green')", True),
    ("selected(${colours}, 'gree')", False),
    ("selected(${colours}, ' green ')", True),
    ("selected(${colours}, '')", False),
    ("selected(${none}, 'red')", False),
    ("selected(${ticked}, 'c')", True),
    ("selected-at(${colours}, 0)", "red"),
    ("selected-at(${colours}, 2)", "blue"),
    ("selected-at(${colours}, 3)", ""),
    ("selected-at(${colours}, -1)", ""),
    ("selected-at(${colours}, ${none})", ""),
    ("count-selected(${colours})", 3.0),
    ("count-selected(${none})", 0.0),
    ("count-selected(${ticked})", 3.0),
    # Which one
    ("if(${n} > 2, 'more', 'less')", "more"),
    ("if(${none}, 1, 2)", 2.0),
    ("coalesce(${none}, 'else')", "else"),
    ("coalesce(${word}, 'else')", "service"),
    ("coalesce(${none}, ${empty}, ${n})", 3.0),
    ("coalesce(${none}, ${none})", ""),
    ("coalesce(0, 1)", 0.0),
    # Texts
    ("concat('a', ${n}, true(), 1.5)", "a3true1.5"),
    ("concat(${words})", "teawater"),
    ("concat(1 div 0, -1 div 0, 0 div 0, -0)", "Infinity-InfinityNaN0"),
    ("concat(0.1 + 0.2)", "0.30000000000000004"),
    ("concat(1 div 3000000)", "0.00000033333333333333335"),
    ("concat(1000000000000000000000000)", "1000000000000000000000000"),
    ("join(', ', ${words})", "tea, water"),
    ("join('-', 'a', ${none}, ${words}, 1)", "a--tea-water-1"),
    ("join(', ', ${many})", "3, 5"),
    ("join(', ', ${empty})", ""),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', 1)", "ello"),
    ("substr('hello', -3)", "llo"),
    ("substr('hello', -3, -1)", "ll"),
    ("substr('hello', 3, 1)", ""),
    ("substr('hello', 'x')", ""),
    ("substr('hello', 0, 99)", "hello"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0, 3)", "12"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring('12345', 1, 0 div 0)", ""),
    ("substring('12345', -42, 1 div 0)", "12345"),
    ("substring('12345', -1 div 0, 1 div 0)", ""),
    ("substring-before('1999/04/01', '/')", "1999"),
    ("substring-before('abc', '')", ""),
    ("substring-after('1999/04/01', '/')", "04/01"),
    ("substring-after('abc', '')", "abc"),
    ("substring-after('abc', 'x')", ""),
    ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
    ("translate('aba', 'aa', 'xy')", "xbx"),
    ("string-length('服务😀')", 3.0),
    ("normalize-space('  a \t\n b ')", "a b"),
    ("contains('abc', '')", True),
    ("starts-with('abc', 'ab')", True),
    ("ends-with('abc', 'bc')", True),
    ("ends-with('abc', 'ab')", False),
    ("regex(${word}, '[a-z]+')", True),
    ("regex(${word}, 'serv')", False),
    ("regex('1234567890', '\\d{10}')", True),
    ("regex('服务', '\\p{Han}{2}')", True),
    ("regex(${n}, '3')", True),
    ("regex(${word}, concat('^', ${word}, '$'))", True),
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
    ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("substr(digest('abc', 'SHA-384', 'hex'), 0, 8)", "cb00753f"),
    ("substr(digest('abc', 'SHA-512', 'hex'), 0, 8)", "ddaf35a1"),
    ("base64-decode('YeWuog==')", "a客"),
    ("base64-decode('a?')", ""),
    ("base64-decode('/w==')", ""),
    # Numbers
    ("number('12.5')", 12.5),
    ("number(true()) + number(false())", 1.0),
    ("number('x')", NAN),
    ("int(2.9)", 2.0),
    ("int(-2.9)", -2.0),
    ("int(${none})", NAN),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(0.49999999999999994)", 0.0),
    ("round(2.345, 2)", 2.35),
    ("round(-2.345, 2)", -2.35),
    ("round(1234, -2)", 1200.0),
    ("round(1234, -400)", 0.0),
    ("round(1 div 0, 2)", math.inf),
    ("round(12, 99)", 12.0),
    ("round(1, 'x')", NAN),
    ("abs(-3) + abs(3)", 6.0),
    ("pow(2, 10)", 1024.0),
    ("pow(0, -1)", math.inf),
    ("pow(-8, 1 div 3)", NAN),
    ("pow(10, 999)", math.inf),
    ("pow(-10, 999)", -math.inf),
    ("sqrt(9) + sqrt(-1)", NAN),
    ("sqrt(9)", 3.0),
    ("exp(0)", 1.0),
    ("exp(1000)", math.inf),
    ("exp10(3)", 1000.0),
    ("log(exp(2))", 2.0),
    ("log(0)", -math.inf),
    ("log10(1000)", 3.0),
    ("log(-1)", NAN),
    ("round(sin(pi() div 2) + cos(0) + tan(0), 9)", 2.0),
    ("round(asin(1) + acos(1) + atan(0) + atan2(1, 0) - pi(), 9)", 0.0),
    ("asin(2)", NAN),
    ("floor(-1.5)", -2.0),
    ("ceiling(-1.5)", -1.0),
    # Every instance of a repeat
    ("count(${many})", 3.0),
    ("count(${none})", 0.0),
    ("count(${n})", 1.0),
    ("count-non-empty(${many})", 2.0),
    ("sum(${many})", 8.0),
    ("sum(${empty})", 0.0),
    ("sum(${words})", NAN),
    ("sum(${many} | ${n})", 11.0),
    ("count(${n} | ${none} | ${words})", 3.0),
    ("min(${many})", 3.0),
    ("max(${many}, 9, ${none})", 9.0),
    ("max(${empty})", NAN),
    ("min(${many}, 'x')", NAN),
    # Yes and no
    ("boolean('false')", True),
    ("boolean(0 div 0)", False),
    ("boolean(${empty})", False),
    ("boolean-from-string('true')", True),
    ("boolean-from-string(1)", True),
    ("boolean-from-string('yes')", False),
    ("not('')", True),
    ("string(true())", "true"),
    ("checklist(2, 3, 'yes', 'no', 'yes')", True),
    ("checklist(-1, 1, ${yeses})", False),
    ("checklist(1, -1, 'no', ${n} = 3)", True),
    ("checklist(1, -1, 'Yes', 'true')", False),
    ("weighted-checklist(5, 5, 'yes', 2, 'no', 9, 'yes', 3)", True),
    ("weighted-checklist(5, 5, ${yeses}, ${weights})", True),
    ("weighted-checklist(6, -1, ${yeses}, ${weights})", False),
    # Dates and times
    ("date('2026-1-5')", "2026-01-05"),
    ("date(0)", "1970-01-01"),
    ("date(20416.9)", "2025-11-24"),
    ("date('2026-11-24T23:30:00Z')", "2026-11-25"),
    ("date('2026-02-30')", ""),
    ("date('soon')", ""),
    ("date(1000000000)", ""),
    ("date-time('2026-11-24')", "2026-11-24T00:00:00.000+08:00"),
    ("date-time(0.5)", "1970-01-01T12:00:00.000+08:00"),
    ("date-time('2026-11-24T12:00:00.5-05:00')", "2026-11-25T01:00:00.500+08:00"),
    ("decimal-date-time('1970-01-03')", 2.0),
    ("decimal-date-time('1970-01-03T12:00')", 2.5),
    ("decimal-date-time(${none})", NAN),
    ("decimal-time('18:00')", 0.75),
    ("decimal-time('2026-11-24T06:00:00.000+08:00')", 0.25),
    ("decimal-time('25:00')", NAN),
    ("format-date(${day}, '%Y-%m-%d %y %n %e %a %b')", "2026-11-24 26 11 24 Tue Nov"),
    ("format-date(${none}, '%Y')", ""),
    ("format-date(${day} + 7, '%d')", "01"),
    ("format-date-time('2026-11-24T09:05:07.089', '%H %h %M %S %3')", "09 9 05 07 089"),
    ("format-date-time('14:05', '%H:%M')", "14:05"),
    ("today()", "2026-11-24"),
    ("now()", "2026-11-24T17:30:00.000+08:00"),
    ("'09:00' < '14:05'", True),
    ("${day} >= '2026-11-23' and ${day} <= today()", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_function_gives(text: str, expected: object) -> None:
    found = compile_rule(text).value(Scope(dict(KNOWN), Around(NOW)))

    assert type(found) is type(expected)
    if isinstance(expected, float) and math.isnan(expected):
        assert isinstance(found, float) and math.isnan(found)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "this", "expected"),
    [("string-length()", "abc", 3.0), ("normalize-space()", " a  b ", "a b"),
     ("number() + 1", "2", 3.0), ("concat(string(), '!')", "a", "a!")],
)  # fmt: skip
def test_without_argument_the_answer_itself_is_meant(
    text: str, this: str, expected: object
) -> None:
    rule = compile_rule(text)

    assert rule.value({}, this) == expected and rule.names == {"."}


LOOKING = {"random", "position", "indexed-repeat", "pulldata", "jr:choice-name", "once", "true",
           "false"}  # in test_rules, or needing no words  # fmt: skip


def test_no_function_is_without_an_example() -> None:
    shown = " ".join(text for text, _ in CASES)

    missing = [n for n in [*FUNCTIONS, *SPECIAL] if f"{n}(" not in shown and n not in LOOKING]
    assert missing == []


def test_what_is_not_supported_says_why() -> None:
    assert not set(UNSUPPORTED) & {*FUNCTIONS, *SPECIAL}
    for name, why in UNSUPPORTED.items():
        with pytest.raises(BadRule) as refused:
            compile_rule(f"{name}()")
        assert str(refused.value) == f"character 1: {name}: {why}"


def test_a_function_counts_its_arguments_by_how_it_is_written() -> None:
    assert arity("pi()") == (0, 0)
    assert arity("position(..)") == (1, 1)
    assert arity("if(condition, then, else)") == (3, 3)
    assert arity("substr(text, start[, end])") == (2, 3)
    assert arity("string([value])") == (0, 1)
    assert arity("concat(value, ...)") == (1, math.inf)
    assert arity("indexed-repeat(${name}, ${repeat}, place[, ${inner}, place])") == (3, 5)


@given(st.dates())
def test_a_day_is_itself_again_after_being_reckoned_with(day: object) -> None:
    found = times.days(str(day))

    assert found is not None and times.date_of(found) == str(day)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001
def test_a_moment_is_itself_again_after_being_reckoned_with(moment: datetime) -> None:
    text = f"{moment.isoformat('T', 'milliseconds')}+08:00"
    found = times.days(text)

    assert found is not None and times.moment_of(found) == text


anything = st.one_of(
    st.text(), st.floats(), st.tuples(), st.lists(st.one_of(st.text(), st.floats())).map(tuple)
)


@given(name=st.sampled_from(sorted(FUNCTIONS)), given_=st.lists(anything, min_size=8, max_size=8))
def test_a_function_takes_whatever_was_answered(name: str, given_: list[object]) -> None:
    """No answer makes it raise: only what its author wrote can (a digest that nobody knows)."""
    least, most = arity(FUNCTIONS[name].said)
    for many in range(least, int(min(most, 6)) + 1):
        if name == "digest" or (name == "weighted-checklist" and many % 2):
            continue
        parts = ", ".join(f"${{x{n}}}" for n in range(many))
        rule = compile_rule(f"{name}({parts})")
        assert rule.judge({f"x{n}": one for n, one in enumerate(given_)}, "") is not None  # type: ignore[misc]
