"""A database with one card for the survey, ready for `anfang serve`.

python -m benches.bot.ours DATABASE_URL
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.tables import cases, clients
from db.engine import make_engine, transaction
from migrations import chain
from surveys import store
from surveys.load import questionnaire
from surveys.questionnaire import Questionnaire

FILE = Path(__file__).parent / "survey@1.yaml"
SURVEY = questionnaire(FILE.read_text("utf-8"), FILE.name)
CARD = "bench"


async def prepare(url: str, asked: Questionnaire = SURVEY) -> None:
    engine = make_engine(url)
    await chain.upgrade(engine)
    now = datetime.now(UTC)
    async with transaction(engine) as tx:
        case = await a_case(tx, now)
        await store.freeze(tx, asked, now)
        day = timedelta(days=1)
        wave = await store.add_wave(tx, case_id=case, name="w", opens=now - day, closes=now + day)
        outlet = await store.add_outlet(tx, client_id=1, code="S", name="Outlet", address="Street")
        await store.add_card(
            tx, code=CARD, wave_id=wave, outlet_id=outlet, questionnaire=asked.id, edition=1
        )
    await engine.dispose()


async def a_case(tx: AsyncConnection, now: datetime) -> int:
    await tx.execute(clients.insert().values(id=1, name={"zh": "客", "en": "C"}, created_at=now))
    await tx.execute(cases.insert().values(
        id=1, client_id=1, scheme="cct-gz-sc03@B2", scheme_hash="0" * 64, stage="evaluation",
        policies={}, created_at=now,
    ))  # fmt: skip
    return 1


if __name__ == "__main__":
    asyncio.run(prepare(sys.argv[1]))
