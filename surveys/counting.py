"""An interview is counted in its quotas, in the transaction that stores its answer.

The quotas' rows are held until the commit, so that of two who come at once one counts first.
"""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.entries import (
    Explained,
    Interview,
    LanguageChosen,
    Paused,
    Status,
    Submitted,
    view,
)
from surveys.path import way_of
from surveys.questionnaire import Questionnaire
from surveys.quotas import NO_PLACE, Asked, gives_back, past, place, values_of
from surveys.records import Held

BESIDE = (Paused, Explained, LanguageChosen)  # nothing is answered by these


async def count_in(
    tx: AsyncConnection, questionnaire: Questionnaire, held: Held, after: Interview
) -> Interview:
    """*after*, which *held* is about to become, with its places taken, moved or given back.

    If there is no place for it: the same with that in its log, and it is over.
    """
    new = after.entries[held.interview.revision :]
    if all(isinstance(entry.act, BESIDE) for entry in new):
        return after
    over = (held.wave_id, held.questionnaire, held.outlet_id)
    quotas = await store.quotas_over(tx, *over)
    if not quotas:
        return after
    seen = view(after)
    if gives_back(seen.status):
        await store.give_back(tx, held.id)
        return after
    way = way_of(questionnaire, seen)
    by = {id for quota in quotas for id in quota.by}
    if seen.status in (Status.NEW, Status.ACCEPTED) or not past(questionnaire, way, by):
        return after  # not begun, counted long ago, or some strata question is still ahead
    quotas = await store.quotas_over(tx, *over, lock=True)
    moment = after.entries[-1].moment
    has = await store.places_of(tx, held.id)
    brought = {quota.id: values_of(way, quota.by) for quota in quotas}
    rooms = await store.rooms(tx, brought)
    asked = []
    for quota in quotas:
        room, mine = rooms.get(quota.id), has.get(quota.id, NO_PLACE)
        if room is not None and room.full and room.cell != mine:
            freed = await store.give_back_idle(tx, room.cell, moment.at - quota.hold)
            room = replace(room, taken=room.taken - freed)
        asked.append(Asked(quota, brought[quota.id], room, mine))
    corrected = any(isinstance(entry.act, Submitted) for entry in held.interview.entries)
    refused = place(asked, corrected=corrected)
    if refused is not None:
        await store.give_back(tx, held.id)
        # What was submitted after its place had gone to somebody else was not submitted.
        kept = held.interview if seen.status is Status.SUBMITTED else after
        return kept.add(refused, moment)
    moved = {one.quota.id: one.belongs for one in asked if one.has != one.belongs}
    if moved:
        await store.take(tx, held.id, moved, moment.at)
    return after
