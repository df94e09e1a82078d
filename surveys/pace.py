"""The measure of speed is taken once: when so many interviews of an edition count in a case.

Kept from then on, it is the same whoever looks and whatever is voided later, so that an interview
that was flagged stays flagged and nobody who answers fast makes fast the measure.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.quality import REFERENCE, Reference, filled, reference
from surveys.questionnaire import Questionnaire
from surveys.records import Held


async def freeze(
    tx: AsyncConnection, held: Held, questionnaire: Questionnaire, at: datetime
) -> None:
    """Take it, if *held* was the one that was wanting."""
    if await store.pace(tx, held) is None and (
        await store.countable_of_edition(tx, held) >= REFERENCE
    ):
        found = await _taken(tx, held, questionnaire)
        if found is not None:
            await store.freeze_pace(tx, held, found, at)


async def pace_for(
    tx: AsyncConnection, held: Held, questionnaire: Questionnaire
) -> Reference | None:
    """The frozen one; before there is one, what those that count so far come to."""
    return await store.pace(tx, held) or await _taken(tx, held, questionnaire)


async def _taken(
    tx: AsyncConnection, held: Held, questionnaire: Questionnaire
) -> Reference | None:
    first = await store.first_that_count(tx, held, REFERENCE)
    return reference([filled(questionnaire, one.interview, one.key, one.person_id)
                      for one in first])  # fmt: skip
