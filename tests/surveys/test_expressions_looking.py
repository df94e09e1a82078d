"""What an expression looks at beside its arguments: repeats, tables, chance, the day, labels."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from surveys.expressions import errors
from surveys.rules import compile_rule
from surveys.scope import Around, Scope


def visit() -> Scope:
    """Two shops of which the first has two clerks, the second one; ${n} is asked in each."""
    whole = Scope({"city": "W", "shop": (1.0, 2.0), "n": (1.0, 2.0, 3.0), "warm": ("no",)})
    shops = [Scope({"clerk": (1.0, 2.0), "n": (1.0, 2.0)}, parent=whole, position=1,
                   repeat="shop"),
             Scope({"clerk": (1.0,), "n": (3.0,), "warm": "no"}, parent=whole, position=2,
                   repeat="shop")]  # fmt: skip
    whole.instances["shop"] = shops
    whole.gathered.update(dict.fromkeys(("shop", "clerk", "n", "warm"), "shop"))
    for shop, answers in zip(shops, ((1.0, 2.0), (3.0,)), strict=True):
        shop.instances["clerk"] = [
            Scope({"n": n}, parent=shop, position=place, repeat="clerk")
            for place, n in enumerate(answers, 1)
        ]
    return whole


def test_inside_a_repeat_a_name_is_that_instances_and_outside_everyones() -> None:
    whole = visit()
    first, second = whole.instances["shop"]
    clerk = first.instances["clerk"][1]
    look = compile_rule("concat(${city}, position(..), position(${shop}), sum(${n}))")

    assert look.value(clerk) == "W212"
    assert look.value(second) == "W223"
    assert look.value(whole) == "W006"
    assert compile_rule("count(${shop}) = 2 and count(${n}) = 3").holds(whole)
    assert compile_rule("${warm} = ''").holds(first)  # not what the second shop's answer is
    assert compile_rule("${warm} = 'no'").holds(second)


def test_an_answer_of_another_instance_is_had_by_its_place() -> None:
    whole = visit()
    second = whole.instances["shop"][1]
    inner = compile_rule("indexed-repeat(${n}, ${shop}, 1, ${clerk}, ${i})")

    assert inner.names == {"n", "shop", "clerk", "i"}
    assert [inner.value(_with(whole, i=i)) for i in (1.0, 2.0, 3.0, "", 1e300)] == [
        1,
        2,
        "",
        "",
        "",
    ]
    before = compile_rule("indexed-repeat(${n}, ${shop}, position(..) - 1)")
    assert before.value(second) == 1.0
    assert before.value(whole.instances["shop"][0]) == ""
    after = compile_rule("indexed-repeat(${n}, ${shop}, position(..) + 1)")
    assert after.value(whole.instances["shop"][0]) == ""  # nothing looks ahead


def _with(scope: Scope, **known: str | float) -> Scope:
    return replace(scope, known={**scope.known, **known})


PRICES = ({"sku": "a", "price": "3", "zh": "茶"}, {"sku": "b", "price": "4", "zh": "水"},
          {"sku": "b", "price": "9", "zh": "酒"}, {"sku": "", "price": "1", "zh": ""})  # fmt: skip


def test_a_table_is_looked_into_by_key() -> None:
    rule = compile_rule("pulldata('prices', 'price', 'sku', ${sku}) * 2")
    around = Around(tables={"prices": PRICES, "empty": ()})

    def price(sku: str) -> object:
        return rule.value(Scope({"sku": sku}, around))

    assert rule.tables == {"prices"} and rule.names == {"sku"}
    assert rule.pulled == {("prices", "price"), ("prices", "sku")}
    assert [price("a"), price("b")] == [6.0, 8.0]
    assert str(price("c")) == str(price("")) == "nan"
    assert compile_rule("pulldata('empty', 'x', 'y', 'z')").value(Scope({}, around)) == ""
    assert errors.untold() == {}


def test_chance_is_drawn_once_for_an_interview_a_place_and_an_instance() -> None:
    whole = visit()
    first, second = whole.instances["shop"]

    def drawn(scope: Scope, place: str, seed: int = 7, text: str = "random()") -> object:
        scope = replace(scope, around=Around(seed=seed))
        return compile_rule(text, place=place).value(scope)

    a = drawn(whole, "a")
    assert a == drawn(whole, "a") and isinstance(a, float) and 0 <= a < 1
    others = [drawn(whole, "b"), drawn(whole, "a", 8), drawn(first, "a"), drawn(second, "a"),
              drawn(whole, "a", text=" random()")]  # fmt: skip
    assert len({a, *others}) == 6


def test_what_is_given_once_says_so() -> None:
    assert compile_rule("once(random())").once
    assert compile_rule("(once(now()))").once
    assert not compile_rule("random()").once
    assert compile_rule("once(${a} + 1)").value({"a": 2.0}) == 3.0


NOON = datetime(2026, 11, 24, 20, 5, 6, 789_000, tzinfo=UTC)  # 04:05 of the next day in China


def test_today_is_chinas_and_dates_can_be_reckoned_with() -> None:
    scope = Scope({"day": "2026-11-20"}, Around(NOON))

    def value(text: str) -> object:
        return compile_rule(text).value(scope)

    assert value("today()") == "2026-11-25"
    assert value("now()") == "2026-11-25T04:05:06.789+08:00"
    assert value("${day} <= today()") is True
    assert value("${day} > today() - 5") is False
    assert value("today() - ${day}") == 5.0
    assert value("date(${day} + 30)") == "2026-12-20"
    assert value("date(now()) = today() and today() < now()") is True
    assert value("format-date-time(now(), '%e.%n.%y %h:%M:%S.%3 %%')") == "25.11.26 4:05:06.789 %"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Wed Nov"), ("zh", "周三 11月"), ("zh-Hant", "週三 11月"), ("", "Wed Nov"),
     ("xx", "Wed Nov")],
)  # fmt: skip
def test_months_and_days_are_named_in_the_interviews_language(language: str, said: str) -> None:
    scope = Scope({}, Around(NOON, language=language))

    assert compile_rule("format-date(today(), '%a %b')").value(scope) == said


def test_a_choice_is_named_in_words() -> None:
    scope = Scope({"a": "y x"}, Around(label=lambda question, code: f"<{question} {code}>"))

    for written in ("'${a}'", "${a}", '" ${a} "'):
        rule = compile_rule(f"jr:choice-name(selected-at(${{a}}, 1), {written})")
        assert rule.value(scope) == "<a x>" and rule.names == {"a"}
    assert compile_rule("jr:choice-name(${b}, '${a}')").value(scope) == ""
