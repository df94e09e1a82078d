"""Questionnaires as large as wanted, to time what reads and proves them."""

from surveys.load import questionnaire
from surveys.proof import Proof, prove
from surveys.proof.atoms import mentions
from surveys.rules import compile_rule

SECTION = """\
  - id: s{n}
    title: {{zh: 第{n}部分, en: Part {n}}}
    questions:
"""
# Ten questions that lean on each other as a real form's do: a gate, what hangs on it, numbers.
TEN = """\
      - {{id: q{n}_gate, kind: choice, options: yes_no, {words}}}
      - {{id: q{n}_a, kind: choice, options: yes_no, relevant: "${{q{n}_gate}} = 'yes'", {words}}}
      - {{id: q{n}_b, kind: text, relevant: "${{q{n}_a}} = 'no'", {words}}}
      - {{id: q{n}_c, kind: rating, low: 0, high: 10, ends: [{ends}], {words}}}
      - {{id: q{n}_d, kind: text, relevant: "${{q{n}_c}} < 7 and ${{q{n}_a}} != ''", {words}}}
      - {{id: q{n}_e, kind: number, least: 0, most: 1000, unit: {unit}, {words}}}
      - {{id: q{n}_f, kind: text, relevant: "${{q{n}_e}} > {n} or ${{q{n}_d}} != ''", {words}}}
      - {{id: q{n}_g, kind: choice, options: yes_no, required: false, {words}}}
      - {{id: q{n}_h, kind: photo, relevant: "${{q{n}_g}} = 'no'", {words}}}
      - {{id: q{n}_i, kind: text, relevant: "${{q{n}_g}} = '' and ${{q{n}_gate}} = 'no'", {words}}}
"""
HEAD = """\
questionnaire: large
edition: 1
mode: mystery
title: {zh: 大问卷, en: Large}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 60
source: none
option_sets:
  yes_no:
    - {code: yes, label: {zh: 是, en: "Yes"}}
    - {code: no, label: {zh: 否, en: "No"}}
    - {code: na, label: {zh: 不适用, en: Does not apply}}
sections:
"""
WORDS = "label: {zh: 题目, en: Label}, text: {zh: 问什么？, en: What is asked?}"
ENDS = "{zh: 差, en: Bad}, {zh: 好, en: Good}"
UNIT = "{zh: 元, en: yuan}"


def form(questions: int) -> str:
    """The file of a questionnaire with so many questions, in tens, a hundred a section."""
    parts = [HEAD]
    for n in range(questions // 10):
        if n % 10 == 0:
            parts.append(SECTION.format(n=n // 10))
        parts.append(TEN.format(n=n, words=WORDS, ends=ENDS, unit=UNIT))
    return "".join(parts)


def check(text: str) -> Proof:
    """What `anfang check FILE` does with a questionnaire, nothing remembered from before."""
    compile_rule.cache_clear()
    mentions.cache_clear()
    return prove(questionnaire(text, "large.yaml"), "large.yaml")
