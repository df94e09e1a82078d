"""What a crowd is asked: no text follows a text, so that what is typed fits one question only."""

from surveys.load import questionnaire

CROWD = """
questionnaire: crowd
edition: 1
mode: mystery
title: {zh: 人群, en: Crowd}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: only
    title: {zh: 全部, en: All}
    questions:
""" + "".join(
    f"""
      - id: seen{n}
        kind: choice
        label: {{zh: 看到, en: Seen {n}}}
        text: {{zh: 看到了吗？, en: "Seen {n}?"}}
        options:
          - {{code: yes, label: {{zh: 是, en: "Yes"}}}}
          - {{code: no, label: {{zh: 否, en: "No"}}}}
      - id: why{n}
        kind: text
        label: {{zh: 原因, en: Why {n}}}
        text: {{zh: 为什么？, en: "Why {n}?"}}
      - id: warmth{n}
        kind: rating
        label: {{zh: 热情, en: Warmth {n}}}
        text: {{zh: 有多热情？, en: "How warm {n}?"}}
        low: 1
        high: 5
        ends: [{{zh: 冷淡, en: Cold}}, {{zh: 热情, en: Warm}}]
"""
    for n in (1, 2)
)
ASKED = questionnaire(CROWD, "crowd@1.yaml")
