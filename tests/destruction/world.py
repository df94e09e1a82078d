"""What is in the database before every trial: two visits, a card, one to review."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification import accounts
from certification.users import Role
from db.engine import make_engine, transaction
from migrations import chain
from surveys import events as e
from surveys import store
from surveys.entries import Moment
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.service import Interviews
from tests.builders import SCENARIO, a_case, a_client, tiny

CHAT = 7001
WAITING = "waiting"  # the key of the interview that waits for review
SEED = 7
DAY = timedelta(days=1)
NO_PASSWORD = "none"  # nobody logs in with it: the hash of nothing

SEEN = """
questionnaire: seen
edition: 1
mode: {mode}
title: {{zh: 所见, en: Seen}}
intro: {{zh: 开始, en: Start}}
thanks: {{zh: 谢谢, en: Thanks}}
minutes: 1
source: none
sections:
  - id: only
    title: {{zh: 全部, en: All}}
    questions:
      - id: open
        kind: choice
        label: {{zh: 营业, en: Open}}
        text: {{zh: 开着吗？, en: Was it open?}}
        options:
          - {{code: yes, label: {{zh: 是, en: "Yes"}}}}
          - {{code: no, label: {{zh: 否, en: "No"}}}}
      - id: wall
        kind: photo
        label: {{zh: 墙, en: Wall}}
        text: {{zh: 请拍墙。, en: "The wall, please."}}
        most: 2
      - id: warmth
        kind: rating
        label: {{zh: 热情, en: Warmth}}
        text: {{zh: 有多热情？, en: How warm was it?}}
        low: 1
        high: 5
        ends: [{{zh: 冷淡, en: Cold}}, {{zh: 热情, en: Warm}}]
      - id: why
        kind: text
        label: {{zh: 原因, en: Why}}
        text: {{zh: 为什么？, en: Why?}}
        required: false
"""


def seen() -> Questionnaire:
    """A visit with photos."""
    return questionnaire(SEEN.format(mode="mystery"), "seen@1.yaml")


def asked() -> Questionnaire:
    """The same as a survey for customers."""
    text = SEEN.format(mode="perception").replace("questionnaire: seen", "questionnaire: asked")
    return questionnaire(text, "asked@1.yaml")


# What somebody has done before the trial begins.
SUBMITTED = (
    e.Agreed(SEED),
    e.Tapped(QuestionId("greeted"), 1, "yes"),
    e.Tapped(QuestionId("warmth"), 2, "4"),
    e.Confirmed(),
)


async def prepare(url: str) -> None:
    """An empty database becomes this world, now."""
    engine, now = make_engine(url), datetime.now(UTC)
    await chain.upgrade(engine)
    async with transaction(engine) as tx:
        wave = await store.add_wave(
            tx, case_id=await a_case(tx, client := await a_client(tx)), name="w",
            opens=now - 30 * DAY, closes=now + 30 * DAY,
        )  # fmt: skip
        outlet = await store.add_outlet(
            tx, client_id=client, code="S", name="Outlet", address="Street"
        )
        for one in (tiny(), seen(), asked()):
            await store.freeze(tx, one, now)
        for code, questionnaire in (("visit", "tiny"), ("photos", "seen"), ("review", "tiny")):
            await store.add_assignment(
                tx, code=f"{code}-code", wave_id=wave, outlet_id=outlet, edition=1,
                questionnaire=questionnaire, scenario=SCENARIO, opens=now - 30 * DAY,
                closes=now + 30 * DAY, at=now,
            )  # fmt: skip
        await store.add_card(
            tx, code="card-code", wave_id=wave, outlet_id=outlet, questionnaire="asked", edition=1
        )
        await accounts.add_user(
            tx, "reviewer", "Reviewer", Role.ADMINISTRATOR, NO_PASSWORD, "test", now
        )
        await submitted(tx, Moment(now))
    await engine.dispose()


async def submitted(tx: AsyncConnection, at: Moment) -> None:
    verbs = Interviews(
        {(q.id, q.edition): q for q in (tiny(),)}, lambda: WAITING, lambda: "w" * 22, lambda: SEED
    )
    await verbs.by_code_in_chat(tx, "review-code", CHAT, "en", at)
    for event in SUBMITTED:
        await verbs.in_chat(tx, CHAT, event, at)
