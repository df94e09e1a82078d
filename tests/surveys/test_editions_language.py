"""Two editions that differ in what the language has beside plain questions: repeats, filters,
defaults, weights, tables of ratings."""

from decimal import Decimal

import pytest

from surveys.editions import Stays, Verdict, changes, migrate, poolable, verdict
from surveys.entries import Added, Answered, Began, Interview, Moved, Removed, view
from surveys.load import questionnaire
from surveys.path import current, result
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, Chosen, Listed, Value, Words
from tests.builders import moment

VISIT = """
questionnaire: shop
edition: 1
mode: mystery
title: {zh: 到店, en: Shop}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 5
source: none
sections:
  - id: start
    title: {zh: 开始, en: Start}
    questions:
      - id: region
        kind: choice
        label: {zh: 地区, en: Region}
        text: {zh: 哪里？, en: Where?}
        options:
          - {code: north, label: {zh: 北, en: North}}
          - {code: south, label: {zh: 南, en: South}}
      - id: shop
        kind: choice
        label: {zh: 门店, en: Shop}
        text: {zh: 哪家？, en: Which shop?}
        choice_filter: "${region} != 'none'"
        options:
          - {code: a, label: {zh: 甲, en: A}, with: {region: north}, image: a.jpg}
          - {code: b, label: {zh: 乙, en: B}, with: {region: south}}
      - id: waited
        kind: number
        label: {zh: 等候, en: Waited}
        text: {zh: 等了几分钟？, en: How many minutes?}
        default: "5"
        characteristic: timeliness
        weight: 2
        degree: "1 - . div 60"
        least: 0
        most: 60
        unit: {zh: 分钟, en: min}
      - id: tidy
        kind: matrix
        label: {zh: 整洁, en: Tidy}
        text: {zh: 有多整洁？, en: How tidy?}
        low: 1
        high: 5
        ends: [{zh: 差, en: Bad}, {zh: 好, en: Good}]
        rows:
          - {id: floor, label: {zh: 地面, en: Floor}, characteristic: comfort}
          - {id: desk, label: {zh: 柜台, en: Desk}, characteristic: comfort}
  - id: staff
    title: {zh: 店员, en: Staff}
    repeat:
      least: 1
      most: 5
      label: {zh: 店员, en: Somebody}
      text: {zh: 还有别人吗？, en: Anybody else?}
    questions:
      - id: name
        kind: text
        label: {zh: 姓名, en: Name}
        text: {zh: 怎么称呼？, en: What name?}
      - id: kind
        kind: choice
        label: {zh: 态度, en: Kind}
        text: {zh: 友善吗？, en: Was this person kind?}
        characteristic: courtesy
        clauses: [5.2.4.3]
        critical: true
        options:
          - {code: yes, label: {zh: 是, en: "Yes"}, outcome: met}
          - {code: no, label: {zh: 否, en: "No"}, outcome: not_met}
  - id: goods
    title: {zh: 商品, en: Goods}
    repeat: {count: "2", most: 3}
    questions:
      - id: price
        kind: number
        label: {zh: 价格, en: Price}
        text: {zh: 多少钱？, en: How much?}
        least: 0
        most: 100
        unit: {zh: 元, en: yuan}
"""
WORDING, COMPATIBLE, MEANING = Verdict
OLD = questionnaire(VISIT, "shop@1.yaml")


def edition(*edits: tuple[str, str]) -> Questionnaire:
    text = VISIT.replace("edition: 1", "edition: 2")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    return questionnaire(text, "shop@2.yaml")


@pytest.mark.parametrize(
    ("before", "after", "told", "grave"),
    [
        ("a.jpg", "b.jpg", ("reworded", "shop", "a"), WORDING),
        ("{region: north}", "{region: south}", ("meaning", "shop", "a.columns"), MEANING),
        ("${region} != 'none'", "${region}!='none'", None, WORDING),
        ("${region} != 'none'", "${region} = 'north'",
         ("meaning", "shop", "choice_filter"), MEANING),
        ('default: "5"', 'default: "9"', ("otherwise", "waited", "default"), COMPATIBLE),
        ('default: "5"', 'default: "5"\n        read_only: true',
         ("meaning", "waited", "read_only"), MEANING),
        ("weight: 2", "weight: 1", ("meaning", "waited", "weight"), MEANING),
        ("div 60", "div 30", ("meaning", "waited", "degree"), MEANING),
        ("unit: {zh: 分钟, en: min}", 'unit: {zh: 分钟, en: min}\n        trap: ". < 59"',
         ("meaning", "waited", "trap"), MEANING),
        ("critical: true", "critical: false", ("meaning", "kind", "critical"), MEANING),
        ("most: 5\n", "most: 9\n", ("adjusted", "staff", "most"), COMPATIBLE),
        ("least: 1\n      most: 5\n", "least: 0\n      most: 5\n",
         ("meaning", "staff", "least"), MEANING),
        ("Anybody else?", "Anyone else?", ("reworded", "staff", "text"), WORDING),
        ('count: "2"', 'count: "3"', ("meaning", "goods", "count"), MEANING),
        ("most: 3}", "most: 2}", ("meaning", "goods", "most"), MEANING),
        ("low: 1\n", "low: 1\n        look: stars\n", ("otherwise", "floor", "look"), COMPATIBLE),
    ],
)  # fmt: skip
def test_a_change_of_each_part_is_told_by_its_kind(
    before: str, after: str, told: tuple[str, str, str] | None, grave: Verdict
) -> None:
    found = changes(OLD, edition((before, after)))

    assert (told is None) == (found == ())
    assert told is None or told in [(c.what, c.where, c.part) for c in found]
    assert verdict(found) is grave


def test_a_default_and_a_table_lean_on_answers_so_their_evidence_is_not_pooled() -> None:
    every = {question.id for question in OLD.questions}
    assert poolable(OLD, edition(("Where?", "Which part?"))) == every
    assert every - poolable(OLD, edition(('default: "5"', 'default: "9"'))) == {"waited"}
    assert every - poolable(OLD, edition(("low: 1\n", "low: 1\n        look: stars\n"))) == {
        "floor", "desk",
    }  # fmt: skip


def test_what_is_asked_of_others_or_how_often_is_not_pooled_either() -> None:
    every = {question.id for question in OLD.questions}
    gone = every - poolable(OLD, edition(("code: south", "code: east")))
    assert gone == {"region", "shop"}  # which shops are offered depends on the region
    gone = every - poolable(OLD, edition(("least: 1\n      most: 5", "least: 2\n      most: 5")))
    assert gone == {"staff", "name", "kind"}
    assert every - poolable(OLD, edition(('count: "2"', 'count: "1"'))) == {"price"}


def log(*acts: Answered | Added | Removed) -> Interview:
    interview = Interview().add(Began(), moment())
    for act in acts:
        interview = interview.add(act, moment())
    return interview


def answer(id: str, value: Value) -> Answered:
    return Answered(QuestionId(id), value)


STAFF = QuestionId("staff")
ANSWERED = log(
    answer("region", Chosen("north")), answer("shop", Chosen("a")),
    answer("waited", Amount(Decimal(5))),
    answer("floor", Amount(Decimal(4))), answer("desk", Amount(Decimal(4))),
    answer("name.1", Words("Li")), answer("kind.1", Chosen("yes")),
    Added(STAFF, 2), answer("name.2", Words("Wang")), answer("kind.2", Chosen("no")),
    Added(STAFF, 3), answer("name.3", Words("Zhao")), Removed(STAFF, 3),
    answer("staff", Listed((1, 2))), answer("price.1", Amount(Decimal(9))),
)  # fmt: skip


def test_every_instance_of_a_repeat_goes_on_with_its_answers() -> None:
    new = edition(("most: 5\n", "most: 9\n"), ("How much?", "What price?"))
    moved = migrate(OLD, new, ANSWERED)
    assert isinstance(moved, Interview)
    moved = moved.add(Moved("user:1", 1, 2), moment())

    before, after = result(OLD, view(ANSWERED)), result(new, view(moved))

    assert after == before
    assert {"name.1", "kind.2", "price.1"} <= after.keys()
    assert "name.3" not in after  # it was removed, and stays so; the log has it
    asked = current(new, view(moved))
    assert asked is not None and asked.id == "price.2"


def test_a_question_that_left_the_repeat_keeps_its_answers_in_the_log_only() -> None:
    name = VISIT[VISIT.index("      - id: name") : VISIT.index("      - id: kind")]
    new = edition((name, ""))
    moved = migrate(OLD, new, ANSWERED)
    assert isinstance(moved, Interview)

    before, after = result(OLD, view(ANSWERED)), result(new, view(moved))

    assert after == {id: value for id, value in before.items() if id.partition(".")[0] != "name"}
    back = migrate(new, OLD, moved)
    assert isinstance(back, Stays)
    assert [(reason.id, reason.question) for reason in back.reasons] == [("returns", "name")]
