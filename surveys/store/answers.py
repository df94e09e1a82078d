"""The SQL that opens a count into the answers it counts."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.counts import Answer, outcome_of
from surveys.evidence_tables import counts, evidence, outlet_counts
from surveys.tables import interviews


async def answers_of_case(tx: AsyncConnection, case_id: int) -> list[Answer]:
    """All that was said of clauses in the case, answer by answer, oldest interview first."""
    c, e = counts.c, evidence.c
    where = (c.case_id == case_id) & (c.outcome != "")
    return await _read(tx, _answers().where(where).order_by(e.interview_id, e.question))


async def answers_counted(
    tx: AsyncConnection, count_id: int, skip: int, most: int
) -> list[Answer]:
    """At most *most* answers of one count, the first *skip* left out; wave by wave and outlet by
    outlet, as the index has them, so that nothing is sorted."""
    e, o = evidence.c, outlet_counts.c
    found = (
        _answers()
        .where(o.count_id == count_id)
        .order_by(o.wave_id, o.outlet_id, e.interview_id, e.question)
        .offset(skip)
        .limit(most)
    )
    return await _read(tx, found)


def _answers() -> Select[Any]:
    c, e = counts.c, evidence.c
    return (
        select(
            interviews.c.key, c.questionnaire, c.edition, e.question, c.question, c.outcome, e.at
        )
        .select_from(evidence)
        .join(outlet_counts, e.outlet_count_id == outlet_counts.c.id)
        .join(counts, outlet_counts.c.count_id == c.id)
        .join(interviews, interviews.c.id == e.interview_id)
    )


async def _read(tx: AsyncConnection, found: Select[Any]) -> list[Answer]:
    return [
        Answer(key, (id, edition), question, base, outcome_of(outcome), at)
        for key, id, edition, question, base, outcome, at in (await tx.execute(found)).all()
    ]
