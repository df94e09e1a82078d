"""Small worlds for tests: plain functions, few arguments, real rows.

The certification tables are written here directly, so that tests of the surveys stay below them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.tables import cases, clients
from surveys import store
from surveys.entries import Moment
from surveys.load import Questionnaires, packaged, questionnaire
from surveys.questionnaire import Questionnaire
from surveys.service import Interviews

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SCENARIO = {"zh": "洗碗机八个月就漏水，问维修价格和时间。", "en": "Your dishwasher leaks."}


def moment(at: datetime = NOON, channel: str = "chat") -> Moment:
    return Moment(at, channel)


async def a_client(tx: AsyncConnection) -> int:
    row = {"name": {"zh": "示例客户", "en": "Example client"}, "created_at": NOON}
    done = await tx.execute(insert(clients).values(**row).returning(clients.c.id))
    return int(done.scalar_one())


async def a_case(tx: AsyncConnection, client_id: int, scheme: str = "cct-gz-sc03@B2") -> int:
    row = {
        "client_id": client_id, "scheme": scheme, "scheme_hash": "0" * 64,
        "stage": "evaluation", "policies": {}, "created_at": NOON,
    }  # fmt: skip
    done = await tx.execute(insert(cases).values(**row).returning(cases.c.id))
    return int(done.scalar_one())


@dataclass(frozen=True, slots=True)
class World:
    """One client, one case, one wave, one outlet, one visit, one card."""

    client: int
    case: int
    wave: int
    outlet: int
    assignment: str  # its code
    card: str  # its code


async def a_world(
    tx: AsyncConnection, visit: str = "store-visit", survey: str = "perception"
) -> World:
    client = await a_client(tx)
    case = await a_case(tx, client)
    wave = await store.add_wave(
        tx, case_id=case, name="wave 1", opens=NOON - DAY, closes=NOON + 7 * DAY
    )
    outlet = await store.add_outlet(
        tx, client_id=client, code="S06", name="江汉路店", address="江汉路 88 号（示例）",
        lat=30.5810, lon=114.2910, opens="09:00", closes="21:00",
    )  # fmt: skip
    await store.add_assignment(
        tx, code="visit-code", wave_id=wave, outlet_id=outlet, questionnaire=visit, edition=1,
        scenario=SCENARIO, opens=NOON - DAY, closes=NOON + 7 * DAY, at=NOON,
    )  # fmt: skip
    await store.add_card(
        tx, code="card-code", wave_id=wave, outlet_id=outlet, questionnaire=survey, edition=1
    )
    return World(client, case, wave, outlet, "visit-code", "card-code")


def interviews(*more: Questionnaire) -> Interviews:
    """The service with the packaged questionnaires and *more*; names are counted, not drawn."""
    numbers = count(1)
    known: Questionnaires = {**packaged(), **{(q.id, q.edition): q for q in more}}
    return Interviews(
        known,
        new_key=lambda: f"k{next(numbers):07d}",
        new_token=lambda: f"token-{next(numbers):016d}",
    )


def newest(id: str) -> Questionnaire:
    """The newest edition that ships."""
    return max((q for q in packaged().values() if q.id == id), key=lambda q: q.edition)


TINY = """
questionnaire: tiny
edition: 1
mode: mystery
title: {zh: 小问卷, en: Tiny}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: only
    title: {zh: 全部, en: All}
    questions:
      - id: greeted
        kind: choice
        label: {zh: 问候, en: Greeting}
        text: {zh: 有人问候您吗？, en: Were you greeted?}
        characteristic: courtesy
        clauses: [5.2.4.3]
        options:
          - {code: yes, label: {zh: 是, en: "Yes"}, outcome: met}
          - {code: no, label: {zh: 否, en: "No"}, outcome: not_met}
          - {code: unseen, label: {zh: 没看到, en: Did not see}, outcome: not_observed}
      - id: instead
        kind: text
        label: {zh: 情况, en: What instead}
        text: {zh: 您看到了什么？, en: What did you see instead?}
        relevant: "${greeted} = 'no'"
        least_sentences: 1
      - id: warmth
        kind: rating
        label: {zh: 热情, en: Warmth}
        text: {zh: 有多热情？, en: How warm was it?}
        characteristic: courtesy
        clauses: [5.2.4.3]
        low: 1
        high: 5
        ends: [{zh: 冷淡, en: Cold}, {zh: 热情, en: Warm}]
        met: ". >= 4"
        required: false
"""


LOGIC = """
questionnaire: logic
edition: 1
mode: mystery
title: {zh: 规则, en: Logic}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: only
    title: {zh: 全部, en: All}
    questions:
      - id: hello
        kind: note
        label: {zh: 说明, en: Note}
        text: {zh: 请先看墙上。, en: First look at the wall.}
      - id: shown
        kind: choices
        label: {zh: 公示, en: Shown}
        text: {zh: 墙上有什么？, en: What hangs there?}
        most: 2
        options:
          - {code: fees, label: {zh: 收费, en: Fees}}
          - {code: hours, label: {zh: 时间, en: Hours}}
          - {code: line, label: {zh: 热线, en: Hotline}}
          - {code: none, label: {zh: 什么都没有, en: Nothing at all}, exclusive: true}
      - id: price
        kind: number
        label: {zh: 价格, en: Price}
        text:
          zh: "您看到“${shown}”。修一次多少钱？"
          en: "You saw: ${shown}. What does a repair cost?"
        relevant: "contains(${shown}, 'fees')"
        least: 0
        most: 100000
        unit: {zh: 元, en: yuan}
        constraint: ". > 0"
        constraint_message: {zh: 价格应大于零。, en: A price is above zero.}
        warning: ". > 500"
        warning_message: {zh: 超过五百元，确定吗？, en: Above five hundred. Sure?}
      - id: bought
        kind: date
        label: {zh: 购买日, en: Bought on}
        text: {zh: 哪天买的？, en: When was it bought?}
        required: "${shown} != 'none'"
      - id: came
        kind: time
        label: {zh: 到店时间, en: Came at}
        text: {zh: 几点到的？, en: When did you come?}
"""


def logic() -> Questionnaire:
    """Every kind that `tiny` lacks, with a constraint, a warning, piping, a condition to skip."""
    return questionnaire(LOGIC, "logic@1.yaml")


def tiny() -> Questionnaire:
    """Three questions, one of them behind a condition."""
    return questionnaire(TINY, "tiny@1.yaml")
