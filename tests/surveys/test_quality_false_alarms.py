"""How often a flag comes up where nobody cheated: measured on honest data, seeded.

The bounds here are those printed in docs/statistics.md.  Honest means: paces that differ by person
and by question, opinions that differ by person and by item, times read off a watch, texts put
together from what shoppers write about the same outlets.
"""

import random
from collections import Counter
from fractions import Fraction
from math import exp

import pytest

from scoring.statistics.shares import clopper_pearson
from surveys.double_coding import HONEST as HONEST_LOW
from surveys.double_coding import TOO_LOW, Coded, agreement
from surveys.quality import HONEST, Filled, flags, reference
from surveys.questionnaire import QuestionId
from web.console.flags import BESIDE

QUESTIONS = [QuestionId(f"q{i}") for i in range(15)]
OPENINGS = [
    "进店后没有人招呼",
    "接待的师傅很客气",
    "前台让我先登记",
    "等了一会才有人过来",
    "店里人不多",
    "收费标准贴在墙上",
]
MIDDLES = [
    "问了两遍才说清楚保修",
    "当场开箱检查了机器",
    "说配件要等三天",
    "给我看了价目表",
    "没有主动报价",
    "让我去网上预约",
]
ENDS = [
    "走的时候说了再见",
    "没有给收据",
    "留了电话说会回访",
    "提醒我保管好单据",
    "地面有点湿",
    "座位够用",
]


def honest(chance: random.Random, key: str) -> Filled:
    """One honest interview: log-normal times (a person's pace, a question's own scatter), ratings
    around a person's mean, six stopped times up to ten minutes, one text of three sentences."""
    pace = chance.gauss(0, 0.3)
    seconds = {q: exp(2.3 + pace + chance.gauss(0, 0.5)) for q in QUESTIONS}
    own = chance.gauss(3.8, 0.8)
    ratings = tuple(Fraction(min(5, max(1, round(chance.gauss(own, 0.8)))) - 1) for _ in range(18))
    times = tuple(chance.randint(3, 600) for _ in range(12))
    text = "，".join(chance.choice(part) for part in (OPENINGS, MIDDLES, ENDS))
    detail = "".join(chance.choice("张李王赵陈红蓝白大小南北东西") for _ in range(4))
    return Filled(
        key, int(key), seconds, ratings, times, (f"{text}，{detail}{chance.randint(10, 99)}号。",)
    )


@pytest.fixture(scope="module")
def alarms() -> tuple[Counter[str], dict[str, int]]:
    """How often each flag came up, of how many interviews; each judged by the reference of its own
    study's first 30.  Texts are held against 500 others, as many as the review page holds them
    against: the more there are the likelier two are alike."""
    chance, found, of = random.Random(2026), Counter[str](), 1000
    for study in range(of // 20):
        filled = [honest(chance, str(study * 100 + n)) for n in range(50)]
        measure = reference(filled[:30])
        for this in filled[30:]:
            found.update({flag.id for flag in flags(this, [], measure)})
    chance, texts = random.Random(2026), 300
    for _ in range(texts // 100):
        case = [honest(chance, str(n)) for n in range(BESIDE + 1)]
        for this in case[:100]:
            beside = [o for o in case if o is not this]
            found["copied"] += any(f.id == "copied" for f in flags(this, beside, None))
    return found, dict.fromkeys(("fast", "straight", "heaped"), of) | {"copied": texts}


@pytest.mark.parametrize(
    ("id", "hits", "bound"),
    [("fast", 23, 3.4), ("straight", 31, 4.4), ("heaped", 0, 0.4), ("copied", 1, 1.8)],
)
def test_honest_interviews_are_seldom_flagged(
    alarms: tuple[Counter[str], dict[str, int]], id: str, hits: int, bound: float
) -> None:
    """As docs/statistics.md and the review page state them: alarms, of how many, and the upper
    95 % bound in percent."""
    found, of = alarms
    assert (found[id], of[id]) == HONEST[id]
    assert found[id] == hits
    assert round(100 * clopper_pearson(hits, of[id]).high, 1) == bound


def test_honest_shoppers_seldom_seem_to_disagree() -> None:
    """Ten outlets seen twice, four yes-or-no things each, 3 % misread: alpha below 0.667."""
    chance, low, of = random.Random(2026), 0, 500
    for _ in range(of):
        visits = []
        for outlet in range(10):
            truth = {("comfort", f"q{i}"): chance.random() < 0.6 for i in range(4)}
            for person in (1, 2):
                seen = {k: Fraction(v != (chance.random() < 0.03)) for k, v in truth.items()}
                visits.append(Coded(outlet, 1, "store-visit", person, seen))
        (found,) = agreement(visits)
        assert found.alpha is not None
        low += found.alpha < TOO_LOW
    assert (low, of) == HONEST_LOW == (8, 500)
    assert round(100 * clopper_pearson(low, of).high, 1) == 3.1
