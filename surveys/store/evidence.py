"""The SQL of what counted interviews say: evidence row by row, and the counts beside it.

Whoever changes a count holds a lock for it until the commit: counts are changed one after
another, in whatever order of rows, and nobody waits for somebody who waits for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.numbering import one_by_one
from db.prepared import Prepared
from surveys.counts import Count, Edition, InterviewCount, degree_of, outcome_of
from surveys.entries import Status
from surveys.evidence import Said
from surveys.evidence_tables import (
    assignment_counts,
    counts,
    evidence,
    interview_counts,
    outlet_counts,
)
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.store.counting import (
    as_json,
    counting,
    insert_on,
)
from surveys.tables import waves

# Made once: every page of a case asks for these.
_I, _C = interview_counts.c, counts.c
_INTERVIEWS = Prepared(
    select(_I.outlet_id, _I.questionnaire, _I.edition, _I.mode, _I.status, _I.assigned, _I.n)
    .where(_I.case_id == bindparam("case"), _I.n > 0)
    .order_by(_I.questionnaire, _I.edition, _I.status, _I.outlet_id)
)
_ASSIGNMENTS = Prepared(
    select(assignment_counts.c.n).where(assignment_counts.c.case_id == bindparam("case"))
)
_COUNTS = Prepared(
    select(_C.id, _C.questionnaire, _C.edition, _C.question, _C.outcome, _C.degree, _C.n).where(
        _C.case_id == bindparam("case"), _C.n > 0
    )
)


async def count_interviews(
    tx: AsyncConnection, held: Held, changes: Sequence[tuple[int, Status, int]]
) -> None:
    """Each of *changes*, (edition, status, by): one more (*by* 1) or less (-1) of the case's
    interviews that are like *held* stands there."""
    await one_by_one(tx)
    await more(tx, interview_counts, [
        {"case_id": held.case_id, "outlet_id": held.outlet_id,
         "questionnaire": held.questionnaire, "edition": edition, "mode": held.mode.value,
         "status": status.value, "assigned": held.assignment_id is not None, "n": by}
        for edition, status, by in changes
    ])  # fmt: skip


async def count_assignment(tx: AsyncConnection, wave_id: int) -> None:
    """One more assignment of the wave's case."""
    found = select(waves.c.case_id).where(waves.c.id == wave_id)
    case_id = (await tx.execute(found)).scalar_one()
    await more(tx, assignment_counts, [{"case_id": case_id, "n": 1}])


async def add_evidence(
    tx: AsyncConnection, held: Held, edition: int, said: Iterable[Said]
) -> None:
    """What the interview says, asked under *edition*, stands as evidence and is counted.

    Under the lock of `count_interviews` or `withdraw_evidence`, one of which always comes first:
    an interview begins to count, or says something else.
    """
    says = tuple(said)
    if not says:
        return
    given = {
        "case": held.case_id, "questionnaire": held.questionnaire, "edition": edition,
        "wave": held.wave_id, "outlet": held.outlet_id, "interview": held.id,
        "said": as_json(says),
    }  # fmt: skip
    for statement in counting(tx.dialect.name):
        await tx.execute(statement, given)


async def withdraw_evidence(tx: AsyncConnection, interview_id: int) -> None:
    """Nothing of the interview is evidence any more."""
    await one_by_one(tx)
    e, o, c = evidence.c, outlet_counts.c, counts.c
    its = e.interview_id == interview_id
    here = select(e.outlet_count_id).where(its)
    less = select(func.count()).where(its, e.outlet_count_id == o.id).scalar_subquery()
    whole = select(o.count_id).join(evidence, e.outlet_count_id == o.id).where(its)
    of_whole = (
        select(func.count())
        .select_from(evidence)
        .join(outlet_counts, e.outlet_count_id == o.id)
        .where(its, o.count_id == c.id)
        .scalar_subquery()
    )
    await tx.execute(update(counts).where(c.id.in_(whole)).values(n=c.n - of_whole))
    await tx.execute(update(outlet_counts).where(o.id.in_(here)).values(n=o.n - less))
    await tx.execute(delete(evidence).where(its))


async def interviews_counted(tx: AsyncConnection, case_id: int) -> list[InterviewCount]:
    """How the case's interviews stand."""
    return [
        InterviewCount(outlet, (id, edition), Mode(mode), Status(status), assigned, n)
        for outlet, id, edition, mode, status, assigned, n in (
            await _INTERVIEWS.all(tx, {"case": case_id})
        )
    ]


async def assignments_counted(tx: AsyncConnection, case_id: int) -> int:
    row = await _ASSIGNMENTS.first(tx, {"case": case_id})
    return row.n if row else 0


async def counts_of_case(tx: AsyncConnection, case_id: int) -> list[Count]:
    """What was said in the case, at all outlets together."""
    return [_count(*row) for row in await _COUNTS.all(tx, {"case": case_id})]


async def counts_of_outlets(tx: AsyncConnection, case_id: int) -> list[Count]:
    """What was said of characteristics in the case, at each outlet in each wave, in the order of
    the waves."""
    c, o = counts.c, outlet_counts.c
    found = (
        select(
            c.id, c.questionnaire, c.edition, c.question, c.outcome, c.degree, o.n,
            o.outlet_id, o.wave_id,
        )
        .join(outlet_counts, o.count_id == c.id)
        .where(c.case_id == case_id, c.degree != "", o.n > 0)
        .order_by(o.wave_id, o.outlet_id, c.id)
    )  # fmt: skip
    return [_count(*row) for row in (await tx.execute(found)).all()]


def _count(
    id: int, questionnaire: str, edition: int, question: str, outcome: str, degree: str, n: Any,
    *place: int,
) -> Count:  # fmt: skip
    of: Edition = (questionnaire, edition)
    where = (place[0], place[1]) if place else None
    return Count(id, of, question, outcome_of(outcome), degree_of(degree), int(n), where)


async def more(tx: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add each row's n, its last column, to the count of its key, new or not."""
    await _adding(table, tx.dialect.name).run(tx, *rows)


@cache
def _adding(table: Table, dialect: str) -> Prepared:
    new = insert_on(dialect)(table)
    key = [column.name for column in table.c if column.name not in ("id", "n")]
    adding = new.on_conflict_do_update(index_elements=key, set_={"n": table.c.n + new.excluded.n})
    return Prepared(adding, *key, "n")
