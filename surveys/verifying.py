"""What is kept beside the logs, derived from them once more and compared.

The log is the only truth.  Evidence must be what each log says, row by row; the counts must be
what there is to count; so together the counts are what the logs say.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import snapshot, transaction
from surveys import store
from surveys.counts import text_of
from surveys.entries import view
from surveys.evidence import said
from surveys.load import Questionnaires
from surveys.records import Held
from surveys.review import countable
from surveys.store import Kept, WrongCount

PAGE = 200  # interviews in memory at once
PLACE = ("case_id", "outlet_id", "questionnaire", "edition", "mode", "status", "assigned")


@dataclass(frozen=True, slots=True)
class WrongEvidence:
    """What is *kept* of one answer and what the log *says*; None: nothing."""

    interview: int
    key: str
    question: str
    kept: Kept | None
    says: Kept | None


@dataclass(frozen=True, slots=True)
class WrongStatus:
    """Where an interview is *kept* to stand and where its log *says*."""

    interview: int
    key: str
    kept: str
    says: str


Difference = WrongEvidence | WrongCount | WrongStatus


async def differences(
    tx: AsyncConnection, questionnaires: Questionnaires
) -> AsyncIterator[Difference]:
    """Everything that is not as the logs have it, seen in *tx*: interviews by id, then counts."""
    standing: Counter[tuple[object, ...]] = Counter()
    after = 0
    while page := await store.interviews_after(tx, after, PAGE):
        after = page[-1].id
        kept = await store.evidence_of(tx, page[0].id, after)
        stand = await store.statuses_kept(tx, page[0].id, after)
        for held in page:
            status = view(held.interview).status
            where = (held.case_id, held.outlet_id)
            of = (*where, held.questionnaire, held.edition, held.mode.value, status.value)
            standing[*of, held.assignment_id is not None] += 1
            if stand[held.id] != status.value:
                yield WrongStatus(held.id, held.key, stand[held.id], status.value)
            for wrong in _evidence(held, kept.get(held.id, []), questionnaires):
                yield wrong
    for count in (*await store.wrong_counts(tx), *await store.wrong_assignment_counts(tx)):
        yield count
    counted = await store.interview_counts_kept(tx)
    for key in sorted({*standing, *counted}, key=str):
        if counted.get(key, 0) != standing[key]:
            place = dict(zip(PLACE, key, strict=True))
            yield WrongCount("interview_counts", place, counted.get(key, 0), standing[key])


def derived(held: Held, questionnaires: Questionnaires) -> dict[str, Kept]:
    """The evidence of an interview as its log has it, by question."""
    if not countable(held.mode, view(held.interview).status):
        return {}
    asked = questionnaires[held.questionnaire, held.edition]
    return {
        one.question: Kept(
            one.question, held.case_id, held.wave_id, held.outlet_id, held.questionnaire,
            held.edition, one.base, text_of(one.outcome),
            "" if one.degree is None else str(one.degree), one.at,
        )
        for one in said(asked, held.interview)
    }  # fmt: skip


def _evidence(
    held: Held, kept: list[Kept], questionnaires: Questionnaires
) -> Iterator[WrongEvidence]:
    there, says = {one.question: one for one in kept}, derived(held, questionnaires)
    for question in sorted({*there, *says}):
        pair = there.get(question), says.get(question)
        if pair[0] != pair[1]:
            yield WrongEvidence(held.id, held.key, question, *pair)


async def repair(engine: AsyncEngine, questionnaires: Questionnaires) -> AsyncIterator[Difference]:
    """Put everything right that `differences` finds, and yield it.

    Others may go on meanwhile: each interview is derived again under its lock, and counts of
    interviews are corrected by what was missing, never set.
    """
    last, recount = 0, False
    async with snapshot(engine) as seen:
        async for wrong in differences(seen, questionnaires):
            yield wrong
            match wrong:
                case WrongEvidence(id):
                    recount = True
                    if id != last:
                        async with transaction(engine) as tx:
                            await _derive(tx, id, questionnaires)
                    last = id
                case WrongStatus(id):
                    async with transaction(engine) as tx:
                        if (held := await store.by_id(tx, id)) is not None:
                            await store.stands(tx, id, view(held.interview).status)
                case WrongCount("interview_counts", place, kept, found):
                    async with transaction(engine) as tx:
                        await store.correct_interview_count(tx, place, found - kept)
                case WrongCount():
                    recount = True
    if recount:
        async with transaction(engine) as tx:
            await store.count_again(tx)


async def _derive(tx: AsyncConnection, id: int, questionnaires: Questionnaires) -> None:
    held = await store.by_id(tx, id)
    if held is None:
        return
    await store.withdraw_evidence(tx, id)
    if countable(held.mode, view(held.interview).status):
        asked = questionnaires[held.questionnaire, held.edition]
        await store.add_evidence(tx, held, held.edition, said(asked, held.interview))
