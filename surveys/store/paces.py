"""The SQL of how long honest answers take: frozen once, and what it is taken from."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared
from surveys.entries import Status
from surveys.evidence_tables import interview_counts
from surveys.quality import Reference
from surveys.questionnaire import Mode, QuestionId
from surveys.records import Held
from surveys.review import countable
from surveys.store.counting import insert_on
from surveys.store.interviews import many
from surveys.tables import interviews, paces

_PACE = Prepared(
    select(paces.c.of, paces.c.seconds, paces.c.frozen_at).where(
        paces.c.case_id == bindparam("case"),
        paces.c.questionnaire == bindparam("asked"),
        paces.c.edition == bindparam("number"),
    )
)


async def pace(tx: AsyncConnection, held: Held) -> Reference | None:
    """The frozen one of the interview's edition in its case; None before there is one."""
    row = await _PACE.first(tx, {
        "case": held.case_id, "asked": held.questionnaire, "number": held.edition
    })  # fmt: skip
    if row is None:
        return None
    seconds = {QuestionId(id): Fraction(taken) for id, taken in row.seconds.items()}
    return Reference(seconds, row.of, row.frozen_at)


async def freeze_pace(tx: AsyncConnection, held: Held, reference: Reference, at: datetime) -> None:
    """From now on this is it; where somebody was quicker, theirs is."""
    new = insert_on(tx.dialect.name)(paces).values(
        case_id=held.case_id, questionnaire=held.questionnaire, edition=held.edition,
        of=reference.of, seconds={id: str(taken) for id, taken in reference.seconds.items()},
        frozen_at=at,
    )  # fmt: skip
    await tx.execute(new.on_conflict_do_nothing())


async def countable_of_edition(tx: AsyncConnection, held: Held) -> int:
    """How many interviews of its edition count in its case."""
    c = interview_counts.c
    found = select(func.coalesce(func.sum(c.n), 0)).where(
        c.case_id == held.case_id, c.questionnaire == held.questionnaire,
        c.edition == held.edition, c.status.in_(_countable(held.mode)),
    )  # fmt: skip
    return int((await tx.execute(found)).scalar_one())


async def first_that_count(tx: AsyncConnection, held: Held, most: int) -> list[Held]:
    """The first of them to begin, with their logs."""
    c = interviews.c
    ids = (
        select(c.id)
        .where(
            c.case_id == held.case_id, c.status.in_(_countable(held.mode)),
            c.questionnaire == held.questionnaire, c.edition == held.edition,
        )
        .order_by(c.id)
        .limit(most)
    )  # fmt: skip
    return await many(tx, c.id.in_((await tx.execute(ids)).scalars().all()))


def _countable(mode: Mode) -> list[str]:
    return [status.value for status in Status if countable(mode, status)]
