"""The language of conditions: what it means, what it refuses, and that nothing stalls it."""

from dataclasses import replace

import pytest

from surveys.expressions import errors
from surveys.rules import DEEPEST, LONGEST, BadRule, compile_rule
from surveys.scope import Around, Scope


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("${a} = 'yes'", {"a": "yes"}, True),
        ("${a} = 'yes'", {}, False),
        ("${a} != 'yes'", {}, True),
        ("${ a } = 'yes'", {"a": "yes"}, True),
        ("${n} > 3", {"n": 4.0}, True),
        ("${n} > 3", {}, False),  # '' is no number
        ("${n} <= 3", {}, False),
        ("not(${n} > 3)", {}, True),
        ("${a} = 'x' and ${n} > 3 or ${b} = 'y'", {"b": "y"}, True),
        ("${a} = 'x' and (${n} > 3 or ${b} = 'y')", {"b": "y"}, False),
        ("(${n} + 1) * 2 div 4 = 2", {"n": 3.0}, True),
        ("10 - 2 - 3 = 5 and 2 + 3 * 4 = 14", {}, True),
        ("${n} mod 3 = 1", {"n": 7.0}, True),
        ("-${n} < 0 and --${n} = 7", {"n": 7.0}, True),
        ("3 > 2 > 1", {}, False),  # (3 > 2) > 1
        ("1 div 0 > 10", {}, True),
        ("0 div 0 = 0 div 0", {}, False),
        ("1 div -0 < 0 and -1 div -0 > 0", {}, True),
        ("contains(${a}, 'b') and starts-with(${a}, 'a')", {"a": "abc"}, True),
        ("string-length(${a}) = 3", {"a": "服务好"}, True),
        ("round(${n}) = 3 and floor(${n}) = 2 and ceiling(${n}) = 3", {"n": 2.5}, True),
        ("${n} = '7'", {"n": 7.0}, True),
        ('"it\'s" = ${a}', {"a": "it's"}, True),
        ("${a} = '${'", {"a": "${"}, True),
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
    ("text", "why"),
    [
        ("", "an empty expression"),
        ("${a", "character 1: a question is written ${name}"),
        ("$a", "character 1: a question is written ${name}"),
        ("${a b}", "character 1: a question is written ${name}"),
        ("a = 1", "character 1: a: a question is written ${name}"),
        ("${a} = yes", "character 8: yes: a question is written ${name}"),
        ("${a} = true", "character 8: true is written true()"),
        ("${a} == 'x'", "character 6: == is written = here"),
        ("${a} <> 'x'", "character 6: <> is written != here"),
        ("${a} && ${b}", "character 6: && is written and here"),
        ("${a} / 2", "character 6: / is written div here"),
        ("${a} ＝ 2", "character 6: ＝ is written = here"),
        ("${a} = ‘x’", "character 8: ‘ is written ' here"),
        ("${a} = 'x", "character 8: this quote is not closed"),
        ("${a}[1]", "character 5: [ belongs to paths, which are not part of the language here"),
        ("@x", "character 1: @ belongs to paths, which are not part of the language here"),
        ("${a} = ", "character 8: the expression stops short"),
        ("= 1", "character 1: = cannot stand here"),
        ("${a} and", "character 9: the expression stops short"),
        ("${a} ${b}", "character 6: ${b} cannot stand here"),
        ("${a} = 'x' ; 1", "character 12: ; is not part of the language"),
        ("(1 + 2", "character 1: the bracket after this is not closed"),
        ("1 + 2)", "character 6: ) cannot stand here"),
        ("..", "character 1: .. stands only in position(..)"),
        ("'a' | ${b}", "character 1: | stands between questions, nothing else"),
        ("contains(${a})", "character 1: it is contains(text, part), not with 1 inside"),
        ("if(${a}, 1)", "character 1: it is if(condition, then, else), not with 2 inside"),
        ("conatins(${a}, 'x')",
         "character 1: there is no function conatins; is contains meant?"),
        ("nothing-like-it(1)", "character 1: there is no function nothing-like-it"),
        ("position() = 1", "character 1: it is position(..), not with 0 inside"),
        ("instance('x')", "character 1: instance: belongs to paths through XML, and there are "
         "none here: use pulldata, or choice_filter over columns of the options"),
        ("property('deviceid')", "character 1: property: works only on a device: what is known "
         "of a person or an assignment is a hidden question"),
        ("concat('of ${a}')", "character 8: ${a} in quotes is not looked at; "
         "concat puts texts and answers together"),
        ("1 + once(2)",
         "character 5: once(…) holds the whole of an expression, not a part"),
        ("regex(., '(?=a)b')", "character 10: (?=a)b is no pattern here "
         "(invalid perl operator: (?=); look-around and \\1 are not"),
        ("format-date(., '%q')", "character 16: %q says nothing about a date or a time"),
        ("jr:choice-name(., 'a')", "character 19: here stands a question, ${name}"),
        ("pulldata(${a}, 'b', 'c', .)",
         "character 10: the name of a table stands here in quotes"),
        ("indexed-repeat(${a}, 'r', 1)", "character 22: here stands a repeat, ${name}"),
        ("weighted-checklist(1, 2, ${a}, 1, ${b})", "character 1: every answer has a weight: "
         "weighted-checklist(least, most, answer, weight, ...)"),
        ("1" * (LONGEST + 1), f"longer than {LONGEST} characters"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1),
         f"character {DEEPEST + 2}: nested deeper than {DEEPEST}"),
    ],
)  # fmt: skip
def test_what_is_not_of_the_language_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(BadRule) as refused:
        compile_rule(text)

    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("${a} > 'many'", "character 8: 'many' is no number, so > means nothing"),
        ("1 + 2 + 'x'", "character 9: 'x' is no number, so + means nothing"),
        ("if(-'a', 1, 2)", "character 5: 'a' is no number, so - means nothing"),
        ("count-selected(.) = 'two'", "character 21: 'two' is no number: never true"),
        ("'two' != 1 + 1", "character 1: 'two' is no number: always true"),
        ("selected(., 'a') = 'true'", "character 20: what is true or false is compared with "
         "true() or false(), not with 'true'"),
        ("(. > 1) != 'yes' and 1", "character 12: what is true or false is compared with "
         "true() or false(), not with 'yes'"),
        (". > '2026-01-01' and ${t} < '14:05' and count(${a}) = '2' and if(., 1, 'a') = 'a' "
         "and 'a' = 'b' and ${x} - 'P' > 'Q'",
         "character 108: 'P' is no number, so - means nothing; "
         "character 114: 'Q' is no number, so > means nothing"),
    ],
)  # fmt: skip
def test_what_cannot_fit_is_told_and_still_worked_out(text: str, why: str) -> None:
    rule = compile_rule(text)

    assert sorted(rule.misfits) == why.split("; ")
    assert rule.judge({}) is not None


def test_a_number_is_read_as_xpath_writes_it() -> None:
    assert compile_rule("number(' 12.5 ') = 12.5").holds({})
    assert compile_rule("number('1e3') = 1000").holds({}) is False
    assert compile_rule("number('0x10') = 16").holds({}) is False
    assert compile_rule(".5 + 1. = 1.5").holds({})


def test_many_answers_are_true_of_any_and_one_of_the_first() -> None:
    known = {"x": (3.0, 7.0, "a"), "y": ("a", "b"), "none": ()}

    def holds(text: str) -> bool:
        return compile_rule(text).holds(known)

    assert holds("${x} = 7") and holds("${x} != 7") and holds("${x} > 6") and holds("4 > ${x}")
    assert not holds("${x} > 7") and not holds("3 > ${x}") and holds("${x} >= 7")
    assert holds("${x} = ${y}") and holds("${y} != ${y}") and not holds("${none} = ${none}")
    assert not holds("${none} = ''") and not holds("${none} != ''") and holds("not(${none})")
    assert holds("${x} = true()") and holds("${none} = false()") and not holds("${none} > 0")
    assert compile_rule("string(${y})").value(known) == "a"
    assert compile_rule("${x} + 1").value(known) == 4.0
    assert compile_rule("${y}").value(known) == "a"
    assert compile_rule("${none}").value(known) == ""


def test_columns_of_an_option_stand_bare_in_its_filter_and_nowhere_else() -> None:
    rule = compile_rule("region = ${region} and name != 'z'", frozenset(("region", "size")))
    scope = Scope({"region": "north"})

    assert rule.columns == {"region", "name"} and rule.names == {"region"}
    assert rule.holds(replace(scope, option={"region": "north", "name": "a"}))
    assert not rule.holds(replace(scope, option={"region": "north", "name": "z"}))
    assert not rule.holds(replace(scope, option={"name": "a"}))
    with pytest.raises(BadRule, match="no column height, only name, region, size"):
        compile_rule("height > 3", frozenset(("region", "size")))
    with pytest.raises(BadRule, match="region: a question is written"):
        compile_rule("region = 'north'")


PRICES = ({"sku": "a", "price": "3"},)

BROKEN = [
    ("pulldata('prices', 'cost', 'sku', 'a')", "the table has no column cost"),
    ("pulldata('goods', 'price', 'sku', 'a')", "there is no table goods"),
    ("regex('x', concat('(', ${a}))", "(x is no pattern here "
     "(missing ): (x); look-around and \\1 are not"),
    ("digest('x', ${a})", "x is none of MD5, SHA-1, SHA-256, SHA-384, SHA-512"),
    ("concat(${long}, ${long}, ${long})", "makes a text longer than 10000 characters"),
    (" or ".join(["regex(${a}, ${a})=0"] * 101), "takes more than 100000 steps"),
    ("count(${many}) + count(${many})", "takes more than 100000 steps"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), BROKEN)
def test_what_cannot_be_worked_out_keeps_nobody(text: str, why: str) -> None:
    """The author's mistake: a question is shown, an answer taken, a calculation is empty."""
    scope = Scope({"a": "x", "long": "x" * 4000, "many": (1.0,) * 60_000},
                  Around(tables={"prices": PRICES}))  # fmt: skip
    rule = compile_rule(text)

    assert rule.holds(scope) is True
    assert rule.holds(scope, otherwise=False) is False
    assert rule.judge(scope) is None
    assert rule.value(scope) == ""
    assert errors.untold() == {text: why}
    assert errors.untold() == {}  # each is told once


def test_no_expression_takes_more_than_its_steps() -> None:
    """The longest texts there can be, over the longest answers, end in a bounded time."""
    long = "x y" * 1300
    every = tuple(f"{n} {n}" for n in range(9801))
    for text in (
        " or ".join(["contains(., 'z')"] * 190),
        f"concat({','.join(['.'] * 1900)})",
        " + ".join(["count(${e})"] * 280),
        " or ".join(["regex(., ${p})"] * 220),
        " or ".join(["${e} = ${e}"] * 200),
        " or ".join(["regex(., '(x|y|z)*(x+x+)+y?z')"] * 100),
        " or ".join(["${e} != ${e}"] * 200),
    ):
        rule = compile_rule(text)
        scope = Scope({"e": every, "p": "(((x{1,50}){1,10})+)?y"})
        assert isinstance(rule.holds(scope, long), bool)


def test_a_long_row_is_not_deep() -> None:
    assert compile_rule(" or ".join(["."] * 700)).value({}, "") is False
    assert compile_rule("+".join(["1"] * 1900)).value({}) == 1900.0
    nested = "if(. = 1, 1, " * 70 + "2" + ")" * 70
    assert compile_rule(nested).value({}, 3.0) == 2.0
