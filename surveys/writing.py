"""The one way a log grows: what it then says is counted in the same transaction.

The cost is that of this interview, however many are stored.
"""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.entries import Interview, Status, view
from surveys.evidence import said
from surveys.pace import freeze
from surveys.questionnaire import Questionnaire
from surveys.records import Held
from surveys.review import countable


async def write(
    tx: AsyncConnection, held: Held, after: Interview, questionnaire: Questionnaire
) -> None:
    """Append what *after* has more than *held*; it is asked under *questionnaire* from now on.

    The interview must be held under its lock.
    """
    before = held.interview.revision
    await store.append(tx, held.id, before, after.entries[before:])
    was, now = view(held.interview).status, view(after).status
    moved = questionnaire.edition != held.edition
    if moved:
        await store.put_on(tx, held.id, questionnaire.edition)
    if moved or was is not now:
        changes = [(held.edition, was, -1), (questionnaire.edition, now, +1)]
        await store.count_interviews(tx, held, changes)
        await store.stands(tx, held.id, now)
    await _evidence(tx, held, was, after, now, questionnaire)
    if countable(held.mode, now) and not countable(held.mode, was):
        newly = replace(held, edition=questionnaire.edition)
        await freeze(tx, newly, questionnaire, after.entries[-1].moment.at)


async def _evidence(
    tx: AsyncConnection,
    held: Held,
    was: Status,
    after: Interview,
    now: Status,
    questionnaire: Questionnaire,
) -> None:
    """What the interview says stands as evidence exactly while it is countable."""
    old = countable(held.mode, was)
    new = tuple(said(questionnaire, after)) if countable(held.mode, now) else ()
    same = old and questionnaire.edition == held.edition
    if same and new == tuple(said(questionnaire, held.interview)):
        return  # reviewed, or a word was added: it says what it said
    if old:
        await store.withdraw_evidence(tx, held.id)
    await store.add_evidence(tx, held, questionnaire.edition, new)
