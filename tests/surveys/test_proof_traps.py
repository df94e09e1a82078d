"""Traps that tell something, and conditions over repeats: what the check proves and refutes."""

import pytest

from surveys.load import questionnaire
from surveys.proof import Proof, prove

FORM = """
questionnaire: trapped
edition: 1
mode: mystery
title: {zh: 小问卷, en: Trapped}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: people
    title: {zh: 人员, en: People}
    repeat: {least: 1, most: 4}
    questions:
      - id: neat
        kind: choice
        label: {zh: 整洁, en: Neat}
        text: {zh: 整洁吗？, en: Were they neat?}
        options:
          - {code: yes, label: {zh: 是, en: "Yes"}}
          - {code: no, label: {zh: 否, en: "No"}}
      - id: inner
        kind: text
        label: {zh: 内, en: Inner}
        text: {zh: 为什么？, en: Why?}
        relevant: "${neat} = 'no'"
  - id: after
    title: {zh: 之后, en: After}
    questions:
      - id: entrance
        kind: hidden
        label: {zh: 入口, en: Entrance}
      - id: came_in
        kind: choice
        label: {zh: 进门, en: Way in}
        text: {zh: 您从哪里进来？, en: How did you come in?}
        options:
          - {code: street, label: {zh: 临街的门, en: By a street door}}
          - {code: mall, label: {zh: 商场里面, en: Through a mall}}
          - {code: stairs, label: {zh: 走楼梯, en: By the stairs}}
          - {code: unsure, label: {zh: 记不清, en: I cannot recall}, outcome: not_observed}
        trap: "${entrance} = '' or . = ${entrance} or . = 'unsure'"
      - id: why
        kind: text
        label: {zh: 说明, en: Why}
        text: {zh: 请说明。, en: Please say why.}
        relevant: "count(${people}) > 2"
"""
TRAP = "\"${entrance} = '' or . = ${entrance} or . = 'unsure'\""
INNER = "\"${neat} = 'no'\""


def proof(text: str) -> Proof:
    return prove(questionnaire(text, "q.yaml"), "q.yaml")


def test_a_fair_trap_and_conditions_over_repeats_are_in_order() -> None:
    assert proof(FORM) == Proof((), ())


@pytest.mark.parametrize(
    ("part", "instead", "level", "says"),
    [
        (TRAP, '". != \'garden\'"', "errors", "a trap that no answer fails"),
        (TRAP, "\". = 'garden' or . = 'unsure'\"", "errors", "a trap that no answer passes"),
        (TRAP, '". = \'mall\'"', "errors", "who honestly answers unsure fails the trap"),
        (", outcome: not_observed", "", "warnings", "no way to say that one did not see"),
        ("count(${people}) > 2", "count(${people}) > 4", "errors", "can never hold"),
        ("count(${people}) > 2", "count(${people}) > 0", "warnings", "always holds"),
        ("count(${people}) > 2", "${neat} = 'maybe'", "warnings", "not decided"),
        (INNER, "\"${neat} = 'maybe'\"", "errors", "can never hold"),
        (INNER, '"position(..) = 2"', "", ""),
        (INNER, '"position(..) > 0"', "warnings", "not decided whether position(..) > 0"),
    ],
)  # fmt: skip
def test_a_bad_trap_and_a_dead_condition_are_told(
    part: str, instead: str, level: str, says: str
) -> None:
    assert part in FORM

    found = proof(FORM.replace(part, instead, 1))

    if not level:
        assert found == Proof((), ())
        return
    (only,) = getattr(found, level)
    assert says in only.message
    assert only.line > 1


@pytest.mark.parametrize(
    ("part", "instead", "says"),
    [
        ("en: How did you come in?", "en: You came in through a mall?", "in en say mall"),
        ("zh: 您从哪里进来？", "zh: 您是从商场里面进来的吧？", "in zh say mall"),
        ("trap:", "default: \"'mall'\"\n        trap:", "it suggests an answer"),
    ],
)
def test_a_trap_that_says_its_answer_is_leading(part: str, instead: str, says: str) -> None:
    fixed = FORM.replace(TRAP, "\". = 'mall' or . = 'unsure'\"")
    assert proof(fixed) == Proof((), ())

    (only,) = proof(fixed.replace(part, instead, 1)).errors

    assert "leading" in only.message
    assert says in only.message


def test_of_two_answers_every_second_guess_passes() -> None:
    text = FORM.replace(TRAP, "\". = 'mall' or . = 'unsure'\"").replace(
        "          - {code: stairs, label: {zh: 走楼梯, en: By the stairs}}\n", ""
    )

    (only,) = proof(text).warnings

    assert "every second guess" in only.message


def test_a_count_that_was_fixed_can_be_looked_at_later() -> None:
    text = FORM.replace("repeat: {least: 1, most: 4}", 'repeat: {count: "3"}')

    assert proof(text) == Proof((), ())


def test_a_questionnaire_needs_its_own_languages_and_no_other() -> None:
    french = FORM.replace("mode: mystery", "mode: mystery\nlanguages: [fr, en]")

    assert proof(french.replace("zh:", "fr:")).errors == ()
